package convert_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

// TestPDFThroughQpdf: the same pages with their objects in streams, in another
// order, locked with the empty password in every way, turned.
func TestPDFThroughQpdf(t *testing.T) {
	qpdf := tool(t, "qpdf")
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
			r := newMessyRun(t)
			cases, dir := pagedPapers(t, r, pagedReports), t.TempDir()
			for i, m := range cases {
				data := pdfStyle{coding: "GBK-EUC-H", heads: true}.print(m.paper)
				if i%4 == 3 {
					data = string(ownPDF(t, r.c, m.paper))
				}
				put(t, dir, "in.pdf", data)
				execute(t, dir, qpdf, append(append([]string{"in.pdf"}, tt.args...), "out.pdf")...)
				m.data = load(t, filepath.Join(dir, "out.pdf"))
			}
			scorePaged(t, r, cases, "qpdf "+tt.name, 99.9)
		})
	}
	t.Run("a password", func(t *testing.T) {
		r, dir := newMessyRun(t), t.TempDir()
		m := pagedPapers(t, r, 1)[0]
		put(t, dir, "in.pdf", pdfStyle{coding: "GBK-EUC-H"}.print(m.paper))
		execute(t, dir, qpdf, "in.pdf", "--encrypt", "user", "owner", "256", "--", "out.pdf")
		_, err := r.c.Read("out.pdf", load(t, filepath.Join(dir, "out.pdf")))
		checkRefused(t, err, "unsupported-format", "请去除密码")
	})
}

// TestPDFTails: files that lost their end are read as far as their pages are all
// there, or refused; nothing is wrong in silence.
func TestPDFTails(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lost  int
		least float64
	}{{"a line", 8, 99.9}, {"the trailer", 60, 99.9}, {"half of the cross-reference", 250, 99.9}} {
		t.Run(tt.name, func(t *testing.T) {
			r := newMessyRun(t)
			cases := pagedPapers(t, r, pagedReports)
			for i, m := range cases {
				m.data = []byte(pdfStyle{coding: "UniGB-UCS2-H"}.print(m.paper))
				if i%4 == 3 {
					m.data = ownPDF(t, r.c, m.paper)
				}
				m.data = m.data[:len(m.data)-tt.lost]
			}
			scorePaged(t, r, cases, "without "+tt.name, tt.least)
		})
	}
	r := newMessyRun(t)
	m := pagedPapers(t, r, 1)[0]
	data := pdfStyle{coding: "GBK-EUC-H"}.print(m.paper)
	for lost := 1000; lost < len(data); lost += 997 {
		if _, err := r.c.Read("torn.pdf", []byte(data[:len(data)-lost])); err == nil {
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
