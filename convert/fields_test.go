package convert_test

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// parksForm is a form of one table without headings, with texts above and below it.
const parksForm = `id: parks
name: 公园绿地情况表
clause: 某办〔2024〕1号
title: "{agency}{year}年公园绿地情况表"
titles: [公园绿地情况表]
cover: {agency: 填报单位, year: 报告期, form: 表式}
tables:
  - id: parks
    name: 公园绿地情况
    widths: [60, 48, 48]
    size: 10.5
    fields:
      - {id: number, label: 表号, place: above, text: 园统1表}
      - {id: unit, label: 计量单位, variants: [单位], place: above, text: 万元、公顷}
      - {id: note, label: 注, variants: [说明], place: note}
      - {id: filler, label: 填报人, variants: [制表人], place: sign-off}
      - {id: filler_phone, label: 电话, place: sign-off}
      - {id: reviewer, label: 审核人, place: sign-off}
      - {id: reviewer_phone, label: 电话, place: sign-off}
      - {id: day, label: 填报日期, place: sign-off}
    blocks:
      - head:
          - [{text: 项目}, {column: area}, {column: cost}]
        columns:
          - {id: area, label: 公园面积, kind: amount, unit: 公顷}
          - {id: cost, label: 养护经费, kind: amount, unit: 万元}
        rows:
          - {id: big, label: 1.综合公园}
          - {id: small, label: 2.口袋公园}
          - {id: total, label: 合计}
    rules:
      - {code: column-sum, each: columns, left: ["total.{each}"], op: "=", right: ["big.{each}", "small.{each}"], says: 合计等于各项之和}
`

func parks(t *testing.T) (*convert.Converter, *layouts.Layout) {
	t.Helper()
	l, err := layouts.Parse("parks.yaml", []byte(parksForm))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// parksRows are the table's rows of cells.
const parksRows = "项目|公园面积|养护经费\n1.综合公园|12.50|100.5\n2.口袋公园|2.50|20\n合计|15.00|120.5"

// fieldsOf are the fields and the text of a report, in the order of its pages.
func fieldsOf(r *report.Report) string {
	var out []string
	for _, f := range r.Fields {
		out = append(out, strings.TrimPrefix(f.ID, "parks.")+"="+strings.ReplaceAll(f.Text, "\n", "/"))
	}
	for _, s := range r.Sections {
		if s.Table != "" {
			out = append(out, "["+s.Table+"]")
		}
		out = append(out, s.Texts()...)
	}
	return strings.Join(out, "; ")
}

// shapes write lines and a table of rows as the kinds of input do. A line of several cells
// is a row of the table's own grid.
func shapes(above []string, rows string, below []string) map[string]string {
	const title = "江州市园林局2024年公园绿地情况表"
	tr := func(line string) string {
		cells := strings.Split(line, "|")
		if len(cells) == 1 {
			return "<tr><td colspan=3>" + line + "</td></tr>"
		}
		return "<tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr>"
	}
	var inside, around, text, csv strings.Builder
	inside.WriteString("<h1>" + title + "</h1><table>")
	around.WriteString("<h1>" + title + "</h1>")
	text.WriteString(title + "\n\n")
	csv.WriteString(title + ",,\n")
	line := func(s string) {
		inside.WriteString(tr(s))
		around.WriteString("<p>" + strings.ReplaceAll(s, "|", "　") + "</p>")
		text.WriteString(strings.ReplaceAll(s, "|", "    ") + "\n")
		csv.WriteString(s + strings.Repeat("|", 2-strings.Count(s, "|")) + "\n")
	}
	for _, s := range above {
		line(s)
	}
	around.WriteString("<table>")
	for _, s := range strings.Split(rows, "\n") {
		inside.WriteString(tr(s))
		around.WriteString(tr(s))
		text.WriteString(strings.ReplaceAll(s, "|", "      ") + "\n")
		csv.WriteString(s + "\n")
	}
	around.WriteString("</table>")
	for _, s := range below {
		line(s)
	}
	return map[string]string{
		"inside.html": inside.String() + "</table>", "around.html": around.String(), "text.txt": text.String(),
		"cells.csv": strings.ReplaceAll(csv.String(), "|", ","), "book.xlsx": plainWorkbook(csv.String()),
	}
}

// plainWorkbook is a workbook of another program: a cell for each text of lines parted by
// bars, those that are alone merged over the table.
func plainWorkbook(lines string) string {
	f := excelize.NewFile()
	for y, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		cells := strings.Split(line, "|")
		for x, text := range cells {
			at, _ := excelize.CoordinatesToCellName(x+1, y+1)
			if v, err := strconv.ParseFloat(text, 64); err == nil {
				f.SetCellValue("Sheet1", at, v)
			} else if text != "" {
				f.SetCellStr("Sheet1", at, text)
			}
		}
		if len(cells) == 1 || strings.Trim(strings.Join(cells[1:], ""), " ") == "" {
			f.MergeCell("Sheet1", fmt.Sprintf("A%d", y+1), fmt.Sprintf("C%d", y+1))
		}
	}
	var b bytes.Buffer
	f.Write(&b)
	return b.String()
}

