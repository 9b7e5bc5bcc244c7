package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"time"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/serve"
	"github.com/nianbao/nianbao/convert/words"
)

// A serving is the serve command's flags.
type serving struct {
	addr, token string
	layouts     layoutFlags
	quiet       bool // no browser is opened
}

func serveCommand(set *pflag.FlagSet) action {
	var s serving
	set.StringVar(&s.addr, "addr", "127.0.0.1:0", "flag.addr")
	set.StringVar(&s.token, "token", "", "flag.token")
	set.BoolVar(&s.quiet, "no-open", false, "flag.no-open")
	s.layouts.flags(set, "flag.layout")
	return s.run
}

func (s *serving) run(t *terminal, paths []string) error {
	forms, err := s.layouts.find()
	if err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(s.addr)
	switch loopback := host == "localhost" || net.ParseIP(host).IsLoopback(); {
	case err != nil:
		return usage("serve.listen", s.addr, err)
	case !loopback && s.token == "":
		return usage("serve.exposed")
	case s.token != "" && len(s.token) < 16:
		return usage("serve.short")
	case s.token == "":
		s.token = rand.Text()
	}
	conv, err := convert.New(convert.Options{Layouts: forms})
	if err != nil {
		return &usageError{err: err}
	}
	inputs, err := batch.Inputs(expand(paths))
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		return usage("serve.listen", s.addr, err)
	}
	return s.serve(t, l, conv, inputs)
}

// serve answers until the command is interrupted.
func (s *serving) serve(t *terminal, l net.Listener, conv *convert.Converter, inputs []string) error {
	addr := l.Addr().(*net.TCPAddr)
	local := addr.IP.IsLoopback()
	port := fmt.Sprint(addr.Port)
	options := serve.Options{Paths: inputs, Token: s.token, AnyIP: !local, Lang: t.lang,
		Hosts: []string{net.JoinHostPort("127.0.0.1", port), net.JoinHostPort("localhost", port), net.JoinHostPort("::1", port)}}
	host := "127.0.0.1"
	if !addr.IP.IsUnspecified() {
		host = addr.IP.String()
	}
	handler := serve.New(conv, disk{conv}, options)
	server := handler.HTTP()
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	go handler.Count(t.ctx)
	address := "http://" + net.JoinHostPort(host, port) + "/?token=" + s.token
	if t.lang == words.English {
		address += "&lang=en"
	}
	t.say("serve.address", address)
	if !s.quiet {
		openBrowser(address)
	}
	select {
	case err := <-ended:
		return err
	case <-t.ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		server.Close()
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// openBrowser opens an address; where it cannot, the address was printed.
func openBrowser(address string) {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	case "darwin":
		cmd = exec.Command("open", address)
	default:
		cmd = exec.Command("xdg-open", address)
	}
	if cmd.Start() == nil {
		go cmd.Wait()
	}
}
