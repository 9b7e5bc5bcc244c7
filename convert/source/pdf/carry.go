package pdf

import (
	"math"
	"strings"
)

// apart is how far lines of a table may stand from where they stand on the page before.
const apart = 6.0

// A table is a grid, and the grids of the pages after it that go on with it.
type table struct {
	parts []*grid
	from  []int // the first row of each part that is not a repeated head, nor joined to the row before
}

func (t *table) last() *grid { return t.parts[len(t.parts)-1] }

// carry takes a grid for the next part of the table and reports whether it is.
func (t *table) carry(g *grid) bool {
	last := t.last()
	if last.page+1 != g.page {
		return false
	}
	xs := union(last.xs, g.xs)
	if xs == nil {
		return false
	}
	for _, p := range append(t.parts, g) {
		p.widen(xs)
	}
	from := t.repeatedHeads(g)
	if from < len(g.at) {
		from += t.joinCut(g, from)
	}
	t.parts, t.from = append(t.parts, g), append(t.from, from)
	return true
}

// union joins the edges of columns of two parts of a table. It is nil when they
// are not of one: when an edge of that with fewer is none of the other's.
func union(a, b []float64) []float64 {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(b) < 2 || !meet(a[0], b[0]) || !meet(a[len(a)-1], b[len(b)-1]) {
		return nil
	}
	k := 0
	for _, x := range b {
		for k < len(a) && !meet(a[k], x) {
			k++
		}
		if k == len(a) {
			return nil
		}
		k++
	}
	return a
}

func meet(x, y float64) bool { return math.Abs(x-y) <= apart }

// widen gives a grid more edges of columns: its cells take more places.
func (g *grid) widen(xs []float64) {
	if len(g.xs) == len(xs) {
		return
	}
	to := make([]int, len(g.xs))
	k := 0
	for i, x := range g.xs {
		for k+1 < len(xs) && !meet(xs[k], x) {
			k++
		}
		to[i] = k
		k++
	}
	to[len(to)-1] = len(xs) - 1
	for _, c := range g.cells {
		first, last := to[c.col], to[c.col+c.cols]
		c.col, c.cols = first, last-first
	}
	g.xs = xs
	g.layOut()
}

// repeatedHeads is how many rows at the top of a part are the table's first rows again.
func (t *table) repeatedHeads(g *grid) int {
	first := t.parts[0]
	const most = 5
	for n := min(most, len(first.at), len(g.at)-1); n > 0; n-- {
		same, inked := true, false
		for r := 0; r < n && same; r++ {
			for k, c := range g.at[r] {
				h := first.at[r][k]
				same = same && c.row == h.row && c.col == h.col && c.rows == h.rows && c.cols == h.cols && c.row+c.rows <= n &&
					c.text.String() == h.text.String()
				inked = inked || len(c.text.lines) > 0
			}
		}
		if same && inked {
			return n
		}
	}
	return 0
}

// joinCut joins a row to the one above it that the page has cut and returns how
// many rows it took, none or one. Where it cannot be told whose the figures are, they stay open.
func (t *table) joinCut(g *grid, from int) int {
	above, below := t.last().at[len(t.last().at)-1], g.at[from]
	var label [2]*cell
	var figures [2]int
	wraps := true // every column with figures in both may be one number
	for k, b := range below {
		a := above[k]
		if a.col != b.col || a.cols != b.cols {
			return 0
		}
		if k != b.col || a.rows > 1 || b.rows > 1 {
			continue
		}
		textA, textB := a.text.String(), b.text.String()
		if isLabel(textB) || isLabel(textA) {
			if label[0] == nil {
				label = [2]*cell{a, b}
			}
			continue
		}
		for i, s := range []string{textA, textB} {
			if s != "" {
				figures[i]++
			}
		}
		if textA != "" && textB != "" {
			wraps = wraps && goesOn(textA, textB) && a.full(b)
		}
	}
	if label[0] == nil || !isLabel(label[0].text.String()) {
		return 0
	}
	textA, textB := label[0].text.String(), label[1].text.String()
	both := figures[0] > 0 && figures[1] > 0
	switch {
	case both && !wraps:
		return 0
	case textB == "":
		if figures[1] == 0 {
			return 0
		}
	case isNumbered(textB) || !label[0].full(label[1]):
		return 0
	case isNumbered(textA) && (figures[1] == 0 || len([]rune(textB)) > shortLabel):
	default:
		if figures[0] > 0 != (figures[1] > 0) {
			openRow(above)
			openRow(below)
		}
		return 0
	}
	for k, b := range below {
		if a := above[k]; k == b.col && a.rows == 1 && b.rows == 1 {
			a.take(b)
		}
	}
	for k, b := range below {
		if k == b.col && b.rows > 1 {
			b.row, b.rows = b.row+1, b.rows-1
		}
	}
	return 1
}

// shortLabel is how long the label of a row of its own may be that has no number, 总计.
const shortLabel = 4

// openRow marks the figures of a row.
func openRow(row []*cell) {
	for _, c := range row {
		c.text.cut = true
	}
}

// full reports whether the last line of a cell leaves no room for the first
// character of another.
func (c *cell) full(next *cell) bool {
	last, first := linesOf(c.glyphs), linesOf(next.glyphs)
	if len(last) == 0 || len(first) == 0 {
		return false
	}
	l, g := last[len(last)-1], first[0].glyphs[0]
	return c.box.width()-(l.x1-l.x0)-(g.x1-g.x0) < padding
}

// take adds what another cell says.
func (c *cell) take(next *cell) {
	switch {
	case len(next.text.lines) == 0:
	case len(c.text.lines) == 0:
		c.text.lines = next.text.lines
	case goesOn(c.text.lines[len(c.text.lines)-1], next.text.lines[0]):
		c.text.lines[len(c.text.lines)-1] += next.text.lines[0]
		c.text.lines = append(c.text.lines, next.text.lines[1:]...)
	default:
		c.text.lines = append(c.text.lines, next.text.lines...)
	}
	c.text.cut = c.text.cut || next.text.cut
	c.glyphs = append(c.glyphs, next.glyphs...)
}

// isLabel reports whether a text has words in it.
func isLabel(s string) bool { return s != "" && !isFigure(s) }

// isNumbered reports whether a label begins with a number: 1. 一、 （三）
func isNumbered(s string) bool {
	s = strings.TrimLeft(s, "（( ")
	rest := strings.TrimLeft(s, "0123456789一二三四五六七八九十 ")
	return len(rest) < len(s) && strings.ContainsRune("）).．、", []rune(rest + " ")[0])
}
