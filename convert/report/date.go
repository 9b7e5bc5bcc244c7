package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
)

// A Date is the date of a report: a day, or a month when Day is 0. The zero Date is none.
type Date struct{ Year, Month, Day int }

// String is the date as official documents print it: in figures, with the full year and
// no leading zeros (GB/T 9704-2012, 7.3.5.4). "" for none.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Day == 0:
		return fmt.Sprintf("%d年%d月", d.Year, d.Month)
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// Dates at the end of a line: in figures or Chinese numerals, or both; with marks.
var (
	writtenDate = pattern.New(`([12]\d{3}|[一二][〇○ＯOo零0一二三四五六七八九]{3})\s*年\s*(\d{1,2}|[元正一二三四五六七八九十]{1,2})\s*月(?:\s*(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*[日号])?$`)
	markedDate  = pattern.New(`([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})$`)
)

// CutDate cuts the date from the end of a line. before is the whole line, and the date
// none, when there is none, or one that is no day of a calendar.
func CutDate(line string) (before string, d Date) {
	line = strings.TrimSpace(line)
	half := strings.Map(func(r rune) rune {
		if '０' <= r && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, line)
	for _, form := range []*pattern.Pattern{writtenDate, markedDate} {
		m := form.FindStringSubmatchIndex(half)
		if m == nil {
			continue
		}
		var parts [3]int
		for i := range parts {
			if from, to := m[2*i+2], m[2*i+3]; from >= 0 {
				parts[i] = dateNumber(half[from:to], i == 0)
			}
		}
		d = Date{parts[0], parts[1], parts[2]}
		if day := time.Date(d.Year, time.Month(d.Month), max(d.Day, 1), 0, 0, 0, 0, time.UTC); int(day.Month()) != d.Month || d.Day < 1 && m[6] >= 0 {
			return line, Date{}
		}
		before = string([]rune(line)[:len([]rune(half[:m[0]]))])
		return strings.TrimSpace(before), d
	}
	return line, Date{}
}

// dateNumber reads a number of a date: 2025, 二〇二五, 十二, 廿一, 元.
func dateNumber(s string, year bool) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if year {
		n := 0
		for _, r := range s {
			d, _ := figure.Han(string(r)) // the noughts of all kinds are 0
			n = 10*n + int(d)
		}
		return n
	}
	n, _ := figure.Han(strings.NewReplacer("元", "一", "正", "一", "廿", "二十", "卅", "三十").Replace(s))
	return int(n)
}
