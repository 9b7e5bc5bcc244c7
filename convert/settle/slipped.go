package settle

import (
	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// slipped reports whether cells of a row of words may stand one column aside: a cell holds
// nothing of its kind, but of that of the column beside it, or, in a list, words that are the
// figure or the date which the empty cell beside it lacks, as in no other row.
func (w *writer) slipped(p *puzzle) bool {
	for c, piece := range p.slots {
		if p.isExtra(c) {
			continue
		}
		for _, beside := range []int{c - 1, c + 1} {
			if !p.takes(beside, piece.Text) {
				continue
			}
			if _, ok := entry.Read(p.spec, p.block.Columns[c], piece.Text); !ok || w.alone(p, c, beside) {
				return true
			}
		}
	}
	return false
}

// takes reports whether a text is of the kind of a column that does not take all words.
func (p *puzzle) takes(c int, text string) bool {
	if c < 0 || c >= len(p.slots) || p.isExtra(c) || p.kind(c) == layouts.Text || text == "" || figure.IsBlank(text) {
		return false
	}
	_, ok := entry.Read(p.spec, p.block.Columns[c], text)
	return ok
}

// alone reports whether a record is the only one that has in a column of words what the
// column beside it takes, and has nothing there.
func (w *writer) alone(p *puzzle, c, beside int) bool {
	const fewest = 2 // other records with words there
	text := p.slots[beside].Text
	if _, n := layouts.CutRepeated(p.spec.ID); n == 0 || p.kind(c) != layouts.Text || text != "" && !figure.IsBlank(text) {
		return false
	}
	others := 0
	for _, o := range w.rows {
		if _, n := layouts.CutRepeated(o.spec.ID); n == 0 || o == p || o.block != p.block || c >= len(o.slots) || o.slots[c].Text == "" {
			continue
		}
		if o.takes(beside, o.slots[c].Text) {
			return false
		}
		others++
	}
	return others >= fewest
}
