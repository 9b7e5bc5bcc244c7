package convert_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// catalogueForm is a form of rows that repeat, with words of each kind and a total.
const catalogueForm = `id: catalogue
name: 重大行政决策事项目录
clause: 国令第713号
title: "{agency}{year}年度重大行政决策事项目录"
titles: [重大行政决策事项目录]
signs: [决策事项名称, 承办单位]
sections:
  - {id: list, heading: 一、决策事项, table: items}
tables:
  - id: items
    name: 决策事项
    widths: [12, 50, 34, 20, 20, 20]
    size: 9
    blocks:
      - head:
          - [{column: no}, {column: name}, {column: office}, {column: due}, {column: heard}, {column: cost}]
        columns:
          - {id: no, label: 序号, kind: count, counted: true}
          - {id: name, label: 决策事项名称, kind: text}
          - {id: office, label: 承办单位, kind: text}
          - {id: due, label: 完成时间, kind: date}
          - {id: heard, label: 是否听证, kind: yes-no}
          - {id: cost, label: 预算（万元）, kind: amount, unit: 万元}
        rows:
          - {id: item, repeat: true}
          - {id: total, label: 合计, over: [no, name, office, due, heard]}
    rules:
      - {code: column-sum, left: [total.cost], op: "=", right: [item.cost], says: 合计等于各项之和}
`

func catalogue(t *testing.T) (*convert.Converter, *layouts.Layout) {
	t.Helper()
	l, err := layouts.Parse("catalogue.yaml", []byte(catalogueForm))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// cataloguePage is a page with rows of cells between heads and total.
func cataloguePage(total string, rows ...string) []byte {
	var b strings.Builder
	b.WriteString("<html><body><h1>甲县2024年度重大行政决策事项目录</h1><h2>一、决策事项</h2><table><tr><th>序号</th><th>决策事项名称</th><th>承办单位</th><th>完成时间</th><th>是否听证</th><th>预算（万元）</th></tr>")
	for _, row := range rows {
		b.WriteString("<tr>")
		for _, cell := range strings.Split(row, "|") {
			b.WriteString("<td>" + cell + "</td>")
		}
		b.WriteString("</tr>")
	}
	b.WriteString(total + "</table></body></html>")
	return []byte(b.String())
}

const spanning = `<tr><td colspan="5">合计</td><td>%s</td></tr>`

// TestRecords: rows that repeat are read as they stand, whatever they say, and every output
// reads back as they were read: what is open stays open, and no row is lost.
func TestRecords(t *testing.T) {
	one, two := "1|综合交通规划|交通局|2024年6月|是|1200.50", "2|学校布局|教育局|2024-09-30|否|0"
	sum := fmt.Sprintf(spanning, "1200.50")
	for _, tt := range []struct {
		name  string
		total string
		rows  []string
		want  string // the rows: what they show, ? for what is open
	}{
		{"two", sum, []string{one, two}, "1,综合交通规划,交通局,2024-06,是,1200.50 2,学校布局,教育局,2024-09-30,否,0 1200.50"},
		{"none", fmt.Sprintf(spanning, "0"), nil, "0"},
		{"none but a blank one", fmt.Sprintf(spanning, "0"), []string{"|||||"}, "0"},
		{"alike", fmt.Sprintf(spanning, "2401.00"), []string{one, one}, "1,综合交通规划,交通局,2024-06,是,1200.50 1,综合交通规划,交通局,2024-06,是,1200.50 2401.00"},
		{"called as the total is", sum, []string{one, "|合计|教育局|2024年|否|0"}, "1,综合交通规划,交通局,2024-06,是,1200.50 ,合计,教育局,2024,否,0 1200.50"},
		{"first called as the total is", sum, []string{"|合计|教育局|2024年|否|0", one}, ",合计,教育局,2024,否,0 1,综合交通规划,交通局,2024-06,是,1200.50 1200.50"},
		{"a cell too few", sum, []string{one, "2|学校布局|教育局|否|0"}, "1,综合交通规划,交通局,2024-06,是,1200.50 ?,?,?,?,?,? 1200.50"},
		{"no date", sum, []string{"1|综合交通规划|交通局|年底|是|1200.50"}, "1,综合交通规划,交通局,?,是,1200.50 1200.50"},
		{"a date of another age", sum, []string{"1|综合交通规划|交通局|1024年6月|是|1200.50"}, "1,综合交通规划,交通局,?,是,1200.50 1200.50"},
		{"blanks", sum, []string{"1|综合交通规划|||是|1200.50"}, "1,综合交通规划,,,是,1200.50 1200.50"},
		{"figures as words", sum, []string{"1|2024|12|2024年|是|1200.50"}, "1,2024,12,2024,是,1200.50 1200.50"},
		{"a long text", sum, []string{"1|" + strings.Repeat("综合交通规划", 400) + "|交通局|2024年6月|是|1200.50"}, "1," + strings.Repeat("综合交通规划", 400) + ",交通局,2024-06,是,1200.50 1200.50"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := catalogue(t)
			r, err := c.Read("a.html", cataloguePage(tt.total, tt.rows...))
			if err != nil {
				t.Fatal(err)
			}
			if got := recordsOf(r.Report); got != tt.want {
				t.Errorf("got %s\nwant %s\n%v", got, tt.want, r.Report.Findings)
			}
			for _, f := range convert.Formats() {
				var b bytes.Buffer
				if err := c.Write(&b, f, r); err != nil {
					t.Fatal(err)
				}
				back, err := c.Read("back"+f.Ext(), b.Bytes())
				if err != nil {
					t.Errorf("%s: %v", f, err)
				} else if got := recordsOf(back.Report); got != tt.want {
					t.Errorf("%s reads back as %s\nwant %s", f, got, tt.want)
				}
			}
		})
	}
}

