package extract

import "github.com/nianbao/nianbao/layouts"

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

// missingAfter counts the rows right after row i that have no values and no label.
func (p *placer) missingAfter(i int) int {
	n := 0
	for j := i + 1; j < len(p.got) && p.got[j] == nil && p.blocks[j] == p.blocks[i] && len(p.parts[j]) == 0; j++ {
		n++
	}
	return n
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
