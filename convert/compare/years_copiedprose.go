package compare

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// How much of a section must be that of the year before, and how long it must be
// to tell: 无其他需要报告的事项 may well be said every year. Sections that must have
// something to say (Filled) are told sooner.
const (
	mostlyCopied = 90 // per cent of its characters
	tellingText  = 60 // characters
	tellingShort = 10 // of a section that must be filled
)

// copied finds sections whose text is that of the year before, word for word or
// with the years moved on. Sections are compared sentence by sentence, so that a word changed here
// and there does not hide the rest.
func (y *twoYears) copied() {
	for _, spec := range y.newer.Layout.Sections {
		now, old := y.diff.Newer.Section(spec.ID), y.diff.Older.Section(spec.ID)
		if !spec.Text || now == nil || old == nil {
			continue
		}
		before := map[string]bool{}
		for _, s := range sentences(old, y.diff.Older.Year) {
			before[s.text], before[s.timeless] = true, true
		}
		all, same := 0, 0
		for _, s := range sentences(now, y.diff.Newer.Year) {
			n := utf8.RuneCountInString(s.text)
			all += n
			if before[s.text] || before[s.timeless] {
				same += n
			}
		}
		least := tellingText
		if spec.Filled {
			least = tellingShort
		}
		if all >= least && same*100 >= all*mostlyCopied {
			f := report.NewFinding(report.CodeCopiedProse, fmt.Sprintf("“%s”部分的文字与上一年度的报告相同。", spec.Heading))
			f.Text, f.Line = words.Clip(strings.Join(now.Texts(), ""), 40), now.Line
			y.add(f)
		}
	}
}

// A sentence is folded; timeless, the report's year and its neighbours are words.
type sentence struct{ text, timeless string }

func sentences(s *report.Section, year int) []sentence {
	years := strings.NewReplacer()
	if year != 0 {
		years = strings.NewReplacer(strconv.Itoa(year)+"年", "本年", strconv.Itoa(year-1)+"年", "上年", strconv.Itoa(year+1)+"年", "下年")
	}
	var all []sentence
	for _, p := range s.Texts() {
		for part := range claims.Sentences(p, '；', ';') {
			if key := layouts.Fold(part); key != "" {
				all = append(all, sentence{key, layouts.Fold(years.Replace(part))})
			}
		}
	}
	return all
}
