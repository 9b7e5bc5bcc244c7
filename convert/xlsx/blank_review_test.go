package xlsx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestLiveReview: LibreOffice calculates the review of a form that is being filled in:
// what does not hold, what is stored as text, and what is missing are told; a form that
// holds has nothing but 相符.
func TestLiveReview(t *testing.T) {
	var b bytes.Buffer
	must(t, WriteBlank(&b, layouts.Find("disclosure-2021")))
	for _, tt := range []struct {
		name    string
		cells   map[string]any // of table three
		results map[string]int
		says    string
	}{
		{"nothing", nil, map[string]int{openResult: 2}, "没有不符"},
		{"received and not answered", map[string]any{"D5": 3}, map[string]int{openResult: 2, brokenResult: 2}, "有2项不符"},
		{"received and answered", map[string]any{"D5": 3, "D7": 3}, map[string]int{openResult: 2}, "没有不符"},
		{"a text", map[string]any{"D5": "3"}, map[string]int{openResult: 2, textResult: 1}, "没有不符"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := edited(t, b.Bytes(), func(f *excelize.File) {
				for cell, v := range tt.cells {
					must(t, f.SetCellValue(tableThree, cell, v))
				}
			})
			rows := sheetCSV(t, office(t, data, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"), reviewName)
			if !strings.Contains(rows[1][0], tt.says) {
				t.Errorf("it says %q, want %s", rows[1][0], tt.says)
			}
			got := map[string]int{}
			for _, row := range rows[liveHead:] {
				got[row[5]]++
			}
			for _, result := range []string{openResult, brokenResult, textResult, lookResult} {
				if got[result] != tt.results[result] {
					t.Errorf("%s %d times, want %d: %q", result, got[result], tt.results[result], rows)
				}
			}
			if got[holdsResult] < 40 {
				t.Errorf("%d rules hold", got[holdsResult])
			}
		})
	}
}

// TestBegun: what is known already stands in the form, its totals are added up, and it
// reads as that.
func TestBegun(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	three, _ := report.ParseNumber("3")
	begun := &report.Report{Agency: "示例区教育局", Year: 2025, Tables: []*report.Table{{ID: "applications", Rows: []*report.Row{
		{ID: "carried_in", Cells: []*report.Cell{{Column: "natural_person", Value: three}}},
	}}}}
	var b bytes.Buffer
	must(t, WriteBegun(&b, l, begun))
	r := read(t, b.Bytes())
	for id, want := range map[string]string{"applications.carried_in.natural_person": "3", "applications.carried_in.total": "3", "applications.received.total": ""} {
		if got := shown(r.Cell(id)); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	if r.Agency != begun.Agency || r.Year != 2025 || len(r.Findings) > 0 {
		t.Errorf("agency %q, year %d, findings %v", r.Agency, r.Year, r.Findings)
	}
	rows, err := opened(t, b.Bytes()).GetRows(reviewName)
	must(t, err)
	broken := 0
	for _, row := range rows[liveHead:] {
		if row[5] == brokenResult {
			broken++
		}
	}
	if broken != 2 {
		t.Errorf("%d rules are broken, want the two balances", broken)
	}
}
