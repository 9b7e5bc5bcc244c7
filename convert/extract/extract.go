// Package extract finds the report in a document.
//
// The document's lines become a stream of pieces: words of labels, values, empty
// cells. The layout's labels, in their order of print, are aligned with the
// words; what looks like a label but stands out of order falls away. The values
// between two labels are the first one's row, however the source parts them.
// What belongs to no table is prose: title, properties, headings, paragraphs,
// signature. A list of contents, what is of the page and not of the report, and scraps
// of the form are left out of it; a finding has their lines.
//
//	d, l, err := extract.Extract(doc, "2024.txt", extract.NewForms(layouts.Builtin()...))
//	// d.Tables have Pieces; settle.Settle makes the Cells of d.Report of them
//
// Nothing here knows what the document was before, and no row's name is written
// here: all labels come from the layout.
//
// It owns which form a report is on, which text is which label or head, and the prose. It
// does not own what digits say (figure), or which reading of a row holds (settle).
package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A candidate is a document read on one layout.
type candidate struct {
	v       *vocabulary
	doc     *document
	s       *stream
	found   []match // all that may be labels of its tables
	regions []*region
	grids   []*gridTable
	names   map[string]naming  // what the texts of cells name
	heads   []*layouts.Section // of each line that is a section's heading
	fields  []*fieldLine       // of the lines that have texts which the form asks for around its tables
	strays  []stray            // tables without heads below lists
	lines   []byte             // whether each may be of a table; 0 where it was not asked
	weight  int                // of all labels found
}

// Extract finds the report in doc on the form among choices that fits its tables
// best. name is the input's, from which the year is taken when nothing else tells
// it. The error is a *NotReportError or an *UnsupportedLayoutError.
func Extract(doc *source.Document, name string, choices []*Form) (*draft.Draft, *layouts.Layout, error) {
	doc, contents := withoutContents(doc, choices)
	if flat := unflatten(doc, choices); flat != doc { // it may have had one in a long line
		more := contents
		doc, more = withoutContents(flat, choices)
		contents = append(contents, more...)
	}
	var best *candidate
	d := newDocument(doc)
	d.contents = contents
	for _, f := range signed(d, choices) {
		c := read(d, f)
		if best == nil || c.better(best) {
			best = c
		}
	}
	if err := refuse(d, best, choices); err != nil {
		return nil, nil, err
	}
	out := best.draft(d, name)
	if f := best.byYear(out.Report, choices); f != nil {
		best = read(d, f)
		out = best.draft(d, name)
	}
	l, err := formOf(best.v.form, out)
	if err != nil {
		return nil, nil, err
	}
	return out, l, nil
}

// signed keeps the one form whose signs the document has, when it has none of any
// other's: there is no need to read it on the others.
func signed(doc *document, choices []*Form) []*Form {
	const enough = 2
	if len(choices) == 1 {
		return choices
	}
	seen := signsOf(choices).in(doc.folded...)
	var found []*Form
	for _, f := range choices {
		n := 0
		for _, w := range f.words().signs.words {
			if seen[w] {
				n++
			}
		}
		if n >= enough {
			found = append(found, f)
		} else if n > 0 {
			return choices
		}
	}
	if len(found) != 1 {
		return choices
	}
	return found
}

func read(doc *document, f *Form) *candidate {
	v := f.words()
	c := &candidate{v: v, doc: doc, s: &stream{}, names: map[string]naming{}, heads: make([]*layouts.Section, len(doc.Lines))}
	for i := range doc.Lines {
		if c.heads[i] = v.heading(doc, i); c.heads[i] != nil && v.captionAt(doc, i) {
			c.heads[i] = nil
		}
	}
	c.readFields()
	runPasses(v, documentPasses, c)
	c.weigh()
	return c
}

// grid reads the tables whose cells the source keeps apart.
func (c *candidate) grid() { c.readGrids(c.doc, c.v.timeOf(c.doc)) }

// loose finds the tables of the text that keeps no cells.
func (c *candidate) loose() {
	c.s = newStream(c.doc, c.v, c.heads, c.withFields(c.covered(c.doc)), func(i int) bool { return c.tabular(c.doc, i) })
	byGrids := make([]bool, len(c.v.layout.Tables))
	for table := range byGrids {
		byGrids[table] = c.byGridsOnly(table)
	}
	c.found = slices.DeleteFunc(c.v.matches(c.s), func(m match) bool { return byGrids[c.v.items[m.item].table] })
	c.regions = c.v.regions(c.s, chain(c.found))
	c.bound()
	for _, rg := range c.regions {
		c.v.headsAstray(c.s, rg, c.found, c.v.timeOf(c.doc))
	}
}

// byGridsOnly reports whether a table was read by its cells, or can be read by nothing else.
func (c *candidate) byGridsOnly(table int) bool {
	return c.inGrids(table) || c.v.layout.Tables[table].ByCells()
}

