package pages

import (
	"math"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
)

// apart is how far lines of a table may stand from where they stand on the page before.
const apart = 6.0

// A pagedTable is a grid, and the grids of the pages after it that go on with it.
type pagedTable struct {
	parts []*grid
	from  []int // the first row of each part that is not a repeated head, nor joined to the row before
}

func (t *pagedTable) last() *grid { return t.parts[len(t.parts)-1] }

// carry takes a grid for the next part of the table and reports whether it is.
func (t *pagedTable) carry(g *grid) bool {
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

// repeatedHeads is how many rows at the top of a part are the table's first rows again:
// heads, which hold no figures. Rows of figures that are alike are rows of their own.
func (t *pagedTable) repeatedHeads(g *grid) int {
	first := t.parts[0]
	const most = 5
	heads := 0
	for heads < min(most, len(first.at), len(g.at)-1) && !first.hasFigures(heads) {
		heads++
	}
	for n := heads; n > 0; n-- {
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

// hasFigures reports whether a row holds figures, other than those that number the
// columns.
func (g *grid) hasFigures(row int) bool {
	next, counts := 0, 0
	for k, c := range g.at[row] {
		if c.row != row || c.col != k {
			continue // it began above or left of it
		}
		f := figure.Read(c.text.String())
		if f.Kind != figure.Exact && f.Kind != figure.Run {
			continue
		}
		n, ok := f.Number.Int()
		if !ok || next > 0 && int(n) != next || next == 0 && n > 1 {
			return true
		}
		next = int(n) + 1
		counts++
	}
	return counts == 1
}

// joinCut joins a row to the one above it that the page has cut and returns how
// many rows it took, none or one. Where it cannot be told whose the figures are, they stay open.
func (t *pagedTable) joinCut(g *grid, from int) int {
	above, below := t.last().at[len(t.last().at)-1], g.at[from]
	for k := range below {
		if above[k].col != below[k].col || above[k].cols != below[k].cols {
			return 0
		}
	}
	switch compareRows(above, below) {
	case oneRow:
	case eitherRow:
		openRow(above)
		openRow(below)
		return 0
	default:
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

// What two rows may be between which a page ends.
type rowsCut int

const (
	twoRows rowsCut = iota
	oneRow
	eitherRow
)

// compareRows tells whether a row goes on with the one above: a label that was full
// goes on without a number of its own, and figures do not stand in both.
func compareRows(above, below []*gridCell) rowsCut {
	var label [2]*gridCell
	var figures [2]int
	words, gone, wraps := 0, 0, true // words below, those that go on from above; figures in both may be one number
	for k, b := range below {
		a := above[k]
		if k != b.col || a.rows > 1 || b.rows > 1 {
			continue
		}
		textA, textB := a.text.String(), b.text.String()
		if isLabel(textA) && textB != "" && !isLabel(textB) {
			return twoRows // a figure under its head
		}
		if isLabel(textB) || isLabel(textA) {
			if label[0] == nil {
				label = [2]*gridCell{a, b}
			}
			if textB != "" {
				words++
				if isLabel(textA) && a.full(b) {
					gone++
				}
			}
			continue
		}
		if textA != "" {
			figures[0]++
		}
		if textB != "" {
			figures[1]++
			wraps = wraps && (textA == "" || goesOn(textA, textB) && a.full(b))
		}
	}
	if label[0] == nil {
		return twoRows
	}
	textA, textB := label[0].text.String(), label[1].text.String()
	both, none := figures[0] > 0 && figures[1] > 0, figures[0]+figures[1] == 0
	switch {
	case both && !wraps:
		return twoRows
	case none && words > 1 && words == gone: // heads
		return oneRow
	case !isLabel(textA):
		return twoRows
	case textB == "":
		if figures[1] == 0 {
			return twoRows
		}
		return oneRow
	case isNumbered(textB) || !label[0].full(label[1]):
		return twoRows
	case isNumbered(textA) && (figures[1] == 0 || len([]rune(textB)) > shortLabel), figures[1] == 0 && isCounted(above, label[0]):
		return oneRow
	case figures[0] > 0 != (figures[1] > 0):
		return eitherRow
	}
	return twoRows
}

// shortLabel is how long the label of a row of its own may be that has no number, 总计.
const shortLabel = 4

// isCounted reports whether a row begins with its number (序号), left of its label.
func isCounted(row []*gridCell, label *gridCell) bool {
	n := figure.Read(row[0].text.String())
	_, whole := n.Number.Int()
	return row[0] != label && n.Kind == figure.Exact && whole
}

// openRow marks the figures of a row.
func openRow(row []*gridCell) {
	for _, c := range row {
		c.text.cut = true
	}
}

// full reports whether the last line of a cell leaves no room for what another
// begins with.
func (c *gridCell) full(next *gridCell) bool {
	last, first := linesOf(c.glyphs), linesOf(next.glyphs)
	if len(last) == 0 || len(first) == 0 {
		return false
	}
	l := last[len(last)-1]
	return c.box.Width()-(l.x1-l.x0)-first[0].head() < padding
}

// head is how wide the characters are that no line break parts from the first: what
// an opening bracket is before, a closing one behind, and letters of one word.
func (l *textLine) head() float64 {
	const opening, closing = "（(〔【《“‘「[", "）)〕】》”’」]，。、；：！？,.;:"
	isASCII := func(s string) bool { return len(s) == 1 && s[0] > ' ' && s[0] < 0x7f }
	k := 0
	for k+1 < len(l.glyphs) {
		a, b := l.glyphs[k].Text, l.glyphs[k+1].Text
		if !strings.Contains(opening, a) && !strings.Contains(closing, b) && !(isASCII(a) && isASCII(b)) {
			break
		}
		k++
	}
	return l.glyphs[k].x1 - l.glyphs[0].x0
}

// take adds what another cell says.
func (c *gridCell) take(next *gridCell) {
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
	c.text.cut, c.text.partial = c.text.cut || next.text.cut, c.text.partial || next.text.partial
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
