package xlsx

import (
	"reflect"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestTextTables: tables in the text come back from the workbook, whatever stands beside
// them on the sheet.
func TestTextTables(t *testing.T) {
	cell := func(text string) report.TextCell { return report.TextCell{Text: text} }
	small := report.Paragraph{Table: [][]report.TextCell{{cell("科室"), cell("件数")}, {cell("办公室"), cell("=1")}, {cell("人事科"), cell("")}}}
	spans := report.Paragraph{Table: [][]report.TextCell{
		{{Text: "各科室", Cols: 3}}, {{Text: "科室", Rows: 2}, {Text: "公开条数", Cols: 2}}, {cell("2023年"), cell("2024年")}, {cell("办公室"), cell("12"), cell("15")}}}
	narrow := report.Paragraph{Table: spans.Table[1:]}
	for name, paragraphs := range map[string][]report.Paragraph{
		"alone":           {small},
		"two":             {small, spans},
		"between text":    append(append(report.Prose("如下："), spans), report.Prose("又如下：", "完。")...),
		"behind a table":  append(append(report.Prose("如下："), small), narrow),
		"first and last":  {spans, small},
		"none, with text": report.Prose("一段。"),
	} {
		for _, id := range []string{"overview", "applications"} {
			t.Run(name+" "+id, func(t *testing.T) {
				if id == "applications" && name != "alone" && name != "behind a table" {
					t.Skip("a row over all columns reads as a paragraph below the form's table")
				}
				r := filled(t, layouts.Find("disclosure-2021"), nil)
				r.Section(id).Paragraphs = paragraphs
				got := read(t, written(t, r))
				if s := got.Section(id); s == nil || !reflect.DeepEqual(s.Paragraphs, paragraphs) {
					t.Errorf("got %+v, want %+v", s.Paragraphs, paragraphs)
				}
				for i, s := range r.Sections {
					if g := got.Sections[i]; g.ID != s.ID || g.Heading != s.Heading {
						t.Errorf("section %d is %s %q", i, g.ID, g.Heading)
					}
				}
			})
		}
	}
}

// TestTextTableTooLarge: a table in the text that no sheet can hold, and one that somebody
// made too wide, are text.
func TestTextTableTooLarge(t *testing.T) {
	long := strings.Repeat("长", maxText)
	r := filled(t, layouts.Find("disclosure-2021"), nil)
	r.Section("overview").Paragraphs = []report.Paragraph{{Table: [][]report.TextCell{{{Text: "科室"}, {Text: long}}, {{Text: "办公室"}, {Text: "12"}}}}}
	all := ""
	for _, p := range read(t, written(t, r)).Section("overview").Texts() {
		all += p
	}
	if !strings.Contains(all, long) || !strings.Contains(all, "科室") || !strings.Contains(all, "12") {
		t.Errorf("%d bytes of %d are there", len(all), len(long))
	}
}
