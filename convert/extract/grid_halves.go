package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// Tables of halves that stand side by side (收入 | 支出) have two rows on a line, which have
// nothing to do with each other. Where the right half begins is told by the labels that
// only one half has; what stands left of that place is the left half's, whatever it says.
// From then on each half is a table of its own.

// halvesOf are the indexes of the tables that are the halves of one, for each table that
// has such.
func (v *vocabulary) halvesOf() (all [][]int) {
	for ti, t := range v.layout.Tables {
		switch {
		case !t.IsHalf():
		case ti > 0 && v.layout.Tables[ti-1].IsHalf() && v.layout.Tables[ti-1].ID == t.ID:
			all[len(all)-1] = append(all[len(all)-1], ti)
		default:
			all = append(all, []int{ti})
		}
	}
	return all
}

// A halving is where the halves of a table stand in the rows of a part.
type halving struct {
	tables []int // from left to right
	from   []int // the place that each begins at
	wide   int   // of the rows
	extent int   // the place behind the last cell of most rows
}

// halved parts the rows of tables of halves.
func (c *candidate) halved(rows []*gridRow) []*gridRow {
	for _, tables := range c.v.halvesOf() {
		var out []*gridRow
		var known *halving // of the part above, and
		last := -1         // the last line of that, where the table may go on below it
		for len(rows) > 0 {
			n := 1
			for n < len(rows) && rows[n].part == rows[0].part {
				n++
			}
			part := rows[:n]
			rows = rows[n:]
			h, from, to := c.halvedPart(part, tables, known, part[0].line == last+1)
			if last = -1; h != nil {
				known = h
				if to == n {
					last = part[n-1].last
				}
			}
			out = append(out, part[:from]...)
			for _, r := range part[from:to] {
				r.moved = h != nil && c.v.moved(r, h, tables)
				out = append(out, c.v.halves(r, h, tables)...)
			}
			out = append(out, part[to:]...)
		}
		rows = out
	}
	return rows
}

// halvedPart is where the halves stand in a part, and which of its rows are theirs; nil
// where none are. Below an empty line or on the next page they stand as above, where the
// part has labels of one half only, or, right behind it, none that only one half has.
func (c *candidate) halvedPart(part []*gridRow, tables []int, above *halving, next bool) (h *halving, from, to int) {
	goesOn := above != nil && len(above.tables) > 1 && wideOf(part) == above.wide
	from, to = c.v.halvesIn(part, tables)
	if slices.ContainsFunc(part[from:to], func(r *gridRow) bool { return !c.keepsPlaces(r) }) {
		return nil, 0, 0
	}
	switch h = c.v.halving(part[from:to], tables); {
	case h != nil && c.v.twice(part[from:to], h, tables):
		return nil, 0, 0
	case h == nil && goesOn && next:
		return above, 0, len(part)
	case h == nil:
		return nil, 0, 0
	case goesOn && len(h.tables) < len(above.tables) && c.v.agrees(part[from:to], tables, above):
		return above, from, to
	}
	return h, from, to
}

// agrees reports whether all labels that only one half has stand where this half is.
func (v *vocabulary) agrees(part []*gridRow, tables []int, h *halving) bool {
	for _, r := range part {
		for k := range r.cells {
			c := &r.cells[k]
			side, several := v.sideOf(c, tables)
			if side < 0 || several || c.loosely {
				continue
			}
			i := slices.Index(h.tables, tables[side])
			if i < 0 || c.col < h.from[i] || i+1 < len(h.from) && c.col >= h.from[i+1] {
				return false
			}
		}
	}
	return true
}

// keepsPlaces reports whether a row shows where its cells stand: those parted by spaces
// alone do not, where one is empty.
func (c *candidate) keepsPlaces(r *gridRow) bool {
	return r.sure || r.filled() < 2 || strings.ContainsAny(c.doc.Lines[r.line].Text, "\t|｜│┃")
}

// sideOf is which of the halves a cell names, -1 for none; several where all halves have
// such a label.
func (v *vocabulary) sideOf(c *gridCell, tables []int) (side int, several bool) {
	side = -1
	for i, ti := range tables {
		if v.names(c, ti, headItem, columnItem, groupItem, rowItem, partItem, captionItem) {
			several = several || side >= 0
			side = i
		}
	}
	return side, several
}

// halvesIn is the rows of a part that are of the table: from the first that names one of
// its labels to the last, where one of them is one half's alone.
func (v *vocabulary) halvesIn(part []*gridRow, tables []int) (from, to int) {
	own, first, last := false, -1, -1
	for i, r := range part {
		for k := range r.cells {
			side, several := v.sideOf(&r.cells[k], tables)
			if side < 0 || r.cells[k].loosely {
				continue
			}
			own = own || !several
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if !own {
		return 0, 0
	}
	return first, last + 1
}

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

// halves are the rows of the halves on one line. A line that does not show where its cells
// stand is parted before the first label that only a right half has, or is whole the one
// half's that its first label names; where no label tells, it is no row of either.
func (v *vocabulary) halves(r *gridRow, h *halving, tables []int) []*gridRow {
	from := slices.Clone(h.from)
	if !r.sure && r.wide != h.wide && len(h.tables) > 1 {
		first := -1 // the half that the first label names
		for i := 1; i < len(from); i++ {
			from[i] = len(r.cells)
			for k := range r.cells {
				side, several := v.sideOf(&r.cells[k], tables)
				if side < 0 || r.cells[k].loosely {
					continue
				}
				if first < 0 && !several {
					first = tables[side]
				}
				if !several && tables[side] == h.tables[i] {
					from[i] = min(from[i], r.cells[k].col)
				}
			}
		}
		if first < 0 {
			return []*gridRow{r}
		}
	}
	var rows []*gridRow
	for i, ti := range h.tables {
		end := r.wide
		if i+1 < len(from) {
			end = from[i+1]
		}
		half := *r
		half.half, half.owner, half.wide, half.cells = true, ti, end-from[i], nil
		for _, c := range r.cells {
			if c.col >= from[i] && c.col < end {
				c.col -= from[i]
				half.cells = append(half.cells, c)
			}
		}
		if len(half.cells) > 0 {
			rows = append(rows, &half)
		}
	}
	return rows
}

// standing are the tables that stand. Of halves all do where one does: what is on their
// lines is of the table.
func standing(all []*gridTable) []*gridTable {
	stands := map[string]bool{}
	var out []*gridTable
	for _, g := range all {
		stands[g.layout().ID] = stands[g.layout().ID] || g.stands()
	}
	for _, g := range all {
		if stands[g.layout().ID] && len(g.rows) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// joinHalves makes one table of the draft of those that are halves of it.
func joinHalves(d *draft.Draft) {
	var out []*draft.Table
	for _, t := range d.Tables {
		if n := len(out); n > 0 && out[n-1].ID == t.ID {
			out[n-1].Rows = append(out[n-1].Rows, t.Rows...)
			out[n-1].Subtotals = append(out[n-1].Subtotals, t.Subtotals...)
			continue
		}
		out = append(out, t)
	}
	d.Tables = out
}
