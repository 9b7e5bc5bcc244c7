package typeset

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/golden"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func sample(t testing.TB, name string) *report.Report {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func plan(r *report.Report) *Document { return Plan(r, layouts.Find(r.Layout), plain{}) }

// text is what stands on the page, a run a line: place in mm, face, size, text.
func (p *Page) text() string {
	var b strings.Builder
	for _, t := range p.Texts {
		fmt.Fprintf(&b, "%6.2f %6.2f %-5s %5.2f %s\n", t.X/mm, t.Y/mm, t.Role, t.Size, string(t.Runes))
	}
	for _, r := range p.Rules {
		fmt.Fprintf(&b, "%6.2f %6.2f rule to %.2f %.2f\n", r.X1/mm, r.Y1/mm, r.X2/mm, r.Y2/mm)
	}
	for _, s := range p.Shades {
		fmt.Fprintf(&b, "%6.2f %6.2f open %.2f × %.2f\n", s.X/mm, s.Y/mm, s.W/mm, s.H/mm)
	}
	return b.String()
}

func TestPages(t *testing.T) {
	for _, name := range []string{"001", "002"} {
		t.Run(name, func(t *testing.T) {
			doc := plan(sample(t, name))
			var b strings.Builder
			for i, p := range doc.Pages {
				fmt.Fprintf(&b, "page %d\n%s", i+1, p.text())
			}
			for _, m := range doc.Bookmarks {
				fmt.Fprintf(&b, "bookmark %d %s: page %d, %.2f mm\n", m.Level, m.Title, m.Page+1, m.Y/mm)
			}
			b.WriteString(doc.structure())
			golden.Compare(t, "testdata/"+name+".golden", b.String())
		})
	}
}

// linesOf joins the runs of the lines of a page from a run on, without its number.
func (p *Page) linesOf(from int) []Text {
	var lines []Text
	for _, x := range p.Texts[from : len(p.Texts)-1] {
		if n := len(lines); n > 0 && lines[n-1].Y == x.Y && lines[n-1].X < x.X {
			lines[n-1].Runes = append(slices.Clone(lines[n-1].Runes), x.Runes...)
			continue
		}
		lines = append(lines, x)
	}
	return lines
}

// checkPage holds that all stands within the type area, but for the number.
func checkPage(t *testing.T, n int, p *Page) {
	t.Helper()
	const slip = 0.01
	for i, x := range p.Texts {
		if i == len(p.Texts)-1 {
			continue
		}
		last := len(x.Runes) - 1
		width, _ := plain{}.Advance(x.Role, x.Runes[last])
		end := x.X + x.At[last] + x.Size*(width-blankRight(char{r: x.Runes[last], kind: kindOf(x.Runes[last]), width: width}))
		if x.X < left-slip || end > left+measure+slip || x.Y < top || x.Y > bottom {
			t.Errorf("page %d: %q stands at %.2f–%.2f, %.2f mm", n, string(x.Runes), x.X/mm, end/mm, x.Y/mm)
		}
	}
	for _, r := range p.Rules {
		if r.X1 < left-slip || r.X2 > left+measure+slip || r.Y1 < top-slip || r.Y2 > bottom+slip {
			t.Errorf("page %d: a rule lies at %v", n, r)
		}
	}
}

func TestGrid(t *testing.T) {
	r := &report.Report{Layout: "disclosure-2021", Title: "年报", Sections: []*report.Section{
		{ID: "overview", Heading: "一、总体情况", Paragraphs: report.Prose(strings.Repeat("政府信息公开工作坚持以公开为常态", 200))},
	}}
	doc := plan(r)
	for i, p := range doc.Pages {
		checkPage(t, i+1, p)
	}
	second := doc.Pages[1].Texts
	lines := second[:len(second)-1]
	if len(lines) != 22 {
		t.Fatalf("%d lines a page, want 22", len(lines))
	}
	for i, l := range lines {
		if len(l.Runes) != 28 {
			t.Errorf("line %d has %d characters, want 28", i, len(l.Runes))
		}
		if want := 37*mm + float64(i)*(225*mm-15.75)/21 + 0.88*15.75; math.Abs(l.Y-want) > 0.01 {
			t.Errorf("line %d stands at %.2f, want %.2f", i, l.Y, want)
		}
		if step := l.At[27] / 27; math.Abs(step-(156*mm-15.75)/27) > 0.001 {
			t.Errorf("line %d has a pitch of %.3f", i, step)
		}
	}
	odd, even := doc.Pages[0].Texts, doc.Pages[1].Texts
	if x := odd[len(odd)-1]; string(x.Runes) != "— 1 —" || x.Size != 14 || x.X < 150*mm {
		t.Errorf("number of page 1: %+v", x)
	}
	if x := even[len(even)-1]; string(x.Runes) != "— 2 —" || math.Abs(x.X-28*mm-14) > 0.01 {
		t.Errorf("number of page 2: %+v", x)
	}
}

