package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// uncopied takes one of the copies that programs put into each place of a merged
// cell, if all rows of a table that have merged cells have them.
func uncopied(t *layouts.Table, rt *draft.Table) {
	const habit = 2
	single := map[*draft.Row][]draft.Piece{}
	for _, row := range rt.Rows {
		_, b := t.Row(row.ID)
		if row.Fixed || len(row.Pieces) == 0 || !slices.ContainsFunc(b.Columns, func(c *layouts.Column) bool { return c.Colspan > 1 }) {
			continue
		}
		pieces, ok := oneOfEach(b, row.Pieces)
		if !ok {
			return
		}
		single[row] = pieces
	}
	if len(single) < habit {
		return
	}
	for row, pieces := range single {
		row.Pieces = pieces
	}
}

// oneOfEach is the first piece of each column, if the pieces fill the places of the
// form and those of one column are alike.
func oneOfEach(b *layouts.Block, pieces []draft.Piece) ([]draft.Piece, bool) {
	var one []draft.Piece
	at := 0
	for _, c := range b.Columns {
		for i := range max(c.Colspan, 1) {
			if at+i >= len(pieces) || pieces[at+i].Text != pieces[at].Text {
				return nil, false
			}
		}
		one = append(one, pieces[at])
		at += max(c.Colspan, 1)
	}
	return one, at == len(pieces)
}
