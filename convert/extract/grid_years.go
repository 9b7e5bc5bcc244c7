package extract

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/layouts"
)

// saysLittle tells heads that only say that the column is this year's, or a number.
func saysLittle(text string, year int) bool {
	switch layouts.Fold(withoutYear(text, year)) {
	case "", "本年", "本年度", "当年", "年", "年度", "数量", "数", "件数", "件", "金额", "本期", "数值":
		return true
	}
	return false
}

var yearIn = pattern.New(`(?:19|20)\d\d年?度?`)

// withoutYear takes the report's own year out of a head.
func withoutYear(text string, year int) string {
	if year == 0 || !strings.Contains(text, strconv.Itoa(year)) {
		return text
	}
	return yearIn.ReplaceAllStringFunc(text, func(s string) string {
		if strings.HasPrefix(s, strconv.Itoa(year)) {
			return ""
		}
		return s
	})
}

var pastYear = pattern.New(`上年|上一年|去年|前年|往年|上期|上年度|同期|历年|累计|同比|环比|增长|增减幅|比上|较上|下年|次年|明年`)

// otherYear reports whether a head is of another year than the report's, or of a
// comparison with it.
func otherYear(text string, year int) bool {
	if !strings.ContainsAny(text, "年期累同环增较比0") {
		return false
	}
	if pastYear.MatchString(text) {
		return true
	}
	return yearIn.MatchString(withoutYear(text, year))
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

// yearOf is the year of the report as its title, the period of its figures or a line of its
// own tells it, 0 when none does.
func (v *vocabulary) yearOf(doc *document) int {
	const front = 80 // lines
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
