package convert_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
	"github.com/xuri/excelize/v2"
)

// receivedRow is the sheet row, from 1, of 本年新收 on a book of one sheet.
func receivedRow(t *testing.T, f *excelize.File) int {
	t.Helper()
	rows, err := f.GetRows("Sheet1")
	must(t, err)
	for i, r := range rows {
		if len(r) > 0 && strings.HasPrefix(r[0], "一、本年新收") {
			return i + 1
		}
	}
	t.Fatal("no row 本年新收")
	return 0
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// changed is a report of known cells as a workbook of one sheet, changed by hand.
func changed(t *testing.T, change func(f *excelize.File, row int)) (*report.Report, *officeReport) {
	t.Helper()
	r := newOfficeReport(layouts.Find("disclosure-2021"), 5, false)
	b := r.book(false)
	b.Out = filepath.Join(t.TempDir(), "a.xlsx")
	b.write(t)
	f, err := excelize.OpenFile(b.Out)
	must(t, err)
	defer f.Close()
	change(f, receivedRow(t, f))
	out, err := f.WriteToBuffer()
	must(t, err)
	reading, err := converter(t).Read("a.xlsx", out.Bytes())
	must(t, err)
	return reading.Report, r
}

// cellAt is the address of a column of the table on a row: 0 is 自然人.
func cellAt(t *testing.T, column, row int) string {
	t.Helper()
	at, err := excelize.CoordinatesToCellName(column+firstColumn, row)
	must(t, err)
	return at
}

// firstColumn is the sheet column of 自然人: three of labels stand before it.
const firstColumn = 4

const shownCell = "applications.received.natural_person"

// TestSheetsShow: what a cell of the report shows is what is read of it.
func TestSheetsShow(t *testing.T) {
	format := func(t *testing.T, f *excelize.File, code, at string) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", at, at, id))
	}
	tests := []struct {
		name   string
		change func(t *testing.T, f *excelize.File, at string, value int)
		want   string // "" for the cell's figure, "open" for none
	}{
		{"thousands left out", func(t *testing.T, f *excelize.File, at string, v int) {
			must(t, f.SetCellInt("Sheet1", at, int64(v*1000+4)))
			format(t, f, "0,", at)
		}, ""},
		{"a text", func(t *testing.T, f *excelize.File, at string, v int) {
			must(t, f.SetCellStr("Sheet1", at, " "+itoa(v)+" "))
		}, ""},
		{"a number with its unit", func(t *testing.T, f *excelize.File, at string, v int) {
			format(t, f, `0"件"`, at)
		}, ""},
		{"struck out before", func(t *testing.T, f *excelize.File, at string, v int) {
			must(t, f.SetCellRichText("Sheet1", at, []excelize.RichTextRun{{Text: "99", Font: &excelize.Font{Strike: true}}, {Text: itoa(v)}}))
		}, ""},
		{"the mark of a note", func(t *testing.T, f *excelize.File, at string, v int) {
			must(t, f.SetCellRichText("Sheet1", at, []excelize.RichTextRun{{Text: itoa(v)}, {Text: "1", Font: &excelize.Font{VertAlign: "superscript"}}}))
		}, ""},
		{"a formula with its value", func(t *testing.T, f *excelize.File, at string, v int) {
			must(t, f.SetCellFormula("Sheet1", at, itoa(v)+"+0"))
		}, ""},
		{"a percentage", func(t *testing.T, f *excelize.File, at string, v int) { format(t, f, "0%", at) }, "open"},
		{"an error", func(t *testing.T, f *excelize.File, at string, v int) {
			must(t, f.SetCellStr("Sheet1", at, "#DIV/0!"))
		}, "open"},
		{"Chinese digits by format", func(t *testing.T, f *excelize.File, at string, v int) { format(t, f, "[DBNum1]General", at) }, "open"},
		{"a date", func(t *testing.T, f *excelize.File, at string, v int) { format(t, f, "yyyy-mm-dd", at) }, "open"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var known string
			got, r := changed(t, func(f *excelize.File, row int) {
				at := cellAt(t, 0, row)
				v, err := f.GetCellValue("Sheet1", at)
				must(t, err)
				known = v
				tt.change(t, f, at, atoi(t, v))
			})
			if r.values[shownCell] != known {
				t.Fatalf("the cell holds %q, want %q", known, r.values[shownCell])
			}
			c := got.Cell(shownCell)
			switch {
			case tt.want == "open" && (c == nil || !c.Open && !got.Doubted()[shownCell]):
				t.Errorf("it is %v, want it open", c)
			case tt.want == "" && (c == nil || c.Open || c.Value.String() != known):
				t.Errorf("it is %+v, want %s", c, known)
			}
		})
	}
}

