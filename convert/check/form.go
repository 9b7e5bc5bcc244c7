package check

import (
	"slices"
	"sync"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A form is what a table's layout says of its rows, worked out once for all reports.
type form struct {
	over   map[string]bool // rows that sums over several rows have
	rows   map[string]formRow
	totals map[string]*layouts.Rule // the first equality for each cell that stands alone on the left
}

// A formRow is a row without columns of the source's own.
type formRow struct {
	ids   []string // of its cells, by column
	rules []rowRule
	shape string
}

var forms sync.Map // by *layouts.Table

func formOf(t *layouts.Table) *form {
	if f, ok := forms.Load(t); ok {
		return f.(*form)
	}
	f := &form{over: rowsOver(t), rows: map[string]formRow{}, totals: map[string]*layouts.Rule{}}
	for _, rule := range t.Rules() {
		if rule.Op == layouts.Equal && len(rule.Left) == 1 && f.totals[rule.Left[0]] == nil {
			f.totals[rule.Left[0]] = rule
		}
	}
	for _, b := range t.Blocks {
		for _, row := range b.Rows {
			p := &puzzle{table: t, block: b, spec: row}
			own := formRow{rules: p.within(t.Rules()), shape: p.shapeKey()}
			for _, c := range b.Columns {
				own.ids = append(own.ids, layouts.CellID(t.ID, row.ID, c.ID))
			}
			f.rows[row.ID] = own
		}
	}
	forms.Store(t, f)
	return f
}

// cellIDs are the full ids of a row's cells. Most rows have a cell for each column of
// the table's layout, which is nil where the layout has no such table.
func cellIDs(t *layouts.Table, table string, row *report.Row) []string {
	if t != nil {
		spec, b := t.Row(row.ID)
		if spec != nil && slices.EqualFunc(row.Cells, b.Columns, func(c *report.Cell, col *layouts.Column) bool { return c.Column == col.ID }) {
			return formOf(t).rows[row.ID].ids
		}
	}
	var ids []string
	for _, c := range row.Cells {
		ids = append(ids, layouts.CellID(table, row.ID, c.Column))
	}
	return ids
}
