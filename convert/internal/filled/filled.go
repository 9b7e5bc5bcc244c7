// Package filled makes reports for tests, with a value in every cell of a form.
//
//	r := filled.Report(layouts.Find("disclosure-2021"), "0")
//	filled.Set(r, "applications.received.total=5", "proactive.rules.issued=")
package filled

import (
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Report is a report on the layout, for its first year, with the value in every cell
// and a paragraph in every section.
func Report(l *layouts.Layout, value string) *report.Report {
	r := &report.Report{Layout: l.ID, Year: l.Years.From}
	for _, t := range l.Tables {
		rt := &report.Table{ID: t.ID}
		for _, b := range t.Blocks {
			for _, row := range b.Rows {
				rr := &report.Row{ID: row.ID}
				for _, c := range b.Columns {
					rr.Cells = append(rr.Cells, &report.Cell{Column: c.ID, Value: Number(value)})
				}
				rt.Rows = append(rt.Rows, rr)
			}
		}
		r.Tables = append(r.Tables, rt)
	}
	for _, s := range l.Sections {
		r.Sections = append(r.Sections, &report.Section{ID: s.ID, Heading: s.Heading, Table: s.Table, Paragraphs: report.Prose("无。")})
	}
	return r
}

// Number is the number that a text writes, blank for "".
func Number(s string) report.Number {
	if s == "" {
		return report.Number{}
	}
	n, err := report.ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

// Set puts values into cells: "applications.received.total=5"; an empty value is blank.
func Set(r *report.Report, values ...string) {
	for _, v := range values {
		id, value, _ := strings.Cut(v, "=")
		r.Cell(id).Value = Number(value)
	}
}