// TestSheetsHide: hidden sheets, rows and columns are not read.
func TestSheetsHide(t *testing.T) {
	got, r := changed(t, func(f *excelize.File, row int) {
		_, err := f.NewSheet("旧")
		must(t, err)
		must(t, f.SetCellStr("旧", "A1", "青禾县示例局2019年政府信息公开工作年度报告"))
		must(t, f.SetSheetVisible("旧", false))
		must(t, f.DuplicateRow("Sheet1", row))
		must(t, f.SetCellInt("Sheet1", cellAt(t, 0, row+1), 77777))
		must(t, f.SetRowVisible("Sheet1", row+1, false))
	})
	for id, want := range r.values {
		if c := got.Cell(id); c == nil || c.Open || !sameFigure(c.Value.String(), want) {
			t.Errorf("%s is %v, want %s", id, c, want)
		}
	}
	if got.Year != 2023 {
		t.Errorf("the year is %d", got.Year)
	}
}

// TestSheetsOfSeveralReports: two reports in one workbook are named, not mixed.
func TestSheetsOfSeveralReports(t *testing.T) {
	a, b := newOfficeReport(layouts.Find("disclosure-2021"), 1, false), newOfficeReport(layouts.Find("disclosure-2021"), 2, false)
	book, other := a.book(false), b.book(false)
	book.Names = []string{"教育局", "民政局"}
	for _, c := range other.Boxes {
		c.Sheet = 1
		if strings.Contains(c.Text, "年度报告") && !c.Figure {
			c.Text = strings.Replace(c.Text, "青禾县", "白杨县", 1)
		}
		book.Boxes = append(book.Boxes, c)
	}
	book.Out = filepath.Join(t.TempDir(), "a.xlsx")
	book.write(t)
	_, err := converter(t).Read("a.xlsx", fileBytes(t, book.Out))
	var several *convert.SeveralError
	if !errors.As(err, &several) || !slices.Equal(several.Sheets, book.Names) || convert.Code(err) != "not-a-report" {
		t.Errorf("%v", err)
	}
}

