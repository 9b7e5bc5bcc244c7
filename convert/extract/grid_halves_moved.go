package extract

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// moved reports whether a line has lost a cell or has one too many: it ends neither with the
// heads nor with a half, or a label of one half alone stands among the figures of another, or
// behind a figure of its own.
func (v *vocabulary) moved(r *gridRow, h *halving, tables []int) bool {
	if end := r.extent(); r.sure && h.extent > 0 && end != h.extent && !slices.Contains(h.from, end) && !v.eachBegins(r, h) {
		return true
	}
	for i, ti := range h.tables {
		for k := range r.cells {
			c := &r.cells[k]
			if c.col <= h.from[i] || i+1 < len(h.from) && c.col >= h.from[i+1] || c.loosely {
				continue
			}
			side, several := v.sideOf(c, tables)
			if side < 0 || several {
				continue
			}
			if first := r.at(h.from[i]); tables[side] != ti && v.figuresOnly(ti) || tables[side] == ti && first != nil && first.isFigure() {
				return true
			}
		}
	}
	return false
}

// eachBegins reports whether a label of each half but the first stands where the half begins.
func (v *vocabulary) eachBegins(r *gridRow, h *halving) bool {
	for i, ti := range h.tables[1:] {
		if !slices.ContainsFunc(r.cells, func(c gridCell) bool {
			return c.col == h.from[i+1] && v.names(&c, ti, rowItem, groupItem, partItem, captionItem)
		}) {
			return false
		}
	}
	return true
}

// figuresOnly reports whether a table has no words in its cells.
func (v *vocabulary) figuresOnly(table int) bool {
	return !slices.ContainsFunc(v.layout.Tables[table].Blocks, func(b *layouts.Block) bool {
		return slices.ContainsFunc(b.Rows, func(r *layouts.Row) bool {
			return slices.ContainsFunc(b.Columns, func(c *layouts.Column) bool { return !r.KindOf(c).IsFigure() })
		})
	})
}
