package extract

import (
	"fmt"
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
// report. aside are lines above the title; tables gives the table that begins at
// a line.
func (v *vocabulary) sections(doc *document, aside []int, from int, heads []*layouts.Section, covered []bool, tables map[int]string) []*report.Section {
	b := &sectioner{v: v, cur: &report.Section{ID: report.Preamble}}
	for _, i := range aside {
		b.p.add(&doc.Lines[i])
		b.p.open = false
	}
	for i := from; i < len(doc.Lines); i++ {
		line := &doc.Lines[i]
		if id := tables[i]; id != "" {
			b.table(id, line.No)
		}
		if covered[i] || isPageNumber(doc, i) {
			continue
		}
		if s := heads[i]; s != nil && !b.taken(s) {
			b.begin(s, line)
			continue
		}
		if b.cur.Line == 0 {
			b.cur.Line = line.No
		}
		b.p.add(line)
	}
	b.end()
	return b.all
}

type sectioner struct {
	v   *vocabulary
	all []*report.Section
	cur *report.Section
	p   paragrapher
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
		f := report.NewFinding("label-variant", fmt.Sprintf("标题“%s”按“%s”读取。", s.Heading, spec.Heading))
		f.Text, f.Line = s.Heading, s.Line
		r.Add(f)
	}
}
