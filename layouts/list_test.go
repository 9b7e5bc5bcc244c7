package layouts

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// listForm is a list: labels, units and values, with captions between the rows.
const listForm = `id: list
name: 统计表
clause: 附件
title: "{agency}{year}年统计表"
sections:
  - {id: all, heading: 统计表, table: all}
tables:
  - id: all
    name: 统计表
    widths: [100, 20, 30]
    blocks:
      - head:
          - [{text: 指标}, {text: 单位}, {column: count}]
        columns:
          - {id: count, label: 统计数, kind: count}
        units: true
        rows:
          - id: total
            label: （一）总数
            unit: 件
            indent: 1
            captions:
              - {label: 一、申请, variants: [申请情况], mark: ——}
              - {label: 说明}
          - {id: part, label: 其中：网络, unit: 件, indent: 3}
          - {id: fees, label: 二、费用, kind: amount, unit: 万元, doubtful: 100}
    rules:
      - {code: implausible, left: [total.count], op: ">=", right: [part.count], says: 其中数不大于总数}
`

func TestList(t *testing.T) {
	l, err := Parse("list.yaml", []byte(listForm))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[CellKind]string{HeadCell: "head", CaptionCell: "caption", UnitCell: "unit", LabelCell: "label", DataCell: "data"}
	var got []string
	for _, c := range l.Tables[0].Grid().Cells {
		got = append(got, fmt.Sprintf("%d,%d+%d %s %s", c.Row, c.Col, c.Colspan, kinds[c.Kind], c.Text))
	}
	want := []string{
		"0,0+1 head 指标", "0,1+1 head 单位", "0,2+1 head 统计数",
		"1,0+1 caption 一、申请", "1,1+1 unit ——", "1,2+1 unit ——",
		"2,0+3 caption 说明",
		"3,0+1 label （一）总数", "3,1+1 unit 件", "3,2+1 data ",
		"4,0+1 label 其中：网络", "4,1+1 unit 件", "4,2+1 data ",
		"5,0+1 label 二、费用", "5,1+1 unit 万元", "5,2+1 data ",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	row, b := l.Tables[0].Row("fees")
	if row.DoubtfulOf(b.Columns[0]) != 100 {
		t.Error("the row's own bound does not count")
	}
}

func TestInvalidList(t *testing.T) {
	const widths = "widths: [100, 20, 30]" // what is wrong with them shows in the block
	tests := []struct{ name, old, new, msg string }{
		{"row without unit", "label: 其中：网络, unit: 件", "label: 其中：网络", "needs a unit"},
		{"indent", "indent: 3", "indent: -1", "indent"},
		{"caption without label", "- {label: 说明}", "- {mark: ——}", "caption needs a label"},
		{"indent of a caption", "{label: 说明}", "{label: 说明, indent: -2}", "indent"},
		{"caption with a value", "{label: 说明}", "{label: 说明, count: 5}", "count"},
		{"a group without a place", "label: 其中：网络,", "label: 其中：网络, groups: [{label: 左}],", "wide"},
		{"no place for units", widths, "widths: [100, 30]", "wide"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(listForm, tt.old) {
				t.Fatalf("the layout does not have %q", tt.old)
			}
			_, err := Parse("form.yaml", []byte(strings.Replace(listForm, tt.old, tt.new, 1)))
			var invalid *InvalidError
			if !errors.As(err, &invalid) || !strings.Contains(invalid.Why.Error(), tt.msg) {
				t.Fatalf("got %v, want %q", err, tt.msg)
			}
			at := 1 + strings.Count(listForm[:strings.Index(listForm, tt.old)], "\n")
			if tt.old != widths && (invalid.Line < at-1 || invalid.Line > at+1) || invalid.Column < 1 {
				t.Errorf("placed at %d:%d, the change is at line %d", invalid.Line, invalid.Column, at)
			}
		})
	}
}
