package typeset

import (
	"testing"

	"github.com/nianbao/nianbao/convert/internal/golden"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestTurned: a table whose figures need it is set across a sheet of its own, its heading
// with it; the number of the page and the text below stay upright.
func TestTurned(t *testing.T) {
	_, rt := filled(t, "disclosure-2021", "litigation", "12345678901")
	r := &report.Report{Layout: "disclosure-2021", Title: "年报", Tables: []*report.Table{rt}, Sections: []*report.Section{
		{ID: "overview", Heading: "一、总体情况", Paragraphs: report.Prose("做好公开。")},
		{ID: "litigation", Heading: "四、政府信息公开行政复议、行政诉讼情况", Table: "litigation"},
		{ID: "problems", Heading: "五、存在的主要问题及改进情况", Paragraphs: report.Prose("仍有不足。")},
	}}
	doc := plan(r)
	checkParts(t, doc)
	if len(doc.Pages) != 3 || doc.Pages[0].Turned != nil || doc.Pages[1].Turned == nil || doc.Pages[2].Turned != nil {
		t.Fatalf("%d pages", len(doc.Pages))
	}
	page := doc.Pages[1]
	if len(page.Texts) != 1 || string(page.Texts[0].Runes) != "— 2 —" || len(page.Rules) > 0 {
		t.Errorf("upright stand %d texts", len(page.Texts))
	}
	for _, x := range page.Turned.Texts {
		if x.X < 35*mm-0.01 || x.X+x.End > 260*mm+0.01 || x.Y < 28*mm || x.Y > 184*mm || x.Role == song && x.Size < smallest {
			t.Errorf("%q stands at %.2f, %.2f mm in %.1f points", string(x.Runes), x.X/mm, x.Y/mm, x.Size)
		}
	}
	golden.Compare(t, "testdata/turned.golden", page.Turned.text())
}

// TestTurnedParts: a long table is divided across sheets, each with its head.
func TestTurnedParts(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	r := filledReport(t, l, 3)
	_, rt := filled(t, l.ID, "applications", "123456789012345678")
	*r.Table("applications") = *rt
	doc := plan(r)
	checkParts(t, doc)
	turned := 0
	for i, p := range doc.Pages {
		checkPage(t, i+1, &Page{Texts: p.Texts, Rules: p.Rules})
		if p.Turned == nil {
			continue
		}
		turned++
		for _, rule := range p.Turned.Rules {
			if rule.X1 < 35*mm-0.01 || rule.X2 > 260*mm+0.01 || rule.Y1 < 28*mm-0.01 || rule.Y2 > 184*mm+0.01 {
				t.Errorf("page %d: a rule lies at %v", i+1, rule)
			}
		}
	}
	if turned < 2 {
		t.Errorf("%d pages are turned", turned)
	}
}
