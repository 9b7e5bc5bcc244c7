package convert_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestTurnedNumber: the number of a page whose table lies across it stands against the
// text there, and is no text of the report.
func TestTurnedNumber(t *testing.T) {
	var wide report.Paragraph
	for y := range 3 {
		var row []report.TextCell
		for x := range 18 {
			row = append(row, report.TextCell{Text: fmt.Sprintf("第%d项%d", y, x)})
		}
		wide.Table = append(wide.Table, row)
	}
	l, c := layouts.Find("disclosure-2021"), converter(t)
	r := &report.Report{Layout: l.ID, Title: "甲局2024年政府信息公开工作年度报告", Agency: "甲局", Year: 2024, Tables: wordReport(l, 1).Tables,
		Sections: []*report.Section{{ID: "overview", Heading: "一、总体情况", Paragraphs: append(append(report.Prose("情况如下。"), wide), report.Prose("完。")...)}}}
	for _, f := range []convert.Format{convert.PDF, convert.OFD} {
		var b bytes.Buffer
		if err := c.Write(&b, f, &convert.Reading{Report: r, Layout: l}); err != nil {
			t.Fatal(err)
		}
		back, err := c.Read("a"+f.Ext(), b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, p := range back.Report.Section("overview").Paragraphs {
			texts = append(texts, p.Text)
		}
		if !slices.Equal(texts, []string{"情况如下。", "", "完。"}) {
			t.Errorf("%s: %q", f, texts)
		}
	}
}
