package extract

import (
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// headed adds the columns whose label stands above the rows of their block, in its
// place or not.
func (v *vocabulary) headed(s *stream, rg *region, heads map[*layouts.Column]bool) {
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
}

// lacks finds, by block, the one column that the source does not have: its label is
// not there, those of all others are, and rows have a value for each of these and no
// more. Where all have fewer, blanks may stand anywhere: such rows are in doubt.
func (p *placer) lacks(heads map[*layouts.Column]bool, extras map[int][]report.Extra) map[int][]string {
	lacks := map[int][]string{}
	for bi, b := range p.table.Blocks {
		var without []*layouts.Column
		for _, c := range b.Columns {
			if !heads[c] {
				without = append(without, c)
			}
		}
		k := len(b.Columns) - 1
		if len(without) != 1 || k == 0 || shared(b, without[0]) {
			continue
		}
		const often = 3 // rows that have lost the column for one with a value more
		switch short, full := p.rowsOf(bi, k+len(extras[bi])), p.rowsOf(bi, k+1+len(extras[bi])); {
		case short > often*full:
			lacks[bi] = []string{without[0].ID}
		case full == 0:
			p.doubtBlock(bi)
		}
	}
	return lacks
}

// doubtBlock puts all rows of a block in doubt that have values.
func (p *placer) doubtBlock(block int) {
	for i, g := range p.got {
		if g != nil && p.blocks[i] == block && g.values() > 0 {
			g.doubt = true
		}
	}
}

// rowsOf counts the rows of the block that have so many values.
func (p *placer) rowsOf(block, values int) int {
	n := 0
	for i, g := range p.got {
		if g != nil && p.blocks[i] == block && g.values() == values {
			n++
		}
	}
	return n
}

// shared reports whether another column of the block has the label of c.
func shared(b *layouts.Block, c *layouts.Column) bool {
	return slices.ContainsFunc(b.Columns, func(o *layouts.Column) bool { return o != c && o.Label == c.Label })
}
