package convert_test

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// twoTablesForm has amounts in two tables, and one line above them that says their unit.
const twoTablesForm = `id: two
name: 采购季报
clause: 附件
title: "{agency}{year}年{period}采购季报"
titles: [采购季报]
signs: [采购金额]
tables:
  - id: sums
    name: 汇总
    widths: [40, 30]
    blocks:
      - head:
          - [{text: 项目}, {column: real}]
        columns:
          - {id: real, label: 采购金额, kind: amount, unit: 万元}
        rows:
          - {id: goods, label: 货物}
          - {id: works, label: 工程}
    fields:
      - {id: unit, label: 单位, place: above, text: 万元}
  - id: projects
    name: 项目
    widths: [16, 70, 30]
    blocks:
      - head:
          - [{column: no}, {column: name}, {column: deal}]
        columns:
          - {id: no, label: 序号, kind: count, counted: true}
          - {id: name, label: 项目名称, kind: text, key: true}
          - {id: deal, label: 成交金额, kind: amount, unit: 万元}
        rows:
          - {id: item, repeat: true}
    fields:
      - {id: note, label: 注, place: note}
`

// TestUnitsOfTables: a unit that is stated once, above, in a corner, in a note, is that of the
// amounts it is said of; nothing of it is passed over, and nothing is said of what is as due.
func TestUnitsOfTables(t *testing.T) {
	l, err := layouts.Parse("two.yaml", []byte(twoTablesForm))
	must(t, err)
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	must(t, err)
	for _, tt := range []struct{ name, above, corner, between, head, below, want string }{
		{"as due", "单位：万元", "项目", "", "成交金额", "", ""},
		{"as due, in other words", "金额单位：人民币万元", "项目", "", "成交金额", "", ""},
		{"above all", "单位：元", "项目", "", "成交金额", "", "元 元"},
		{"above each", "单位：元", "项目", "单位：万元", "成交金额", "", "元 "},
		{"above all but for a head", "单位：元", "项目", "", "成交金额（万元）", "", "元 "},
		{"in a corner", "", "项目（单位：元）", "", "成交金额", "", "元 "},
		{"a corner without a colon", "", "项目\\单位（元）", "", "成交金额", "", "元 "},
		{"the corner alone", "", "单位：元", "", "成交金额", "", "元 "},
		{"between", "", "项目", "单位：元", "成交金额", "", " 元"},
		{"in a note", "", "项目", "", "成交金额", "注：本表金额单位为元。", " 元"},
		{"in a sentence", "", "项目", "", "成交金额", "本表金额单位均为元。", " 元"},
	} {
		page := "<h1>江州市财政局2024年第三季度采购季报</h1><p>" + tt.above + "</p><table><tr><td>" + tt.corner + "</td><td>采购金额</td></tr><tr><td>货物</td><td>1100</td></tr><tr><td>工程</td><td>2850</td></tr></table><p>" + tt.between + "</p><table><tr><td>序号</td><td>项目名称</td><td>" + tt.head + "</td></tr><tr><td>1</td><td>电脑</td><td>110.5</td></tr></table><p>" + tt.below + "</p>"
		r := readAs(t, c, "a.html", []byte(page)).Report
		if got := r.Cell("sums.works.real").Unit + " " + r.Cell("projects.item[1].deal").Unit; strings.TrimSpace(got) != strings.TrimSpace(tt.want) || tt.want != "" && got != tt.want {
			t.Errorf("%s: the units are %q, want %q: %v", tt.name, got, tt.want, r.Findings)
		}
		told := toldCells(r)
		if units := strings.Split(tt.want+" ", " "); told["sums.works.real"] != (units[0] != "") || told["projects.item[1].deal"] != (tt.want != "" && units[1] != "") {
			t.Errorf("%s: it says %v", tt.name, r.Findings)
		}
	}
}
