package extract

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// headed finds the columns whose label stands above the rows of their block.
func (v *vocabulary) headed(s *stream, rg *region) map[*layouts.Column]bool {
	heads := map[*layouts.Column]bool{}
	first := map[*layouts.Block]int{} // piece that its first row's label begins with
	for _, m := range rg.matches {
		if it := v.items[m.item]; it.kind == rowItem && first[it.block] == 0 {
			first[it.block] = s.chars[m.from].piece
		}
	}
	for _, f := range s.words {
		p := s.chars[f.from].piece
		for _, i := range f.w.items {
			if it := v.items[i]; it.kind == columnItem && p >= rg.from && p < first[it.block] {
				heads[it.column] = true
			}
		}
	}
	return heads
}

// lacks finds, by block, the one column that the source does not have: its label is
// not there, those of all others are, and no row has a value too many for them.
func (p *placer) lacks(heads map[*layouts.Column]bool) map[int][]string {
	lacks := map[int][]string{}
	for bi, b := range p.table.Blocks {
		var without []*layouts.Column
		for _, c := range b.Columns {
			if !heads[c] {
				without = append(without, c)
			}
		}
		if k := len(b.Columns) - 1; len(without) == 1 && k > 0 && p.most(bi) == k && !shared(b, without[0]) {
			lacks[bi] = []string{without[0].ID}
		}
	}
	return lacks
}

// most is the most values that a row of the block has.
func (p *placer) most(block int) int {
	n := 0
	for i, g := range p.got {
		if g != nil && p.blocks[i] == block {
			n = max(n, g.values())
		}
	}
	return n
}

// shared reports whether another column of the block has the label of c.
func shared(b *layouts.Block, c *layouts.Column) bool {
	return slices.ContainsFunc(b.Columns, func(o *layouts.Column) bool { return o != c && o.Label == c.Label })
}
