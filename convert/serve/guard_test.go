package serve_test

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nianbao/nianbao/convert/internal/long"
)

// TestGuards: who has no token, comes under another name or from another page gets nothing.
func TestGuards(t *testing.T) {
	s := open(t, map[string][]byte{"002.txt": ambiguous(t)})
	request := func(method, path string, change func(*http.Request)) (int, string) {
		r, err := http.NewRequest(method, s.server.URL+path, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		if change != nil {
			change(r)
		}
		return s.do(r)
	}
	mine := s.client.Jar
	for _, tt := range []struct {
		name, method, path string
		change             func(*http.Request)
		status             int
	}{
		{"a rebound host", "GET", "/list", func(r *http.Request) { r.Host = "evil.example:80" }, 421},
		{"a host without port", "GET", "/list", func(r *http.Request) { r.Host = "127.0.0.1" }, 421},
		{"a rebound host with the token", "GET", "/?token=" + token, func(r *http.Request) { r.Host = "evil.example" }, 421},
		{"another site", "POST", "/reports/0/undo", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		{"another origin", "POST", "/reports/0/undo", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		{"a report that is not there", "GET", "/reports/7", nil, 404},
		{"a report of no number", "GET", "/reports/..%2f..%2fetc%2fpasswd", nil, 404},
		{"a way out", "GET", "/../../etc/passwd", nil, 404},
		{"a file", "GET", "/page/page.js", nil, 404},
		{"a format", "GET", "/reports/0/download/exe", nil, 422},
		{"no JSON", "POST", "/reports/0/dismiss", func(r *http.Request) { r.Body = http.NoBody }, 422},
		{"another method", "DELETE", "/reports/0", nil, 405},
		{"its own page", "GET", "/list", nil, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if status, body := request(tt.method, tt.path, tt.change); status != tt.status {
				t.Errorf("got %d %.200s, want %d", status, body, tt.status)
			}
		})
	}
	s.client.Jar = nil
	for _, path := range []string{"/", "/list", "/reports/0", "/zip?format=pdf", "/?token=", "/?token=" + token + "0"} {
		if status, body := request("GET", path, nil); status != 403 || strings.Contains(body, "医疗") {
			t.Errorf("%s without a cookie: %d %.200s", path, status, body)
		}
	}
	if status, _ := request("POST", "/?token="+token, nil); status == 200 || status == 303 {
		t.Errorf("a POST with the token: %d", status)
	}
	s.client.Jar = mine

	r, _ := http.NewRequest("POST", s.server.URL+"/reports?name=x", bytes.NewReader(make([]byte, 65<<20)))
	if status, _ := s.do(r); status != 413 {
		t.Errorf("65 MB: %d", status)
	}
}

// TestHeaders: the page runs its own script only, and is kept nowhere.
func TestHeaders(t *testing.T) {
	s := open(t, nil)
	var nonces []string
	for range 2 {
		resp, err := s.client.Get(s.server.URL + "/")
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		for key, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'none'"} {
			if got := resp.Header.Get(key); !strings.Contains(got, want) {
				t.Errorf("%s: %s", key, got)
			}
		}
		csp := resp.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Error(csp)
		}
		nonces = append(nonces, regexp.MustCompile(`nonce-(\w+)`).FindString(csp))
	}
	if nonces[0] == nonces[1] {
		t.Error("a nonce is used twice")
	}
}

// TestSlowHeaders: a request that never ends its head is given up.
func TestSlowHeaders(t *testing.T) {
	long.Skip(t, "waits ten seconds")
	s := open(t, nil)
	conn, err := net.Dial("tcp", s.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n")
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	if n, err := conn.Read(make([]byte, 1)); err == nil && n > 0 {
		t.Error("it was answered")
	} else if e, ok := err.(net.Error); ok && e.Timeout() {
		t.Error("it is open still")
	}
}

// TestText: text of a report is text in the page, wherever it comes from.
func TestText(t *testing.T) {
	evil := `<script>alert(1)</script><img src=x onerror=alert(2)>"'`
	report := strings.ReplaceAll(string(ambiguous(t)), "医疗保障局", "医疗保障局"+evil)
	report = strings.ReplaceAll(report, "36705283.86", evil)
	s := open(t, map[string][]byte{"a" + evil + ".txt": []byte(report)})
	s.post("/reports?name=b"+"%3Cscript%3E.txt", []byte(report))
	s.post("/reports/0/decide", map[string]any{"cells": cells{{"cell": projects, "value": "36"}}, "reason": evil})
	for _, path := range []string{"/", "/list", "/reports/0", "/reports/1", "/?lang=en", "/reports/0?lang=en"} {
		status, body := s.get(path)
		if status != 200 {
			t.Errorf("%s: %d %s", path, status, body)
		}
		body = regexp.MustCompile(`(?s)<script nonce=.*?</script>`).ReplaceAllString(body, "")
		if strings.Contains(body, "<script") || strings.Contains(body, "<img") {
			t.Errorf("%s has elements of the report", path)
		}
	}
}

// TestClients: eight clients at once.
func TestClients(t *testing.T) {
	s := open(t, map[string][]byte{"002.txt": ambiguous(t)})
	rounds := 3
	if long.Tests() {
		rounds = 40
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range rounds {
				s.post("/reports?name="+fmt.Sprint(i), ambiguous(t))
				s.get("/reports/0")
				s.get("/list")
				s.post("/reports/0/decide", decide("", projects, fmt.Sprint(i)))
				s.post("/reports/0/undo", map[string]any{})
				s.post("/reports/0/try", decide("", received, "1"))
			}
		})
	}
	all.Wait()
	if f := s.shelf.decided["002.txt"]; f != nil && len(f.Decisions) > 1 {
		t.Errorf("%+v", f)
	}
}
