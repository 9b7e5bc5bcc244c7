package extract

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// blockAt is the block that a row without a label stands in: that of the last row with
// one, or of the heads below it.
func (g *gridTable) blockAt(r *gridRow) *layouts.Block {
	blocks := g.layout().Blocks
	last := blocks[0]
	if n := len(g.groups); n > 0 {
		last = blocks[g.groups[n-1].block]
	}
	var heads []*gridRow
	for _, o := range g.rows {
		if o.line > r.line {
			break
		}
		if o.head {
			heads = append(heads, o)
		}
	}
	if n := len(heads); n > 0 && (len(g.groups) == 0 || heads[n-1].line > g.groups[len(g.groups)-1].at) {
		for _, b := range blocks {
			if g.v.headsBlock(heads[n-1], g.table, b) && slices.Index(blocks, b) > slices.Index(blocks, last) {
				return b
			}
		}
	}
	return last
}

// headsBlock reports whether a head row names a column of the block.
func (v *vocabulary) headsBlock(r *gridRow, table int, b *layouts.Block) bool {
	for i := range r.cells {
		for _, k := range r.cells[i].known {
			if it := v.items[k]; it.table == table && it.block == b && it.kind == columnItem {
				return true
			}
		}
	}
	return false
}
