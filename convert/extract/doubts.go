package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

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
	return g.item < 0 && g.values() > 0 && !g.marks() && (key == "" || p.v.within(key) || p.v.scraps(strings.Join(g.words, " ")))
}

// scattered doubts the rows of a list whose cells have left their labels, as the
// reading order of some pages makes them: a row whose unit stands behind its figure
// where those of most stand before it, with the empty rows above it; and where
// figures are left over that have no label, every row that shows nothing.
func (p *loosePlacer) scattered() {
	before, behind := 0, 0
	for _, g := range p.got {
		switch {
		case g == nil || g.unit == "" || g.values() == 0:
		case g.behind:
			behind++
		default:
			before++
		}
	}
	for i, g := range p.got {
		if g == nil || g.unit == "" || g.values() == 0 || g.behind == (behind > before) {
			continue
		}
		g.doubt = true
		for k := i - 1; k >= 0 && p.got[k] != nil && p.got[k].values() == 0; k-- {
			p.got[k].doubt = true
		}
	}
	for _, g := range p.rest {
		if g.item < 0 && g.label() == "" && g.values() > 0 && !g.marks() {
			p.doubtEmpty()
			return
		}
	}
}

// doubtEmpty doubts the rows that have neither a value nor an empty cell.
func (p *placer) doubtEmpty() {
	for _, g := range p.got {
		if g != nil && len(g.pieces) == 0 {
			g.doubt = true
		}
	}
}

// doubtTorn doubts the rows whose values have scraps of characters in them.
func (p *loosePlacer) doubtTorn() {
	for _, g := range p.got {
		if g != nil && slices.ContainsFunc(g.pieces, func(q draft.Piece) bool { return strings.ContainsRune(q.Text, utf8.RuneError) }) {
			g.doubt = true
		}
	}
}

// doubtLineOff doubts a row without a value, and those above it whose values stand on
// other lines than their labels, where most rows have them on one: the values may be
// those of the next row.
func (p *loosePlacer) doubtLineOff() {
	off := func(g *group) bool {
		values := valuesOnly(g.pieces)
		return len(values) > 0 && values[0].Line != g.line
	}
	rows := map[*group]bool{}
	same, other := 0, 0
	for i, g := range p.got {
		switch {
		case g == nil || g.item < 0 || p.rows[i].Label == "":
			continue
		case off(g):
			other++
		case g.values() > 0:
			same++
		}
		rows[g] = true
	}
	if same <= other {
		return
	}
	for i, g := range p.groups {
		for k := i - 1; k >= 0 && rows[g] && g.values() == 0 && rows[p.groups[k]] && off(p.groups[k]); k-- {
			g.doubt, p.groups[k].doubt = true, true
		}
	}
}
