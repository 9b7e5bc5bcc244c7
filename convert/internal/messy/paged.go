package messy

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// A Paper is a report with known figures that is to be set on pages: Data is the file
// that is read in the end.
type Paper struct {
	Data []byte
	m    *messyReport
}

// disclosures are the forms of today, which papers are made on.
func disclosures() []*layouts.Layout {
	var list []*layouts.Layout
	for _, l := range layouts.Builtin() {
		if strings.HasPrefix(l.ID, "disclosure-20") && !listed(l) {
			list = append(list, l)
		}
	}
	return list
}

// Papers are reports on both forms: every scale, with and without blanks.
func (r *Run) Papers(n int) []*Paper {
	var list []*Paper
	forms := disclosures()
	thinnings := []thinning{noBlanks, zeroBlanks, innerBlanks}
	for i := range n {
		l, size, thin := forms[i%len(forms)], scales[i/2%3], thinnings[i/6%3]
		name := fmt.Sprintf("%s/%s/%s/%d", l.ID, size.name, thin, i)
		rnd := r.random(name)
		p := newPaper(newFigures(l, size, thin, rnd), rnd)
		list = append(list, &Paper{m: &messyReport{name: name, paper: p}})
	}
	return list
}

// Set sets the paper by hand.
func (p *Paper) Set(style PDFStyle) {
	p.Data = []byte(style.print(p.m.paper))
	if style.Bare {
		p.LoseBlanks()
	}
}

// LoseBlanks says that blank cells show only by the room they take.
func (p *Paper) LoseBlanks() { p.m.paper.loseBlanks() }

// Page is the paper as a web page whose tables have a style; "" for lines around every cell.
func (p *Paper) Page(style string) string {
	html := page((*paper).spanned)(p.m.paper)
	if style == "" {
		return html
	}
	return strings.Replace(html, "td{border:1px solid}", "body{font-family:'Noto Serif CJK SC',serif}"+style, 1)
}

// Word is the paper as a .docx; narrow columns break their numbers over lines.
func (p *Paper) Word(narrow bool) string { return wordFile(p.m.paper, narrow) }

// JSON is the paper as a list of paragraphs and tables, for scripts.
func (p *Paper) JSON() string { return dataOf(p.m.paper) }

// Typst is the paper in Typst's language.
func (p *Paper) Typst() string { return typstOf(p.m.paper) }

// Pages reads the papers and scores them. Least is how many of the cells, in percent,
// must be right; none may be wrong in silence.
func (r *Run) Pages(papers []*Paper, shape string, least float64) {
	r.t.Helper()
	for _, p := range papers {
		m := p.m
		m.data, m.shape.name, m.shape.slots = p.Data, shape, true
		m.name = shape + "/" + m.name
		r.score(m, "pdf")
		if len(m.faults) > 0 {
			r.t.Errorf("%s: %s", m.name, strings.Join(m.faults[:min(3, len(m.faults))], "\n  "))
		}
	}
	s := r.table[shape]["pdf"]
	r.t.Logf("%d reports, %d cells: %.2f%% right, %d silent, %d named, %d open, %d alarms, longest %v", len(papers), s.Cells, s.Share(), s.Silent, s.Named, s.Open, s.Alarm, s.Longest)
	if s.Share() < least {
		r.t.Errorf("%.2f%% of the cells are right, want %.2f%%", s.Share(), least)
	}
}
