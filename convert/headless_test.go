package convert_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// TestHeadless: of a form without headings, text stands where the source has it, between two
// tables, too, in every output; a sum and the empty workbook have all tables.
func TestHeadless(t *testing.T) {
	two := strings.Replace(parksForm, "tables:\n", "tables:\n"+secondTable, 1)
	l, err := layouts.Parse("two.yaml", []byte(two))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	page := "<h1>江州市园林局2024年公园绿地情况表</h1><p>前言。</p><table><tr><td>项目</td><td>株数</td></tr><tr><td>乔木</td><td>5</td></tr><tr><td>灌木</td><td>7</td></tr></table><p>第一张表后的话。</p><p>表二如下。</p><table>"
	for _, row := range strings.Split(parksRows, "\n") {
		page += "<tr><td>" + strings.ReplaceAll(row, "|", "</td><td>") + "</td></tr>"
	}
	r, err := c.Read("a.html", []byte(page+"</table><p>最后的话。</p><p>江州市园林局</p><p>2025年1月20日</p>"))
	if err != nil {
		t.Fatal(err)
	}
	const want = "前言。; [trees]; 第一张表后的话。; 表二如下。; [parks]; 最后的话。; 江州市园林局; 2025年1月20日"
	if got := fieldsOf(r.Report); got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
	for _, f := range convert.Formats() {
		var b bytes.Buffer
		if err := c.Write(&b, f, r); err != nil {
			t.Fatal(err)
		}
		back, err := c.Read("back"+f.Ext(), b.Bytes())
		if err != nil || fieldsOf(back.Report) != want {
			t.Errorf("%s reads back as %s, %v", f, fieldsOf(back.Report), err)
		}
	}
	other, err := c.Read("b.html", []byte(strings.ReplaceAll(page, "江州市", "乙县")+"</table>"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := c.Sum([]*convert.Reading{r, other}, convert.SumOptions{Agency: "江州市"})
	if err != nil || sum.Reading.Report.Cell("trees.bush.number").Value.String() != "14" {
		t.Errorf("the sum: %v", err)
	}
	var empty bytes.Buffer
	if err := convert.WriteBlank(&empty, l, nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&empty)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.GetSheetList(), " "); got != "封面 填表说明 前言 树木情况 公园绿地情况 落款 核对" {
		t.Errorf("the empty workbook has the sheets %s", got)
	}
	for cell, label := range map[string]string{"A4": "填报单位", "A5": "报告期", "A7": "表式"} {
		if got, _ := f.GetCellValue("封面", cell); got != label {
			t.Errorf("the cover has %q at %s, want %q", got, cell, label)
		}
	}
}

const secondTable = `  - id: trees
    name: 树木情况
    widths: [60, 48]
    size: 10.5
    blocks:
      - head:
          - [{text: 项目}, {column: number}]
        columns:
          - {id: number, label: 株数, kind: count}
        rows:
          - {id: tree, label: 乔木}
          - {id: bush, label: 灌木}
`
