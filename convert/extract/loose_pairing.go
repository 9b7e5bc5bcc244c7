package extract

import (
	"math/big"
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// Text without cells has the values of a row behind its label or, as pdftotext makes it
// of a page that centres them, on the line above. Both look alike but at the ends: a full
// row without a label stands before the first label. Then the sums over rows choose, and
// where they do not, the block stays open.

// A pairing is the labelled rows of a block and the values of each.
type pairing map[*group][]draft.Piece

// pair looks at the blocks in which values stand before the first label.
func (p *loosePlacer) pair() {
	for bi, b := range p.table.Blocks {
		if b.Rows[0].Label == "" {
			continue
		}
		if own := p.groupsOf(bi); p.beginsWithValues(own, len(b.Columns)) {
			p.choosePairing(bi, own)
		}
	}
}

// groupsOf are the groups of a block, in the order of the source.
func (p *loosePlacer) groupsOf(block int) (own []*group) {
	for _, g := range p.groups {
		if g.block == block {
			own = append(own, g)
		}
	}
	return own
}

func (p *loosePlacer) isRow(g *group) bool {
	return g.item >= 0 && p.v.items[g.item].kind == rowItem
}

// beginsWithValues reports whether a full row without a label stands before the first
// label of a block that has several.
func (p *loosePlacer) beginsWithValues(own []*group, columns int) bool {
	first := slices.IndexFunc(own, p.isRow)
	if first < 0 {
		return false
	}
	return slices.ContainsFunc(own[:first], func(g *group) bool {
		return len(g.words) == 0 && !g.marks() && isFullRow(g.pieces, columns)
	})
}

// isFullRow reports whether pieces are the values of all columns, be they run together.
func isFullRow(pieces []draft.Piece, columns int) bool {
	values := valuesOnly(pieces)
	if len(values) == 1 && columns > 1 {
		return digitCount(values[0].Text) >= columns
	}
	return len(values) == columns
}

// choosePairing takes the pairing that the sums over rows prove and the other fails.
func (p *loosePlacer) choosePairing(block int, own []*group) {
	behind, above := pairing{}, pairing{}
	var before []draft.Piece // values since the last label
	for _, g := range own {
		if p.isRow(g) {
			behind[g], above[g] = g.pieces, before
			before = nil
		}
		if g.values() > 0 {
			before = g.pieces
		}
	}
	switch asRead, shifted := p.trial(behind), p.trial(above); {
	case asRead == proved && shifted != proved:
	case asRead == refuted && shifted == proved:
		p.shift(own, above)
	default:
		for g := range behind {
			g.doubt = true
		}
	}
}

// shift gives each row the values above its label. Those are no other group's.
func (p *loosePlacer) shift(own []*group, above pairing) {
	for _, g := range own {
		if values, ok := above[g]; ok {
			g.pieces = values
		} else if g.values() > 0 {
			g.pieces = nil
		}
	}
	p.rest = slices.DeleteFunc(slices.Clone(p.rest), func(g *group) bool {
		return g.item < 0 && len(g.words) == 0 && g.values() == 0 && slices.Contains(own, g)
	})
}

// A verdict is what the sums over rows say of a pairing.
type verdict int

const (
	untried verdict = iota // no sum has all its cells, or all are of zeros
	proved                 // those that have them hold
	refuted                // one of them fails
)

// trial tries a pairing on the sums over rows. A row that is there without values
// counts 0; sums with a row that is not there say nothing.
func (p *loosePlacer) trial(rows pairing) verdict {
	cells := map[string]*big.Rat{}
	for g, pieces := range rows {
		it := p.v.items[g.item]
		values, ok := ratsOf(&group{groupCells: groupCells{pieces: pieces}}, len(it.block.Columns))
		for c, column := range it.block.Columns {
			n := new(big.Rat)
			if ok {
				n = values[c]
			} else if len(valuesOnly(pieces)) > 0 {
				return untried
			}
			cells[layouts.CellID(p.table.ID, it.row.ID, column.ID)] = n
		}
	}
	found := untried
	for _, r := range p.table.Rules() {
		if r.Op != layouts.Equal || r.Row != "" {
			continue
		}
		switch sum, counts, ok := weighCells(r, cells); {
		case !ok:
		case sum.Sign() != 0:
			return refuted
		case counts:
			found = proved
		}
	}
	return found
}

// weighCells is what is left of a sum; counts reports whether a cell of it is not 0.
func weighCells(r *layouts.Rule, cells map[string]*big.Rat) (sum *big.Rat, counts, ok bool) {
	sum = new(big.Rat)
	for i, id := range slices.Concat(r.Left, r.Right) {
		n := cells[id]
		if n == nil {
			return nil, false, false
		}
		counts = counts || n.Sign() != 0
		if i < len(r.Left) {
			sum.Add(sum, n)
		} else {
			sum.Sub(sum, n)
		}
	}
	return sum, counts, true
}

// labelsBelow gives values beyond a row's columns to the rows after it whose labels
// stand below all of them, as text copied from a page by columns has it. When they
// do not come out even, those rows are in doubt.
func (p *placer) labelsBelow() {
	for i, g := range p.got {
		if g == nil {
			continue
		}
		k := len(p.table.Blocks[p.blocks[i]].Columns)
		bare := p.bareAfter(i)
		if bare == 0 || g.values() < 2*k {
			continue
		}
		values := valuesOnly(g.pieces)
		if p.got[i+1].line < values[len(values)-1].Line {
			continue
		}
		even := len(values) == k*(bare+1)
		for m := 1; m <= bare; m++ {
			if next := p.got[i+m]; even {
				next.pieces, next.moved = values[m*k:(m+1)*k], true
			} else {
				next.doubt = true
			}
		}
		if even {
			g.pieces = values[:k]
		}
	}
}

// bareAfter counts the rows right after row i that have a label and no cells.
func (p *placer) bareAfter(i int) int {
	n := 0
	for j := i + 1; j < len(p.got) && p.got[j] != nil && len(p.got[j].pieces) == 0 && p.blocks[j] == p.blocks[i] && len(p.parts[j]) == 0; j++ {
		n++
	}
	return n
}
