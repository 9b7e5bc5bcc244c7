package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

type nonceKey struct{}

func withNonce(ctx context.Context, nonce string) context.Context {
	return context.WithValue(ctx, nonceKey{}, nonce)
}

func nonceOf(r *http.Request) string {
	nonce, _ := r.Context().Value(nonceKey{}).(string)
	return nonce
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	mux.HandleFunc("GET /list", s.list)
	mux.HandleFunc("POST /reports", s.drop)
	mux.HandleFunc("GET /reports/{id}", s.about(s.report))
	mux.HandleFunc("POST /reports/{id}/try", s.about(s.try))
	mux.HandleFunc("POST /reports/{id}/decide", s.about(s.decideCells))
	mux.HandleFunc("POST /reports/{id}/dismiss", s.about(s.dismiss))
	mux.HandleFunc("POST /reports/{id}/undo", s.about(s.undo))
	mux.HandleFunc("GET /reports/{id}/decisions", s.about(s.decisions))
	mux.HandleFunc("GET /reports/{id}/download/{format}", s.about(s.download))
	mux.HandleFunc("GET /diff/{older}/{newer}", s.diff)
	mux.HandleFunc("GET /sum", s.sum)
	mux.HandleFunc("GET /zip", s.zip)
	return mux
}

// about answers a request about a report of the list.
func (s *Server) about(do func(http.ResponseWriter, *http.Request, *item) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		it := s.numbered(r.PathValue("id"))
		if it == nil {
			s.refuse(w, r, http.StatusNotFound, words.New("serve.none"))
			return
		}
		if err := do(w, r, it); err != nil {
			s.fail(w, r, err)
		}
	}
}

// numbered is the report of a number that a request names; nil for none.
func (s *Server) numbered(text string) *item {
	n, err := strconv.Atoi(text)
	if err != nil {
		return nil
	}
	return s.find(n)
}

// fail answers with what went wrong.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var large *http.MaxBytesError
	var theirs *conflict
	switch {
	case errors.As(err, &theirs):
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusConflict)
		json.NewEncoder(w).Encode(map[string]any{"error": words.Say(s.lang(r), err), "seen": theirs.seen})
	case errors.As(err, &large):
		s.refuse(w, r, http.StatusRequestEntityTooLarge, words.New("serve.large", MaxBody>>20))
	case errors.Is(err, errFull):
		s.refuse(w, r, http.StatusInsufficientStorage, err)
	default:
		s.refuse(w, r, http.StatusUnprocessableEntity, err)
	}
}

// answer writes a value as JSON.
func answer(w http.ResponseWriter, v any) error {
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(v)
}

// asked reads the JSON of a request.
func asked(r *http.Request, v any) error {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return words.New("serve.request", words.Clip(err.Error(), 100))
	}
	return nil
}

// drop takes a file that was dropped in: its bytes are the body.
func (s *Server) drop(w http.ResponseWriter, r *http.Request) {
	name := path.Clean("/" + strings.ReplaceAll(r.URL.Query().Get("name"), `\`, "/"))[1:]
	if name == "" {
		name = "report"
	}
	data, err := io.ReadAll(r.Body)
	var it *item
	if err == nil {
		it, err = s.hold(words.Clip(name, 200), data)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.count(it)
	answer(w, map[string]any{"id": it.id})
}

// attachment makes the answer a file of a name.
func attachment(w http.ResponseWriter, name, kind string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename*=UTF-8''%s", escapeName(name)))
}

// escapeName writes a name as RFC 8187 asks for.
func escapeName(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
