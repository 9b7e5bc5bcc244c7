package typeset

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

// textRows makes a table of texts.
func textRows(rows, columns int, text func(y, x int) string) report.Paragraph {
	p := report.Paragraph{Table: make([][]report.TextCell, rows)}
	for y := range p.Table {
		for x := range columns {
			p.Table[y] = append(p.Table[y], report.TextCell{Text: text(y, x)})
		}
	}
	return p
}

// TestTextTables: a table in the text is ruled; across the sheet where it is wide; and
// text where no page holds it. No character is lost.
func TestTextTables(t *testing.T) {
	short := func(y, x int) string { return fmt.Sprintf("第%d行%d列", y, x) }
	tests := []struct {
		name           string
		table          report.Paragraph
		rules, turned  bool
		pages, tagRows int
	}{
		{"small", textRows(3, 3, short), true, false, 1, 3},
		{"over pages", textRows(60, 4, short), true, false, 3, 60},
		{"wide", textRows(3, 20, func(y, x int) string { return fmt.Sprint(y, x) }), true, true, 2, 3},
		{"too wide", textRows(3, 40, func(y, x int) string { return fmt.Sprint(y, x) }), false, false, 1, 0},
		{"a row higher than a page", textRows(2, 3, func(y, x int) string { return strings.Repeat("公开", 800*y+1) }), false, false, 9, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := plan(&report.Report{Layout: "disclosure-2021", Title: "年报", Sections: []*report.Section{
				{ID: "overview", Heading: "一、总体情况", Paragraphs: append(append(report.Prose("情况如下："), tt.table), report.Prose("完。")...)}}})
			rules, turned, rows := false, false, 0
			var drawn strings.Builder
			for _, p := range doc.Pages {
				for _, page := range []*Page{p, p.Turned} {
					if page == nil {
						continue
					}
					rules = rules || len(page.Rules) > 0
					for _, text := range page.Texts {
						if text.Part > 0 {
							drawn.WriteString(string(text.Runes))
						}
					}
				}
				turned = turned || p.Turned != nil
			}
			for _, part := range doc.Parts {
				if part.Kind == RowPart {
					rows++
				}
			}
			if rules != tt.rules || turned != tt.turned || len(doc.Pages) != tt.pages || rows != tt.tagRows {
				t.Errorf("rules %v, across %v, %d pages, %d rows", rules, turned, len(doc.Pages), rows)
			}
			want := strings.Join(strings.Fields("年报一、总体情况情况如下："+tt.table.Plain()+"完。"), "")
			count := map[rune]int{}
			for _, r := range drawn.String() {
				count[r]++
			}
			for _, r := range want {
				if count[r]--; count[r] < 0 {
					t.Fatalf("%q is lost", r)
				}
			}
		})
	}
}
