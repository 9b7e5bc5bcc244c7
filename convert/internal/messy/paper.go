package messy

import (
	"math/rand/v2"
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// A box is one printed cell of a table that is being rendered.
type box struct {
	kind       layouts.CellKind
	text       string
	id         string // of a value's cell; "" for labels, and for values that the form does not have
	line       *layouts.Row
	column     *layouts.Column
	variants   []string
	col        int
	rows, cols int
	gone       bool // the place has no cell at all
}

// A sheet is a table that is being rendered: noise changes its boxes, a shape
// prints them.
type sheet struct {
	table *layouts.Table
	width int
	lines [][]*box // the boxes that begin on each line, from left to right
	heads []bool   // lines above the data
}

// told is what a text says of a cell, as a person reads it.
type told struct {
	text string // the number; "" for blank
	also string // what it says, too, to one who counts the cells of a row that damage has moved; "?" for nothing else
	over bool   // and that row has more cells than the form
	lost bool   // the text does not show the cell as one of its own
	gone bool   // the text does not have the cell
}

// A paper is a report that is being rendered.
type paper struct {
	*figures
	rnd    *rand.Rand
	sheets []*sheet
	told   map[string]*told

	headings map[string]string // by section id; "" for a heading that is missing
	prose    bool              // sentences with numbers stand around
	damaged  bool              // a damage follows
	fragile  bool              // where a row ends shows only by the next one's label
}

func newPaper(f *figures, rnd *rand.Rand) *paper {
	p := &paper{figures: f, rnd: rnd, told: map[string]*told{}, headings: map[string]string{}, prose: true}
	for id, v := range f.values {
		p.told[id] = &told{text: v, also: "?"}
	}
	for _, s := range f.layout.Sections {
		p.headings[s.ID] = s.Heading
	}
	for _, t := range f.layout.Tables {
		p.sheets = append(p.sheets, newSheet(t, f))
	}
	return p
}

func newSheet(t *layouts.Table, f *figures) *sheet {
	g := t.Grid()
	s := &sheet{table: t, width: g.Columns, lines: make([][]*box, g.Rows), heads: make([]bool, g.Rows)}
	for _, b := range g.Blocks {
		for i := b.Start; i < b.Data; i++ {
			s.heads[i] = true
		}
	}
	for _, c := range g.Cells {
		b := &box{kind: c.Kind, text: c.Text, line: c.Line, column: c.Column, col: c.Col, rows: c.Rowspan, cols: c.Colspan}
		switch c.Kind {
		case layouts.DataCell:
			b.id = layouts.CellID(t.ID, c.Line.ID, c.Column.ID)
			b.text = f.values[b.id]
		case layouts.LabelCell:
			b.variants = c.Line.Variants
		case layouts.CaptionCell:
			b.variants = c.Variants
		case layouts.UnitCell:
		case layouts.GroupCell:
			b.variants = groupVariants(t, c.Text)
		default:
			if b.variants = headVariants(t, c.Text); c.Column != nil {
				b.variants = c.Column.Variants
			}
		}
		s.lines[c.Row] = append(s.lines[c.Row], b)
	}
	for _, line := range s.lines {
		slices.SortFunc(line, func(a, b *box) int { return a.col - b.col })
	}
	return s
}

func groupVariants(t *layouts.Table, text string) []string {
	for _, b := range t.Blocks {
		for _, r := range b.Rows {
			for _, g := range r.Groups {
				if g.Label == text {
					return g.Variants
				}
			}
		}
	}
	return nil
}

func headVariants(t *layouts.Table, text string) []string {
	for _, b := range t.Blocks {
		for _, heads := range b.Head {
			for _, h := range heads {
				if h.Text == text {
					return h.Variants
				}
			}
		}
	}
	return nil
}

// places are the line's places from left to right; nil where a box from the left
// or from above covers one.
func (s *sheet) places(line int) []*box {
	places := make([]*box, s.width)
	for _, b := range s.lines[line] {
		if b.col < s.width {
			places[b.col] = b
		}
	}
	return places
}

// values are the value boxes of a line.
func values(line []*box) []*box {
	var v []*box
	for _, b := range line {
		if b.kind == layouts.DataCell {
			v = append(v, b)
		}
	}
	return v
}

// labels are the other boxes of a line.
func labels(line []*box) []*box {
	var l []*box
	for _, b := range line {
		if b.kind != layouts.DataCell {
			l = append(l, b)
		}
	}
	return l
}

// drop takes a line out and mends the merges around it.
func (s *sheet) drop(at int) {
	for i, line := range s.lines[:at] {
		for _, b := range line {
			if i+b.rows > at {
				b.rows--
			}
		}
	}
	for _, b := range s.lines[at] {
		if b.rows > 1 && at+1 < len(s.lines) {
			b.rows--
			s.lines[at+1] = append(s.lines[at+1], b)
			slices.SortFunc(s.lines[at+1], func(a, b *box) int { return a.col - b.col })
		}
	}
	s.lines = slices.Delete(s.lines, at, at+1)
	s.heads = slices.Delete(s.heads, at, at+1)
}

// insert puts a line in and stretches the merges around it.
func (s *sheet) insert(at int, line []*box, head bool) {
	for i, l := range s.lines[:at] {
		for _, b := range l {
			if i+b.rows > at {
				b.rows++
			}
		}
	}
	s.lines = slices.Insert(s.lines, at, line)
	s.heads = slices.Insert(s.heads, at, head)
}

// lose marks the cells of boxes as not shown one by one.
func (p *paper) lose(boxes []*box) {
	for _, b := range boxes {
		if b.id != "" {
			p.told[b.id].lost = true
		}
	}
}

// loseBlanks marks the rows that have an empty value as lost: the shape prints
// nothing for it.
func (p *paper) loseBlanks() {
	for _, s := range p.sheets {
		for _, line := range s.lines {
			v := values(line)
			if slices.ContainsFunc(v, func(b *box) bool { return b.text == "" }) {
				p.lose(v)
			}
		}
	}
}

// each runs over the boxes of all sheets.
func (p *paper) each(do func(*box)) {
	for _, s := range p.sheets {
		for _, line := range s.lines {
			for _, b := range line {
				do(b)
			}
		}
	}
}
