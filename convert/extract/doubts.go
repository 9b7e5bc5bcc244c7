package extract

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// strays doubts rows that are blank beside a row of none of the form's labels, but
// like theirs, with values: these may be their own.
func (p *placer) strays(groups, rest []*group) {
	const like = 0.3
	at := map[*group]int{}
	for i, g := range p.got {
		if g != nil {
			at[g] = i
		}
	}
	stray := setOf(rest)
	var row *group // of the form, the nearest so far
	pass := func(g *group) {
		if _, ok := at[g]; ok {
			row = g
		} else if row != nil && row.values() == 0 && g.item < 0 && g.values() > 0 && stray[g] {
			row.doubt = row.doubt || g.label() == "" || likeness(g.label(), p.rows[at[row]]) >= like
		}
	}
	for _, g := range groups {
		pass(g)
	}
	row = nil
	for _, g := range slices.Backward(groups) {
		pass(g)
	}
}

func setOf(groups []*group) map[*group]bool {
	set := make(map[*group]bool, len(groups))
	for _, g := range groups {
		set[g] = true
	}
	return set
}

// overflow gives values beyond a row's columns to the rows after it whose labels
// are lost, when they are just as many; empty cells count where the lost labels'
// cells are empty, too.
func (p *placer) overflow() {
	for i, g := range p.got {
		missing := p.missingAfter(i)
		if g == nil || missing == 0 {
			continue
		}
		k := len(p.table.Blocks[p.blocks[i]].Columns)
		pieces, step := valuesOnly(g.pieces), k
		if len(pieces) != k*(missing+1) {
			pieces, step = g.pieces, k+1
			if len(pieces) != k+missing*step || !emptyEvery(pieces, k, step) {
				continue
			}
		}
		g.pieces = pieces[:k]
		for m := 1; m <= missing; m++ {
			row := pieces[m*step : m*step+k]
			p.got[i+m] = &group{item: -1, block: g.block, line: row[0].Line, groupCells: groupCells{pieces: row}}
		}
	}
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

// digitsLeft reports whether a label holds more digits than the form's own.
func digitsLeft(text, label string) bool {
	const ordinals = 2 // digits that may number it
	return digitCount(text) > digitCount(label)+ordinals
}

// crowded doubts the rows of a list with as many values as the form has columns where
// others have more: a column that is none of the form's stands beside them, and the
// value may be of that.
func (p *placer) crowded() {
	const habit = 3
	more := 0
	columns := func(i int) int { return len(p.table.Blocks[p.blocks[i]].Columns) }
	for i, g := range p.got {
		if g != nil && g.values() > columns(i) {
			more++
		}
	}
	if more < habit {
		return
	}
	for i, g := range p.got {
		if g != nil && g.values() == columns(i) {
			g.doubt = true
		}
	}
}

// stranded reports whether a group that is no row holds figures of one: they have no
// label, or only scraps of one, or could not be told from it. A row that shows
// nothing may be theirs.
func (p *placer) stranded(g *group) bool {
	const ordinals = 2
	if digitCount(g.label()) > ordinals {
		return true
	}
	key := layouts.Key(g.label())
	return g.item < 0 && g.values() > 0 && !g.marks() && (key == "" || p.v.within(key))
}

// slipped reports whether labels and values of the source have slipped from each
// other, as in a page whose narrow columns wrap the labels: a row of figures stands
// behind a scrap of a label, and the rest of it is elsewhere.
func (p *placer) slipped(rest []*group) bool {
	const row = 2 // figures side by side
	return slices.ContainsFunc(rest, func(g *group) bool {
		if g.item >= 0 || len(g.words) == 0 || g.values() < row || g.marks() {
			return false
		}
		scrap := layouts.Key(g.words[len(g.words)-1])
		return scrap != "" && p.v.within(scrap)
	})
}

// doubtAstray doubts the rows whose values stand behind other words than their own:
// where labels have slipped, they are those of the next row.
func (p *placer) doubtAstray() {
	for _, g := range p.got {
		if g != nil && g.astray {
			g.doubt = true
		}
	}
}

// below gives a row that shows nothing the stranded figures right below it, when they
// are as many as its cells and no row after it has lost its label; else they may be
// its own, and it is in doubt.
func (p *placer) below(groups, rest []*group) (left []*group) {
	owner := map[*group]int{}
	for i, g := range p.got {
		if g != nil {
			owner[g] = i
		}
	}
	stray := setOf(rest)
	for at, g := range groups {
		if !stray[g] {
			continue
		}
		if at > 0 && p.stranded(g) {
			above := groups[at-1]
			if i, ok := owner[above]; ok && above.values() == 0 {
				if layouts.Key(g.label()) == "" && len(valuesOnly(g.pieces)) == len(p.table.Blocks[p.blocks[i]].Columns) && p.missingAfter(i) == 0 {
					above.pieces = valuesOnly(g.pieces)
					continue
				}
				above.doubt = true
			}
		}
		left = append(left, g)
	}
	return left
}

// missingAfter counts the rows right after row i that have no values and no label.
func (p *placer) missingAfter(i int) int {
	n := 0
	for j := i + 1; j < len(p.got) && p.got[j] == nil && p.blocks[j] == p.blocks[i] && len(p.parts[j]) == 0; j++ {
		n++
	}
	return n
}

// emptyEvery reports whether every step-th piece after the first k is empty.
func emptyEvery(pieces []draft.Piece, k, step int) bool {
	for i := k; i < len(pieces); i += step {
		if pieces[i].Text != "" {
			return false
		}
	}
	return true
}

// doubtful reports whether the values of a group may be those of the next row,
// whose label is lost: they do not stand on its own line, as those of most rows
// do, or are more cells than a row has.
func (p *placer) doubtful(i int, g *group) bool {
	if g.values() == 0 && digitsLeft(g.label(), p.rows[i].Label) {
		return true // figures that could not be told from the label
	}
	if p.missingAfter(i) == 0 || g.values() == 0 {
		return false
	}
	if p.rowALine() || p.blanksVanish() {
		for _, q := range g.pieces {
			if q.Text != "" && q.Line != g.line {
				return true
			}
		}
	}
	return len(g.pieces) > p.table.Grid().Columns
}

// blanksVanish reports whether the source shows nothing for blank cells: some row
// has a label and no cell at all.
func (p *placer) blanksVanish() bool {
	for _, g := range p.got {
		if g != nil && g.item >= 0 && len(g.pieces) == 0 {
			return true
		}
	}
	return false
}

// rowALine reports whether the source has most rows on one line, label and values.
func (p *placer) rowALine() bool {
	same, all := 0, 0
	for _, g := range p.got {
		if g == nil || g.values() == 0 || g.item < 0 {
			continue
		}
		all++
		if values := valuesOnly(g.pieces); values[0].Line == g.line && values[len(values)-1].Line == g.line {
			same++
		}
	}
	return same*2 > all
}
