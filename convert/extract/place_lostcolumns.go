package extract

import (
	"slices"

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

// lacks finds, by block, the columns that the source does not have: their labels are
// not there, those of all others are, and rows have a value for each of these and no
// more. Where one label is not there and all rows have fewer values, blanks may stand
// anywhere: such rows are in doubt.
func (p *loosePlacer) lacks() {
	const least = 2 // columns left
	const often = 3 // rows that have lost the columns for one with values more
	p.lacked = map[int][]string{}
	for bi, b := range p.table.Blocks {
		var without []string
		for _, c := range b.Columns {
			if !p.heads[c] && !shared(b, c) {
				without = append(without, c.ID)
			}
		}
		left := len(b.Columns) - len(without)
		if len(without) == 0 || left < least {
			continue
		}
		switch short, full := p.rowsOf(bi, left+len(p.extras[bi])); {
		case short > often*full:
			p.lacked[bi] = without
		case full == 0 && len(without) == 1:
			p.doubtBlock(bi)
		}
	}
}

// doubtBlock puts all rows of a block in doubt that have values.
func (p *placer) doubtBlock(block int) {
	for i, g := range p.got {
		if g != nil && p.blocks[i] == block && g.values() > 0 {
			g.doubt = true
		}
	}
}

// rowsOf counts the rows of the block that have so many values, and those with more.
func (p *placer) rowsOf(block, values int) (same, more int) {
	for i, g := range p.got {
		switch {
		case g == nil || p.blocks[i] != block:
		case g.values() == values:
			same++
		case g.values() > values:
			more++
		}
	}
	return same, more
}

// shared reports whether another column of the block has the label of c.
func shared(b *layouts.Block, c *layouts.Column) bool {
	return slices.ContainsFunc(b.Columns, func(o *layouts.Column) bool { return o != c && o.Label == c.Label })
}
