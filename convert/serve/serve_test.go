package serve_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/serve"
)

const (
	token    = "0123456789abcdef"
	projects = "proactive.procurement.projects"
	amount   = "proactive.procurement.amount"
	received = "applications.received.total"
)

// A shelf is a Store in memory.
type shelf struct {
	mu      sync.Mutex
	reports map[string][]byte
	decided map[string]*decision.File
}

func (s *shelf) Load(path string) ([]byte, error) {
	if data := s.reports[path]; data != nil {
		return data, nil
	}
	return nil, errors.New("not there")
}

func (s *shelf) Decisions(path string) (*decision.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.decided[path]; f != nil {
		return f.Clone(), nil
	}
	return nil, nil
}

func (s *shelf) Decide(path string, change func(*decision.File) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &decision.File{}
	if s.decided[path] != nil {
		f = s.decided[path].Clone()
	}
	err := change(f)
	if err == nil {
		s.decided[path] = f
	}
	return err
}

func (s *shelf) Pack(_ context.Context, w io.Writer, reports []serve.Packed, _ []convert.Format) error {
	for _, r := range reports {
		fmt.Fprintln(w, r.Name, len(r.Data), r.Decided.Empty())
	}
	return nil
}

// A site is a server with a client that has its cookie.
type site struct {
	*testing.T
	shelf  *shelf
	server *httptest.Server
	client *http.Client
}

var conv = sync.OnceValue(func() *convert.Converter {
	c, err := convert.New(convert.Options{})
	if err != nil {
		panic(err)
	}
	return c
})

func open(t *testing.T, reports map[string][]byte) *site {
	t.Helper()
	s := &site{T: t, shelf: &shelf{reports: reports, decided: map[string]*decision.File{}}}
	var paths []string
	for p := range reports {
		paths = append(paths, p)
	}
	server := httptest.NewUnstartedServer(nil)
	host := server.Listener.Addr().String()
	handler := serve.New(conv(), s.shelf, serve.Options{Paths: paths, Token: token, Hosts: []string{host}})
	server.Config = handler.HTTP()
	server.Start()
	t.Cleanup(server.Close)
	jar, _ := cookiejar.New(nil)
	s.server, s.client = server, &http.Client{Jar: jar}
	if status, _ := s.get("/?token=" + token); status != 200 {
		t.Fatalf("status %d", status)
	}
	return s
}

func (s *site) do(r *http.Request) (int, string) {
	s.Helper()
	resp, err := s.client.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(data)
}

func (s *site) get(path string) (int, string) {
	s.Helper()
	r, err := http.NewRequest("GET", s.server.URL+path, nil)
	if err != nil {
		s.Fatal(err)
	}
	return s.do(r)
}

func (s *site) post(path string, body any) (int, string) {
	s.Helper()
	data, ok := body.([]byte)
	if !ok {
		data, _ = json.Marshal(body)
	}
	r, err := http.NewRequest("POST", s.server.URL+path, bytes.NewReader(data))
	if err != nil {
		s.Fatal(err)
	}
	return s.do(r)
}

func (s *site) wants(status int, text string, got int, body string) {
	s.Helper()
	if got != status || !strings.Contains(body, text) {
		s.Errorf("got %d %.300s, want %d %s", got, body, status, text)
	}
}

