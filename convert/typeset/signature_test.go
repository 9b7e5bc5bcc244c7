package typeset

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/golden"
	"github.com/nianbao/nianbao/convert/report"
)

func TestAgencies(t *testing.T) {
	tests := map[string][]string{
		"示例区教育局 示例区发展和改革委员会 示例区卫生健康局": {"示例区教育局", "示例区发展和改革委员会", "示例区卫生健康局"},
		"示例区教育局、示例区卫生健康局":             {"示例区教育局", "示例区卫生健康局"},
		"示例县 人民政府":    {"示例县 人民政府"},
		"示例县人民政府 办公室": {"示例县人民政府", "办公室"},
		"教 育 局":       {"教 育 局"},
		"":            nil,
	}
	for line, want := range tests {
		if got := agencies(line); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", line, got, want)
		}
	}
}

// placed is where each line of the last pages stands, in characters from the left of the
// type area and lines from its top.
func placed(doc *Document, from int) string {
	var b strings.Builder
	for i, p := range doc.Pages {
		if i >= from {
			fmt.Fprintf(&b, "page %d\n", i+1)
			for _, x := range p.linesOf(0) {
				fmt.Fprintf(&b, "%5.1f %5.1f %-5s %5.2f %s\n", (x.X-left)/pitch, (x.Y-top-rise*x.Size)/lead, x.Role, x.Size, string(x.Runes))
			}
		}
	}
	return b.String()
}

// TestEnds shows the ends of reports: signatures of every kind, and annexes.
func TestEnds(t *testing.T) {
	long := "中国（上海）自由贸易试验区临港新片区管理委员会行政审批和政务服务监督管理办公室"
	tests := []struct {
		name  string
		lines []string
		more  []*report.Section
	}{
		{"joint", []string{"示例区教育局 示例区发展和改革委员会 示例区卫生健康局", "2025年1月20日"}, nil},
		{"name and date on one line", []string{"示例区教育局2025年01月20日"}, nil},
		{"date in numerals", []string{"示例区教育局", "二〇二五年一月二十日"}, nil},
		{"long name", []string{long, "2025年1月20日"}, nil},
		{"what stands below", []string{"示例区教育局", "2025年1月20日", "（此件公开发布）", "扫一扫在手机打开当前页"}, nil},
		{"a note", []string{"示例区教育局", "2025年1月20日", "注：本年报中的数据截至2024年12月31日。"}, nil},
		{"text before the name", []string{"特此报告。", "示例区教育局", "2025年1月20日"}, nil},
		{"date alone", []string{"2025年1月20日"}, nil},
		{"annex behind the date", []string{"示例区教育局", "2025年1月20日", "附件1", "示例区教育局2024年度依申请公开统计分析表", "本附件说明有关数据。", "附件2", "名单。"}, nil},
		{"annex as a section", []string{"示例区教育局", "2025年1月20日"}, []*report.Section{{ID: "other", Heading: "附件", Paragraphs: report.Prose("统计表的说明", "（一）口径。按收到之日计。", "二、范围")}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sections := []*report.Section{{ID: "other", Heading: "六、其他需要报告的事项", Paragraphs: report.Prose("无。")}, {ID: report.Signature, Paragraphs: report.Prose(tt.lines...)}}
			doc := plan(&report.Report{Layout: "disclosure-2021", Title: "年报", Sections: append(sections, tt.more...)})
			checkParts(t, doc)
			for i, p := range doc.Pages {
				checkPage(t, i+1, p)
			}
			golden.Compare(t, "testdata/ends/"+strings.ReplaceAll(tt.name, " ", "_")+".golden", placed(doc, 0)+doc.structure())
		})
	}
}

// TestCases shows pages that were seen to be set badly once: the title of 61
// characters, English text, lines with one character left.
func TestCases(t *testing.T) {
	for _, name := range []string{"title60", "english", "edge"} {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat("testdata/" + name + ".json"); err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, "testdata/"+name+".golden", placed(plan(sample(t, name)), 0))
		})
	}
}
