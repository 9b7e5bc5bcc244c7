package typeset

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// filled is a table of the layout with the same value in every cell.
func filled(t testing.TB, layout, id, value string) (*layouts.Table, *report.Table) {
	t.Helper()
	n, err := report.ParseNumber(value)
	if err != nil {
		t.Fatal(err)
	}
	l := layouts.Find(layout).Table(id)
	r := &report.Table{ID: id}
	for _, b := range l.Blocks {
		for _, row := range b.Rows {
			rr := &report.Row{ID: row.ID}
			for _, c := range b.Columns {
				rr.Cells = append(rr.Cells, &report.Cell{Column: c.ID, Value: n})
			}
			r.Rows = append(r.Rows, rr)
		}
	}
	return l, r
}

func tableOf(t testing.TB, layout, id, value string) *setTable {
	s := &setter{metrics: plain{}}
	return s.newTable(filled(t, layout, id, value))
}

// TestFigures holds that figures of any length stand within their cells.
func TestFigures(t *testing.T) {
	for _, value := range []string{"0", "99999", "123456789", "123456789012.1234", "-123456789012345678"} {
		for _, l := range layouts.Builtin() {
			for _, lt := range l.Tables {
				tab := tableOf(t, l.ID, lt.ID, value)
				for i := range tab.cells {
					c := &tab.cells[i]
					for _, sp := range c.lines {
						width := c.piece.natural(sp.from, sp.end)
						room := (tab.edges[c.Col+c.Colspan] - tab.edges[c.Col]) / c.size
						if width > room && c.piece.squeezed(sp.from, sp.end) > room {
							t.Errorf("%s %s: %q is %.1f em wide in a cell of %.1f", l.ID, lt.ID, c.Text, width, room)
						}
					}
				}
			}
		}
	}
}

