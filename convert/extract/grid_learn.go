package extract

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// A headingKey is the first row of heads and a block below them.
type headingKey struct {
	row   *gridRow
	block *layouts.Block
}

// A seenRow is a labelled row and the heads above it.
type seenRow struct {
	row   *gridRow
	label int
	h     *heading
}

// learn finds out from the rows that show it where values stand in rows with more cells
// than columns: how far from the label or from the end, and whether below their heads. It
// reports whether that says more than was known.
func (g *gridTable) learn() bool {
	const often = 4 // rows that stand under their heads for one that does not
	g.width, g.usual = g.usualWidths()
	g.merged = slices.ContainsFunc(g.seen, func(s seenRow) bool {
		last := s.h.lastHead()
		return last > s.label+len(s.h.leaves) && s.row.extent() > last
	})
	fit, astray, same, other := 0, 0, 0, 0
	for _, s := range g.seen {
		if s.row.sure {
			continue
		}
		rest, n := s.row.cells[s.label+1:], len(s.h.leaves)
		g.side.side(s.label, rest, n)
		if !s.h.placed {
			continue
		}
		if s.row.wide != s.h.rows[0].wide {
			other++
			continue
		}
		same++
		full := slices.DeleteFunc(slices.Clone(rest), func(c gridCell) bool { return c.text == "" })
		switch {
		case s.label >= 0 && s.h.leaves[0].from <= s.row.cells[s.label].col:
			astray++
		case len(full) != n || len(rest) == n:
		case s.h.under(full):
			fit++
		default:
			astray++
		}
	}
	placed := same > other && (astray == 0 || fit > often*astray)
	cut := slices.ContainsFunc(g.seen, func(s seenRow) bool { return g.short(s.row, s.label, s.h) })
	if !cut && (placed && len(g.side) == 0 || g.marks.fixed+len(g.side) == 0) {
		return false // it would be read again as it was
	}
	for _, h := range g.known {
		h.placed = h.placed && (h.rows[0].sure || placed)
	}
	g.forget()
	return true
}

// forget forgets what a reading found, before the next.
func (g *gridTable) forget() {
	g.seen, g.headings, g.groups, g.records, g.unknown, g.marks = nil, nil, nil, nil, nil, gridMarks{}
	g.tall = tallCells{}
}

// heading is how the columns of a block stand below heads: as the heads say or, where
// none is, as those of an earlier part of the table, or as in the form.
func (g *gridTable) heading(heads []*gridRow, b *layouts.Block, of reportTime) *heading {
	if own := g.titled(heads); len(own) > 0 {
		key := headingKey{own[0], b}
		h := g.known[key]
		if h == nil {
			h = g.v.newHeading(own, g.table, b, of, g.labelPlace())
			g.known[key] = h
		}
		if len(h.leaves) > 0 {
			g.headings = append(g.headings, h)
			return h
		}
	}
	for _, h := range slices.Backward(g.headings) {
		if h.block == b {
			return h
		}
	}
	h := &heading{table: g.table, block: b, time: of}
	for _, c := range b.Columns {
		h.leaves = append(h.leaves, leaf{column: c})
	}
	return h
}

// labelPlace is the place where the labels of most rows stand; -1 where fewer than two do.
func (g *gridTable) labelPlace() int {
	at := map[int]int{}
	best := -1
	for _, r := range g.rows {
		if r.head {
			continue
		}
		i := slices.IndexFunc(r.cells, func(c gridCell) bool { return !c.loosely && g.v.names(&c, g.table, rowItem) })
		if i < 0 {
			continue
		}
		place := r.cells[i].col
		if at[place]++; at[place] > 1 && (best < 0 || at[place] > at[best]) {
			best = place
		}
	}
	return best
}

// titled are head rows without those that only say the block's title, and without
// what stands above it.
func (g *gridTable) titled(heads []*gridRow) []*gridRow {
	for i, r := range slices.Backward(heads) {
		if g.isTitle(r) {
			return heads[i+1:]
		}
	}
	return heads
}

func (g *gridTable) isTitle(r *gridRow) bool {
	title := ""
	for i := range r.cells {
		if text := r.cells[i].text; text != "" && title != "" && text != title {
			return false
		} else if text != "" {
			title = text
		}
	}
	title = layouts.Fold(title)
	return slices.ContainsFunc(g.layout().Grid().Cells, func(c *layouts.Cell) bool {
		return c.Kind == layouts.TitleCell && layouts.Fold(c.Text) == title
	})
}

// usualWidths are how many places most rows of each block have, and most of the table.
func (g *gridTable) usualWidths() (map[*layouts.Block]int, int) {
	blocks := map[*layouts.Block]widths{}
	all := widths{}
	for _, s := range g.seen {
		if blocks[s.h.block] == nil {
			blocks[s.h.block] = widths{}
		}
		blocks[s.h.block][s.row.wide]++
		all[s.row.wide]++
	}
	usual := map[*layouts.Block]int{}
	for b, w := range blocks {
		usual[b] = w.most()
	}
	return usual, all.most()
}

// widths counts rows by their places.
type widths map[int]int

// most is the width of more than half of the rows, 0 for none.
func (w widths) most() int {
	rows := 0
	for _, n := range w {
		rows += n
	}
	for wide, n := range w {
		if 2*n > rows {
			return wide
		}
	}
	return 0
}
