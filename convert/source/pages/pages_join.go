package pages

import (
	"math"
	"slices"
)

// A Binder puts the pages together: it drops page numbers and running heads, joins
// the lines of a paragraph and the parts of a table.
type Binder struct {
	meter   *Meter
	sheets  []*pageSheet
	unread  int // pages of characters that nothing says what they are
	scanned int // pages that are pictures
	chars   int // of all pages
}

// NewBinder begins to put pages together.
func NewBinder(m *Meter) *Binder { return &Binder{meter: m} }

// A pageSheet is a page as lines and tables, from the top down.
type pageSheet struct {
	number      int
	box         Rect
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

// Add takes a page in that all is drawn on.
func (b *Binder) Add(p *Page) {
	p.turnByText()
	p.unseen()
	b.weigh(p)
	s := &pageSheet{number: p.number, box: p.box}
	grids := p.grids()
	rest := slices.DeleteFunc(p.fill(grids), func(g Glyph) bool { return g.outside })
	for _, g := range grids {
		if g.inked() && !g.torn {
			s.items = append(s.items, item{grid: g, top: g.box.Y1})
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

// weigh notes whether there is text on a page.
func (b *Binder) weigh(p *Page) {
	b.chars += len(p.glyphs)
	const few, most = 30, 0.5
	switch ink := p.inked(); {
	case ink >= few && float64(p.unknown) > most*float64(ink):
		b.unread++
	case ink < few && p.picture > most:
		b.scanned++
	}
}

// inked counts the characters of a page that are not blank.
func (p *Page) inked() int {
	n := 0
	for _, g := range p.glyphs {
		if !isBlank(g.Text) {
			n++
		}
	}
	return n
}

// Bind makes the document. Its error wraps ErrNoText, or is the meter's.
func (b *Binder) Bind() (*Document, error) {
	n := len(b.sheets)
	switch {
	case n == 0:
		b.meter.Fail(ErrNoText, "unsupported.pages.none")
	case b.unread > 0:
		b.meter.Fail(ErrNoText, "unsupported.pages.codes", b.unread, n)
	case b.scanned > 0 && 2*b.scanned >= n:
		b.meter.Fail(ErrNoText, "unsupported.pages.pictures", b.scanned, n)
	case b.chars == 0:
		b.meter.Fail(ErrNoText, "unsupported.pages.no-text", n)
	}
	if b.meter.err != nil {
		return nil, b.meter.err
	}
	doc := b.bind()
	return doc, b.meter.err
}

func (b *Binder) bind() *Document {
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
func (b *Binder) unit() float64 {
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