func ambiguous(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../testdata/reports/002_f7c59bf050b26a62.txt")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

type cells = []map[string]any

func decide(seen string, list ...string) map[string]any {
	var all cells
	for i := 0; i < len(list); i += 2 {
		all = append(all, map[string]any{"cell": list[i], "value": list[i+1], "seen": seen})
	}
	return map[string]any{"cells": all, "reason": "电话核实"}
}

// TestDecide: a value is tried, kept, undone; what somebody else has decided meanwhile is a
// conflict, and nothing is lost.
func TestDecide(t *testing.T) {
	s := open(t, map[string][]byte{"a/002.txt": ambiguous(t)})
	status, body := s.get("/reports/0")
	s.wants(200, `class="cell open"`, status, body)
	status, body = s.post("/reports/0/try", decide("", received, "7777"))
	s.wants(200, "7777", status, body)
	status, body = s.post("/reports/0/try", decide("", projects, "36", amount, "７０5283.86"))
	s.wants(200, `"mends":["`, status, body)
	for _, wrong := range []string{"3.6", "12万", "三六？", "-1"} {
		status, body = s.post("/reports/0/decide", decide("", projects, wrong))
		s.wants(422, "不是", status, body)
	}
	if f := s.shelf.decided["a/002.txt"]; f != nil {
		t.Errorf("decided %+v", f)
	}
	status, body = s.post("/reports/0/decide", decide("", projects, "36", amount, "705,283.86"))
	s.wants(200, "done", status, body)
	f := s.shelf.decided["a/002.txt"]
	if len(f.Decisions) != 2 || f.Of(amount).To.Text != "705283.86" || f.Of(amount).Text != "36705283.86" || !f.Of(amount).From.Open || f.SHA256 == "" || f.Of(amount).Reason != "电话核实" {
		t.Errorf("decided %+v", f)
	}
	status, body = s.get("/reports/0")
	if strings.Contains(body, `class="cell open"`) {
		t.Error("cells are open still")
	}
	s.wants(200, `class="cell decided"`, status, body)
	status, body = s.get("/list")
	s.wants(200, "已定 2", status, body)
	status, body = s.get("/reports/0/download/json")
	s.wants(200, `"amount": 705283.86`, status, body)

	status, body = s.post("/reports/0/decide", decide("", projects, "3"))
	s.wants(409, "刚刚已有别人定为“36”", status, body)
	status, body = s.post("/reports/0/decide", decide(f.Of(projects).Time, projects, "3"))
	s.wants(200, "done", status, body)
	for range 2 {
		status, body = s.post("/reports/0/undo", map[string]any{})
		s.wants(200, "done", status, body)
	}
	if f := s.shelf.decided["a/002.txt"]; !f.Empty() {
		t.Errorf("decided %+v", f)
	}
	status, body = s.post("/reports/0/undo", map[string]any{})
	s.wants(422, "没有可以撤销的", status, body)
}

// TestDismiss: an error may stand, with a reason; one of an open cell may not.
func TestDismiss(t *testing.T) {
	s := open(t, map[string][]byte{"002.txt": ambiguous(t)})
	s.post("/reports/0/decide", decide("", received, "7777"))
	_, body := s.get("/reports/0")
	if strings.Contains(body, "severity-error code-ambiguous\"") || !strings.Contains(body, `severity-error code-row-sum" `) {
		t.Fatalf("got %s", body)
	}
	at := body[strings.Index(body, `severity-error code-row-sum" `):]
	number := at[strings.Index(at, `data-number="`)+len(`data-number="`):]
	number, _, _ = strings.Cut(number, `"`)
	want := map[string]any{"finding": json.Number(number), "code": "row-sum", "reason": "原文如此"}
	status, body := s.post("/reports/0/dismiss", map[string]any{"finding": 99, "code": "row-sum"})
	s.wants(422, "报告已有变化", status, body)
	status, body = s.post("/reports/0/dismiss", want)
	s.wants(200, "done", status, body)
	status, body = s.get("/reports/0")
	s.wants(200, "severity-info code-row-sum", status, body)
	s.wants(200, "理由：原文如此", status, body)
	status, body = s.post("/reports/0/undo", map[string]any{})
	s.wants(200, "done", status, body)
	status, body = s.get("/reports/0")
	s.wants(200, "severity-error code-row-sum", status, body)
}

// TestDropped: what is dropped in is held in memory, its decisions are a file to download.
func TestDropped(t *testing.T) {
	s := open(t, nil)
	for _, name := range []string{"../../甲/002.txt", `C:\x\002.txt`} {
		status, body := s.post("/reports?name="+url.QueryEscape(name), ambiguous(t))
		s.wants(200, `"id"`, status, body)
	}
	status, body := s.post("/reports?name=a.png", []byte("\x89PNG\r\n\x1a\n0000"))
	s.wants(200, `"id":2`, status, body)
	status, body = s.get("/list")
	s.wants(200, "甲/002.txt", status, body)
	s.wants(200, "不能读取", status, body)
	if strings.Contains(body, "..") {
		t.Error(body)
	}
	status, body = s.get("/reports/2")
	s.wants(200, "alert", status, body)
	s.post("/reports/0/decide", decide("", projects, "36", amount, "705283.86"))
	status, body = s.get("/reports/0/decisions")
	s.wants(200, `"nianbao/decisions/1"`, status, body)
	status, body = s.get("/zip?format=json&id=0&id=1")
	s.wants(200, "002.txt ", status, body)
	s.wants(200, "002 (2).txt ", status, body)
	status, body = s.get("/diff/0/1")
	s.wants(200, "PK", status, body)
	status, body = s.get("/sum?format=json&id=0")
	s.wants(200, `"agency"`, status, body)
	status, body = s.get("/sum?format=json&id=0&id=2")
	s.wants(422, "a.png", status, body)
}
