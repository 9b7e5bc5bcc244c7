package convert_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// TestDraftLayout: an empty workbook of a form gives a layout with its merged cells,
// labels, groups and data, which reads a filled one.
func TestDraftLayout(t *testing.T) {
	f := excelize.NewFile()
	for at, text := range map[string]string{
		"A1": "部门收支总表", "A2": "项目", "C2": "本年收入", "E2": "支出", "C3": "财政拨款", "D3": "其他收入",
		"A4": "一、基本", "B4": "人员", "B5": "公用", "A6": "合计", "A7": "注：单位为万元。",
	} {
		if err := f.SetCellStr("Sheet1", at, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range []string{"A1:E1", "A2:B3", "C2:D2", "E2:E3", "A4:A5", "A6:B6", "A7:E7"} {
		from, to, _ := strings.Cut(m, ":")
		if err := f.MergeCell("Sheet1", from, to); err != nil {
			t.Fatal(err)
		}
	}
	var book bytes.Buffer
	if err := f.Write(&book); err != nil {
		t.Fatal(err)
	}
	text, err := convert.DraftLayout(book.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	l, err := layouts.Parse("draft.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	table := l.Tables[0]
	var rows []string
	for _, r := range table.Blocks[0].Rows {
		rows = append(rows, r.Label)
	}
	if got := strings.Join(rows, " "); got != "人员 公用 合计" || len(l.CellIDs()) != 9 || table.Grid().Rows != 5 || table.Blocks[0].Rows[0].Groups[0].Rowspan != 2 {
		t.Errorf("rows %s, %d cells:\n%s", got, len(l.CellIDs()), text)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Read("a.txt", []byte("甲局2024年部门收支总表\nSheet1\n项目\t\t财政拨款\t其他收入\t支出\n一、基本\t人员\t5\t6\t7\n\t公用\t1\t2\t3\n合计\t\t6\t8\t10\n"))
	if err != nil || r.Report.Cell("table1.r3.c3") == nil || r.Report.Cell("table1.r3.c3").Value.String() != "10" {
		t.Errorf("%v: the filled form is not read", err)
	}
	if notes := table.FieldsAt(layouts.Note); len(notes) != 1 || notes[0].Label != "注" || notes[0].Text != "单位为万元。" {
		t.Errorf("the note: %v", notes)
	}
	if _, err := convert.DraftLayout([]byte("PK")); err == nil {
		t.Error("a torn workbook is drafted")
	}
}

// TestDraftFields: what stands above and below a table of an empty workbook, with labels and
// colons, is drafted as its fields.
func TestDraftFields(t *testing.T) {
	f := excelize.NewFile()
	for at, text := range map[string]string{
		"A1": "园林情况表", "A2": "编制单位：", "C2": "单位：万元", "A3": "项目", "B3": "面积", "C3": "经费", "A4": "公园", "A5": "合计",
		"A6": "说明：按实测填写。", "A7": "填报人：", "B7": "审核人：", "C7": "填报日期：",
	} {
		if err := f.SetCellStr("Sheet1", at, text); err != nil {
			t.Fatal(err)
		}
	}
	var book bytes.Buffer
	if err := f.Write(&book); err != nil {
		t.Fatal(err)
	}
	text, err := convert.DraftLayout(book.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	l, err := layouts.Parse("draft.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, ref := range l.AllFields() {
		got = append(got, string(ref.Place)+" "+ref.Label+" "+ref.Text)
	}
	if want := "above 编制单位 |above 单位 万元|note 说明 按实测填写。|sign-off 填报人 |sign-off 审核人 |sign-off 填报日期 "; strings.Join(got, "|") != want || len(l.CellIDs()) != 4 {
		t.Errorf("got %s, %d cells\n%s", strings.Join(got, "|"), len(l.CellIDs()), text)
	}
}

// TestDraftHalves: labels that stand right of data again begin a half; what is drafted reads a
// filled workbook.
func TestDraftHalves(t *testing.T) {
	f := excelize.NewFile()
	rows := [][]any{
		{"部门收支总表"}, {nil, nil, nil, "单位：万元"}, {"收入", nil, "支出"}, {"项目", "预算数", "项目", "预算数"},
		{"一、财政拨款收入", nil, "一、一般公共服务支出"}, {"二、事业收入", nil, "二、教育支出"}, {nil, nil, "三、卫生健康支出"}, {"本年收入合计", nil, "本年支出合计"},
	}
	fill := func(rows [][]any) []byte {
		for i, row := range rows {
			must(t, f.SetSheetRow("Sheet1", "A"+itoa(i+1), &row))
		}
		var book bytes.Buffer
		must(t, f.Write(&book))
		return book.Bytes()
	}
	for _, m := range []string{"A1:D1", "A3:B3", "C3:D3"} {
		from, to, _ := strings.Cut(m, ":")
		must(t, f.MergeCell("Sheet1", from, to))
	}
	text, err := convert.DraftLayout(fill(rows))
	must(t, err)
	for _, want := range []string{`{id: a4, label: "本年收入合计", level: b4}`, "beside: true", `{id: b3, label: "三、卫生健康支出"}`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the draft has no %s:\n%s", want, text)
		}
	}
	l, err := layouts.Parse("draft.yaml", text)
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	rows[0] = []any{"江州市教育局2024年部门收支总表"}
	for i, values := range [][2]any{{5, 7}, {6, 8}, {nil, 9}, {11, 24}} {
		row := rows[4+i]
		rows[4+i] = []any{row[0], values[0], row[2], values[1]}
	}
	r := readAs(t, c, "a.xlsx", fill(rows)).Report
	for id, want := range map[string]string{"table1.a1.c1": "5", "table1.a4.c1": "11", "table1.b3.c1": "9", "table1.b4.c1": "24"} {
		if cell := r.Cell(id); cell == nil || cell.Value.String() != want {
			t.Errorf("%s is %v, want %s: %v", id, cell, want, r.Findings)
		}
	}
}
