package pages

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
)

// A number that is too wide for its cell runs over the ruling, and a ruling that is in the
// wrong place runs through one: 15311 then stands as 1531 in one cell and as 1 in the next.
// Neither is what the page says, and both stay open.

// markCrossed marks the characters of numbers that stand in two cells, or in one and
// beside the table. In is the cell of each character, nil for none.
func (p *Page) markCrossed(in []*gridCell) {
	var order []int
	for i, g := range p.glyphs {
		if !isBlank(g.Text) && !g.Column && !g.up {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(p.glyphs[b].y, p.glyphs[a].y) })
	for len(order) > 0 {
		first, n := &p.glyphs[order[0]], 1
		const share = 0.3
		for n < len(order) && first.y-p.glyphs[order[n]].y <= share*first.Size {
			n++
		}
		line := order[:n]
		slices.SortStableFunc(line, func(a, b int) int { return compare(p.glyphs[a].x0, p.glyphs[b].x0) })
		p.markCrossedLine(line, in)
		order = order[n:]
	}
}

// markCrossedLine marks the numbers of a line, whose characters stand from left to right.
func (p *Page) markCrossedLine(line []int, in []*gridCell) {
	for from := 0; from < len(line); {
		to := from + 1
		for to < len(line) && p.oneNumber(line, from, to) {
			to++
		}
		run := line[from:to]
		if slices.ContainsFunc(run, func(i int) bool { return in[i] != in[run[0]] }) {
			for _, i := range run {
				p.glyphs[i].Cut = true
			}
		}
		from = to
	}
}

// oneNumber reports whether the character at a place of a line goes on with the number that
// began at from: it is no farther from the last than the others of the number are.
func (p *Page) oneNumber(line []int, from, to int) bool {
	gap := func(k int) float64 { return p.glyphs[line[k]].x0 - p.glyphs[line[k-1]].x1 }
	a, b := &p.glyphs[line[to-1]], &p.glyphs[line[to]]
	if !isOfNumber(a.Text) || !isOfNumber(b.Text) {
		return false
	}
	const loose = 0.1 // sizes
	usual := 0.0
	if to-1 > from {
		usual = max(0, gap(to-1))
	}
	return gap(to) <= usual+loose*max(a.Size, b.Size)
}

// isOfNumber reports whether a character is a digit, or stands between two.
func isOfNumber(s string) bool {
	return figure.HasDigit(s) || s != "" && strings.Contains(".,．，", s)
}