func TestTitle(t *testing.T) {
	tests := []struct{ name, title, agency, want string }{
		{"short", "2024年政府信息公开年报", "", "2024年政府信息公开年报"},
		{"agency, year, form", "杭州市医疗保障局2020年政府信息公开工作年度报告", "杭州市医疗保障局", "杭州市医疗保障局2020年|政府信息公开工作年度报告"},
		{"spaces", "医疗保障局 2023 年政府信息公开工作年度报告", "医疗保障局", "医疗保障局 2023 年|政府信息公开工作年度报告"},
		{"long agency", "呼伦贝尔市鄂伦春自治旗人力资源和社会保障局2024年政府信息公开工作年度报告", "呼伦贝尔市鄂伦春自治旗人力资源和社会保障局",
			"呼伦贝尔市鄂伦春自治旗|人力资源和社会保障局2024年|政府信息公开工作年度报告"},
		{"none", "", "宿迁市", "宿迁市2024年|政府信息公开工作年度报告"},
		{"none, and no year", "", "", "政府信息公开工作年度报告"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := plan(&report.Report{Layout: "disclosure-2021", Title: tt.title, Agency: tt.agency, Year: 2024 * min(len(tt.title+tt.agency), 1)})
			var lines []string
			for _, x := range doc.Pages[0].Texts[:len(doc.Pages[0].Texts)-1] {
				lines = append(lines, string(x.Runes))
				if middle := x.X + (x.At[len(x.At)-1]+x.Size)/2; math.Abs(middle-105*mm-mm) > 6*mm {
					t.Errorf("the middle of %s is at %.1f mm", string(x.Runes), middle/mm)
				}
			}
			if got := strings.Join(lines, "|"); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestLevels(t *testing.T) {
	tests := []struct{ name, text, role, head string }{
		{"heading", "（一）主动公开情况", kai, "（一）主动公开情况"},
		{"run-in", "（一）加强领导。为确保公开", kai, "（一）加强领导。"},
		{"half-width brackets", "(二) 依申请公开。2023年", kai, "(二) 依申请公开。"},
		{"label", "（三）机构：办公室", kai, "（三）机构："},
		{"no heading", "（一）" + strings.Repeat("公开", 30) + "。", fang, ""},
		{"first level", "七、附则", hei, "七、附则"},
		{"a sentence that begins like a heading", "一、公开。二、透明。", fang, ""},
		{"third level", "1.公开意识。不足", fang, ""},
		{"plain", "一是公开。", fang, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			role, head := level(tt.text)
			if role != tt.role || tt.text[:head] != tt.head {
				t.Errorf("got %s %q, want %s %q", role, tt.text[:head], tt.role, tt.head)
			}
		})
	}
}

func TestSignature(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		x, y  float64 // where they begin, in characters from the right of the measure
	}{
		{"name the longer", []string{"河东区医疗保障局", "2025年1月26日"}, 10, 8},
		{"date the longer", []string{"财政局", "2025年12月26日"}, 12.25, 10.25},
		{"no date", []string{"河东区医疗保障局"}, 10, 0},
		{"lines of one paragraph", []string{"河东区医疗保障局\n2025年1月26日"}, 10, 8},
		{"names the shorter", []string{"财政局", "税务局", "2025年12月26日"}, 12.25, 12.25},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := plan(&report.Report{Layout: "disclosure-2021", Title: "年报", Sections: []*report.Section{
				{ID: "other", Heading: "六、其他", Paragraphs: report.Prose("无。")}, {ID: "signature", Paragraphs: report.Prose(tt.lines...)}}})
			texts := doc.Pages[0].Texts
			lines := len(unbroken(report.Prose(tt.lines...)))
			texts = texts[len(texts)-1-lines : len(texts)-1]
			for i, want := range []float64{tt.x, tt.y}[:min(lines, 2)] {
				if got := (left + measure - texts[i].X) / pitch; math.Abs(got-want) > 0.2 {
					t.Errorf("line %d begins %.2f characters from the right, want %.2f", i, got, want)
				}
			}
			if gap := texts[0].Y - doc.Pages[0].Texts[len(doc.Pages[0].Texts)-2-lines].Y; math.Abs(gap-2*lead) > 0.1 {
				t.Errorf("the name stands %.1f points below the text, want %.1f", gap, 2*lead)
			}
		})
	}
}

