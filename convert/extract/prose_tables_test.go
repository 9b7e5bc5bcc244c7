package extract

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// TestTextTables: what stands in the text as a table, a list, raised or as a note stays so.
func TestTextTables(t *testing.T) {
	const table = `{"table":[["科室","件数"],["办公室","12"]]}`
	tests := []struct{ name, text, want string }{
		{"bars", "情况如下：\n| 科室 | 件数 |\n| 办公室 | 12 |\n完。", `"情况如下：" ` + table + ` "完。"`},
		{"Markdown", "情况如下：\n\n| 科室 | 件数 |\n| --- | ---: |\n| 办公室 | 12 |\n\n完。", `"情况如下：" ` + table + ` "完。"`},
		{"a frame", "┌──┬──┐\n│科室│件数│\n├──┼──┤\n│办公室│12│\n└──┴──┘\n完。", table + ` "完。"`},
		{"HTML", "<p>情况如下：<table><tr><td>科室<td>件数<tr><td>办公室<td>12</table><p>完。", `"情况如下：" ` + table + ` "完。"`},
		{"HTML, cells over several places", "<table><tr><td rowspan=2>科室<td colspan=2>件数<tr><td>去年<td>今年<tr><td>办公室<td>1<td>2</table>", `{"table":[[{"text":"科室","rows":2},{"text":"件数","cols":2}],["去年","今年"],["办公室","1","2"]]}`},
		{"HTML, a column without text", "<table><tr><td>科室<td><td>件数<tr><td>办公室<td><td>12</table>", table},
		{"HTML, a table that lays out", "<table><tr><td>甲<td>乙</table><p>完。", `"甲 乙" "完。"`},
		{"HTML, two tables", "<table><tr><td>科室<td>件数<tr><td>办公室<td>12</table><table><tr><td>科室<td>件数<tr><td>办公室<td>12</table>", table + " " + table},
		{"tabs are none", "甲\t乙\n丙\t丁", `"甲\t乙" "丙\t丁"`},
		{"numbers of a list", "<ol start=3><li>甲<li>乙<ol type=a><li>丙</ol><li value=9>丁</ol>", `"3. 甲" "4. 乙" "a. 丙" "9. 丁"`},
		{"numbers that are not shown", "<ol style='list-style: none'><li>甲</ol><ol><li>（一）乙</ol><ul><li>丙</ul>", `"甲" "（一）乙" "丙"`},
		{"an item without text", "<ol><li></ol><p>办结12件", `"办结12件"`},
		{"an item that no tag ends", "<div><ol><li></div>办结12件", `"办结12件"`},
		{"an item of a paragraph", "<ol><li><p>甲</ol>", `"1. 甲"`},
		{"items that are figures", "<ol><li>187件<li>12</ol>", `"187件" "12"`},
		{"HTML, a span over a row without text", "<table><tr><td rowspan=2>科室<td>件数<tr><td><tr><td>办公室<td>12</table>", table},
		{"raised and lowered", "<p>面积5m<sup>2</sup>，CO<sub>2</sub>，见<sup>甲</sup>", `"面积5m²，CO₂，见甲"`},
		{"raised in Markdown", "面积5m^2^，H~2~O，3~5~7件。", `"面积5m²，H₂O，3~5~7件。"`},
		{"a note of Markdown", "公开12条[^a]。\n\n[^a]: 不含下属单位，\n只含机关。", `"公开12条¹。" "¹ 不含下属单位，只含机关。"`},
		{"a note that is not there", "公开12条[^a]。", `"公开12条[^a]。"`},
	}
	l := layouts.Find("disclosure-2021")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := "甲市教育局2024年政府信息公开工作年度报告\n\n一、总体情况\n\n" + tt.text + "\n\n五、存在的主要问题及改进情况\n\n仍有不足。\n"
			if strings.Contains(tt.text, "<") {
				text = "<html><body><h1>甲市教育局2024年政府信息公开工作年度报告</h1><h2>一、总体情况</h2>" + tt.text + "<h2>五、存在的主要问题及改进情况</h2><p>仍有不足。"
			}
			doc, err := source.Read("report", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			d, _, err := Extract(doc, "report", []*Form{newForm(l, "")})
			if err != nil {
				t.Fatal(err)
			}
			s := d.Report.Section("overview")
			if got := paragraphsAsData(t, s); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// paragraphsAsData writes the paragraphs of a section as the data have them.
func paragraphsAsData(t *testing.T, s *report.Section) string {
	var b bytes.Buffer
	if err := report.Encode(&b, &report.Report{Sections: []*report.Section{s}}); err != nil {
		t.Fatal(err)
	}
	var data struct {
		Sections []struct{ Paragraphs []json.RawMessage }
	}
	if err := json.Unmarshal(b.Bytes(), &data); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range data.Sections[0].Paragraphs {
		var flat bytes.Buffer
		if err := json.Compact(&flat, p); err != nil {
			t.Fatal(err)
		}
		all = append(all, flat.String())
	}
	return strings.Join(all, " ")
}
