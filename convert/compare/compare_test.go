package compare

import (
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// full makes a report on the layout with the value in every cell.
func full(l *layouts.Layout, value string) *report.Report {
	r := &report.Report{Layout: l.ID, Year: l.Years.From}
	for _, t := range l.Tables {
		rt := &report.Table{ID: t.ID}
		for _, b := range t.Blocks {
			for _, row := range b.Rows {
				rr := &report.Row{ID: row.ID}
				for _, c := range b.Columns {
					rr.Cells = append(rr.Cells, &report.Cell{Column: c.ID, Value: num(value)})
				}
				rt.Rows = append(rt.Rows, rr)
			}
		}
		r.Tables = append(r.Tables, rt)
	}
	for _, s := range l.Sections {
		r.Sections = append(r.Sections, &report.Section{ID: s.ID, Heading: s.Heading, Table: s.Table, Paragraphs: []string{"无。"}})
	}
	return r
}

func num(s string) report.Number {
	if s == "" {
		return report.Number{}
	}
	n, err := report.ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

// set puts values into cells: "applications.received.total=5", an empty value is blank.
func set(r *report.Report, values ...string) {
	for _, v := range values {
		id, value, _ := strings.Cut(v, "=")
		r.Cell(id).Value = num(value)
	}
}
