package settle

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

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
		r.Sections = append(r.Sections, &report.Section{ID: s.ID, Heading: s.Heading, Table: s.Table, Paragraphs: report.Prose("无。")})
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

func TestConform(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	for name, change := range map[string]func(*report.Report){
		"table":  func(r *report.Report) { r.Tables[0].ID = "other" },
		"row":    func(r *report.Report) { r.Tables[0].Rows[0].ID = "other" },
		"column": func(r *report.Report) { r.Tables[0].Rows[0].Cells[0].Column = "other" },
	} {
		r := full(l, "0")
		change(r)
		if err := Conform(l, r); err == nil || !strings.Contains(err.Error(), "other") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	r := full(l, "0")
	c := r.Cell("proactive.rules.issued")
	c.Value, c.Words = report.Number{}, "1"
	if err := Conform(l, r); !errors.Is(err, report.ErrDamaged) || !strings.Contains(err.Error(), "tables.proactive.rules.issued") {
		t.Errorf("text for a number: %v", err)
	}
	r = full(l, "0")
	slices.Reverse(r.Tables)
	slices.Reverse(r.Tables[0].Rows)
	if err := Conform(l, r); err != nil || fmt.Sprint(r.Tables[0].ID) != "proactive" {
		t.Errorf("got %v, first table %s", err, r.Tables[0].ID)
	}
}

// TestConformKinds: a number of another kind than its cell's leaves the cell open; a
// unit that is the column's own is not kept.
func TestConformKinds(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	for _, tt := range []struct{ id, value, unit, want, code string }{
		{"proactive.rules.in_force", "1.5", "", "?", "unreadable"},
		{"proactive.penalties.decisions", "-1", "", "?", "unreadable"},
		{"proactive.fees.amount", "1.5", "万元", "1.5", ""},
		{"proactive.fees.amount", "1.5", "元", "1.5元", ""},
		{"proactive.fees.amount", "-1.5", "", "?", "unreadable"},
	} {
		r := full(l, "0")
		c := r.Cell(tt.id)
		c.Value, c.Unit = num(tt.value), tt.unit
		if err := Conform(l, r); err != nil {
			t.Fatal(err)
		}
		got, code := c.Value.String()+c.Unit, ""
		if c.Open {
			got = "?"
		}
		for _, f := range r.Findings {
			if slices.Equal(f.Cells, []string{tt.id}) && f.Text == tt.value && c.Text == tt.value {
				code += string(f.Code)
			}
		}
		if got != tt.want || code != tt.code {
			t.Errorf("%s %s%s: got %s %s, want %s %s", tt.id, tt.value, tt.unit, got, code, tt.want, tt.code)
		}
	}
}
