package extract

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// halving finds where the halves begin: where the fewest labels of one half alone stand in
// the place of another. It is nil where the rows have no such label.
func (v *vocabulary) halving(part []*gridRow, tables []int) *halving {
	wide := wideOf(part)
	at := v.labelPlaces(part, tables, wide)
	for side, places := range v.headPlaces(part, tables) {
		if len(places) > 0 && len(at[side]) > 0 {
			at[side] = places // words of cells may be labels of another half; heads are heads
		}
	}
	h := &halving{wide: wide, extent: most(part, (*gridRow).extent)}
	if heads := v.headRowsOf(part, tables); len(heads) > 0 {
		h.extent = most(heads, (*gridRow).extent)
	}
	var order []int
	for i, places := range at {
		slices.Sort(places)
		if len(places) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return at[a][len(at[a])/2] - at[b][len(at[b])/2] })
	for n, i := range order {
		begin := 0
		if n > 0 {
			begin = boundary(at[order[n-1]], at[i])
		}
		h.tables, h.from = append(h.tables, tables[i]), append(h.from, begin)
	}
	if len(h.tables) == 0 {
		return nil
	}
	return h
}

// labelPlaces are the places of the labels that only one half has. One that stands in
// several places is words of a cell, too, and tells nothing where another does not.
func (v *vocabulary) labelPlaces(part []*gridRow, tables []int, wide int) [][]int {
	of := map[[2]int][]int{} // by half and label
	for _, r := range part {
		for k := range r.cells {
			c := &r.cells[k]
			if side, several := v.sideOf(c, tables); side >= 0 && !several && !c.loosely && (r.sure || r.wide == wide) {
				label := [2]int{side, v.itemIn(c, tables[side])}
				of[label] = append(of[label], c.col)
			}
		}
	}
	sure, all := make([][]int, len(tables)), make([][]int, len(tables))
	for label, cols := range of {
		side := label[0]
		all[side] = append(all[side], cols...)
		if slices.Min(cols) == slices.Max(cols) {
			sure[side] = append(sure[side], cols...)
		}
	}
	for side := range sure {
		if len(sure[side]) == 0 {
			sure[side] = all[side]
		}
	}
	return sure
}

// headRowsOf are the rows of heads above all rows with labels.
func (v *vocabulary) headRowsOf(part []*gridRow, tables []int) []*gridRow {
	for i, r := range part {
		for k := range r.cells {
			c := &r.cells[k]
			if side, _ := v.sideOf(c, tables); side >= 0 && !c.loosely && !v.names(c, tables[side], headItem, columnItem) {
				return part[:i]
			}
		}
	}
	return part
}

// headPlaces are the places of the heads that only one half has, and with which it begins.
func (v *vocabulary) headPlaces(part []*gridRow, tables []int) [][]int {
	at := make([][]int, len(tables))
	for _, r := range v.headRowsOf(part, tables) {
		for k := range r.cells {
			c := &r.cells[k]
			if side, several := v.sideOf(c, tables); side >= 0 && !several && !c.loosely && v.items[v.itemIn(c, tables[side])].span[0] == 0 {
				at[side] = append(at[side], c.col)
			}
		}
	}
	return at
}

// itemIn is the first item of a table that a cell names, which names one.
func (v *vocabulary) itemIn(c *gridCell, table int) int {
	return c.known[slices.IndexFunc(c.known, func(i int) bool { return v.items[i].table == table })]
}

// twice reports whether a half has more heads of one name than the form: it is none, or
// more than one.
func (v *vocabulary) twice(part []*gridRow, h *halving, tables []int) bool {
	for _, r := range v.headRowsOf(part, tables) {
		for i, ti := range h.tables {
			seen := map[string]int{}
			for k := range r.cells {
				c := &r.cells[k]
				if c.col < h.from[i] || i+1 < len(h.from) && c.col >= h.from[i+1] || !v.names(c, ti, headItem, columnItem) {
					continue
				}
				key := layouts.Key(c.text)
				if seen[key]++; seen[key] > max(1, v.headsNamed(ti, c)) {
					return true
				}
			}
		}
	}
	return false
}

// headsNamed counts the heads of a table that a cell names.
func (v *vocabulary) headsNamed(table int, c *gridCell) int {
	n := 0
	for _, i := range c.known {
		if it := v.items[i]; it.table == table && (it.kind == headItem || it.kind == columnItem) {
			n++
		}
	}
	return n
}

// boundary is the place that parts the most labels of two halves, the last of those that
// do as well: values stand left of it.
func boundary(left, right []int) int {
	best, most := 0, -1
	for _, b := range right {
		n := 0
		for _, x := range left {
			if x < b {
				n++
			}
		}
		for _, x := range right {
			if x >= b {
				n++
			}
		}
		if n >= most {
			best, most = b, n
		}
	}
	return best
}

// wideOf is how many places most rows have.
func wideOf(part []*gridRow) int { return most(part, func(r *gridRow) int { return r.wide }) }

// most is the number that most rows have, the greater where two are as many.
func most(part []*gridRow, of func(*gridRow) int) int {
	count := map[int]int{}
	best := 0
	for _, r := range part {
		n := of(r)
		if count[n]++; count[n] > count[best] || count[n] == count[best] && n > best {
			best = n
		}
	}
	return best
}
