package convert_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/messy"
)

// TestPDFThroughQpdf: the same pages with their objects in streams, in another
// order, locked with the empty password in every way, turned.
func TestPDFThroughQpdf(t *testing.T) {
	qpdf, c := tool(t, "qpdf"), converter(t)
	for _, tt := range []struct {
		name string
		args []string
	}{
		{"object streams", []string{"--object-streams=generate"}},
		{"linearized", []string{"--linearize"}},
		{"loose", []string{"--qdf", "--object-streams=disable"}},
		{"AES-256", []string{"--encrypt", "", "owner", "256", "--"}},
		{"AES-128", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--"}},
		{"RC4 of 128 bits", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--"}},
		{"RC4 of 40 bits", []string{"--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"}},
		{"turned", []string{"--rotate=90"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := messy.NewRun(t, readMessy(t))
			cases, dir := r.Papers(pagedReports), t.TempDir()
			for i, m := range cases {
				m.Set(messy.PDFStyle{Coding: "GBK-EUC-H", Heads: true})
				if i%4 == 3 {
					m.Data = ownPages(t, c, m, convert.PDF)
				}
				put(t, dir, "in.pdf", string(m.Data))
				execute(t, dir, qpdf, append(append([]string{"in.pdf"}, tt.args...), "out.pdf")...)
				m.Data = load(t, filepath.Join(dir, "out.pdf"))
			}
			r.Pages(cases, "qpdf "+tt.name, 99.9)
		})
	}
	t.Run("a password", func(t *testing.T) {
		r, dir := messy.NewRun(t, readMessy(t)), t.TempDir()
		m := r.Papers(1)[0]
		m.Set(messy.PDFStyle{Coding: "GBK-EUC-H"})
		put(t, dir, "in.pdf", string(m.Data))
		execute(t, dir, qpdf, "in.pdf", "--encrypt", "user", "owner", "256", "--", "out.pdf")
		_, err := c.Read("out.pdf", load(t, filepath.Join(dir, "out.pdf")))
		checkRefused(t, err, "unsupported-format", "save it without one")
	})
}

// TestPDFTails: files that lost their end are read as far as their pages are all
// there, or refused; nothing is wrong in silence.
func TestPDFTails(t *testing.T) {
	c := converter(t)
	for _, tt := range []struct {
		name  string
		lost  int
		least float64
	}{{"a line", 8, 99.9}, {"the trailer", 60, 99.9}, {"half of the cross-reference", 250, 99.9}} {
		t.Run(tt.name, func(t *testing.T) {
			r := messy.NewRun(t, readMessy(t))
			cases := r.Papers(pagedReports)
			for i, m := range cases {
				m.Set(messy.PDFStyle{Coding: "UniGB-UCS2-H"})
				if i%4 == 3 {
					m.Data = ownPages(t, c, m, convert.PDF)
				}
				m.Data = m.Data[:len(m.Data)-tt.lost]
			}
			r.Pages(cases, "without "+tt.name, tt.least)
		})
	}
	r := messy.NewRun(t, readMessy(t))
	m := r.Papers(1)[0]
	m.Set(messy.PDFStyle{Coding: "GBK-EUC-H"})
	data := m.Data
	for lost := 1000; lost < len(data); lost += 997 {
		if _, err := c.Read("torn.pdf", data[:len(data)-lost]); err == nil {
			t.Errorf("a file without its last %d bytes is read", lost)
		}
	}
}

func checkRefused(t *testing.T, err error, code, says string) {
	t.Helper()
	if err == nil || convert.Code(err) != code || !strings.Contains(err.Error(), says) {
		t.Errorf("got %v, want %s that says %q", err, code, says)
	}
}