// TestEnclosures: the list of enclosures below the text, and what stands in
// brackets below the date.
func TestEnclosures(t *testing.T) {
	long := "示范市2024年政府信息公开工作情况统计表及说明（含各县区各部门）"
	doc := plan(&report.Report{Layout: "disclosure-2021", Title: "年报", Sections: []*report.Section{
		{ID: "other", Heading: "六、其他", Paragraphs: report.Prose("无。", "附件：1."+long, "2.名单", "1.正文")},
		{ID: "signature", Paragraphs: report.Prose("河东区医疗保障局", "2025年1月26日", "（此件公开发布）")}}})
	var got []string
	for _, x := range doc.Pages[0].linesOf(2) {
		got = append(got, fmt.Sprintf("%.1f %.0f %s", (x.X-left)/pitch, (x.Y-top-rise*body)/lead, string(x.Runes)))
	}
	want := []string{"2.0 5 无。", "2.0 7 附件：1.示范市2024年政府信息公开工作情况统计表及说", "6.0 8 明（含各县区各部门）", "5.0 9 2.名单", "5.0 10 1.正文",
		"18.0 12 河东区医疗保障局", "20.0 13 2025年1月26日", "2.0 14 （此件公开发布）"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSignatureNeverAlone fills pages line by line: wherever the signature falls,
// text stands above it.
func TestSignatureNeverAlone(t *testing.T) {
	for n := range 30 {
		r := &report.Report{Layout: "disclosure-2021", Title: "年报", Sections: []*report.Section{
			{ID: "other", Heading: "六、其他", Paragraphs: report.Prose(strings.Repeat("公开", 14*n+20))},
			{ID: "signature", Paragraphs: report.Prose("河东区医疗保障局", "2025年1月26日")}}}
		doc := plan(r)
		last := doc.Pages[len(doc.Pages)-1].Texts
		if len(last) < 5 || !strings.Contains(string(last[0].Runes), "公开") && !strings.Contains(string(last[0].Runes), "年报") {
			t.Errorf("%d lines: the last page begins with %q and has %d runs", n, string(last[0].Runes), len(last))
		}
		for i, p := range doc.Pages {
			checkPage(t, i+1, p)
		}
	}
}

// all joins the characters of a document, without spaces and page numbers.
func all(doc *Document) string {
	var b strings.Builder
	for _, p := range doc.Pages {
		for _, x := range p.Texts[:len(p.Texts)-1] {
			b.WriteString(string(x.Runes))
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}

func TestNothingLost(t *testing.T) {
	for _, name := range []string{"000", "001", "002", "003"} {
		r := sample(t, name)
		doc := plan(r)
		rest := all(doc)
		want := []string{doc.Title}
		for _, s := range r.Sections {
			want = append(append(want, s.Heading), s.Texts()...)
		}
		for _, w := range want {
			w = strings.Join(strings.Fields(w), "")
			at := strings.Index(rest, w)
			if at < 0 {
				t.Fatalf("%s: %q is lost", name, w)
			}
			rest = rest[at+len(w):]
		}
		for i, p := range doc.Pages {
			checkPage(t, i+1, p)
		}
	}
}

// TestEmptySections holds that headings without text are printed, and do not draw
// each other to the next page.
func TestEmptySections(t *testing.T) {
	_, rt := filled(t, "disclosure-2021", "applications", "1")
	r := &report.Report{Layout: "disclosure-2021", Title: "年报", Tables: []*report.Table{rt}, Sections: []*report.Section{
		{ID: "overview", Heading: "一、总体情况"}, {ID: "proactive", Heading: "二、主动公开", Table: "proactive"},
		{ID: "applications", Heading: "三、申请", Table: "applications"}, {ID: "other", Heading: "六、其他"}}}
	doc := plan(r)
	var got []string
	for _, m := range doc.Bookmarks {
		got = append(got, fmt.Sprintf("%s %d", m.Title, m.Page+1))
	}
	if want := "[一、总体情况 1 二、主动公开 1 三、申请 1 六、其他 2]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
