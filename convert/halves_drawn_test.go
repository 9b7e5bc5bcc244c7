package convert_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/filled"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// drawnForm is a form of two or three halves drawn by chance: heads in one or two rows,
// labels behind those of groups, captions, columns of figures or words. alike are heads of
// which no half has any of its own.
func drawnForm(rnd *rand.Rand, alike bool) string {
	var b strings.Builder
	b.WriteString("id: drawn\nname: 对照表\nclause: 附件\ntitle: \"{agency}{year}年对照表\"\ntitles: [对照表]\nsigns: [甲方第一项, 乙方第一项]\nsections:\n  - {id: all, heading: 一、对照情况, table: all}\ntables:\n  - id: all\n    name: 对照情况\n    size: 8\n")
	halves, heads := 2+rnd.IntN(2), 1+rnd.IntN(2)
	if alike {
		heads = 1
	}
	var blocks strings.Builder
	var widths []string
	for side := range halves {
		name := string([]rune("甲乙丙")[side]) + "方"
		columns, grouped := 1+rnd.IntN(2), rnd.IntN(3) == 0
		labels := 1
		if grouped {
			labels = 2
		}
		for range labels {
			widths = append(widths, "15")
		}
		fmt.Fprintf(&blocks, "      - beside: %v\n        head:\n", side > 0)
		head := fmt.Sprintf("{text: %s事项, colspan: %d}", name, labels)
		if alike {
			head = fmt.Sprintf("{text: 事项, colspan: %d}", labels)
		}
		for c := range columns {
			head += fmt.Sprintf(", {column: c%d}", c)
			widths = append(widths, "10")
		}
		if heads == 2 {
			fmt.Fprintf(&blocks, "          - [{text: %s, colspan: %d}]\n", name, labels+columns)
		}
		fmt.Fprintf(&blocks, "          - [%s]\n        columns:\n", head)
		for c := range columns {
			kind := []string{"amount", "count", "balance", "text"}[rnd.IntN(4)]
			fmt.Fprintf(&blocks, "          - {id: c%d, label: %s, kind: %s}\n", c, []string{"数额", "说明"}[c], kind)
		}
		blocks.WriteString("        rows:\n")
		n := 2 + rnd.IntN(7)
		free := 0 // the row below a group
		for i := range n {
			ordinal := string([]rune("一二三四五六七八九")[i])
			label := name + "第" + ordinal + "项"
			if i > 0 && i < n-1 && rnd.IntN(8) == 0 && !strings.Contains(blocks.String()[strings.LastIndex(blocks.String(), "rows:"):], "label: 其他") {
				label = "其他"
			}
			keys := ""
			if i == n-1 && n > 2 {
				label = "合计"
				if side > 0 {
					keys += ", level: r0_last"
				}
			}
			if grouped && i >= free {
				span := min(1+rnd.IntN(3), n-i)
				free = i + span
				if label == "合计" {
					keys += ", colspan: 2"
				} else {
					if i+span == n && n > 2 {
						span, free = span-1, n-1
					}
					keys += fmt.Sprintf(", groups: [{label: %s%s组, rowspan: %d}]", name, ordinal, max(span, 1))
				}
			}
			if rnd.IntN(6) == 0 {
				keys += fmt.Sprintf(", captions: [{label: %s%s类}]", name, ordinal)
			}
			if rnd.IntN(6) == 0 {
				keys += ", indent: 1"
			}
			id := fmt.Sprintf("r%d_%d", side, i)
			if i == n-1 {
				id = fmt.Sprintf("r%d_last", side)
			}
			fmt.Fprintf(&blocks, "          - {id: %s, label: %s%s}\n", id, label, keys)
		}
	}
	fmt.Fprintf(&b, "    widths: [%s]\n    blocks:\n%s", strings.Join(widths, ", "), strings.ReplaceAll(blocks.String(), "      - beside: false\n        head:", "      - head:"))
	return b.String()
}

// TestHalvesDrawn: forms of halves, whatever they are, are valid, and a report on them
// reads back from every output.
func TestHalvesDrawn(t *testing.T) {
	n := 25
	if long.Tests() {
		n = 600
	}
	for seed := range n {
		rnd := rand.New(rand.NewPCG(uint64(seed), 5))
		alike := seed%3 == 0
		text := drawnForm(rnd, alike)
		l, err := layouts.Parse("drawn.yaml", []byte(text))
		if err != nil {
			t.Errorf("%d: %v\n%s", seed, err, text)
			continue
		}
		c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
		if err != nil {
			t.Fatal(err)
		}
		r := filled.Report(l, "")
		r.Agency, r.Year = "某局", 2024
		for _, row := range r.Tables[0].Rows {
			spec, block := l.Tables[0].Row(row.ID)
			for i, cell := range row.Cells {
				switch kind := spec.KindOf(block.Columns[i]); {
				case rnd.IntN(5) == 0:
				case kind == layouts.Text:
					cell.Words = []string{"无", "合计", "12", "见附件", "甲方第二项", "乙方第一项"}[rnd.IntN(6)]
				case kind == layouts.Count:
					cell.Value = filled.Number(fmt.Sprint(rnd.IntN(3000)))
				default:
					cell.Value = filled.Number(fmt.Sprintf("%d.%d5", rnd.IntN(300), rnd.IntN(10)))
				}
			}
		}
		reading := &convert.Reading{Report: r, Layout: l}
		want := sidesOf(r)
		for _, f := range convert.Formats() {
			var b bytes.Buffer
			if err := c.Write(&b, f, reading); err != nil {
				t.Fatal(err)
			}
			back, err := c.Read("back"+f.Ext(), b.Bytes())
			if err != nil {
				t.Errorf("%d, %s: %v\n%s", seed, f, err, text)
			} else if got := sidesOf(back.Report); got != want && !(alike && f != convert.XLSX && f != convert.JSON && sureOf(back.Report, r)) {
				t.Errorf("%d, %s: got\n%s\nwant\n%s\n%v\n%s", seed, f, got, want, back.Report.Findings, text)
			}
		}
	}
}

// sureOf reports whether each cell of a report that is not open says what that of another
// does: where words of cells are labels of another half, and no head tells the halves,
// cells may stay open.
func sureOf(r, of *report.Report) bool {
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				if o := of.Cell(t.ID + "." + row.ID + "." + c.Column); !c.Open && (o == nil || o.Shown() != c.Shown()) {
					return false
				}
			}
		}
	}
	return true
}
