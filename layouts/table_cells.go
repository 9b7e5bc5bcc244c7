package layouts

import (
	"fmt"
)

// A CellRef is what a full id (applications.received.total) points to. Ids are
// not taken apart elsewhere, but for report.Report.Cell, which knows no form.
type CellRef struct {
	Table  *Table
	Row    *Row
	Column *Column
}

// Ref is the cell of the form with the full id, nil when it has none.
func (l *Layout) Ref(id string) *CellRef {
	for _, t := range l.Tables {
		if c := t.refs[id]; c != nil {
			return c
		}
	}
	return nil
}

// Ref is the cell of the table with the full id, nil when it has none.
func (t *Table) Ref(id string) *CellRef { return t.refs[id] }

// Cell returns the row and the column of the cell with the full id, nil when the
// table has no such cell.
func (t *Table) Cell(id string) (*Row, *Column) {
	if c := t.refs[id]; c != nil {
		return c.Row, c.Column
	}
	return nil, nil
}

// RowCells are the full ids of the row's cells, in its order; nil when the table has
// no such row. The slice is the table's: it must not be changed.
func (t *Table) RowCells(row string) []string { return t.cells[row] }

// Total returns the first equality that has the cell alone on its left, so that it
// is the sum of the cells on the right; nil for none.
func (t *Table) Total(id string) *Rule { return t.totals[id] }

// index works out what Ref, RowCells and cellSet return.
func (t *Table) index() {
	rows, all := 0, 0
	for _, b := range t.Blocks {
		rows, all = rows+len(b.Rows), all+len(b.Rows)*len(b.Columns)
	}
	t.cells, t.refs = make(map[string][]string, rows), make(map[string]*CellRef, all)
	for _, b := range t.Blocks {
		for _, r := range b.Rows {
			columns := b.ColumnsOf(r)
			ids, refs := make([]string, len(columns)), make([]CellRef, len(columns))
			for i, c := range columns {
				ids[i], refs[i] = CellID(t.ID, r.ID, c.ID), CellRef{t, r, c}
				t.refs[ids[i]] = &refs[i]
			}
			t.cells[r.ID] = ids
		}
	}
	t.own = t.makeSet()
}

// indexTotals works out what Total returns.
func (t *Table) indexTotals() {
	t.totals = map[string]*Rule{}
	for _, rule := range t.rules {
		if rule.Op == Equal && len(rule.Left) == 1 && t.totals[rule.Left[0]] == nil {
			t.totals[rule.Left[0]] = rule
		}
	}
}

// RowTitle names a row within its table, in a message; a row without a label goes by
// the table's name.
func (t *Table) RowTitle(row *Row) string {
	if s := row.Title(); s != "" {
		return s
	}
	return t.Name
}

// RowName names a row with its table.
func (t *Table) RowName(row *Row) string {
	if t.RowTitle(row) == t.Name {
		return "表“" + t.Name + "”"
	}
	return fmt.Sprintf("表“%s”的“%s”行", t.Name, t.RowTitle(row))
}

// CellName names a cell with its row and table.
func (t *Table) CellName(id string) string {
	row, column := t.Cell(id)
	if row == nil {
		return id
	}
	return t.RowName(row) + "“" + column.Title() + "”"
}

// ShortName names a cell within its table.
func (t *Table) ShortName(id string) string {
	row, column := t.Cell(id)
	if row == nil {
		return id
	}
	return t.RowTitle(row) + "·" + column.Title()
}

// Name says in a message what a value of the kind is.
func (k Kind) Name() string {
	switch k {
	case Signed:
		return "整数"
	case Amount:
		return "不小于零的数"
	case Balance:
		return "数"
	case Percent:
		return "百分数"
	case Text:
		return "文字"
	case YesNo:
		return "“是”或“否”"
	case Date:
		return "日期（如2024年6月30日、2024年6月）"
	case Choice:
		return "可选的各项之一"
	}
	return "不小于零的整数"
}
