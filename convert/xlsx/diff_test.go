package xlsx

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/compare"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestDiffs: the sheets of two years, calculated by LibreOffice, and their charts.
func TestDiffs(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	older := filled(t, l, map[string]string{"proactive.fees.amount": "1.50", "proactive.licensing.decisions": "12", "proactive.penalties.decisions": "", "applications.carried_over.total": "2"})
	newer := filled(t, l, map[string]string{"proactive.fees.amount": "2.25", "proactive.licensing.decisions": "9", "proactive.penalties.decisions": "3", "proactive.coercion.decisions": "?"})
	older.Year = 2023
	d, ok := compare.Years(l, older, l, newer)
	if !ok {
		t.Fatal("no comparison")
	}
	other, _ := compare.Years(l, older, l, newer)
	for _, tt := range []struct {
		name     string
		set      *report.DiffSet
		licensed string // 行政许可 in the main figures
	}{
		{"one pair", &report.DiffSet{Pairs: []*report.Diff{d}}, "12"},
		{"two pairs", &report.DiffSet{Pairs: []*report.Diff{d, other}, Unpaired: []report.Unpaired{{Source: "=x", Agency: "丁局", Newer: true}}}, "24"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			must(t, WriteDiffs(&b, tt.set))
			f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
			must(t, err)
			defer f.Close()
			main, err := f.GetRows("主要数据")
			must(t, err)
			if got := cellBeside(main, "行政许可，本年处理决定数量"); got != tt.licensed {
				t.Errorf("行政许可 is %q, want %s", got, tt.licensed)
			}
			if got := cellBeside(main, "行政强制，本年处理决定数量"); got != "" {
				t.Errorf("an open figure is in the chart: %q", got)
			}
			dir := office(t, b.Bytes(), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1")
			rows := sheetCSV(t, dir, "变动")[3:]
			if len(rows) != 5*len(tt.set.Pairs) {
				t.Fatalf("%d rows: %q", len(rows), rows)
			}
			for i, want := range [][4]string{
				{"12", "9", "-3", "-25.00%"}, {"", "3", "3", ""}, {"0", "", "", ""}, {"1.50", "2.25", "0.75", "50.00%"}, {"2", "0", "-2", "-100.00%"},
			} {
				if got := [4]string(rows[i][3:7]); got != want {
					t.Errorf("row %d is %q, want %q", i, got, want)
				}
			}
			if findings := sheetCSV(t, dir, reviewName)[3:]; len(findings) != 4*len(tt.set.Pairs) || findings[0][2] != "carry-over" {
				t.Errorf("findings %q", findings)
			}
			if reports := sheetCSV(t, dir, "报告")[3:]; len(reports) != len(tt.set.Pairs)+len(tt.set.Unpaired) || len(tt.set.Unpaired) == 1 && reports[2][3] != "=x" {
				t.Errorf("reports %q", reports)
			}
		})
	}
}

// TestDiffCharts: one chart for each group of main figures.
func TestDiffCharts(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	older, newer := filled(t, l, nil), filled(t, l, nil)
	d, _ := compare.Years(l, older, l, newer)
	var b bytes.Buffer
	must(t, WriteDiffs(&b, &report.DiffSet{Pairs: []*report.Diff{d}}))
	w, err := openWorkbook(b.Bytes())
	must(t, err)
	n := 0
	for name := range w.parts {
		if len(name) > 15 && name[:15] == "xl/charts/chart" {
			n++
		}
	}
	if n != len(l.Charts) {
		t.Errorf("%d charts, want %d", n, len(l.Charts))
	}
}

// TestDiffAxes: the axis of counts shows whole numbers, that of amounts its decimals.
func TestDiffAxes(t *testing.T) {
	figure := func(old, now string) *report.Change {
		a, err := report.ParseNumber(old)
		must(t, err)
		b, err := report.ParseNumber(now)
		must(t, err)
		return &report.Change{Newer: []string{"x"}, Column: "数", Old: a, New: b}
	}
	for _, tt := range []struct {
		name, old, now, want string
	}{
		{"few", "1", "2", `<majorUnit val="1">`},
		{"a fall", "-30", "2", `<majorUnit val="5">`},
		{"many", "1", "1234", `<majorUnit val="200">`},
		{"an amount", "0.5", "1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := &report.Diff{Older: &report.Report{}, Newer: &report.Report{}, Charts: []report.Series{{Title: "甲", Figures: []*report.Change{figure(tt.old, tt.now)}}}}
			var b bytes.Buffer
			must(t, WriteDiffs(&b, &report.DiffSet{Pairs: []*report.Diff{d}}))
			w, err := openWorkbook(b.Bytes())
			must(t, err)
			part, err := w.part("xl/charts/chart1.xml")
			must(t, err)
			x, err := io.ReadAll(part)
			must(t, err)
			if got := strings.Contains(string(x), "majorUnit"); got != (tt.want != "") || !strings.Contains(string(x), tt.want) {
				t.Errorf("the axis is not in steps of %q", tt.want)
			}
		})
	}
}

// TestDiffLinks: reports lead to their files; what is no file, or no report, to none.
func TestDiffLinks(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	older, newer := filled(t, l, nil), filled(t, l, map[string]string{"proactive.licensing.decisions": "9"})
	newer.Agency = "甲局"
	d, _ := compare.Years(l, older, l, newer)
	long := "in/甲市人民政府办公室2024年政府信息公开工作年度报告（定稿，报送版）.docx"
	d.OlderSource, d.NewerSource, d.NewerLink = "-", "in/b#1.txt", "../in/b#1.txt"
	var b bytes.Buffer
	must(t, WriteDiffs(&b, &report.DiffSet{Pairs: []*report.Diff{d}, Unpaired: []report.Unpaired{{Source: long, Link: "../" + long, Agency: "丁局", Newer: true}}}))
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	must(t, err)
	defer f.Close()
	low, err := f.GetRowHeight("报告", 4)
	must(t, err)
	high, err := f.GetRowHeight("报告", 5)
	must(t, err)
	if want := heightOf(linesOf(long, points(pathWidth), 10), 10); low != listRow || high != want || want <= low {
		t.Errorf("the rows are %v and %v points high, want %v and %v", low, high, listRow, want)
	}
	for _, tt := range []struct{ sheet, cell, text, formula string }{
		{"报告", "B4", "-", ""},
		{"报告", "D4", "in/b#1.txt", `HYPERLINK("../in/b%231.txt","in/b#1.txt")`},
		{"报告", "B5", "没有对应的报告", ""},
		{"报告", "D5", long, `HYPERLINK("../` + long + `","` + long + `")`},
		{reviewName, "A4", "甲局", `HYPERLINK("../in/b%231.txt","甲局")`},
	} {
		text, err := f.GetCellValue(tt.sheet, tt.cell)
		must(t, err)
		formula, err := f.GetCellFormula(tt.sheet, tt.cell)
		must(t, err)
		if text != tt.text || formula != tt.formula {
			t.Errorf("%s %s is %q = %q, want %q = %q", tt.sheet, tt.cell, text, formula, tt.text, tt.formula)
		}
	}
}

// cellBeside is the text right of a label.
func cellBeside(rows [][]string, label string) string {
	for _, row := range rows {
		for i, text := range row {
			if text == label && i+1 < len(row) {
				return row[i+1]
			}
		}
	}
	return ""
}
