package pdf

import (
	"math"
	"slices"
)

// A binder puts the pages together: it drops page numbers and running heads, joins
// the lines of a paragraph and the parts of a table.
type binder struct {
	meter  *meter
	sheets []*pageSheet
}

// A pageSheet is a page as lines and tables, from the top down.
type pageSheet struct {
	number      int
	box         rect
	items       []item
	left, right float64 // ends of its text
}

// An item is a line or a table.
type item struct {
	line *textLine
	grid *grid
	top  float64
	drop bool // page number or running head
}

// add takes a page in.
func (b *binder) add(p *page) {
	s := &pageSheet{number: p.number, box: p.box}
	grids := p.grids()
	rest := slices.DeleteFunc(p.fill(grids), func(g glyph) bool { return g.outside })
	for _, g := range grids {
		if g.inked() && !g.torn {
			s.items = append(s.items, item{grid: g, top: g.box.y1})
		}
	}
	lines := linesOf(rest)
	for i := range lines {
		l := &lines[i]
		s.items = append(s.items, item{line: l, top: l.y + 0.8*l.size})
	}
	slices.SortStableFunc(s.items, func(x, y item) int { return compare(y.top, x.top) })
	b.sheets = append(b.sheets, s)
}

func (g *grid) inked() bool {
	return slices.ContainsFunc(g.cells, func(c *gridCell) bool { return len(c.text.lines) > 0 })
}

// bind makes the document.
func (b *binder) bind() *Document {
	b.dropFurniture()
	b.markVague()
	for _, s := range b.sheets {
		s.measure()
	}
	doc := &Document{Pages: len(b.sheets)}
	c := &composer{doc: doc, unit: b.unit()}
	for _, s := range b.sheets {
		c.openSheet(s, b.sheets)
		for i := range s.items {
			it := &s.items[i]
			switch {
			case it.drop:
			case it.grid != nil:
				c.grid(it.grid)
			default:
				c.text(it.line)
			}
		}
	}
	c.closeTable()
	return doc
}

// unit is the width of a column of text, half the size of the smallest line that has columns.
func (b *binder) unit() float64 {
	unit := math.Inf(1)
	for _, s := range b.sheets {
		for _, it := range s.items {
			if it.line != nil && !it.drop && it.line.isTabular() {
				unit = min(unit, it.line.size/2)
			}
		}
	}
	if math.IsInf(unit, 1) {
		return 5
	}
	return max(unit, 1)
}