func recordsOf(r *report.Report) string {
	var rows []string
	for _, table := range r.Tables {
		for _, row := range table.Rows {
			var cells []string
			for _, c := range row.Cells {
				text := c.Shown()
				if c.Open {
					text = "?"
				}
				cells = append(cells, text)
			}
			rows = append(rows, strings.Join(cells, ","))
		}
	}
	return strings.Join(rows, " ")
}

// TestRecordsFilledIn: the empty workbook, filled in by a program that calculates nothing,
// with rows inserted, reads as it shows, its total as the sum of the rows.
func TestRecordsFilledIn(t *testing.T) {
	c, l := catalogue(t)
	var empty bytes.Buffer
	if err := convert.WriteBlank(&empty, l, nil); err != nil {
		t.Fatal(err)
	}
	for _, filled := range []int{1, 9, 10, 14} {
		f, err := excelize.OpenReader(bytes.NewReader(empty.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		sheet := f.GetSheetList()[1]
		for _, name := range f.GetSheetList() {
			if rows, err := f.SearchSheet(name, "决策事项名称"); err == nil && len(rows) > 0 {
				sheet = name
			}
		}
		head, err := f.SearchSheet(sheet, "决策事项名称")
		if err != nil || len(head) != 1 {
			t.Fatalf("%v: heads at %v", err, head)
		}
		_, y, _ := excelize.CellNameToCoordinates(head[0])
		if filled > 10 {
			if err := f.InsertRows(sheet, y+2, filled-10); err != nil {
				t.Fatal(err)
			}
		}
		var want []string
		for i := range filled {
			for x, v := range []any{i + 1, fmt.Sprintf("事项%d", i+1), "教育局", "2024年6月", "是", 3} {
				at, _ := excelize.CoordinatesToCellName(x+1, y+1+i)
				if err := f.SetCellValue(sheet, at, v); err != nil {
					t.Fatal(err)
				}
			}
			want = append(want, fmt.Sprintf("%d,事项%d,教育局,2024-06,是,3", i+1, i+1))
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		r, err := c.Read("filled.xlsx", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := recordsOf(r.Report), strings.Join(want, " ")+" "+fmt.Sprint(3*filled); got != want {
			t.Errorf("%d rows: got %s\nwant %s\n%v", filled, got, want, r.Report.Findings)
		}
	}
}

// TestRecordsMany: a list of a thousand rows is read and written; one that is no list of a
// form is refused, whatever it is read from.
func TestRecordsMany(t *testing.T) {
	c, _ := catalogue(t)
	rows := func(n int) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprintf("%d|事项%d|教育局|2024年6月|是|1", i+1, i+1))
		}
		return list
	}
	r, err := c.Read("a.html", cataloguePage(fmt.Sprintf(spanning, "1000"), rows(1000)...))
	if err != nil || len(r.Report.Findings) > 0 {
		t.Fatalf("%v %v", err, r)
	}
	for _, f := range convert.Formats() {
		var b bytes.Buffer
		if err := c.Write(&b, f, r); err != nil {
			t.Fatal(err)
		}
		back, err := c.Read("back"+f.Ext(), b.Bytes())
		if err != nil || recordsOf(back.Report) != recordsOf(r.Report) {
			t.Errorf("%s: %v: not the same rows", f, err)
		}
	}
	many := layouts.MostRepeated + 1
	data := `{"layout": "catalogue", "tables": {"items": {"item": [` + strings.TrimSuffix(strings.Repeat("{},", many), ",") + `]}}}`
	for name, in := range map[string][]byte{"a.html": cataloguePage("", rows(many)...), "a.json": []byte(data)} {
		if _, err := c.Read(name, in); convert.Code(err) != "too-large" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRecordsBeyondTotal: a total whose formula no program has calculated, and which leaves
// rows out, is not the sum of all: it stays open, and says so.
func TestRecordsBeyondTotal(t *testing.T) {
	c, l := catalogue(t)
	var empty bytes.Buffer
	if err := convert.WriteBlank(&empty, l, nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(empty.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	sheet, at := "", ""
	for _, name := range f.GetSheetList() {
		if found, err := f.SearchSheet(name, "合计"); err == nil && len(found) == 1 {
			sheet, at = name, found[0]
		}
	}
	_, total, err := excelize.CellNameToCoordinates(at)
	if err != nil {
		t.Fatal(err)
	}
	for y := total - 10; y < total; y++ {
		for x, v := range []any{y, "事项", "教育局", "2024年6月", "是", 3} {
			cell, _ := excelize.CoordinatesToCellName(x+1, y)
			if err := f.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	sum, _ := excelize.CoordinatesToCellName(6, total)
	few := fmt.Sprintf("F%d:F%d", total-10, total-4)
	if err := f.SetCellFormula(sheet, sum, fmt.Sprintf(`IF(COUNT(%s)=0,"",SUM(%s))`, few, few)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	r, err := c.Read("filled.xlsx", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	cell := r.Report.Cell("items.total.cost")
	if told := strings.Contains(fmt.Sprint(r.Report.Findings), "items.total.cost"); cell == nil || !cell.Open || !told {
		t.Errorf("got %+v: %v", cell, r.Report.Findings)
	}
}
