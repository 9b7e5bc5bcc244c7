package extract

import (
	"slices"

	"github.com/nianbao/nianbao/convert/report"
)

// Pages with a cell a line, and blank lines between them, show an empty cell only by
// more blank lines.

// hollow puts the empty cells into rows that are short of values, where the lines
// between the cells tell in which places they are. One row alone tells nothing: its
// lines may be apart by chance. Every row that is short must fit, and several.
func (b *grouper) hollow(groups []*group) {
	const least = 3 // rows
	step := b.step()
	if step < 2 {
		return
	}
	for wide := 1; wide <= step; wide++ { // lines that an empty cell takes up
		filled := map[*group][]report.Piece{}
		short := 0
		for i, g := range groups {
			if g.item < 0 || b.v.items[g.item].kind != rowItem || g.values() == 0 || g.values() >= len(b.v.items[g.item].block.Columns) {
				continue
			}
			short++
			next := 0
			if i+1 < len(groups) {
				next = groups[i+1].line
			}
			if pieces := b.spread(g, next, step, wide); pieces != nil {
				filled[g] = pieces
			}
		}
		if short >= least && len(filled) == short {
			for g, pieces := range filled {
				g.pieces = pieces
			}
			return
		}
	}
}

// step is how many lines apart most cells are that follow one another, 0 where
// cells share lines.
func (b *grouper) step() int {
	counts := map[int]int{}
	for p := 1; p < len(b.s.pieces); p++ {
		if b.s.pieces[p].wide > 1 || b.s.pieces[p].empty {
			return 0
		}
		if d := b.s.pieces[p].no - b.s.pieces[p-1].no; d > 0 && b.s.pieces[p].gap == 0 {
			counts[d]++
		}
	}
	best := 0
	for d, n := range counts {
		if n > counts[best] || n == counts[best] && d < best {
			best = d
		}
	}
	return best
}

// spread returns the row's cells with its empty ones, nil where the lines between
// them do not make up for just as many as are missing. next is the line of the next
// row, 0 for none.
func (b *grouper) spread(g *group, next, step, wide int) []report.Piece {
	var cells []report.Piece
	at := b.labelEnd(g)
	more := func(line int) bool {
		extra := line - at - step
		if extra < 0 || extra%wide != 0 {
			return false
		}
		for range extra / wide {
			cells = append(cells, report.Piece{Line: at})
		}
		at = line
		return true
	}
	for _, q := range g.pieces {
		if !more(q.Line) {
			return nil
		}
		cells = append(cells, q)
	}
	if next > 0 && !more(next) {
		return nil
	}
	if len(cells) != len(b.v.items[g.item].block.Columns) || slices.ContainsFunc(g.pieces, func(q report.Piece) bool { return q.Text == "" }) {
		return nil
	}
	return cells
}

// labelEnd is the line on which the row's label ends.
func (b *grouper) labelEnd(g *group) int {
	line := g.line
	for p := g.at; p < len(b.s.pieces) && !b.s.pieces[p].value; p++ {
		line = b.s.pieces[p].no
	}
	return line
}
