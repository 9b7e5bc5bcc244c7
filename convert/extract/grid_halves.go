package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
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
	if c.ofOtherHalves(part, tables) {
		return nil, 0, 0
	}
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

// ofOtherHalves reports whether rows were given to another table of halves, or stand below
// the heading of one: two may have the same labels (收支总表, 财政拨款收支总表).
func (c *candidate) ofOtherHalves(part []*gridRow, tables []int) bool {
	if slices.ContainsFunc(part, func(r *gridRow) bool { return r.half }) {
		return true
	}
	own := c.v.layout.Tables[tables[0]].ID
	for i := part[0].line - 1; i >= 0; i-- {
		if s := c.heads[i]; s != nil {
			t := c.v.layout.Table(s.Table)
			return t != nil && t.IsHalf() && t.ID != own
		}
	}
	return false
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
// its labels to the last, or to one that is another table's, where one of them is one
// half's alone and most of what the rows name is the table's.
func (v *vocabulary) halvesIn(part []*gridRow, tables []int) (from, to int) {
	own, first, last := 0, -1, -1
	all, others := 0, 0
	for i, r := range part {
		here, other := 0, 0
		for k := range r.cells {
			c := &r.cells[k]
			side, several := v.sideOf(c, tables)
			switch {
			case c.loosely:
			case side < 0 && len(c.known) > 0:
				other++
			case side >= 0:
				here++
				if !several {
					own++
				}
			}
		}
		if other > max(here, 1) {
			if last >= 0 && own > 0 && all > others {
				break
			}
			own, first, last, all, others = 0, -1, -1, 0, 0
			others = other
			continue
		}
		all, others = all+here, others+other
		if here > 0 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if own == 0 || all <= others {
		return 0, 0
	}
	return first, last + 1
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
