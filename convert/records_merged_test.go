package convert_test

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/internal/wordfile"
)

// A mergedRow is a row of cells parted by bars; ^ is covered by the cell above.
var mergedShapes = []struct {
	name, file string
	write      func(rows []string) []byte
}{
	{"HTML", "a.html", func(rows []string) []byte {
		var b strings.Builder
		b.WriteString("<h1>甲县2024年度重大行政决策事项目录</h1><h2>一、决策事项</h2><table>")
		for y, row := range mergedCells(rows) {
			b.WriteString("<tr>")
			for x, text := range row {
				if text != "^" {
					fmt.Fprintf(&b, `<td rowspan="%d">%s</td>`, heightAt(mergedCells(rows), y, x), html.EscapeString(text))
				}
			}
			b.WriteString("</tr>")
		}
		return []byte(b.String() + "</table>")
	}},
	{"Word", "a.docx", func(rows []string) []byte {
		var b strings.Builder
		b.WriteString(wordfile.DocxPara("甲县2024年度重大行政决策事项目录") + wordfile.DocxPara("一、决策事项") + "<w:tbl>")
		for y, row := range mergedCells(rows) {
			b.WriteString("<w:tr>")
			for x, text := range row {
				merge := ""
				if text == "^" {
					merge, text = "<w:vMerge/>", ""
				} else if heightAt(mergedCells(rows), y, x) > 1 {
					merge = `<w:vMerge w:val="restart"/>`
				}
				b.WriteString("<w:tc><w:tcPr>" + merge + "</w:tcPr>" + wordfile.DocxPara(text) + "</w:tc>")
			}
			b.WriteString("</w:tr>")
		}
		return wordfile.Docx(b.String() + "</w:tbl>")
	}},
	{"workbook", "a.xlsx", func(rows []string) []byte {
		f := excelize.NewFile()
		_ = f.SetCellValue("Sheet1", "A1", "甲县2024年度重大行政决策事项目录")
		_ = f.SetCellValue("Sheet1", "A2", "一、决策事项")
		for y, row := range mergedCells(rows) {
			for x, text := range row {
				at, _ := excelize.CoordinatesToCellName(x+1, y+3)
				if text != "^" && text != "" {
					_ = f.SetCellValue("Sheet1", at, text)
				}
				if n := heightAt(mergedCells(rows), y, x); text != "^" && n > 1 {
					end, _ := excelize.CoordinatesToCellName(x+1, y+2+n)
					_ = f.MergeCell("Sheet1", at, end)
				}
			}
		}
		var b bytes.Buffer
		_ = f.Write(&b)
		return b.Bytes()
	}},
}

func mergedCells(rows []string) (cells [][]string) {
	cells = append(cells, strings.Split("序号|决策事项名称|承办单位|完成时间|是否听证|预算（万元）", "|"))
	for _, row := range rows {
		cells = append(cells, strings.Split(row, "|"))
	}
	return cells
}

func heightAt(cells [][]string, y, x int) int {
	n := 1
	for y+n < len(cells) && cells[y+n][x] == "^" {
		n++
	}
	return n
}

// TestRecordsMerged: words in a cell that is merged over several records hold for each of
// them, a number for none; a cell that begins in no record, or that the source does not
// draw over a record, is no cell of it.
func TestRecordsMerged(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []string
		want string
		told string
	}{
		{"an office", []string{"1|规划|交通局|2024年6月|是|10", "2|布局|^|2024年7月|否|5", "3|票价|文旅局|2024年8月|是|1"},
			"1,规划,交通局,2024-06,是,10 2,布局,交通局,2024-07,否,5 3,票价,文旅局,2024-08,是,1", ""},
		{"date and yes-no", []string{"1|规划|交通局|2024年6月|是|10", "2|布局|^|^|^|5", "3|票价|^|^|^|1"},
			"1,规划,交通局,2024-06,是,10 2,布局,交通局,2024-06,是,5 3,票价,交通局,2024-06,是,1", ""},
		{"an amount", []string{"1|规划|交通局|2024年6月|是|10", "2|布局|教育局|2024年7月|否|^", "3|票价|文旅局|2024年8月|是|1"},
			"1,规划,交通局,2024-06,是,? 2,布局,教育局,2024-07,否,? 3,票价,文旅局,2024-08,是,1", "合并了2行，写作“10”"},
		{"a number of the rows", []string{"1|规划|交通局|2024年6月|是|10", "^|布局|教育局|2024年7月|否|5"},
			"1,规划,交通局,2024-06,是,10 1,布局,教育局,2024-07,否,5", ""},
		{"no amount", []string{"1|规划|交通局|2024年6月|是|", "2|布局|教育局|2024年7月|否|^"},
			"1,规划,交通局,2024-06,是, 2,布局,教育局,2024-07,否,", ""},
		{"a row whose own cells are all blank", []string{"1|规划|交通局|2024年6月|是|10", "^|^|^|^||", "2|布局|教育局|2024年7月|否|5"},
			"1,规划,交通局,2024-06,是,10 2,布局,教育局,2024-07,否,5", ""},
		{"all but the name", []string{"1|规划|交通局|2024年6月|是|10", "^|布局|^|^|^|^"},
			"1,规划,交通局,2024-06,是,? 1,布局,交通局,2024-06,是,?", "可能是这几行之和"},
	} {
		for _, shape := range mergedShapes {
			t.Run(tt.name+", "+shape.name, func(t *testing.T) {
				c, _ := catalogue(t)
				r, err := c.Read(shape.file, shape.write(tt.rows))
				if err != nil {
					t.Fatal(err)
				}
				if got := recordsOf(r.Report); got != tt.want || !strings.Contains(fmt.Sprint(r.Report.Findings), tt.told) {
					t.Errorf("got %s\nwant %s\n%v", got, tt.want, r.Report.Findings)
				}
			})
		}
	}
	for name, page := range map[string]string{
		"heads over a record": `<tr><td rowspan=2>序号</td><td>决策事项名称</td><td rowspan=2>承办单位</td><td>完成时间</td><td>是否听证</td><td>预算（万元）</td></tr><tr><td>规划</td><td>2024年6月</td><td>是</td><td>10</td></tr>`,
		"a row that ends":     `<tr><td>序号</td><td>决策事项名称</td><td>承办单位</td><td>完成时间</td><td>是否听证</td><td>预算（万元）</td></tr><tr><td>1</td><td>规划</td><td rowspan=2>交通局</td><td>2024年6月</td><td>是</td><td>10</td></tr><tr><td>2</td><td>布局</td><td>2024年7月</td><td>是</td></tr>`,
	} {
		c, _ := catalogue(t)
		r, err := c.Read("a.html", []byte("<h1>甲县2024年度重大行政决策事项目录</h1><h2>一、决策事项</h2><table>"+page+"</table>"))
		if err != nil {
			t.Fatal(err)
		}
		if got := recordsOf(r.Report); !strings.HasSuffix(got, "?,?,?,?,?,?") {
			t.Errorf("%s: got %s", name, got)
		}
	}
}
