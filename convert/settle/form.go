package settle

import (
	"github.com/nianbao/nianbao/layouts"
)

// A Form is what a layout says of how the values of its rows are told apart, worked
// out once for all reports. It does not change after NewForm and is safe to share.
type Form struct {
	layout *layouts.Layout
	rows   map[*layouts.Row]formRow

	without string // a pass that is switched off, in tests
}

// A formRow is a row without columns of the source's own.
type formRow struct {
	ids   []string // of its cells, by column
	rules []rowRule
	shape string
	over  bool // sums over rows have its cells
}

// NewForm works out a layout.
func NewForm(l *layouts.Layout) *Form {
	f := &Form{layout: l, rows: map[*layouts.Row]formRow{}}
	for _, t := range l.Tables {
		over := rowsOver(t)
		for _, b := range t.Blocks {
			for _, spec := range b.Rows {
				_, own := t.Row(spec.ID)
				p := &puzzle{row: row{table: t, block: own, spec: spec}}
				f.rows[spec] = formRow{ids: t.RowCells(spec.ID), rules: p.within(t.Rules()), shape: p.shapeKey(), over: over[spec.ID]}
			}
		}
	}
	return f
}

// A rowRule is an equality whose cells all lie in one row, by column.
type rowRule struct {
	total int // column of the one cell on the left; -1 when there are several
	left  []int
	right []int
}

// rowsOver are the rows of a table that sums over several rows have.
func rowsOver(t *layouts.Table) map[string]bool {
	over := map[string]bool{}
	for _, r := range t.Rules() {
		if r.Op != layouts.Equal || !overRows(r) {
			continue
		}
		for _, id := range r.Cells() {
			over[t.Ref(id).Row.ID] = true
		}
	}
	return over
}

// overRows reports whether a rule has cells of more than one row.
func overRows(r *layouts.Rule) bool { return r.Row == "" }
