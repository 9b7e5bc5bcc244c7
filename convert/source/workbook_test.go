package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// sheetOf is a sheet whose cells are given row by row; "" for a place that shows nothing.
func sheetOf(name string, rows ...[]string) Sheet {
	s := Sheet{Name: name, Last: len(rows)}
	for y, row := range rows {
		for x, text := range row {
			if text != "" {
				s.Cells = append(s.Cells, SheetCell{Row: y + 1, Col: x + 1, LastRow: y + 1, LastCol: x + 1, Runs: []SheetRun{{Text: text}}})
			}
		}
	}
	return s
}

// shape is a document in short: the number of a line, its grid, and its cells.
func shape(doc *Document) string {
	var b strings.Builder
	for _, l := range doc.Lines {
		fmt.Fprintf(&b, "%d/%d:", l.No, l.Grid)
		for i, f := range l.Fields {
			if i > 0 {
				b.WriteByte('|')
			}
			if f.Merged {
				b.WriteByte('^')
			}
			b.WriteString(f.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestFromSheets(t *testing.T) {
	wide := sheetOf("a", []string{"规章", "5"}, []string{"", "6"}, []string{"小计", "11"})
	wide.Cells[0].LastRow = 2
	tests := []struct {
		name   string
		sheets []Sheet
		want   string
	}{
		{"prose and a table", []Sheet{sheetOf("Sheet1", []string{"标题"}, nil, []string{"规章", "5"}, []string{"规范", "6"})}, "1/0:标题\n3/1:规章|5\n4/1:规范|6\n"},
		{"a heading behind a table", []Sheet{sheetOf("Sheet1", []string{"规章", "5"}, []string{"二、其他"}, []string{"认真落实。"})}, "1/1:规章|5\n2/0:二、其他\n3/0:认真落实。\n"},
		{"a label whose cells are blank", []Sheet{sheetOf("Sheet1", []string{"项目", "件"}, []string{"四、结转下年度"}, []string{"规章", "5"})}, "1/1:项目|件\n2/1:四、结转下年度|\n3/1:规章|5\n"},
		{"rows that stand apart", []Sheet{sheetOf("Sheet1", []string{"项目", "件"}, nil, []string{"规章", "5"}, nil, []string{"规范", "6"}, nil, []string{"许可"}, nil, []string{"处罚", "7"})}, "1/1:项目|件\n3/1:规章|5\n5/1:规范|6\n7/1:许可|\n9/1:处罚|7\n"},
		{"text behind an empty row", []Sheet{sheetOf("Sheet1", []string{"规章", "5"}, []string{"规范", "6"}, nil, []string{"青禾县示例局"})}, "1/1:规章|5\n2/1:规范|6\n4/0:青禾县示例局\n"},
		{"merged down", []Sheet{wide}, "1/1:规章|5\n2/1:^|6\n3/1:小计|11\n"},
		{"the names of sheets", []Sheet{sheetOf("一、总体情况", []string{"认真落实。"}), sheetOf("二、主动公开", []string{"规章", "5"}), sheetOf("Sheet3", []string{"规范", "6"})},
			"1/0:一、总体情况\n1/0:认真落实。\n2/0:二、主动公开\n2/1:规章|5\n3/2:规范|6\n"},
		{"a sheet that has its heading", []Sheet{sheetOf("二、主动公开", []string{"二、主动公开情况"}, []string{"规章", "5"}), sheetOf("Sheet2", []string{"6", "7"})}, "1/0:二、主动公开情况\n2/1:规章|5\n3/2:6|7\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := FromSheets(tt.sheets)
			if err != nil {
				t.Fatal(err)
			}
			if got := shape(doc); got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// TestFromSheetsRefuses: what cannot be laid out is no document.
func TestFromSheetsRefuses(t *testing.T) {
	overlap := sheetOf("a", []string{"规章", "5"}, []string{"规范", "6"})
	overlap.Cells[0].LastCol = 2
	many := Sheet{Name: "a", Last: 1000}
	for i := range 1000 {
		for k := range 2 {
			col := 1 + k*(i+1)
			many.Cells = append(many.Cells, SheetCell{Row: i + 1, Col: col, LastRow: i + 1, LastCol: col, Runs: []SheetRun{{Text: "1"}}})
		}
	}
	for _, tt := range []struct {
		name  string
		sheet Sheet
		want  error
	}{
		{"nothing", Sheet{Name: "a"}, ErrEmpty},
		{"merged ranges that overlap", overlap, ErrDamaged},
		{"a staircase", many, ErrTooLarge},
		{"text", sheetOf("a", []string{"规章", strings.Repeat("文", MaxText)}), ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := FromSheets([]Sheet{tt.sheet}); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}
