package xlsx

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// plain is a report without what a workbook does not carry: findings, and where
// the source had things.
func plain(r *report.Report) *report.Report {
	p := *r
	p.Findings, p.Sections, p.Tables, p.Properties = nil, nil, []*report.Table{}, nil
	for _, property := range r.Properties {
		p.Properties = append(p.Properties, report.Property{Key: clean(property.Key), Value: clean(property.Value)})
	}
	for _, s := range r.Sections {
		q := &report.Section{ID: s.ID, Heading: clean(s.Heading), Table: s.Table}
		for _, text := range s.Paragraphs {
			if text = clean(text); trim(text) != "" {
				q.Paragraphs = append(q.Paragraphs, text)
			}
		}
		if q.Heading != "" || q.Paragraphs != nil || q.Table != "" {
			p.Sections = append(p.Sections, q)
		}
	}
	for _, t := range r.Tables {
		u := &report.Table{ID: t.ID}
		for _, row := range t.Rows {
			v := &report.Row{ID: row.ID}
			for _, c := range row.Cells {
				v.Cells = append(v.Cells, &report.Cell{Column: c.Column, Value: c.Value, Open: c.Open, Unit: c.Unit})
			}
			if v.Cells != nil {
				u.Rows = append(u.Rows, v)
			}
		}
		if u.Rows != nil {
			p.Tables = append(p.Tables, u)
		}
	}
	return &p
}

// text is a report as normalised data, to compare and to read.
func text(t testing.TB, r *report.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Encode(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read reads a workbook with the built-in layouts.
func read(t testing.TB, data []byte) *report.Report {
	t.Helper()
	r, err := Read(data, layouts.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sameReport(t testing.TB, got, want *report.Report) {
	t.Helper()
	if g, w := text(t, plain(got)), text(t, plain(want)); g != w {
		t.Errorf("got %s\nwant %s", g, w)
	}
}

func TestReadsWhatWasWritten(t *testing.T) {
	for _, l := range layouts.Builtin() {
		t.Run(l.ID, func(t *testing.T) {
			r := filled(t, l, nil)
			sameReport(t, read(t, written(t, r)), r)
		})
	}
	t.Run("contradictory", func(t *testing.T) {
		r := contradictory(t)
		sameReport(t, read(t, written(t, r)), r)
	})
}
