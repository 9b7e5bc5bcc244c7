package xlsx

import (
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// The halves of a table stand side by side, and a row of one is on the line of any row of
// the other: labels and columns of a row are looked for in its half alone.

// halved reports whether blocks of the form stand side by side.
func (f *form) halved() bool {
	return slices.ContainsFunc(f.table.Blocks, func(b *layouts.Block) bool { return b.Beside })
}

// blockOf is the index of the block that has a row.
func (f *form) blockOf(r *layouts.Row) int {
	return slices.IndexFunc(f.table.Blocks, func(b *layouts.Block) bool { return slices.Contains(b.Rows, r) })
}

// sameHalf reports whether two rows may stand on the same line for no other reason than
// that they are the same: no halves part them.
func (l *located) sameHalf(a, b *layouts.Row) bool {
	return !l.form.halved() || l.form.blockOf(a) == l.form.blockOf(b)
}

// sides are the sheet columns of a row: its labels stand from the first up to the second,
// its cells from there to the last.
func (l *located) sides(r *layouts.Row) (from, left, right int) {
	if !l.form.halved() {
		return 1, l.leftmost(), 1 << 20
	}
	from, left = 1, 1<<20
	own := l.form.blockOf(r)
	for i, b := range l.form.table.Blocks[:own+1] {
		for _, c := range b.Columns {
			x := l.colOf[c]
			switch {
			case x == 0:
			case i < own:
				from = max(from, x+1)
			default:
				left, right = min(left, x), max(right, x)
			}
		}
	}
	return from, left, right
}

// besideHalves are the sheet columns of a line that hold something in a half that has no
// row there.
func (l *located) besideHalves(y int) (columns []int) {
	stands := func(r *layouts.Row) bool { return l.rowOf[r] == y }
	has := func(b *layouts.Block) bool { return slices.ContainsFunc(b.Rows, stands) }
	if !l.form.halved() || !slices.ContainsFunc(l.form.table.Blocks, has) {
		return nil
	}
	for i, b := range l.form.table.Blocks {
		if has(b) {
			continue
		}
		from, _, right := l.sides(b.Rows[0])
		for _, x := range l.grid.columns[y] {
			text := l.grid.shown(place{x, y})
			if x >= from && x <= right && text != "" && !l.isLabelled(i, text) {
				columns = append(columns, x)
			}
		}
	}
	return columns
}

// isLabelled reports whether a text is a caption or a group's label of a block.
func (l *located) isLabelled(block int, text string) bool {
	span := l.form.grid.Blocks[block]
	return slices.ContainsFunc(l.form.grid.Cells, func(c *layouts.Cell) bool {
		return (c.Kind == layouts.CaptionCell || c.Kind == layouts.GroupCell || c.Kind == layouts.UnitCell) && c.Col >= span.From && c.Col < span.To && layouts.Key(c.Text) == layouts.Key(text)
	})
}

// inFormsOrder puts the rows of a table, which the sheet has line by line, into the order
// of the form.
func (l *located) inFormsOrder(t *report.Table) {
	at := map[string]int{}
	for _, b := range l.form.table.Blocks {
		for _, r := range b.Rows {
			at[r.ID] = len(at)
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b *report.Row) int { return at[a.ID] - at[b.ID] })
}
