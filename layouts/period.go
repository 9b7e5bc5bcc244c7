package layouts

import (
	"cmp"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/convert/pattern"
)

// Periodic reports whether the form is filled in several times a year: its title says of
// which part of it.
func (l *Layout) Periodic() bool { return strings.Contains(l.Title, "{period}") }

var periodWords = sync.OnceValue(func() *pattern.Pattern { return pattern.New(Words().Period) })

// Period is the part of a year that a text speaks of, as forms write it: 第三季度, 前三季度,
// 上半年, 6月, 1—6月. It is "" where there is none.
func Period(text string) string {
	period, _ := CutPeriod(text)
	return period
}

// CutPeriod is the part of a year that a text speaks of, and the text without it.
func CutPeriod(text string) (period, rest string) {
	m := periodWords().FindStringSubmatchIndex(text)
	if m == nil {
		return "", text
	}
	group := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return text[m[2*n]:m[2*n+1]]
	}
	from, to := strings.TrimLeft(group(4), "0"), strings.TrimLeft(group(5), "0")
	begin, end := m[0], m[1]
	switch {
	case group(1) != "":
		period = "第" + strings.NewReplacer("1", "一", "2", "二", "3", "三", "4", "四").Replace(group(1)) + "季度"
	case from == "":
		period = cmp.Or(group(2), group(3))
	case end < len(text) && '0' <= text[end] && text[end] <= '9':
		return "", text // a day
	case to != "":
		period = from + "—" + to + "月"
	default:
		period = from + "月"
	}
	if from != "" {
		begin = m[8] // the year stays
	}
	return period, text[:begin] + text[end:]
}
