package extract

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/layouts"
)

// saysLittle tells heads that only say that the column is this year's, or a number.
func saysLittle(text string, of reportTime) bool {
	switch layouts.Fold(withoutTime(text, of)) {
	case "", "本年", "本年度", "当年", "年", "年度", "数量", "数", "件数", "件", "金额", "本期", "数值":
		return true
	}
	return false
}

var yearIn = pattern.New(`(?:19|20)\d\d年?度?`)

// A reportTime is what a report is of: a year, 0 where it is not known, and the part of it
// (layouts.Period), "" for all or an unknown one.
type reportTime struct {
	year   int
	period string
}

// withoutTime takes the report's own year, and part of it, out of a head.
func withoutTime(text string, of reportTime) string {
	if of.period != "" {
		if period, rest := layouts.CutPeriod(text); period == of.period {
			text = rest
		}
	}
	if of.year == 0 || !strings.Contains(text, strconv.Itoa(of.year)) {
		return text
	}
	return yearIn.ReplaceAllStringFunc(text, func(s string) string {
		if strings.HasPrefix(s, strconv.Itoa(of.year)) {
			return ""
		}
		return s
	})
}

var pastYear = pattern.New(`上年|上一年|去年|前年|往年|上期|上年度|同期|历年|累计|同比|环比|增长|增减幅|比上|较上|下年|次年|明年`)

// otherTime reports whether a head is of another year than the report's, of another part of
// it, or of a comparison with it.
func otherTime(text string, of reportTime) bool {
	if !strings.ContainsAny(text, "年期累同环增较比季月0") {
		return false
	}
	if pastYear.MatchString(text) {
		return true
	}
	text = withoutTime(text, of)
	return of.period != "" && layouts.Period(text) != "" || yearIn.MatchString(text)
}

func isSubtotal(text string) bool { return strings.Contains(layouts.Fold(text), subtotalWord) }

// isIndexHead tells the heads of columns that number the rows.
func isIndexHead(text string) bool {
	switch layouts.Fold(text) {
	case "行次", "序号", "栏次", "编号", "项次", "行号", "序", "代码", "no", "备注", "说明", "单位", "计量单位":
		return true
	}
	return strings.HasPrefix(text, "Unnamed")
}

var (
	titleYearIn = pattern.New(`((?:19|20)\d\d)\s*年?`)
	yearAlone   = pattern.New(`^\s*[（(]?((?:19|20)\d\d)\s*年度?[）)]?\s*$`)
	figuresYear = pattern.New(`((?:19|20)\d\d)年1月1日`)
)

// front is how many lines may stand above the first table, and its title among them.
const front = 80

// timeOf is what the report is of, as its title or a line below it tells.
func (v *vocabulary) timeOf(doc *document) reportTime {
	of := reportTime{year: v.yearOf(doc)}
	for i := 0; i < min(front, len(doc.Lines)) && of.period == ""; i++ {
		text := doc.Lines[i].Text
		if v.endsTitle(doc, i) || subtitle.MatchString(squeeze(text)) || besideAgency.MatchString(text) {
			of.period = layouts.Period(text)
		}
	}
	return of
}

// yearOf is the year of the report as its title, the period of its figures or a line of its
// own tells it, 0 when none does.
func (v *vocabulary) yearOf(doc *document) int {
	for _, in := range []struct {
		pattern *pattern.Pattern
		tells   func(i int) bool
	}{
		{titleYearIn, func(i int) bool { return v.endsTitle(doc, i) }},
		{figuresYear, func(i int) bool { return strings.Contains(doc.Lines[i].Text, "年1月1日") }},
		{yearAlone, func(int) bool { return true }},
	} {
		for i := range min(front, len(doc.Lines)) {
			if !in.tells(i) {
				continue
			}
			if m := in.pattern.FindStringSubmatch(doc.Lines[i].Text); m != nil {
				year, _ := strconv.Atoi(m[1])
				return year
			}
		}
	}
	return 0
}

// endsTitle reports whether a line ends as titles do.
func (v *vocabulary) endsTitle(doc *document, i int) bool {
	text := doc.Lines[i].Text
	return strings.HasSuffix(strings.TrimRight(text, "）) |"), "报告") || strings.Contains(text, "年报") ||
		slices.ContainsFunc(v.titles, func(title string) bool { return strings.HasSuffix(doc.folded[i], title) })
}
