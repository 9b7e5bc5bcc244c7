package messy

import (
	"math/rand/v2"

	"github.com/nianbao/nianbao/layouts"
)

// A drawnPart is a title, a heading, a paragraph, or a table of a drawn report.
type drawnPart struct {
	text  string
	level int // 1 the title, 2 a heading of a section, 0 else
	table *drawing
}

// A want is what must come back of a cell.
type want struct {
	text string // the number as the source shows it; "" for blank
	unit string // that the report must give with it; "" for none
	open bool   // it says two things, or none that can be told: an error must name it
	or   string // what an open cell may be instead, when the sums or its neighbours tell
	none bool   // or blank
}

// A drawnReport is a report of known cells that a shape changes and an input prints.
type drawnReport struct {
	*figures
	rnd   *rand.Rand
	parts []drawnPart
	want  map[string]*want
	codes []string // findings that must be there, whatever else
}

// newDrawn makes the report of figures as its form prints it.
func newDrawn(f *figures, rnd *rand.Rand) *drawnReport {
	p := newPaper(f, rnd)
	r := &drawnReport{figures: f, rnd: rnd, want: map[string]*want{}}
	for id, v := range f.values {
		r.want[id] = &want{text: v}
	}
	headings := map[string]bool{}
	for _, h := range p.headings {
		headings[h] = true
	}
	for i, par := range p.paragraphs() {
		part := drawnPart{text: par.text}
		switch {
		case par.sheet != nil:
			part.table = draw(par.sheet)
		case i == 0:
			part.level = 1
		case headings[par.text]:
			part.level = 2
		}
		r.parts = append(r.parts, part)
	}
	return r
}

// drawing is the table of an id, and its place among the parts.
func (r *drawnReport) drawing(id string) (*drawing, int) {
	for i, p := range r.parts {
		if p.table != nil && p.table.table.ID == id {
			return p.table, i
		}
	}
	return nil, -1
}

// drawings runs over all tables.
func (r *drawnReport) drawings(do func(*drawing)) {
	for _, p := range r.parts {
		if p.table != nil {
			do(p.table)
		}
	}
}

// label is the box of a row's label in a drawing, and its row.
func (d *drawing) label(row string) (*box, int) {
	for y, boxes := range d.rows {
		for _, b := range boxes {
			if b.kind == layouts.LabelCell && b.line != nil && b.line.ID == row {
				return b, y
			}
		}
	}
	return nil, -1
}

// valuesOf are the value boxes of a row of a drawing.
func (d *drawing) valuesOf(y int) []*box {
	var v []*box
	for x, b := range d.rows[y] {
		if b.kind == layouts.DataCell && b.id != "" && (x == 0 || d.rows[y][x-1] != b) {
			v = append(v, b)
		}
	}
	return v
}
