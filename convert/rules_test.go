package convert_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestRules: for every rule of every layout, a report that keeps it and one that
// breaks it.
func TestRules(t *testing.T) {
	all := slices.Clone(layouts.Builtin())
	files, err := filepath.Glob("../testdata/layouts/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("layouts: %v, %v", files, err)
	}
	for _, file := range files {
		l, err := layouts.Parse(file, load(t, file))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	for _, l := range all {
		for _, table := range l.Tables {
			for _, rule := range table.Rules() {
				t.Run(l.ID+"/"+table.ID+"/"+rule.Code+"/"+rule.Each, func(t *testing.T) {
					if f := violation(l, zeros(l), rule); f != nil {
						t.Errorf("all cells are 0: %v", f)
					}
					r := zeros(l)
					breakRule(r, rule)
					if violation(l, r, rule) == nil {
						t.Errorf("%s: no finding, got %v", rule.Says, r.Findings)
					}
				})
			}
		}
	}
}

// zeros is a report with 0 in every cell.
func zeros(l *layouts.Layout) *report.Report {
	r := &report.Report{Layout: l.ID}
	for _, t := range l.Tables {
		table := &report.Table{ID: t.ID}
		for _, b := range t.Blocks {
			for _, row := range b.Rows {
				cells := &report.Row{ID: row.ID}
				for _, c := range b.Columns {
					cells.Cells = append(cells.Cells, &report.Cell{Column: c.ID, Value: figure.NewNumber(0)})
				}
				table.Rows = append(table.Rows, cells)
			}
		}
		r.Tables = append(r.Tables, table)
	}
	return r
}

// breakRule makes one side differ: the left of a sum, the right of what must not
// exceed the left.
func breakRule(r *report.Report, rule *layouts.Rule) {
	switch {
	case rule.Op != layouts.AtLeast:
		r.Cell(rule.Left[0]).Value = figure.NewNumber(1)
	case len(rule.Right) > 0:
		r.Cell(rule.Right[0]).Value = figure.NewNumber(1)
	default: // the last on the left is the one that may be negative
		r.Cell(rule.Left[len(rule.Left)-1]).Value = figure.NewNumber(-1)
	}
}

// violation is the finding that the rule does not hold, nil for none.
func violation(l *layouts.Layout, r *report.Report, rule *layouts.Rule) *report.Finding {
	r.Add(check.Check(l, r)...)
	for i, f := range r.Findings {
		same := func(id string) bool { return slices.Contains(f.Cells, id) }
		if string(f.Code) == rule.Code && len(f.Cells) == len(rule.Cells()) && !slices.ContainsFunc(rule.Cells(), func(id string) bool { return !same(id) }) {
			return &r.Findings[i]
		}
	}
	return nil
}
