package xlsx

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestAlarms: the cells of a sum, and of the balance, light up when it does not
// hold, and only then. A blank total takes the sum of its parts.
func TestAlarms(t *testing.T) {
	tests := []struct {
		name string
		set  map[string]any // cells of table three
		lit  []string
	}{
		{"all hold", nil, nil},
		{"no balance in one column", map[string]any{"D5": 1, "J5": 1}, []string{"D5 D6 D28 D29", "J5 J6 J28 J29"}},
		{"a total typed over", map[string]any{"J6": 2}, []string{"J5 J6 J28 J29", "J6"}},
		{"a wrong total of a column", map[string]any{"D7": 1, "D5": 1, "D28": 0}, []string{"D28", "D5 D6 D28 D29", "J28", "J5 J6 J28 J29"}},
		{"a blank total", map[string]any{"D7": 1, "D5": 1, "D28": nil, "J28": nil, "J7": nil}, nil},
		{"blanks", map[string]any{"D5": nil, "J5": nil, "D28": nil}, nil},
	}
	f := opened(t, written(t, filled(t, layouts.Find("disclosure-2021"), nil)))
	from, err := f.GetSheetIndex(tableThree)
	must(t, err)
	formats, err := f.GetConditionalFormats(tableThree)
	must(t, err)
	refs := slices.Sorted(maps.Keys(formats))
	for i, tt := range tests { // a sheet a case; the conditions as formulas beside the table
		sheet := fmt.Sprint("case", i)
		to, err := f.NewSheet(sheet)
		must(t, err)
		must(t, f.CopySheet(from, to))
		for cell, v := range tt.set {
			must(t, f.SetCellFormula(sheet, cell, ""))
			must(t, f.SetCellValue(sheet, cell, v))
		}
		for y, r := range refs {
			must(t, f.SetCellFormula(sheet, place{26, y + 1}.ref(), "IF(OR("+strings.Join(criteria(formats[r]), ",")+"),1,0)"))
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	dir := office(t, b.Bytes(), everySheet)
	for i, tt := range tests {
		rows := sheetCSV(t, dir, fmt.Sprint("case", i))
		var lit []string
		for y, r := range refs {
			if v := rows[y][25]; v == "1" {
				lit = append(lit, r)
			} else if v != "0" {
				t.Errorf("%s: the condition of %s comes to %q", tt.name, r, v)
			}
		}
		if slices.Sort(tt.lit); !slices.Equal(lit, tt.lit) {
			t.Errorf("%s: lit %q, want %q", tt.name, lit, tt.lit)
		}
	}
}

// criteria are all the conditions under which cells light up.
func criteria(formats []excelize.ConditionalFormatOptions) []string {
	var all []string
	for _, c := range formats {
		all = append(all, c.Criteria)
	}
	return all
}

// TestUncalculated: what a program fills in without calculating has totals all the
// same, as far as its formulas are ours and stand where they did.
func TestUncalculated(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	forget := func(f *excelize.File, cell string) {
		formula, err := f.GetCellFormula(tableThree, cell)
		must(t, err)
		must(t, f.SetCellValue(tableThree, cell, nil))
		must(t, f.SetCellFormula(tableThree, cell, formula))
	}
	const received, processed = "applications.received.total", "applications.processed_total.total"
	tests := []struct {
		name     string
		edit     func(f *excelize.File)
		want     map[string]string
		findings []string
	}{
		{"a sum", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", 3))
			must(t, f.SetCellValue(tableThree, "E5", "2"))
			forget(f, "J5")
		}, map[string]string{received: "5"}, nil},
		{"a sum of sums", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D7", 3))
			must(t, f.SetCellValue(tableThree, "E9", 4))
			for _, cell := range []string{"J28", "D28", "E28"} {
				forget(f, cell)
			}
		}, map[string]string{processed: "7", "applications.processed_total.enterprise": "4"}, nil},
		{"of blanks", func(f *excelize.File) {
			for _, cell := range strings.Fields("D5 E5 F5 G5 H5 I5") {
				must(t, f.SetCellValue(tableThree, cell, nil))
			}
			forget(f, "J5")
		}, map[string]string{received: ""}, nil},
		{"of a part in doubt", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", "约3"))
			forget(f, "J5")
		}, map[string]string{received: ""}, []string{"unreadable"}},
		{"a formula of somebody else", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "J5", nil))
			must(t, f.SetCellFormula(tableThree, "J5", "D5*2"))
		}, map[string]string{received: "?"}, []string{"unreadable"}},
		{"a sum that points elsewhere", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "J6", nil))
			must(t, f.SetCellFormula(tableThree, "J6", "SUM(D5:I5)"))
		}, map[string]string{"applications.carried_in.total": "?"}, []string{"unreadable"}},
	}
	original := written(t, filled(t, l, nil))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, edited(t, original, tt.edit))
			for id, want := range tt.want {
				if got := shown(r.Cell(id)); got != want {
					t.Errorf("%s is %q, want %q", id, got, want)
				}
			}
			if got := codes(r); !slices.Equal(got, tt.findings) {
				t.Errorf("findings %v, want %v", got, tt.findings)
			}
			for _, f := range r.Findings {
				if strings.HasPrefix(f.Text, "=") && !strings.Contains(f.Message, "打开并保存") {
					t.Errorf("no advice in %q", f.Message)
				}
			}
		})
	}
}

