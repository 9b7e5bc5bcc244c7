package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestContents: a list of contents, however it is written, takes no heading away, and is
// said to be left out.
func TestContents(t *testing.T) {
	var headings []string
	for _, s := range layouts.Find("disclosure-2021").Sections {
		headings = append(headings, s.Heading)
	}
	list := func(format string) string {
		var b strings.Builder
		for i, h := range headings {
			text := strings.NewReplacer("H", h, "W", layouts.TrimOrdinal(h), "P", fmt.Sprint(1+i/2), "N", fmt.Sprint(i+1)).Replace(format)
			b.WriteString(text + "\n")
		}
		return b.String()
	}
	tests := []struct{ name, text string }{
		{"dots", "目录\nH……P"},
		{"many dots", "目　录\nH........................................P"},
		{"dots with spaces", "【目录】\nH . . . . . . . . P"},
		{"dots between words", "目次\nH ·········· 第P页"},
		{"dashes", "目录\nH---------- - P -"},
		{"tabs", "目 录\nH\tP"},
		{"a space", "目录\nH P"},
		{"bars", "目录\nH | P |"},
		{"pages on lines of their own", "目录\nH\nP"},
		{"neither dots nor pages", "目录\nH"},
		{"nor a title", "H"},
		{"no title, dots", "H……P"},
		{"no ordinals", "目录\nW……P"},
		{"neither ordinals nor dots", "目录\nW"},
		{"Arabic ordinals", "目录\nN. W P"},
		{"bullets", "目录\n• H"},
		{"with parts", "目录\nH……P\n　　（一）主动公开情况……P"},
		{"with annexes", "目录\nH……P\n附件：统计表……P"},
		{"worded otherwise", "目录\n第N部分 W有关情况……P"},
		{"a mark of Markdown", "[TOC]\nN. W"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			title, entries, found := strings.Cut(tt.text, "\n")
			toc := title + "\n" + list(entries)
			if !found {
				toc = list(title)
			}
			checkContents(t, page("甲局2024年政府信息公开工作年度报告\n\n"+toc+"\n根据条例编制。", "好。", "甲局\n2025年1月6日"), len(strings.Split(strings.TrimSpace(toc), "\n")))
		})
	}
	for name, toc := range map[string]string{
		"one line":           "目录 " + strings.Join(headings, " "),
		"one line with dots": "目录：" + strings.Join(headings, "……1 "),
		"a menu":             strings.Join(headings, " "),
	} {
		t.Run(name, func(t *testing.T) {
			checkContents(t, page("甲局2024年政府信息公开工作年度报告\n"+toc+"\n根据条例编制。", "好。", "甲局\n2025年1月6日"), 1)
		})
	}
	t.Run("behind the text", func(t *testing.T) {
		checkContents(t, page("甲局2024年政府信息公开工作年度报告\n根据条例编制。", "好。", "甲局\n2025年1月6日\n\n目录\n"+list("H")), 7)
	})
}

// checkContents asks for the sections of the form, nothing in them but their text, and
// the lines of the list in a finding.
func checkContents(t *testing.T, text string, lines int) {
	t.Helper()
	d, err := extract(t, text)
	if err != nil {
		t.Fatal(err)
	}
	var ids, paragraphs []string
	for _, s := range d.Report.Sections {
		ids = append(ids, s.ID)
		if s.Table != "" && s.Table != s.ID {
			t.Errorf("table %s stands in section %s", s.Table, s.ID)
		}
		paragraphs = append(paragraphs, s.Texts()...)
	}
	if got := strings.Join(ids, " "); got != "preamble overview proactive applications litigation problems other signature" {
		t.Errorf("got %s", got)
	}
	if got := strings.Join(paragraphs, "|"); got != "根据条例编制。|好。|仍有不足。|无。|甲局|2025年1月6日" {
		t.Errorf("got %s", got)
	}
	i := slices.IndexFunc(d.Report.Findings, func(f report.Finding) bool { return f.Code == "left-out" })
	if i < 0 || d.Report.Findings[i].Severity != report.Info || len(strings.Split(d.Report.Findings[i].Text, "\n")) != lines || d.Report.Findings[i].Line == 0 {
		t.Errorf("got %+v, want %d lines", d.Report.Findings, lines)
	}
}

// TestNoContents: headings that are the report's own stay, whatever they look like.
func TestNoContents(t *testing.T) {
	tests := []struct{ name, top, overview string }{
		{"a button", "甲局2024年政府信息公开工作年度报告\n目录", "好。"},
		{"one heading below the word", "甲局2024年政府信息公开工作年度报告\n目录", "2024年公开3条。"},
		{"items of a paragraph", "甲局2024年政府信息公开工作年度报告", "全年工作：\n（一）主动公开 1\n（二）依申请公开 2\n（三）平台建设 3"},
		{"figures behind words", "甲局2024年政府信息公开工作年度报告", "一是公开数 5\n二是答复数 6\n三是培训数 7"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := extract(t, page(tt.top, tt.overview, ""))
			if err != nil {
				t.Fatal(err)
			}
			overview := d.Report.Section("overview")
			if overview == nil || strings.Join(overview.Texts(), "\n") != tt.overview || overview.Heading != "一、总体情况" {
				t.Errorf("got %+v", overview)
			}
		})
	}
}
