package convert

import (
	"io"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/xlsx"
	"github.com/nianbao/nianbao/layouts"
)

// WriteBlank writes the official workbook of a layout, empty, ready to be filled in
// and given to Read. With last year's report, it holds what that says of this year:
// the agency, the year, and the cells that a rule between years takes over as they
// are (上年结转 is 结转下年度). last may be nil. The same arguments give the same bytes.
func WriteBlank(w io.Writer, l *layouts.Layout, last *Reading) error {
	if last == nil {
		return xlsx.WriteBlank(w, l)
	}
	return xlsx.WriteBegun(w, l, begin(l, last))
}

// begin is the report of the year after last, of the same part of it, as far as last tells it. A cell that is
// open or blank there, or that an error names, tells nothing.
func begin(l *layouts.Layout, last *Reading) *report.Report {
	r := &report.Report{Layout: l.ID, Agency: last.Report.Agency, Period: last.Report.Period}
	if last.Report.Year != 0 {
		r.Year = last.Report.Year + 1
	}
	doubted := last.Report.Doubted()
	for _, t := range l.Tables {
		if !t.After(l, last.Layout) {
			continue
		}
		for _, rule := range t.YearRules() {
			if len(rule.Before) != 1 || len(rule.Plus)+len(rule.Minus) > 0 {
				continue
			}
			if c := last.Report.Cell(rule.Before[0]); c != nil && !c.Open && !c.Value.Blank() && !doubted[rule.Before[0]] {
				set(r, t.Ref(rule.Cell), c.Value)
			}
		}
	}
	return r
}

// set gives a cell of a report its value.
func set(r *report.Report, at *layouts.CellRef, value report.Number) {
	table := r.Table(at.Table.ID)
	if table == nil {
		table = &report.Table{ID: at.Table.ID}
		r.Tables = append(r.Tables, table)
	}
	row := table.Row(at.Row.ID)
	if row == nil {
		row = &report.Row{ID: at.Row.ID}
		table.Rows = append(table.Rows, row)
	}
	row.Cells = append(row.Cells, &report.Cell{Column: at.Column.ID, Value: value})
}
