// Package serve is a web page for one person at one machine: the reports beside their
// sources, and what is decided about them.
//
//	s, err := serve.New(conv, store, serve.Options{Paths: paths, Token: token})
//	http.Serve(listener, s) // Handler guards host, token, origin and size
//
// Reports that were named are read through a Store each time they are looked at, and their
// decisions are kept there; those that are dropped in are held in memory. The page is made
// of fragments of HTML, which the server renders (page.go): text of reports is text in them.
//
// It owns the page, what a click does, and who may ask. It does not own what a decision does
// to a report (decision), nor any file: that is the Store's.
package serve

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/words"
)

// What the server holds at most.
const (
	MaxBody    = 64 << 20  // bytes of one request
	maxHeld    = 512 << 20 // bytes of all that was dropped in
	maxReports = 20_000
)

// A Store is where the reports that were named are kept, and what is decided about them.
type Store interface {
	Load(path string) ([]byte, error)
	Decisions(path string) (*decision.File, error) // nil for none

	// Decide changes what is decided, and nobody else does meanwhile. When change
	// returns an error nothing is changed.
	Decide(path string, change func(*decision.File) error) error

	// Pack writes reports, their outputs in the formats, the manifest and the summary
	// as a zip archive.
	Pack(ctx context.Context, w io.Writer, reports []Packed, formats []convert.Format) error
}

// A Packed is a report that Pack writes.
type Packed struct {
	Name    string // unlike the others'
	Data    []byte
	Decided *decision.File
}

// Options of a Server.
type Options struct {
	Paths []string // reports, as Store knows them
	Token string   // that a browser must have been given
	Hosts []string // host:port as requests may name it
	AnyIP bool     // or by an address in place of a name: it listens for other machines
	Lang  words.Lang
}

// A Server is an http.Handler. It is safe for use by several goroutines.
type Server struct {
	conv    *convert.Converter
	store   Store
	options Options
	handler http.Handler
	session string // what the cookie holds

	mu    sync.Mutex // of what follows
	items []*item
	held  int
}

// New returns a Server.
func New(conv *convert.Converter, store Store, o Options) *Server {
	s := &Server{conv: conv, store: store, options: o, session: rand.Text()}
	for _, p := range o.Paths[:min(len(o.Paths), maxReports)] {
		s.items = append(s.items, &item{id: len(s.items), name: p, path: p})
	}
	s.handler = s.guard(s.routes())
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// HTTP returns the server of the standard library for it, with limits of time: no request
// holds it open.
func (s *Server) HTTP() *http.Server {
	return &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
}

// Count reads all reports once, so that the list can tell of them, until ctx is done.
func (s *Server) Count(ctx context.Context) {
	for _, it := range s.all() {
		if ctx.Err() != nil {
			return
		}
		s.count(it)
	}
}

func (s *Server) all() []*item {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.items)
}

// find returns the report of a number; nil for none.
func (s *Server) find(id int) *item {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id < 0 || id >= len(s.items) {
		return nil
	}
	return s.items[id]
}

var errFull = words.New("serve.full")

// hold keeps what was dropped in.
func (s *Server) hold(name string, data []byte) (*item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held+len(data) > maxHeld || len(s.items) >= maxReports {
		return nil, errFull
	}
	s.held += len(data)
	it := &item{id: len(s.items), name: name, data: data, decided: &decision.File{}}
	s.items = append(s.items, it)
	return it, nil
}