// TestFields: what a form asks for above and below its table is read from sources of every
// kind, and what it does not ask for stays text; every output reads back as it was.
func TestFields(t *testing.T) {
	for _, tt := range []struct {
		name         string
		above, below []string
		want         string
	}{
		{"all", []string{"表号：园统1表|计量单位：万元、公顷"}, []string{"注：按实测填写。", "填报人：张三|电话：1381|填报日期：2025年1月20日"},
			"number=园统1表; unit=万元、公顷; note=按实测填写。; filler=张三; filler_phone=1381; day=2025年1月20日; [parks]"},
		{"other words", []string{"（单位：万元、公顷）"}, []string{"说 明： 按实测填写。", "制表人:张三"},
			"unit=万元、公顷; note=按实测填写。; filler=张三; [parks]"},
		{"one label twice", nil, []string{"填报人：张三|电话：1", "审核人：李四|电话：2"},
			"filler=张三; filler_phone=1; reviewer=李四; reviewer_phone=2; [parks]"},
		{"not filled in", nil, []string{"填报人：|审核人："}, "filler=; reviewer=; [parks]"},
		{"rules to write on", nil, []string{"填报人（签字）：____|审核人：＿＿＿"}, "filler=; reviewer=; [parks]"},
		{"in brackets", nil, []string{"填报人（签字）：张三|审核人(盖章)：李四"}, "filler=张三; reviewer=李四; [parks]"},
		{"an agency before the unit", []string{"计量单位：江州市园林局|计量单位：万元、公顷"}, nil, "unit=万元、公顷; 计量单位：江州市园林局; [parks]"},
		{"numbered notes", nil, []string{"注：1.按实测。", "2.含人工。", "3.不含下拨。"}, "note=1.按实测。/2.含人工。/3.不含下拨。; [parks]"},
		{"two notes", nil, []string{"注：按实测。", "注：含人工。"}, "note=按实测。/注：含人工。; [parks]"},
		{"asked by nobody", []string{"制定机关：某局"}, []string{"填报人：张三|职务：科长"},
			"filler=张三; 制定机关：某局; [parks]; 职务：科长"},
		{"text around", []string{"现将情况报送如下。"}, []string{"注：按实测。", "以上数据均已核对。"}, "note=按实测。; 现将情况报送如下。; [parks]; 以上数据均已核对。"},
		{"no fields", nil, nil, "[parks]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := parks(t)
			for name, text := range shapes(tt.above, parksRows, tt.below) {
				if name == "inside.html" && strings.Contains(tt.want, "。; [") { // prose in a table is a row of it
					continue
				}
				r, err := c.Read(name, []byte(text))
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				if got := fieldsOf(r.Report); got != tt.want {
					t.Errorf("%s: got  %s\nwant %s\n%v", name, got, tt.want, r.Report.Findings)
				}
				if n := r.Report.Count(report.Error) + r.Report.Count(report.Warning); n > 0 || r.Report.Cell("parks.total.cost").Value.String() != "120.5" {
					t.Errorf("%s: %v", name, r.Report.Findings)
				}
				if name != "around.html" {
					continue
				}
				for _, f := range convert.Formats() {
					var b bytes.Buffer
					if err := c.Write(&b, f, r); err != nil {
						t.Fatal(err)
					}
					back, err := c.Read("back"+f.Ext(), b.Bytes())
					if err != nil {
						t.Errorf("%s: %v", f, err)
					} else if got := fieldsOf(back.Report); got != tt.want {
						t.Errorf("%s reads back as %s\nwant %s", f, got, tt.want)
					}
				}
			}
		})
	}
}

// TestFieldsBelow: of cells that have a line each, what a label asks for stands below it.
func TestFieldsBelow(t *testing.T) {
	c, _ := parks(t)
	text := "江州市园林局2024年公园绿地情况表\n" + strings.ReplaceAll(parksRows, "|", "\n") + "\n填报人：\n张三\n审核人：\n李四\n以上数据均已核对。\n"
	r, err := c.Read("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fieldsOf(r.Report), "filler=张三; reviewer=李四; [parks]; 以上数据均已核对。"; got != want || r.Report.Cell("parks.total.cost").Value.String() != "120.5" {
		t.Errorf("got %s\nwant %s\n%v", got, want, r.Report.Findings)
	}
}

