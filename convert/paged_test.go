package convert_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// disclosures are the forms of today, which the PDFs of these tests are made on.
func disclosures(t *testing.T) []*layouts.Layout {
	var list []*layouts.Layout
	for _, l := range layouts.Builtin() {
		if strings.HasPrefix(l.ID, "disclosure-20") && !listed(l) {
			list = append(list, l)
		}
	}
	if len(list) != 2 {
		t.Fatalf("got %d forms, want two", len(list))
	}
	return list
}

// pagedPapers are reports with known figures on both forms: every scale, with and
// without blanks.
func pagedPapers(t *testing.T, r *messyRun, n int) []*messyCase {
	var list []*messyCase
	forms := disclosures(t)
	thinnings := []thinning{noBlanks, zeroBlanks, innerBlanks}
	for i := range n {
		l, size, thin := forms[i%2], scales[i/2%3], thinnings[i/6%3]
		name := fmt.Sprintf("%s/%s/%s/%d", l.ID, size.name, thin, i)
		rnd := r.random(name)
		p := newPaper(newFigures(l, size, thin, rnd), rnd)
		list = append(list, &messyCase{name: name, paper: p})
	}
	return list
}

// pagedReports is how many reports each writer sets.
const pagedReports = 28

// scorePaged reads the files and scores them. Least is how many of the cells, in
// percent, must be right; none may be wrong in silence.
func scorePaged(t *testing.T, r *messyRun, cases []*messyCase, shape string, least float64) {
	t.Helper()
	for _, m := range cases {
		m.shape.name, m.shape.slots = shape, true
		m.name = shape + "/" + m.name
		r.score(m, "pdf")
		if len(m.faults) > 0 {
			t.Errorf("%s: %s", m.name, strings.Join(m.faults[:min(3, len(m.faults))], "\n  "))
		}
		if n := len(m.lines); n > 0 && least == 100 {
			t.Logf("%s: %s", m.name, strings.Join(m.lines[:min(3, n)], "\n  "))
		}
	}
	s := r.table[shape]["pdf"]
	t.Logf("%d reports, %d cells: %.2f%% right, %d silent, %d named, %d open, %d alarms, longest %v", len(cases), s.cells, s.share(), s.silent, s.named, s.open, s.alarm, s.longest)
	if s.share() < least {
		t.Errorf("%.2f%% of the cells are right, want %.2f%%", s.share(), least)
	}
}

// TestPDFByHand reads what fonts without embedding and without ToUnicode show.
func TestPDFByHand(t *testing.T) {
	for _, tt := range []struct {
		name  string
		style pdfStyle
		least float64
	}{
		{"GBK-EUC-H", pdfStyle{coding: "GBK-EUC-H"}, 99.9},
		{"UniGB-UCS2-H", pdfStyle{coding: "UniGB-UCS2-H", heads: true}, 99.9},
		{"turned to the right", pdfStyle{coding: "GBK-EUC-H", rotate: 90, heads: true}, 99.9},
		{"turned to the left", pdfStyle{coding: "UniGB-UCS2-H", rotate: 270}, 99.9},
		{"off the sheet", pdfStyle{coding: "GBK-EUC-H", wide: 1.4}, 0},
		{"far off the sheet", pdfStyle{coding: "GBK-EUC-H", wide: 1.9, heads: true}, 0},
		{"cut off at the margin", pdfStyle{coding: "UniGB-UCS2-H", wide: 1.08, clipped: true}, 0},
		{"without right rule", pdfStyle{coding: "GBK-EUC-H", openSide: true}, 0},
		{"without rulings", pdfStyle{coding: "GBK-EUC-H", bare: true}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newMessyRun(t)
			cases := pagedPapers(t, r, pagedReports)
			for _, m := range cases {
				m.data = []byte(tt.style.print(m.paper))
				if tt.style.bare {
					m.paper.loseBlanks() // they show only by the room they take
				}
			}
			scorePaged(t, r, cases, tt.name, tt.least)
		})
	}
}

// TestPDFOfOurs: what this program writes reads back as the report it shows.
func TestPDFOfOurs(t *testing.T) {
	r := newMessyRun(t)
	cases := pagedPapers(t, r, pagedReports)
	for _, m := range cases {
		m.data = ownPDF(t, r.c, m.paper)
	}
	scorePaged(t, r, cases, "nianbao", 99.9)
}

func ownPDF(t *testing.T, c *convert.Converter, p *paper) []byte {
	t.Helper()
	reading, err := c.Read("report.html", []byte(page((*paper).spanned)(p)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.Write(&b, convert.PDF, reading); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
