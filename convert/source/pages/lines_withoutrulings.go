package pages

import (
	"math"
	"slices"

	"github.com/nianbao/nianbao/convert/figure"
)

// Of a table without rulings, what column a value is of shows only by its place. The
// reader of text learns the columns from rows that are full. Where the fullest row
// has fewer values than there are heads above them, there is none, and nobody can
// say which are missing: the values stay open.

// leastHeads is how many heads a table has whose values are counted.
const leastHeads = 5

// A piece is what stands apart in a line.
type piece struct {
	x0, x1 float64
	figure bool
}

// A loose table is lines without rulings that may be one.
type loose struct {
	words  []piece // of the heads
	rows   []*textLine
	most   int     // values of the fullest row
	left   float64 // of the values
	inRows bool
}

// markVague marks the lines whose values may be of other columns.
func (b *Binder) markVague() {
	t := &loose{left: math.Inf(1)}
	for _, s := range b.sheets {
		for _, it := range s.items {
			switch {
			case it.drop:
			case it.grid != nil, isHeading(it.line) && !it.line.isTabular():
				t.mark(b.meter)
				t = &loose{left: math.Inf(1)}
			default:
				t.add(it.line)
			}
		}
	}
	t.mark(b.meter)
}

func (t *loose) add(l *textLine) {
	pieces := l.pieces()
	figures := 0
	for _, p := range pieces {
		if p.figure {
			figures++
			if len(pieces) > 2 {
				t.left = min(t.left, p.x0)
			}
		}
	}
	if figures == 0 && !t.inRows {
		t.words = append(t.words, pieces...)
	}
	if figures > 1 {
		t.rows, t.most, t.inRows = append(t.rows, l), max(t.most, figures), true
	}
}

// mark marks the rows when there are more heads over the values than values in any.
func (t *loose) mark(m *Meter) {
	if len(t.rows) == 0 || !m.labour(len(t.words)*len(t.words)) {
		return
	}
	slices.SortStableFunc(t.words, func(a, b piece) int { return compare(a.x1-a.x0, b.x1-b.x0) })
	var heads []piece
	for _, w := range t.words {
		over := func(h piece) bool { return w.x0 < h.x1 && h.x0 < w.x1 }
		if w.x1 > t.left && !slices.ContainsFunc(heads, over) {
			heads = append(heads, w)
		}
	}
	if len(heads) >= leastHeads && t.most < len(heads) {
		for _, l := range t.rows {
			l.vague = true
		}
	}
}

// pieces parts a line where it stands apart.
func (l *textLine) pieces() []piece {
	var list []piece
	for i := range l.glyphs {
		g := &l.glyphs[i]
		if i == 0 || l.apart(i) {
			list = append(list, piece{g.x0, g.x1, true})
		}
		p := &list[len(list)-1]
		p.x1, p.figure = max(p.x1, g.x1), p.figure && isFigure(g.Text)
	}
	return list
}

// apart reports whether the room before a glyph is that between columns.
func (l *textLine) apart(i int) bool {
	gap := l.gap(i)
	return gap > columnGap || gap > wideApart && (figure.HasDigit(l.glyphs[i-1].Text) || figure.HasDigit(l.glyphs[i].Text))
}
