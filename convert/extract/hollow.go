package extract

import (
	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// Pages with a cell a line, and blank lines between them, show an empty cell only by
// more blank lines.

// hollow puts the empty cells into rows that are short of values, where the lines
// between the cells tell in which places they are. One row alone tells nothing: its
// lines may be apart by chance. Every row that is short must fit, and several.
func (c *candidate) hollow(tables [][]*group) {
	const least = 3 // rows
	step := c.s.step()
	if step < 2 {
		return
	}
	for wide := 1; wide <= step; wide++ { // lines that an empty cell takes up
		filled := map[*group][]draft.Piece{}
		short := 0
		for t, groups := range tables {
			for _, g := range groups {
				block := c.blockOf(c.regions[t].table, g)
				if block == nil || g.values() == 0 || g.values() >= len(block.Columns) {
					continue
				}
				short++
				if pieces := c.s.spread(g, len(block.Columns), step, wide); len(pieces) == len(block.Columns) {
					filled[g] = pieces
				}
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

// blockOf is the block of the row that a group is, nil when it is none.
func (c *candidate) blockOf(t *layouts.Table, g *group) *layouts.Block {
	if g.item >= 0 && c.v.items[g.item].kind == rowItem {
		return c.v.items[g.item].block
	}
	if b := t.Blocks[g.block]; g.item < 0 && len(g.words) == 0 && b.Rows[0].Label == "" {
		return b
	}
	return nil
}

// step is how many lines apart most cells are that follow one another, 0 where
// cells share lines.
func (s *stream) step() int {
	counts := map[int]int{}
	for p := 1; p < len(s.pieces); p++ {
		q, above := &s.pieces[p], &s.pieces[p-1]
		if q.wide > 1 || q.empty {
			return 0
		}
		if d := q.no - above.no; d > 0 && q.gap == 0 {
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

// spread returns the row's cells with its empty ones; nil where the lines between
// them are not what cells and empty cells make.
func (s *stream) spread(g *group, columns, step, wide int) []draft.Piece {
	p := g.at
	for p < len(s.pieces) && !s.pieces[p].value {
		p++
	}
	if p == 0 || p == len(s.pieces) {
		return nil
	}
	var cells []draft.Piece
	at := s.pieces[p-1].no
	more := func(line int) bool {
		extra := line - at - step
		if extra < 0 || extra%wide != 0 || extra/wide > columns {
			return false
		}
		cells = append(cells, make([]draft.Piece, extra/wide)...)
		at = line
		return true
	}
	for i, q := range g.pieces {
		if p+i >= len(s.pieces) || s.pieces[p+i].no != q.Line || q.Text == "" || !more(q.Line) {
			return nil
		}
		cells = append(cells, q)
	}
	if p += len(g.pieces); p < len(s.pieces) && s.pieces[p].gap == 0 {
		if !more(s.pieces[p].no) {
			return nil
		}
	} else if len(cells) < columns {
		cells = append(cells, make([]draft.Piece, columns-len(cells))...) // the table's end
	}
	for i := range cells {
		if cells[i].Text == "" {
			cells[i].Line = g.line
		}
	}
	return cells
}
