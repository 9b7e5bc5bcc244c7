package claims_test

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"收到 １,２００ 件。办结3件！": {"收到1,200件", "办结3件"},
		"没有句号":        {"没有句号"},
		"。。":          nil,
		"其中：甲3件；乙4件。": {"其中：甲3件；乙4件"},
	} {
		if got := slices.Collect(claims.Sentences(text)); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	if got, want := slices.Collect(claims.Sentences("甲3件；乙4件。", '；')), []string{"甲3件", "乙4件"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := slices.Collect(claims.Clauses("收到1,200件，其中（甲）3件")), []string{"收到1,200件", "其中", "甲", "3件"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRead: what a sentence states of this year's cells, and what it does not.
func TestRead(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	for _, tt := range []struct {
		name, text, stated string
		year               int
	}{
		{"a plain figure", "2024年共收到政府信息公开申请1,205件。", "1,205", 2024},
		{"Chinese numerals", "共收到政府信息公开申请十二件。", "十二", 2024},
		{"words alone", "本年度未收到政府信息公开申请。", "0", 2024},
		{"another year", "2023年共收到政府信息公开申请5件。", "", 2024},
		{"last year", "去年共收到政府信息公开申请5件。", "", 2024},
		{"a change", "收到政府信息公开申请同比增加5件。", "", 2024},
		{"a year that is not known", "2024年共收到政府信息公开申请5件。", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := &report.Report{Year: tt.year, Sections: []*report.Section{{ID: "overview", Paragraphs: report.Prose(tt.text), Line: 7}}}
			got := ""
			for _, c := range claims.Read(l, r) {
				if c.Spec.Cells[0][0] == "applications.received.total" {
					got = c.Stated
					if c.Line != 7 {
						t.Errorf("line %d", c.Line)
					}
				}
			}
			if got != tt.stated {
				t.Errorf("states %q, want %q", got, tt.stated)
			}
		})
	}
}
