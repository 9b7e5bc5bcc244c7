package serve

import (
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"crypto/rand"

	"github.com/nianbao/nianbao/convert/words"
)

// guard lets through only who was given the token, asks under a name of this machine and
// from its own page; what it answers runs no script but ours, and is kept nowhere. A panic
// is the answer to its request alone.
func (s *Server) guard(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		nonce := rand.Text()
		h := w.Header()
		h.Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src 'nonce-%s'; style-src 'nonce-%s'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", nonce, nonce))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		defer func() {
			if e := recover(); e != nil {
				s.refuse(w, r, http.StatusInternalServerError, words.New("internal.panic", fmt.Sprint(e)))
			}
		}()
		r.Body = http.MaxBytesReader(w, r.Body, MaxBody)
		switch {
		case !s.hosts(r.Host):
			s.refuse(w, r, http.StatusMisdirectedRequest, words.New("serve.host"))
		case origin.Check(r) != nil:
			s.refuse(w, r, http.StatusForbidden, words.New("serve.origin"))
		case s.enters(w, r):
		case !s.knows(r):
			s.refuse(w, r, http.StatusForbidden, words.New("serve.token"))
		default:
			next.ServeHTTP(w, r.WithContext(withNonce(r.Context(), nonce)))
		}
	})
}

// hosts reports whether a request may name this machine so: a page elsewhere whose name leads
// here (DNS rebinding) may not.
func (s *Server) hosts(host string) bool {
	if slices.Contains(s.options.Hosts, strings.ToLower(host)) {
		return true
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return s.options.AnyIP && net.ParseIP(name) != nil
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// enters answers the address that was printed: whoever has its token gets a cookie.
func (s *Server) enters(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || r.URL.Path != "/" || !same(r.URL.Query().Get("token"), s.options.Token) {
		return false
	}
	http.SetCookie(w, &http.Cookie{Name: s.cookie(r), Value: s.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	to := "/"
	if lang := r.URL.Query().Get("lang"); lang == "en" {
		to = "/?lang=en"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return true
}

// cookie is the name of the cookie: cookies are of a machine, not of a port.
func (s *Server) cookie(r *http.Request) string {
	_, port, _ := net.SplitHostPort(r.Host)
	return "nianbao-" + port
}

func (s *Server) knows(r *http.Request) bool {
	c, err := r.Cookie(s.cookie(r))
	return err == nil && same(c.Value, s.session)
}

// refuse answers with an error, in words.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, err error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, words.Say(s.lang(r), err))
}

// lang is the language of a page.
func (s *Server) lang(r *http.Request) words.Lang {
	if l, ok := words.ParseLang(r.URL.Query().Get("lang")); ok {
		return l
	}
	return s.options.Lang
}
