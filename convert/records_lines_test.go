package convert_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/wordfile"
)

// TestRecordsLines: the lines of a cell of words are one text, whatever it is read from:
// Chinese without a space, Latin words with one. None of it is lost, however long it is.
func TestRecordsLines(t *testing.T) {
	sentence := strings.Repeat("规划布局", 20) + "的说明。"
	for _, tt := range []struct{ name, text, want string }{
		{"Chinese", "布局\n说明", "布局说明"},
		{"Latin", "Annual\nReport", "Annual Report"},
		{"both", "第1\nPark\n规划", "第1 Park规划"},
		{"an address", "www.a.\ngov.cn/\nx", "www.a.gov.cn/x"},
		{"many", strings.Repeat("布局\n", 30) + "说明", strings.Repeat("布局", 30) + "说明"},
		{"sentences", sentence + "\n" + sentence + "\n" + sentence, strings.Repeat(sentence, 3)},
	} {
		rows := []string{"1|" + tt.text + "|交通局|2024年6月|是|10", "2|布局|教育局|2024年7月|否|5", "3|票价|文旅局|2024年8月|是|1"}
		want := "1," + tt.want + ",交通局,2024-06,是,10 2,布局,教育局,2024-07,否,5 3,票价,文旅局,2024-08,是,1"
		c, _ := catalogue(t)
		check := func(name string, data []byte) *convert.Reading {
			r, err := c.Read(name, data)
			if err != nil {
				t.Errorf("%s, %s: %v", tt.name, name, err)
				return nil
			}
			if got := strings.TrimSpace(recordsOf(r.Report)); got != want {
				t.Errorf("%s, %s: got %s\nwant %s\n%v", tt.name, name, got, want, r.Report.Findings)
			}
			return r
		}
		page := mergedShapes[0].write(rows)
		r := check("a.html", bytes.ReplaceAll(page, []byte("\n"), []byte("<br>")))
		check("c.xlsx", mergedShapes[2].write(rows))
		check("d.docx", wordOfLines(rows))
		check("e.csv", []byte("甲县2024年度重大行政决策事项目录\n\n一、决策事项\n\n序号,决策事项名称,承办单位,完成时间,是否听证,预算（万元）\n"+csvOf(rows)))
		if r == nil {
			continue
		}
		for _, f := range convert.Formats() {
			var b bytes.Buffer
			if err := c.Write(&b, f, r); err != nil {
				t.Fatal(err)
			}
			check("back"+f.Ext(), b.Bytes())
			if f != convert.XLSX {
				continue
			}
			book, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			for _, sheet := range book.GetSheetList() {
				if at, _ := book.SearchSheet(sheet, tt.want); len(at) == 1 {
					_ = book.SetCellValue(sheet, at[0], tt.text)
				}
			}
			var typed bytes.Buffer
			if err := book.Write(&typed); err != nil {
				t.Fatal(err)
			}
			check("typed.xlsx", typed.Bytes())
		}
	}
}

// wordOfLines is a Word document whose cells have a paragraph a line.
func wordOfLines(rows []string) []byte {
	var b strings.Builder
	b.WriteString(wordfile.DocxPara("甲县2024年度重大行政决策事项目录") + wordfile.DocxPara("一、决策事项") + "<w:tbl>")
	for _, row := range mergedCells(rows) {
		b.WriteString("<w:tr>")
		for _, text := range row {
			b.WriteString("<w:tc>")
			for _, line := range strings.Split(text, "\n") {
				b.WriteString(wordfile.DocxPara(line))
			}
			b.WriteString("</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return wordfile.Docx(b.String() + "</w:tbl>")
}

func csvOf(rows []string) string {
	var lines []string
	for _, row := range rows {
		lines = append(lines, `"`+strings.ReplaceAll(row, "|", `","`)+`"`)
	}
	return strings.Join(lines, "\n") + "\n"
}