// weigh counts what tells the candidate from those on other forms.
func (c *candidate) weigh() {
	for _, rg := range c.regions {
		for _, m := range rg.matches {
			c.weight += m.weight
		}
	}
	for _, g := range c.grids {
		c.weight += g.weight()
	}
}

// signs counts the labels found that only this layout has.
func (c *candidate) signs() int {
	texts := []string{c.s.text()}
	for _, g := range c.grids {
		for _, r := range g.rows {
			texts = append(texts, c.doc.folded[r.line])
		}
	}
	return len(c.v.signs.in(texts...))
}

// signed reports whether a label was found that only this layout has.
func (c *candidate) signed() bool {
	for _, g := range c.grids {
		for _, r := range g.rows {
			if len(c.v.signs.in(c.doc.folded[r.line])) > 0 {
				return true
			}
		}
	}
	return len(c.v.signs.in(c.s.text())) > 0
}

// covered are the lines of the tables that were read by their cells.
func (c *candidate) covered(doc *document) []bool {
	covered := make([]bool, len(doc.Lines))
	for _, g := range c.grids {
		g.cover(covered)
	}
	return covered
}

// inGrids reports whether a table was read by its cells.
func (c *candidate) inGrids(table int) bool {
	return slices.ContainsFunc(c.grids, func(g *gridTable) bool { return g.table == table })
}

// better compares labels; where the document has no table, headings, and the later
// form is better than an earlier one that fits as well.
func (c *candidate) better(than *candidate) bool {
	switch own, others := c.signs(), than.signs(); {
	case own != others:
		return own > others
	case c.tables()+than.tables() > 0:
		return c.weight > than.weight
	}
	return c.headings() >= than.headings()
}

// tables counts the tables that were found.
func (c *candidate) tables() int { return len(c.regions) + len(c.grids) }

// headings counts the sections whose headings the document has.
func (c *candidate) headings() int {
	seen := map[*layouts.Section]bool{}
	for _, s := range c.heads {
		seen[s] = s != nil
	}
	delete(seen, nil)
	return len(seen)
}

// byYear returns the form in force for the report's year when its tables do
// not tell: it has none of the signs of any.
func (c *candidate) byYear(r *report.Report, choices []*Form) *Form {
	if r.Year == 0 || c.v.layout.Years.Contains(r.Year) || c.tables() > 0 || c.signed() {
		return nil
	}
	for _, f := range choices {
		if f.layout.Years.Contains(r.Year) {
			return f
		}
	}
	return nil
}

// text is all labels of the stream.
func (s *stream) text() string {
	var b strings.Builder
	b.Grow(len(s.chars) * len("字"))
	for _, c := range s.chars {
		if c.r != 0 {
			b.WriteRune(c.r)
		} else {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// draft builds the draft of the candidate's report.
func (c *candidate) draft(doc *document, name string) *draft.Draft {
	r := &report.Report{Layout: c.v.layout.ID}
	out := &draft.Draft{Report: r}
	covered := c.covered(doc)
	tables := map[int]string{}
	for _, g := range c.grids {
		tables[g.rows[0].line] = g.layout().ID
	}
	for _, rg := range c.regions {
		rg.lines(c.s, covered)
		tables[c.s.pieces[rg.from].line] = rg.table.ID
	}
	c.titleTables(doc)
	end := 0
	for end < len(doc.Lines) && !covered[end] && c.heads[end] == nil {
		end++
	}
	text, taken := c.takeFields(doc, covered, r)
	var left leavings
	for i := range doc.contents {
		left.take(contentsLeft, &doc.contents[i])
	}
	from, aside := c.v.front(text, r, end, &left)
	for i := range taken {
		covered[i] = covered[i] || taken[i]
	}
	r.Sections = c.v.sections(remainder{text, c.heads, covered, tables, r.Title, &left}, aside, from)
	left.tell(r, c.v.layout)
	for _, rg := range c.regions {
		c.v.columnVariants(r, c.s, rg)
		out.Tables = append(out.Tables, c.v.place(r, rg, c.v.groups(c.s, rg), c.v.headUnits(c.s, rg)))
	}
	c.findUnits(doc)
	for _, g := range c.grids {
		out.Tables = append(out.Tables, g.place(r))
	}
	c.sayStrays(r)
	joinHalves(out)
	c.inFormsOrder(out)
	c.v.sectionVariants(r)
	c.v.facts(r, name)
	return out
}

// inFormsOrder puts the tables into the order of the form.
func (c *candidate) inFormsOrder(d *draft.Draft) {
	order := func(t *draft.Table) int {
		return slices.IndexFunc(c.v.layout.Tables, func(l *layouts.Table) bool { return l.ID == t.ID })
	}
	slices.SortStableFunc(d.Tables, func(a, b *draft.Table) int { return order(a) - order(b) })
}
