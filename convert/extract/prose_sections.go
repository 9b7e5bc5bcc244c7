package extract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

func (b *sectioner) end() {
	b.cur.Paragraphs = b.p.end()
	if b.cur.ID != report.Preamble || len(b.cur.Paragraphs) > 0 {
		b.all = append(b.all, b.cur)
	}
	b.p = paragrapher{}
}

// sections parts the lines that belong to no table into the sections of the
// report. aside are lines above the title, from is the first below it.
func (v *vocabulary) sections(t remainder, aside []int, from int) []*report.Section {
	b := &sectioner{v: v, cur: &report.Section{ID: report.Preamble}}
	for _, i := range aside {
		b.p.add(&t.doc.Lines[i])
		b.p.open = false
	}
	out := v.leftOut(t, from)
	b.notes.know(t.doc)
	for i := from; i < len(t.doc.Lines); i++ {
		line := &t.doc.Lines[i]
		if id := t.tables[i]; id != "" {
			b.table(id, line.No)
		}
		if t.heads[i] == nil {
			b.notes.marks(line, b.cur)
		}
		if t.covered[i] || out[i] {
			continue
		}
		if s := t.heads[i]; s != nil && !b.taken(s) {
			b.begin(s, line)
			b.notes.marks(line, b.cur)
			continue
		}
		if line.Note == "" {
			b.follow()
		}
		if b.cur.Line == 0 {
			b.cur.Line = line.No
		}
		if line.Note != "" {
			b.notes.add(line)
			continue
		}
		if end := t.tableEnd(i, out); end > i {
			if p, ok := textTable(t.doc.Lines[i:end], slices.Contains(wordKinds, t.doc.Kind)); ok {
				b.p.table(p)
				i = end - 1
				continue
			}
		}
		b.p.add(line)
	}
	b.end()
	return b.notes.put(v, b.all)
}

// wordKinds are those whose cells go on in the place below.
var wordKinds = []source.Kind{source.Docx, source.Doc, source.RTF, source.WordML}

type sectioner struct {
	v   *vocabulary
	all []*report.Section
	cur *report.Section
	p   paragrapher

	notes footnotes
}

// taken reports whether the section has begun before with its official place
// still ahead: the same heading twice is text.
func (b *sectioner) taken(s *layouts.Section) bool {
	for _, have := range append(b.all, b.cur) {
		if have.ID == s.ID && have.Heading != "" {
			return true
		}
	}
	return false
}

func (b *sectioner) begin(s *layouts.Section, line *source.Line) {
	b.end()
	b.cur = &report.Section{ID: s.ID, Heading: strings.Trim(proseText(line), " |\t"), Line: line.No}
}

// follow begins the text below a table that has no heading.
func (b *sectioner) follow() {
	if b.v.isHeadless(b.cur) {
		b.end()
		b.cur = &report.Section{ID: layouts.Following}
	}
}

// isHeadless reports whether a section is a table that has no heading: no text is in it.
func (v *vocabulary) isHeadless(s *report.Section) bool {
	of := v.layout.Section(s.ID)
	return of != nil && of.Heading == "" && s.Table != ""
}

// table puts a table into its section. Where its heading is missing, the section
// begins with the table.
func (b *sectioner) table(id string, line int) {
	for _, s := range b.v.layout.Sections {
		if s.Table != id || b.cur.ID == s.ID && b.cur.Table == "" {
			continue
		}
		b.end()
		b.cur = &report.Section{ID: s.ID, Line: line}
	}
	b.cur.Table = id
	b.p.open = false
}

// sectionVariants notes headings that are worded otherwise than in the form.
func (v *vocabulary) sectionVariants(r *report.Report) {
	for _, s := range r.Sections {
		spec := v.layout.Section(s.ID)
		if spec == nil || s.Heading == "" || layouts.Fold(layouts.TrimOrdinal(s.Heading)) == layouts.Fold(layouts.TrimOrdinal(spec.Heading)) {
			continue
		}
		f := report.NewFinding(report.CodeLabelVariant, fmt.Sprintf("标题“%s”按“%s”读取。", s.Heading, spec.Heading))
		f.Text, f.Line = s.Heading, s.Line
		r.Add(f)
	}
}
