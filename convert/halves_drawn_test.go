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
	var blocks, widths strings.Builder
	halves, heads := 2+rnd.IntN(2), 1+rnd.IntN(2)
	if alike {
		heads = 1
	}
	for side := range halves {
		labels, columns := 1+rnd.IntN(3)/2, 1+rnd.IntN(2)
		widths.WriteString(strings.Repeat("15, ", labels) + strings.Repeat("10, ", columns))
		if side > 0 {
			blocks.WriteString("      - beside: true\n        head:\n")
		} else {
			blocks.WriteString("      - head:\n")
		}
		drawnHeads(&blocks, rnd, side, labels, columns, heads, alike)
		blocks.WriteString("        rows:\n")
		drawnRows(&blocks, rnd, side, labels > 1)
	}
	const top = "id: drawn\nname: 对照表\nclause: 附件\ntitle: \"{agency}{year}年对照表\"\ntitles: [对照表]\nsigns: [甲方第一项, 乙方第一项]\n" +
		"sections:\n  - {id: all, heading: 一、对照情况, table: all}\ntables:\n  - id: all\n    name: 对照情况\n    size: 8\n"
	return top + "    widths: [" + strings.TrimSuffix(widths.String(), ", ") + "]\n    blocks:\n" + blocks.String()
}

func sideName(side int) string { return string([]rune("甲乙丙")[side]) + "方" }

func drawnHeads(b *strings.Builder, rnd *rand.Rand, side, labels, columns, heads int, alike bool) {
	own := sideName(side)
	if heads == 2 {
		fmt.Fprintf(b, "          - [{text: %s, colspan: %d}]\n", own, labels+columns)
	}
	if alike {
		own = ""
	}
	fmt.Fprintf(b, "          - [{text: %s事项, colspan: %d}", own, labels)
	for c := range columns {
		fmt.Fprintf(b, ", {column: c%d}", c)
	}
	b.WriteString("]\n        columns:\n")
	for c := range columns {
		kind := []string{"amount", "count", "balance", "text"}[rnd.IntN(4)]
		fmt.Fprintf(b, "          - {id: c%d, label: %s, kind: %s}\n", c, []string{"数额", "说明"}[c], kind)
	}
}

func drawnRows(b *strings.Builder, rnd *rand.Rand, side int, grouped bool) {
	n := 2 + rnd.IntN(7)
	free, other := 0, false // the row below a group; a row 其他 is there
	for i := range n {
		name, ordinal, keys := sideName(side), string([]rune("一二三四五六七八九")[i]), ""
		id, label := fmt.Sprintf("r%d_%d", side, i), name+"第"+ordinal+"项"
		last := i == n-1 && n > 2
		switch {
		case last:
			label = "合计"
			if side > 0 {
				keys += ", level: r0_last"
			}
		case i > 0 && i < n-1 && !other && rnd.IntN(8) == 0:
			label, other = "其他", true
		}
		if i == n-1 {
			id = fmt.Sprintf("r%d_last", side)
		}
		switch {
		case !grouped || i < free:
		case last:
			keys += ", colspan: 2"
		default:
			span := min(1+rnd.IntN(3), n-i)
			if i+span == n && n > 2 {
				span--
			}
			free = i + max(span, 1)
			keys += fmt.Sprintf(", groups: [{label: %s%s组, rowspan: %d}]", name, ordinal, max(span, 1))
		}
		if rnd.IntN(6) == 0 {
			keys += fmt.Sprintf(", captions: [{label: %s%s类}]", name, ordinal)
		}
		if rnd.IntN(6) == 0 {
			keys += ", indent: 1"
		}
		fmt.Fprintf(b, "          - {id: %s, label: %s%s}\n", id, label, keys)
	}
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

// TestHalvesBesideLists: a form of halves and of rows that repeat, whose entries are called
// as rows of the halves are, keeps both apart, in every output.
func TestHalvesBesideLists(t *testing.T) {
	items := catalogueForm[strings.Index(catalogueForm, "  - id: items"):]
	form := strings.Replace(sidesForm, "sections:\n", "sections:\n  - {id: list, heading: 二、决策事项, table: items}\n", 1) + items
	l, err := layouts.Parse("both.yaml", []byte(strings.Replace(form, "id: sides\nname", "id: both\nname", 1)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	d := drawSides(rand.New(rand.NewPCG(1, 7)), 0)
	_, list, _ := strings.Cut(string(cataloguePage(fmt.Sprintf(spanning, "15"), "1|养护支出|门票收入|2024年6月|是|10", "2|合计|捐赠收入|2024年7月|否|5")), "<h2>")
	list = "<h2>" + strings.Replace(list, "一、", "二、", 1)
	page := strings.Replace(string(sidesShapes[0].write(d)), "</body>", list, 1)
	r, err := c.Read("a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range d.want {
		if cell := r.Report.Cell(id); cell == nil || cell.Value.String() != want {
			t.Errorf("%s: got %v, want %s", id, cell, want)
		}
	}
	want := sidesOf(r.Report)
	if !strings.HasSuffix(want, ";item[1] 1,养护支出,门票收入,2024-06,是,10;item[2] 2,合计,捐赠收入,2024-07,否,5;total 15") {
		t.Errorf("got %s\n%v", want, r.Report.Findings)
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
			t.Errorf("%s: got\n%s\nwant\n%s\n%v", f, got, want, back.Report.Findings)
		}
	}
}

// TestHalvesTwice: of two tables of halves with the same labels, the headings tell which is
// which.
func TestHalvesTwice(t *testing.T) {
	_, table, _ := strings.Cut(sidesForm, "tables:\n")
	other := strings.Replace(strings.Replace(table, "id: sides", "id: public", 1), "name: 收支情况", "name: 拨款收支情况", 1)
	form := strings.Replace(sidesForm, "sections:\n", "sections:\n  - {id: public, heading: 二、拨款收支情况, table: public}\n", 1) + other
	l, err := layouts.Parse("two.yaml", []byte(strings.Replace(form, "id: sides\nname", "id: two\nname", 1)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	a, b := drawSides(rand.New(rand.NewPCG(1, 8)), 0), drawSides(rand.New(rand.NewPCG(2, 8)), 0)
	_, second, _ := strings.Cut(string(sidesShapes[0].write(b)), "</h2>")
	page := strings.Replace(string(sidesShapes[0].write(a)), "</body>", "<h2>二、拨款收支情况</h2>"+second, 1)
	r, err := c.Read("a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range a.want {
		if cell := r.Report.Cell(id); cell == nil || cell.Value.String() != want {
			t.Errorf("%s: got %v, want %s", id, cell, want)
		}
	}
	for id, want := range b.want {
		id = "public" + strings.TrimPrefix(id, "sides")
		if cell := r.Report.Cell(id); cell == nil || cell.Value.String() != want {
			t.Errorf("%s: got %v, want %s", id, cell, want)
		}
	}
	alone := strings.ReplaceAll(page, "<h2>", "<p>") // no heading tells: nothing is taken of one for the other in silence
	r, err = c.Read("a.html", []byte(alone))
	if err != nil {
		return
	}
	told := toldCells(r.Report)
	for id, want := range a.want {
		if cell := r.Report.Cell(id); cell != nil && !cell.Open && cell.Value.String() != want && !told[id] {
			t.Errorf("%s: got %v, want %s", id, cell, want)
		}
	}
}
