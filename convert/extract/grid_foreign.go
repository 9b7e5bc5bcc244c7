package extract

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// extra keeps the values under heads that the form does not have: those of a column of
// subtotals are checked.
func (g *gridTable) extra(own *group, h *heading, values []gridCell) {
	for i := range h.leaves {
		f := &h.leaves[i]
		if f.column != nil || values[i].text == "" {
			continue
		}
		if members := g.members(f, h); f.subtotal && len(members) > 0 {
			own.sums = append(own.sums, partialSum{f.text(), members, draft.Piece{Text: values[i].text, Line: values[i].no}})
			continue
		}
		g.note(f, values[i])
	}
}

// under keeps what stands under no head, behind the first.
func (g *gridTable) under(own *group, h *heading, r *gridRow) {
	if !h.placed || r.lined || len(h.leaves) == 0 {
		return
	}
	first := h.leaves[0].from
	if h.block.Repeated() != nil && own.item < 0 {
		first = 0
	}
	for i := range r.cells {
		c := &r.cells[i]
		if c.col < first || c.text == "" || figure.IsBlank(c.text) || h.over(c.col) {
			continue
		}
		at := slices.IndexFunc(g.unknown, func(u foreign) bool { return u.leaf == nil && u.place == c.col })
		if at < 0 {
			at = len(g.unknown)
			g.unknown = append(g.unknown, foreign{head: noHead, place: c.col, line: c.no})
		}
		g.unknown[at].values = append(g.unknown[at].values, c.text)
	}
}

// noHead is what a column is called that has no head.
const noHead = "（无列名）"

// A partialSum is a value in a column of subtotals.
type partialSum struct {
	label   string
	members []string // columns
	piece   draft.Piece
}

// members are the columns that a column of subtotals adds up: those under the head
// that stands over several of them but not all.
func (g *gridTable) members(f *leaf, h *heading) []string {
	var members []string
	for _, it := range g.v.items {
		if it.kind != headItem || it.block != h.block || it.table != g.table {
			continue
		}
		under := g.v.under(it, h.block)
		if len(under) < 2 || len(under) == len(h.block.Columns) || len(members) > 0 && len(under) >= len(members) {
			continue
		}
		named := slices.ContainsFunc(f.path[:len(f.path)-1], func(c *gridCell) bool {
			return slices.ContainsFunc(c.known, func(i int) bool { return g.v.items[i] == it })
		})
		if !named && g.several(h.block) {
			continue
		}
		members = nil
		for _, c := range under {
			members = append(members, c.ID)
		}
	}
	return members
}

// several reports whether a block has more than one head over several columns but not all.
func (g *gridTable) several(b *layouts.Block) bool {
	n := 0
	for _, it := range g.v.items {
		if it.kind == headItem && it.block == b && it.table == g.table {
			if under := g.v.under(it, b); len(under) > 1 && len(under) < len(b.Columns) {
				n++
			}
		}
	}
	return n > 1
}

// note keeps the text of a cell in a column that the form does not have.
func (g *gridTable) note(f *leaf, c gridCell) {
	for i := range g.unknown {
		if u := &g.unknown[i]; u.leaf == f {
			u.values = append(u.values, c.text)
			return
		}
	}
	g.unknown = append(g.unknown, foreign{leaf: f, head: f.text(), values: []string{c.text}, line: f.path[len(f.path)-1].no})
}

// foreignHeads notes the columns of a heading that the form does not have, also those
// without any value.
func (g *gridTable) foreignHeads(h *heading) {
	for i := range h.before {
		f := &h.before[i]
		g.unknown = append(g.unknown, foreign{leaf: f, head: f.text(), line: f.path[len(f.path)-1].no})
	}
	for i := range h.leaves {
		f := &h.leaves[i]
		if f.column == nil && !f.subtotal && !slices.ContainsFunc(g.unknown, func(u foreign) bool { return u.leaf == f }) {
			g.unknown = append(g.unknown, foreign{leaf: f, head: f.text(), line: f.path[len(f.path)-1].no})
		}
	}
}