// TestFieldsData: data have fields by their ids; one that the form does not have is refused.
func TestFieldsData(t *testing.T) {
	c, _ := parks(t)
	for fields, want := range map[string]string{
		`{"parks.filler": "张三", "parks.unit": "万元、公顷"}`: "unit=万元、公顷; filler=张三",
		`{"parks.writer": "张三"}`:                        "error",
		`{"parks.filler": 3}`:                           "error",
	} {
		r, err := c.Read("a.json", []byte(`{"layout": "parks", "tables": {"parks": {"big": {"cost": 1}}}, "fields": `+fields+`}`))
		got := "error"
		if err == nil {
			got = fieldsOf(r.Report)
		}
		if got != want {
			t.Errorf("%s: got %s, want %s, %v", fields, got, want, err)
		}
	}
}

// TestFieldsTogether: what one unit has filled in is no other's, nor the sum's; what the form
// says is.
func TestFieldsTogether(t *testing.T) {
	c, _ := parks(t)
	var units []*convert.Reading
	for _, name := range []string{"甲县", "乙县", "丙县"} {
		text := shapes([]string{"计量单位：万元、公顷"}, parksRows, []string{"注：" + name + "的口径。", "填报人：" + name + "某"})["around.html"]
		r, err := c.Read(name+".html", []byte(strings.ReplaceAll(text, "江州市园林局", name)))
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, r)
	}
	sum, err := c.Sum(units, convert.SumOptions{Agency: "江州市"})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(sum.Reading.Report.Fields)
	if len(sum.Reading.Report.Fields) != 1 || sum.Reading.Report.Field("parks.unit") == nil {
		t.Errorf("the sum has %s", got)
	}
	for _, f := range convert.Formats() {
		var b bytes.Buffer
		if err := c.Write(&b, f, sum.Reading); err != nil {
			t.Fatal(err)
		}
		back, err := c.Read("sum"+f.Ext(), b.Bytes())
		if err != nil || back.Report.Cell("parks.total.cost").Value.String() != "361.5" || len(back.Report.Fields) != 1 {
			t.Errorf("%s of the sum: %v", f, err)
		}
	}
	older, err := c.Read("older.html", []byte(strings.ReplaceAll(shapes(nil, parksRows, []string{"注：去年的口径。"})["around.html"], "2024", "2023")))
	if err != nil {
		t.Fatal(err)
	}
	if d, err := c.Diff(older, units[0]); err != nil || len(d.Changes) != 0 {
		t.Errorf("two years: %v %v", err, d)
	}
}

// TestFieldsFilledIn: the empty workbook has an empty cell for each field but those that the
// form fills in, with a name; what is filled in is read, rows inserted or not.
func TestFieldsFilledIn(t *testing.T) {
	c, l := parks(t)
	var empty bytes.Buffer
	if err := convert.WriteBlank(&empty, l, nil); err != nil {
		t.Fatal(err)
	}
	for _, inserted := range []int{0, 2} {
		f, err := excelize.OpenReader(bytes.NewReader(empty.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		at := map[string][2]string{}
		for _, n := range f.GetDefinedName() {
			sheet, ref, _ := strings.Cut(n.RefersTo, "!")
			at[n.Name] = [2]string{strings.Trim(sheet, "'"), strings.ReplaceAll(ref, "$", "")}
		}
		for name, v := range map[string]any{
			"parks.big.area": 12.5, "parks.small.area": 2.5, "parks.big.cost": 100.5, "parks.small.cost": 20, "nianbao.agency": "江州市园林局", "nianbao.year": 2024,
			"nianbao.field.parks.note": "1.按实测。\n2.含人工。", "nianbao.field.parks.filler": "张三", "nianbao.field.parks.reviewer_phone": "0539-1", "nianbao.field.parks.day": "2025年1月20日",
		} {
			if at[name][0] == "" {
				t.Fatalf("no name %s", name)
			}
			if err := f.SetCellValue(at[name][0], at[name][1], v); err != nil {
				t.Fatal(err)
			}
		}
		sheet, day := at["nianbao.field.parks.day"][0], at["nianbao.field.parks.day"][1]
		_, y, _ := excelize.CellNameToCoordinates(day)
		if err := f.SetCellStr(sheet, fmt.Sprintf("A%d", y+1), "以上数据均已核对。"); err != nil {
			t.Fatal(err)
		}
		if inserted > 0 {
			if err := f.InsertRows(at["parks.big.area"][0], 2, inserted); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		r, err := c.Read("filled.xlsx", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		want := "number=园统1表; unit=万元、公顷; note=1.按实测。/2.含人工。; filler=张三; filler_phone=; reviewer=; reviewer_phone=0539-1; day=2025年1月20日; [parks]; 以上数据均已核对。"
		if got := fieldsOf(r.Report); got != want || r.Report.Cell("parks.total.cost").Value.String() != "120.5" || r.Report.Count(report.Error) > 0 {
			t.Errorf("%d rows inserted: got %s\nwant %s\n%v", inserted, got, want, r.Report.Findings)
		}
	}
}