func TestValue(t *testing.T) {
	l, r := filled(t, "disclosure-2019", "proactive", "12.50")
	row := r.Row("procurement")
	row.Cells[0].Open, row.Cells[0].Value = true, report.Number{}
	row.Cells[1].Unit = "元"
	r.Row("fees").Cells = nil
	var got []string
	for _, c := range l.Grid().Cells {
		if c.Kind == layouts.DataCell && (c.Line.ID == "procurement" || c.Line.ID == "fees") {
			text, open := value(c, r)
			got = append(got, fmt.Sprintf("%s.%s %q %v", c.Line.ID, c.Column.ID, text, open))
		}
	}
	want := []string{`fees.previous "" false`, `fees.change "" false`, `procurement.projects "" true`, `procurement.amount "12.50元" false`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLabels(t *testing.T) {
	tests := []struct {
		text  string
		width float64
		want  string
	}{
		{"社会公益组织", 4.2, "社会公益|组织"},
		{"社会公益组织", 3.2, "社会|公益|组织"},
		{"法律服务机构", 3.2, "法律|服务|机构"},
		{"商业企业", 3.2, "商业|企业"},
		{"自然人", 3.2, "自然人"},
		{"结果维持", 2.9, "结果|维持"},
		{"三、本年度办理结果", 4.2, "三、|本年度|办理结果"},
		{"（三）不予公开", 6.1, "（三）|不予公开"},
		{"未经复议直接起诉", 5, "未经复议|直接起诉"},
		{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 24.3, "（本列数据的勾稽关系为：|第一项加第二项之和，等于第三项加第四项之和）"},
		{"要求行政机关确认或重新出具已获取信息", 13, "要求行政机关确认|或重新出具已获取信息"},
	}
	for _, tt := range tests {
		p := pieceOf(tt.text)
		var got []string
		for _, sp := range p.shaped(tt.width, 1, p.words) {
			got = append(got, tt.text[3*sp.from:3*sp.end])
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s in %.1f em: got %s, want %s", tt.text, tt.width, s, tt.want)
		}
	}
}

// TestParts divides the longest table wherever it may begin: no row is lost, twice
// there or cut, the head stands on every page, nothing runs over the foot.
func TestParts(t *testing.T) {
	tab := tableOf(t, "disclosure-2021", "applications", "7")
	head := tab.grid.Blocks[0].Data
	for y := top; y < bottom; y += 7 {
		var parts []tablePart
		tab.parts(y, 0, func() float64 { return top }, func(p tablePart) { parts = append(parts, p) })
		next := 0
		for i, p := range parts {
			rows := p.rows
			if i > 0 && next > head {
				if !slices.Equal(rows[:head], []int{0, 1, 2}) {
					t.Fatalf("begun at %.0f, part %d has no head: %v", y, i, rows)
				}
				rows = rows[head:]
			}
			for _, r := range rows {
				if r != next {
					t.Fatalf("begun at %.0f, row %d follows row %d", y, r, next-1)
				}
				next++
			}
			if len(rows) > head && p.y+p.depth() > bottom+0.01 {
				t.Errorf("begun at %.0f, part %d ends at %.0f", y, i, p.y+p.depth())
			}
		}
		if next != tab.grid.Rows {
			t.Errorf("begun at %.0f, %d of %d rows are printed", y, next, tab.grid.Rows)
		}
	}
}

// TestCutLabel holds that a label over rows on two pages can be read on both.
func TestCutLabel(t *testing.T) {
	tab := tableOf(t, "disclosure-2021", "applications", "7")
	for k := tab.grid.Blocks[0].Data + 3; k < tab.grid.Rows-1; k++ {
		for _, rows := range [][]int{tab.span(0, k), tab.span(k, tab.grid.Rows)} {
			page := &Page{}
			tab.draw(page, tablePart{rows: rows, heights: tab.heights(rows), y: top})
			text := ""
			for _, x := range page.Texts {
				text += string(x.Runes)
			}
			if !strings.Contains(text, "三、本年度办理结果") {
				t.Errorf("cut before row %d, 三、本年度办理结果 is not on a page of rows %d to %d", k, rows[0], rows[len(rows)-1])
			}
			within(t, tab, page)
		}
	}
}

// within holds that no two texts of a page of the table overlap.
func within(t *testing.T, tab *setTable, page *Page) {
	t.Helper()
	for i, a := range page.Texts {
		for _, b := range page.Texts[i+1:] {
			wa, wb := a.At[len(a.At)-1]+a.Size/2, b.At[len(b.At)-1]+b.Size/2
			if a.X < b.X+wb && b.X < a.X+wa && math.Abs(a.Y-b.Y) < min(a.Size, b.Size)*0.9 {
				t.Errorf("%q at %.0f, %.0f stands on %q at %.0f, %.0f", string(a.Runes), a.X, a.Y, string(b.Runes), b.X, b.Y)
			}
		}
	}
}

// TestTableBeforeSignature holds that the signature never stands alone behind a table.
func TestTableBeforeSignature(t *testing.T) {
	for n := range 25 {
		_, rt := filled(t, "disclosure-2021", "applications", "1")
		r := &report.Report{Layout: "disclosure-2021", Title: "年报", Tables: []*report.Table{rt}, Sections: []*report.Section{
			{ID: "overview", Heading: "一、总体情况", Paragraphs: report.Prose(strings.Repeat("公开", 14*n+20))},
			{ID: "applications", Heading: "三、申请", Table: "applications"},
			{ID: "signature", Paragraphs: report.Prose("示范市", "2025年1月26日")}}}
		doc := plan(r)
		last := doc.Pages[len(doc.Pages)-1]
		if len(last.Rules) == 0 {
			t.Errorf("with %d lines before the table, the signature stands alone", n)
		}
		for i, p := range doc.Pages {
			checkPage(t, i+1, p)
		}
	}
}

// TestRules holds that rules enclose each cell and cross none.
func TestRules(t *testing.T) {
	tab := tableOf(t, "disclosure-2019", "proactive", "7")
	rows := tab.from(0)
	page := &Page{}
	p := tablePart{rows: rows, heights: tab.heights(rows), y: top}
	tab.draw(page, p)
	tops := []float64{top}
	for _, h := range p.heights {
		tops = append(tops, tops[len(tops)-1]+h)
	}
	drawn := func(x, y float64, level bool) bool {
		return slices.ContainsFunc(page.Rules, func(r Rule) bool {
			if level {
				return math.Abs(r.Y1-y) < 0.01 && r.Y1 == r.Y2 && r.X1 <= x && x <= r.X2
			}
			return math.Abs(r.X1-x) < 0.01 && r.X1 == r.X2 && r.Y1 <= y && y <= r.Y2
		})
	}
	for _, c := range tab.cells {
		x1, x2, y1, y2 := tab.edges[c.Col], tab.edges[c.Col+c.Colspan], tops[c.Row], tops[c.Row+c.Rowspan]
		mx, my := (x1+x2)/2+0.3, (y1+y2)/2+0.3
		if !drawn(mx, y1, true) || !drawn(mx, y2, true) || !drawn(x1, my, false) || !drawn(x2, my, false) {
			t.Errorf("%q is not enclosed", c.Text)
		}
		for _, r := range page.Rules {
			if r.Y1 == r.Y2 && r.Y1 > y1+0.1 && r.Y1 < y2-0.1 && r.X1 < mx && mx < r.X2 || r.X1 == r.X2 && r.X1 > x1+0.1 && r.X1 < x2-0.1 && r.Y1 < my && my < r.Y2 {
				t.Errorf("%q is crossed by a rule", c.Text)
			}
		}
	}
}
