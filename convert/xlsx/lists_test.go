package xlsx

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/layouts"
)

const listSheet = "政府信息公开情况统计表"

// rowOf is the sheet row of the n-th label of a list that has the words, from 1.
func rowOf(t *testing.T, f *excelize.File, words string, n int) int {
	t.Helper()
	rows, err := f.GetRows(listSheet)
	must(t, err)
	for y, row := range rows {
		if len(row) > 0 && strings.Contains(row[0], words) {
			if n--; n == 0 {
				return y + 1
			}
		}
	}
	t.Fatalf("no row %q", words)
	return 0
}

// TestReadsLists: captions are no rows, and of two rows of one label the one behind
// its group is meant, with names and without.
func TestReadsLists(t *testing.T) {
	values := map[string]string{
		"statistics.reconsideration.count": "3", "statistics.reconsideration_upheld.count": "2", "statistics.reconsideration_corrected.count": "1", "statistics.reconsideration_other.count": "0",
		"statistics.litigation.count": "9", "statistics.litigation_upheld.count": "4", "statistics.litigation_corrected.count": "5", "statistics.litigation_other.count": "0", "statistics.funds.count": "3.50",
	}
	original := written(t, filled(t, layouts.Find("disclosure-2014"), values))
	tests := []struct {
		name     string
		edit     func(f *excelize.File)
		gone     string
		findings []string
	}{
		{"as written", func(*excelize.File) {}, "", nil},
		{"names lost", func(f *excelize.File) { dropNames(t, f) }, "", nil},
		{"names lost and a row removed", func(f *excelize.File) {
			must(t, f.RemoveRow(listSheet, rowOf(t, f, "被依法纠错数", 1)))
			dropNames(t, f)
		}, "statistics.reconsideration_corrected.count", []string{"missing-row"}},
		{"names lost and a caption removed", func(f *excelize.File) {
			must(t, f.RemoveRow(listSheet, rowOf(t, f, "机构建设和保障经费情况", 1)))
			dropNames(t, f)
		}, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, edited(t, original, tt.edit))
			for id, want := range values {
				if id == tt.gone {
					want = "x"
				}
				if got := shown(r.Cell(id)); got != want {
					t.Errorf("%s is %q, want %q", id, got, want)
				}
			}
			if got := codes(r); !slices.Equal(got, tt.findings) {
				t.Errorf("findings %v, want %v: %v", got, tt.findings, r.Findings)
			}
		})
	}
}

// TestListLooks: units and marks are printed, labels indented as the form says.
func TestListLooks(t *testing.T) {
	f := opened(t, written(t, filled(t, layouts.Find("disclosure-2014"), nil)))
	for _, tt := range []struct {
		words, unit string
		indent      int
		bold        bool
	}{
		{"一、主动公开情况", "——", 0, true},
		{"主动公开规范性文件数", "条", 3, false},
		{"接受培训人员数", "人次", 1, false},
	} {
		y := rowOf(t, f, tt.words, 1)
		label, unit := place{1, y}.ref(), place{2, y}.ref()
		if got, err := f.GetCellValue(listSheet, unit); err != nil || got != tt.unit {
			t.Errorf("%s: unit %q, %v", tt.words, got, err)
		}
		id, err := f.GetCellStyle(listSheet, label)
		must(t, err)
		style, err := f.GetStyle(id)
		must(t, err)
		if style.Alignment.Indent != tt.indent || style.Font.Bold != tt.bold || style.Alignment.Horizontal != "left" {
			t.Errorf("%s: %+v %+v", tt.words, style.Alignment, style.Font)
		}
	}
}