// TestSheetsTitles: a title that stands on several sheets is one report's.
func TestSheetsTitles(t *testing.T) {
	for _, tt := range []struct {
		name, other string
		several     bool
	}{
		{"without the agency", "2023年政府信息公开工作年度报告", false},
		{"another year", "青禾县示例局2022年政府信息公开工作年度报告", true},
		{"another agency", "白杨县示例局2023年政府信息公开工作年度报告", true},
		{"in a sentence", "见附件：青禾县示例局2022年政府信息公开工作年度报告", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newOfficeReport(layouts.Find("disclosure-2021"), 1, false).book(false)
			b.Names = append(b.Names, "附")
			b.Boxes = append(b.Boxes, plainBox{1, 0, 0, 1, 1, tt.other, false})
			b.Out = filepath.Join(t.TempDir(), "a.xlsx")
			b.write(t)
			_, err := converter(t).Read("a.xlsx", fileBytes(t, b.Out))
			var several *convert.SeveralError
			if errors.As(err, &several) != tt.several || err != nil && !tt.several {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestSheetsWithoutHeads: figures beside the labels of a list of changes are of no column.
func TestSheetsWithoutHeads(t *testing.T) {
	f := excelize.NewFile()
	for i, row := range [][]any{
		{"青禾县示例局2023年与2024年对比"},
		{"项目", "2023年", "2024年", "增减"},
		{"规章", 5, 9, 4}, {"行政规范性文件", 1, 2, 1}, {"行政许可", 7, 8, 1}, {"行政处罚", 3, 3, 0}, {"行政强制", 3, 4, 1},
		{"一、本年新收政府信息公开申请数量", 3, 4, 1}, {"二、上年结转政府信息公开申请数量", 0, 1, 1}, {"（一）予以公开", 2, 3, 1},
	} {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		must(t, err)
		must(t, f.SetSheetRow("Sheet1", at, &row))
	}
	out, err := f.WriteToBuffer()
	must(t, err)
	reading, err := converter(t).Read("a.xlsx", out.Bytes())
	if convert.Code(err) == "not-a-report" {
		return
	}
	must(t, err)
	doubted := reading.Report.Doubted()
	for _, table := range reading.Report.Tables {
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				if id := layouts.CellID(table.ID, row.ID, c.Column); !c.Value.Blank() && !c.Open && !doubted[id] {
					t.Errorf("%s is %s", id, c.Value)
				}
			}
		}
	}
}

// TestSheetsShortHeads: heads of two characters are heads where several show, and tell the
// columns; one alone does not.
func TestSheetsShortHeads(t *testing.T) {
	l, err := layouts.Parse("balance.yaml", []byte(balanceForm))
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	for _, tt := range []struct {
		heads []any
		want  string
	}{
		{[]any{"项目", "期初", "期末"}, "10 12"},
		{[]any{"项目", "期末", "期初"}, "12 10"},
		{[]any{"项目", "2023年", "期末"}, " "},
		{[]any{"项目", "", ""}, " "},
	} {
		f := excelize.NewFile()
		for i, row := range [][]any{{"江州市园林局2024年资产负债简表"}, tt.heads, {"货币资金", 10, 12}, {"存货", 5, 6}, {"资产合计", 15, 18}} {
			must(t, f.SetSheetRow("Sheet1", "A"+itoa(i+1), &row))
		}
		out, err := f.WriteToBuffer()
		must(t, err)
		r := readAs(t, c, "a.xlsx", out.Bytes()).Report
		if got := r.Cell("balance.cash.begin").Value.String() + " " + r.Cell("balance.cash.end").Value.String(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.heads, got, tt.want)
		}
		if open := r.Cell("balance.cash.begin").Open && r.Cell("balance.cash.end").Open; open != (tt.want == " ") {
			t.Errorf("%v: open is %v", tt.heads, open)
		}
	}
}

const balanceForm = `id: balance
name: 资产负债简表
clause: 附件
title: "{agency}{year}年资产负债简表"
titles: [资产负债简表]
signs: [货币资金]
tables:
  - id: balance
    name: 资产负债
    widths: [50, 28, 28]
    blocks:
      - head:
          - [{text: 项目}, {column: begin}, {column: end}]
        columns:
          - {id: begin, label: 期初, name: 期初余额, kind: amount, unit: 万元}
          - {id: end, label: 期末, name: 期末余额, kind: amount, unit: 万元}
        rows:
          - {id: cash, label: 货币资金}
          - {id: stock, label: 存货}
          - {id: total, label: 资产合计}
`

// TestSheetsWithoutReport: other workbooks say what was looked for.
func TestSheetsWithoutReport(t *testing.T) {
	f := excelize.NewFile()
	must(t, f.SetCellStr("Sheet1", "A1", "预算"))
	out, err := f.WriteToBuffer()
	must(t, err)
	if _, err := converter(t).Read("a.xlsx", out.Bytes()); convert.Code(err) != "not-a-report" {
		t.Errorf("%v, want not-a-report", err)
	}
	empty, err := excelize.NewFile().WriteToBuffer()
	must(t, err)
	if _, err := converter(t).Read("a.xlsx", empty.Bytes()); !errors.Is(err, source.ErrEmpty) {
		t.Errorf("%v, want empty", err)
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	must(t, err)
	return n
}

func fileBytes(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	return data
}
