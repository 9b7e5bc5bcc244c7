package xlsx

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/internal/cost"
)

// texts are what the cells of the first sheet show, by place.
func texts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	book, err := Sheets(data)
	must(t, err)
	all := map[string]string{}
	for _, c := range book.Sheets[0].Cells {
		all[place{c.Col, c.Row}.ref()] = c.Text()
	}
	return all
}

// TestSheetsShowCells: what hides, covers and marks a cell.
func TestSheetsShowCells(t *testing.T) {
	row := func(cells string) string { return `<row r="1">` + cells + `</row>` }
	const a, b = `<c r="A1"><v>1</v></c>`, `<c r="B1"><v>2</v></c>`
	tests := []struct {
		name, before, rows, after string
		want                      map[string]string
	}{
		{"plain", "", row(a + b), "", map[string]string{"A1": "1", "B1": "2"}},
		{"a column hidden", `<cols><col min="1" max="1" hidden="1"/></cols>`, row(a + b), "", map[string]string{"B1": "2"}},
		{"a column without width", `<cols><col min="2" max="9" width="0"/></cols>`, row(a + b), "", map[string]string{"A1": "1"}},
		{"a row hidden", "", row(a) + `<row r="2" hidden="1"><c r="A2"><v>7</v></c></row>`, "", map[string]string{"A1": "1"}},
		{"merged, the other value under it", "", row(a + b), `<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`, map[string]string{"A1": "1"}},
		{"merged from a hidden column", `<cols><col min="1" max="1" hidden="1"/></cols>`, row(a), `<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`, map[string]string{"B1": "1"}},
		{"zeros not shown", `<sheetViews><sheetView showZeros="0"/></sheetViews>`, row(`<c r="A1"><v>0</v></c>` + b), "", map[string]string{"B1": "2"}},
		{"an error", "", row(`<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>`), "", map[string]string{"A1": "#DIV/0!"}},
		{"a logical value", "", row(`<c r="A1" t="b"><v>1</v></c>`), "", map[string]string{"A1": "TRUE"}},
		{"a formula with its value", "", row(`<c r="A1"><f>1+1</f><v>2</v></c>`), "", map[string]string{"A1": "2"}},
		{"a formula without", "", row(`<c r="A1"><f>1+1</f></c>`), "", map[string]string{"A1": "=1+1"}},
		{"a text that is lost", "", row(`<c r="A1" t="s"><v>7</v></c>`), "", map[string]string{"A1": "#7"}},
		{"struck out in part", "", row(`<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>9</t></r><r><t>8</t></r></is></c>`), "", map[string]string{"A1": "8"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := texts(t, withSheet(t, tt.before+`<sheetData>`+tt.rows+`</sheetData>`+tt.after))
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

// withSheet is a workbook whose one sheet has the parts.
func withSheet(t testing.TB, parts string) []byte {
	return oneSheet(t, `</sheetData>`+parts+`<sheetData>`)
}

// TestSheetsOwn: what is ours is left to Read.
func TestSheetsOwn(t *testing.T) {
	book, err := Sheets(written(t, contradictory(t)))
	must(t, err)
	if !book.Own || book.Sheets != nil {
		t.Errorf("own %v with %d sheets", book.Own, len(book.Sheets))
	}
}

// TestSheetsHostile: no file takes more time or memory than a report is worth.
func TestSheetsHostile(t *testing.T) {
	merges := func(n int, ref func(i int) string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<mergeCell ref="%s"/>`, ref(i))
		}
		return `<mergeCells>` + b.String() + `</mergeCells>`
	}
	wide := `<row r="1">` + strings.Repeat(`<c><v>1</v></c>`, 16_384) + `</row>`
	rows := func(n int) string {
		return `<sheetData>` + strings.Repeat(`<row><c><v>1</v></c></row>`, n) + `</sheetData>`
	}
	tests := []struct {
		name, parts string
		tooLarge    bool
	}{
		{"empty rows", `<sheetData>` + strings.Repeat(`<row/>`, 1_048_576) + `</sheetData>`, false},
		{"all columns", `<sheetData>` + wide + `</sheetData>`, false},
		{"merges", `<sheetData>` + wide + `</sheetData>` + merges(maxMerges, func(i int) string { return fmt.Sprintf("A%d:XFD%d", i+1, i+1) }), false},
		{"merges over all", rows(300) + merges(maxMerges, func(int) string { return "A1:XFD1048576" }), true},
		{"more merges", `<sheetData>` + wide + `</sheetData>` + merges(maxMerges+1, func(i int) string { return fmt.Sprintf("A%d:B%d", i+1, i+1) }), true},
		{"columns", `<cols>` + strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, maxColumnElements) + `</cols>` + rows(1), false},
		{"more columns", `<cols>` + strings.Repeat(`<col min="1" max="16384"/>`, maxColumnElements+1) + `</cols>` + rows(1), true},
		{"cells", rows(maxCells + 1), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, work := withSheet(t, tt.parts), cost.Work()
			_, err := Sheets(data)
			if took := work(); took > 500 {
				t.Errorf("took %.0f yardsticks", took)
			}
			if errors.Is(err, ErrTooLarge) != tt.tooLarge || err != nil && !tt.tooLarge {
				t.Errorf("error %v", err)
			}
		})
	}
}

// FuzzSheets changes a part of a workbook: no panic, and whatever is read keeps the
// order of rows and columns.
func FuzzSheets(f *testing.F) {
	book := excelize.NewFile()
	for i, v := range []any{"规章", 1, 2.5, "无", true} {
		must(f, book.SetCellValue("Sheet1", place{i + 1, 1}.ref(), v))
	}
	must(f, book.MergeCell("Sheet1", "A1", "A3"))
	style, err := book.NewStyle(&excelize.Style{NumFmt: 4, Font: &excelize.Font{Strike: true}})
	must(f, err)
	must(f, book.SetCellStyle("Sheet1", "B1", "C1", style))
	must(f, book.SetCellRichText("Sheet1", "B2", []excelize.RichTextRun{{Text: "178", Font: &excelize.Font{Strike: true}}, {Text: "187"}, {Text: "1", Font: &excelize.Font{VertAlign: "superscript"}}}))
	out, err := book.WriteToBuffer()
	must(f, err)
	f.Add(out.Bytes(), "", "")
	f.Add([]byte{}, `<row r="1" hidden="1"><c r="B1" s="1"><v>1.5</v></c></row>`, `0.00;-0;"-"`)
	f.Add([]byte{}, `<row><c t="inlineStr"><is><r><rPr><strike/></rPr><t>1</t></r></is></c><c><f>1</f></c></row>`, `[>=1]#,##0,;yyyy"年"m`)
	f.Fuzz(func(t *testing.T, data []byte, rows, format string) {
		if len(data) == 0 {
			data = oneSheet(t, rows)
		}
		(&workbook{}).display(&field{text: "12345.678", number: true, style: &cellStyle{format: format}})
		displayText("文", format)
		book, err := Sheets(data)
		if err != nil {
			return
		}
		for _, s := range book.Sheets {
			last := place{}
			for _, c := range s.Cells {
				at := place{c.Col, c.Row}
				if at.row < last.row || at.row == last.row && at.col <= last.col || c.LastRow < c.Row || c.LastCol < c.Col {
					t.Fatalf("%s to %d %d stands behind %s", at.ref(), c.LastRow, c.LastCol, last.ref())
				}
				last = at
			}
		}
	})
}
