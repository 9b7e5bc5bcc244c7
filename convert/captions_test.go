package convert_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// captionsForm has labels left of several rows, and captions between these.
const captionsForm = `id: staff
name: 人员情况表
clause: 附件
title: "{agency}{year}年人员情况表"
titles: [人员情况表]
signs: [在编人数, 退休人员]
sections:
  - {id: staff, heading: 一、人员情况, table: staff}
tables:
  - id: staff
    name: 人员情况
    widths: [24, 60, 30, 30]
    size: 10.5
    blocks:
      - head:
          - [{text: 类别, colspan: 2}, {column: planned}, {column: here}]
        columns:
          - {id: planned, label: 编制数, kind: count, unit: 人}
          - {id: here, label: 在编人数, kind: count, unit: 人}
        rows:
          - id: office
            label: 机关
            groups: [{label: 在职人员, rowspan: 3}]
            captions: [{label: 一、在职, align: center}]
          - id: teachers
            label: 教师
            indent: 1
            captions: [{label: 事业单位, mark: ——, align: left}]
          - {id: workers, label: 工勤, indent: 1, align: left}
          - {id: retired, label: 退休人员, colspan: 2, align: right, captions: [{label: 二、离退休}]}
          - {id: total, label: 合计, colspan: 2}
    rules:
      - {code: column-sum, each: columns, left: ["total.{each}"], op: "=", right: ["office.{each}", "teachers.{each}", "workers.{each}", "retired.{each}"], says: 合计等于各项之和}
`

// TestCaptionsInGroups: captions and labels left of several rows stand in one block, in
// every output, and read back as they were.
func TestCaptionsInGroups(t *testing.T) {
	l, err := layouts.Parse("staff.yaml", []byte(captionsForm))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	var grid []string
	for _, cell := range l.Tables[0].Grid().Cells {
		if cell.Kind == layouts.GroupCell || cell.Kind == layouts.CaptionCell {
			grid = append(grid, fmt.Sprintf("%s %d,%d %dx%d", cell.Text, cell.Row, cell.Col, cell.Rowspan, cell.Colspan))
		}
	}
	if got, want := strings.Join(grid, "; "), "一、在职 1,0 1x4; 在职人员 2,0 4x1; 事业单位 3,1 1x1; 二、离退休 6,0 1x4"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	const page = `<h1>甲局2024年人员情况表</h1><h2>一、人员情况</h2><table>
<tr><td colspan=2>类别</td><td>编制数</td><td>在编人数</td></tr>
<tr><td colspan=4>一、在职</td></tr>
<tr><td rowspan=4>在职人员</td><td>机关</td><td>20</td><td>18</td></tr>
<tr><td>事业单位</td><td>——</td><td>——</td></tr>
<tr><td>教师</td><td>300</td><td></td></tr>
<tr><td>工勤</td><td>7</td><td>6</td></tr>
<tr><td colspan=4>二、离退休</td></tr>
<tr><td colspan=2>退休人员</td><td>0</td><td>90</td></tr>
<tr><td colspan=2>合计</td><td>327</td><td>114</td></tr></table>`
	const want = "office 20,18;teachers 300,;workers 7,6;retired 0,90;total 327,114"
	for name, text := range map[string]string{
		"a.html": page,
		"a.md":   "# 甲局2024年人员情况表\n\n## 一、人员情况\n\n| 类别 | | 编制数 | 在编人数 |\n|---|---|---|---|\n| 一、在职 | | | |\n| 在职人员 | 机关 | 20 | 18 |\n| | 事业单位 | —— | —— |\n| | 教师 | 300 | |\n| | 工勤 | 7 | 6 |\n| 二、离退休 | | | |\n| 退休人员 | | 0 | 90 |\n| 合计 | | 327 | 114 |\n",
		"a.csv":  "甲局2024年人员情况表\n\n一、人员情况\n\n类别,,编制数,在编人数\n一、在职,,,\n在职人员,机关,20,18\n,事业单位,——,——\n,教师,300,\n,工勤,7,6\n二、离退休,,,\n退休人员,,0,90\n合计,,327,114\n",
	} {
		r, err := c.Read(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := sidesOf(r.Report); got != want {
			t.Errorf("%s: got %s\nwant %s\n%v", name, got, want, r.Report.Findings)
		}
		if name != "a.html" {
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
			} else if got := sidesOf(back.Report); got != want {
				t.Errorf("%s: got %s\nwant %s\n%v", f, got, want, back.Report.Findings)
			}
		}
	}
}
