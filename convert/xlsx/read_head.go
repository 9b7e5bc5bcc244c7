package xlsx

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// A head is the heading of a block: its columns' labels, where the form has them.
type head struct {
	from  int             // the first sheet column that it may stand in
	rows  int             // that labels of columns stand in
	cells []*layouts.Cell // with a column, from left to right
	data  map[*layouts.Column]int
}

func headOf(g *layouts.Grid, block int) *head {
	h := &head{data: map[*layouts.Column]int{}}
	span := g.Blocks[block]
	first := span.Data
	for _, c := range g.Cells {
		switch {
		case c.Row < span.Start || c.Row >= span.End || c.Col < span.From || c.Col >= span.To || c.Column == nil:
		case c.Kind == layouts.HeadCell:
			h.cells = append(h.cells, c)
			first = min(first, c.Row)
		case c.Kind == layouts.DataCell:
			h.data[c.Column] = c.Col
		}
	}
	h.rows = span.Data - first
	slices.SortStableFunc(h.cells, func(a, b *layouts.Cell) int { return a.Col - b.Col })
	return h
}

// keys are what the column of a heading cell is called.
func (h *head) keys(c *layouts.Cell) []string {
	keys := []string{layouts.Key(c.Column.Label)}
	for _, v := range c.Column.Variants {
		keys = append(keys, layouts.Key(v))
	}
	return keys
}

// find returns the first row from which on the labels of the columns stand, two
// thirds of them at least; 0 for none.
func (h *head) find(g *readSheet, from int) int {
	var rows []int
	for _, c := range h.cells {
		for _, key := range h.keys(c) {
			for _, p := range g.labelled(key, from, g.last()+1) {
				if p.col >= h.from {
					rows = append(rows, p.row)
				}
			}
		}
	}
	slices.Sort(rows)
	for _, y := range slices.Compact(rows) {
		if 3*len(h.match(g, y)) >= 2*len(h.cells) {
			return y
		}
	}
	return 0
}

// match finds the labels in the rows of a heading that begins at a row. Where
// several columns have one label, they follow each other as in the form.
func (h *head) match(g *readSheet, y int) map[*layouts.Cell]place {
	found := map[*layouts.Cell]place{}
	taken := map[int]bool{} // by column
	for _, c := range h.cells {
		best := place{}
		for _, key := range h.keys(c) {
			for _, p := range g.labelled(key, y, y+h.rows) {
				if p.col >= h.from && !taken[p.col] && (best.col == 0 || p.col < best.col) {
					best = p
				}
			}
		}
		if best.col > 0 {
			found[c], taken[best.col] = best, true
		}
	}
	return found
}

// worded reports whether some label stands above a column of the sheet that none of the
// labels found is of: that of a column which is called otherwise.
func (h *head) worded(g *readSheet, y, col int, found map[*layouts.Cell]place) bool {
	for _, p := range found {
		if p.col == col {
			return false
		}
	}
	words := map[string]bool{}
	for _, c := range h.cells {
		for _, key := range h.keys(c) {
			words[key] = true
		}
	}
	other := false
	for row := y; row < y+h.rows; row++ {
		text := g.shown(place{col, row})
		if words[layouts.Key(text)] {
			return false // it is the form's, of another column
		}
		other = other || text != ""
	}
	return other
}

// sure leaves out the columns that share a label of which there are too few: which of
// them is gone cannot be told.
func (h *head) sure(found map[*layouts.Cell]place) {
	lost := map[string]bool{}
	for _, c := range h.cells {
		if _, ok := found[c]; !ok {
			lost[layouts.Key(c.Column.Label)] = true
		}
	}
	for c := range found {
		if lost[layouts.Key(c.Column.Label)] {
			delete(found, c)
		}
	}
}

// place notes the columns of the heading. One that is called otherwise stands as far
// from another as in the form; one that nothing stands above is not there.
func (h *head) place(loc *located, g *readSheet, y int) {
	found := h.match(g, y)
	h.sure(found)
	offset, known := 0, false
	for _, c := range h.cells {
		if p, ok := found[c]; ok {
			if !known {
				offset, known = p.col-c.Col, true
			}
			loc.colOf[c.Column] = p.col + h.data[c.Column] - c.Col
		}
	}
	for _, c := range h.cells {
		if _, ok := found[c]; !ok && known && h.worded(g, y, c.Col+offset, found) {
			loc.colOf[c.Column] = h.data[c.Column] + offset
		}
	}
}