// TestTotalsPassedOver: what a spreadsheet's sum passes over, because it is stored as
// text, is added, and one finding a table names it; so is a total that nobody has
// calculated since its parts were changed.
func TestTotalsPassedOver(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	original := written(t, filled(t, l, nil))
	received := "applications.received.total"
	for _, tt := range []struct {
		name  string
		edit  func(f *excelize.File)
		total string
		says  []string
		cells int
	}{
		{"a text", func(f *excelize.File) { must(t, f.SetCellValue(tableThree, "D5", " ７ 件")) }, "7", []string{"D5格的数字按文本保存", "J5", "原为0，现为7"}, 2},
		{"texts in two rows", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", "3"))
			must(t, f.SetCellValue(tableThree, "E6", "4"))
		}, "3", []string{"D5、E6格", "J5", "J6"}, 4},
		{"a number that was not added", func(f *excelize.File) { must(t, f.SetCellValue(tableThree, "D5", 7)) }, "7", []string{"没有重新计算", "原为0，现为7"}, 1},
		{"a part in doubt", func(f *excelize.File) { must(t, f.SetCellValue(tableThree, "D5", "约7")) }, "?", []string{"约7", "合计J5格（原为0）因此留空"}, 2},
		{"nothing", func(*excelize.File) {}, "0", nil, 0},
		{"a text for a number that was added", func(f *excelize.File) { must(t, f.SetCellValue(tableThree, "D5", "0")) }, "0", nil, 0},
		{"a total of somebody's own", func(f *excelize.File) {
			must(t, f.SetCellValue(tableThree, "D5", "7"))
			must(t, f.SetCellValue(tableThree, "J5", 8))
		}, "8", nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, edited(t, original, tt.edit))
			if got := shown(r.Cell(received)); got != tt.total {
				t.Errorf("the total is %q, want %q", got, tt.total)
			}
			var said []report.Finding
			for _, f := range r.Findings {
				if slices.Contains(f.Cells, received) {
					said = append(said, f)
				}
			}
			if (len(said) > 0) != (tt.says != nil) || len(said) > 1 {
				t.Fatalf("findings %v", r.Findings)
			}
			for _, want := range tt.says {
				if !strings.Contains(said[0].Message, want) || len(said[0].Cells) != tt.cells {
					t.Errorf("got %s %v, want %s and %d cells", said[0].Message, said[0].Cells, want, tt.cells)
				}
			}
		})
	}
}
