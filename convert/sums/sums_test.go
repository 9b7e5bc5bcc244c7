package sums_test

import (
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// row is a report with one row of applications; "" is blank, "?" open, "x" absent.
func row(t *testing.T, values ...string) *report.Report {
	t.Helper()
	cells := &report.Row{ID: "received"}
	for i, column := range layouts.Find("disclosure-2021").Table("applications").Blocks[0].Columns {
		if values[i] == "x" {
			continue
		}
		c := &report.Cell{Column: column.ID, Open: values[i] == "?"}
		if values[i] != "" && !c.Open {
			n, err := report.ParseNumber(values[i])
			if err != nil {
				t.Fatal(err)
			}
			c.Value = n
		}
		cells.Cells = append(cells.Cells, c)
	}
	return &report.Report{Layout: "disclosure-2021", Tables: []*report.Table{{ID: "applications", Rows: []*report.Row{cells}}}}
}

func TestAdd(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	ids := l.Table("applications").RowCells("received")
	parts, total := ids[:6], ids[6:]
	for _, tt := range []struct {
		name           string
		values         []string
		ids            []string
		want           string
		blank, unknown bool
	}{
		{"whole numbers", []string{"1", "2", "3", "0", "0", "0", "6"}, parts, "6", false, false},
		{"decimals keep their digits", []string{"1.50", "2", "0", "0", "0", "0", "6"}, parts, "3.50", false, false},
		{"a blank part is 0", []string{"1", "", "3", "0", "0", "0", "9"}, parts, "4", true, false},
		{"a blank total is its parts", []string{"1", "2", "3", "0", "", "0", ""}, total, "6", true, false},
		{"an open part", []string{"1", "?", "3", "0", "0", "0", "6"}, parts, "4", false, true},
		{"an absent part", []string{"1", "x", "3", "0", "0", "0", "6"}, parts, "4", false, true},
		{"beyond machine numbers", []string{"999999999999999999", "1", "0", "0", "0", "0", "0"}, parts, "1000000000000000000", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := sums.NewBook(l, row(t, tt.values...))
			s := b.Add(tt.ids)
			if got := s.Value.FloatString(s.Decimals); got != tt.want || s.Blank != tt.blank || s.Unknown != tt.unknown {
				t.Errorf("got %s blank %v unknown %v, want %s %v %v", got, s.Blank, s.Unknown, tt.want, tt.blank, tt.unknown)
			}
			whole, ok := b.Whole(tt.ids)
			if sure := !tt.blank && !tt.unknown && len(tt.want) < 4; ok != sure || ok && s.Value.Num().Int64() != whole {
				t.Errorf("whole is %d, %v; want it %v", whole, ok, sure)
			}
		})
	}
}
