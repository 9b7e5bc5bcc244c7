package typeset

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Dates at the end of a line: in figures, in Chinese numerals, with marks.
var (
	figureDate = regexp.MustCompile(`([12]\d{3})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?$`)
	hanDate    = regexp.MustCompile(`([一二][〇○Ｏ零一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,2})\s*月(?:\s*([一二三四五六七八九十]{1,3})\s*日)?$`)
	markedDate = regexp.MustCompile(`([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})$`)
)

// cutDate cuts the date from the end of a line, as it is printed: in figures, with the
// full year and no leading zeros (7.3.5.4). It is "" when there is none, or when it is
// no day of a calendar.
func cutDate(line string) (before, date string) {
	half := strings.Map(func(r rune) rune {
		if '０' <= r && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, line)
	for _, form := range []*regexp.Regexp{figureDate, hanDate, markedDate} {
		m := form.FindStringSubmatchIndex(half)
		if m == nil {
			continue
		}
		part := func(i int) int {
			if m[2*i] < 0 {
				return 0
			}
			return dateNumber(half[m[2*i]:m[2*i+1]])
		}
		year, month, day := part(1), part(2), part(3)
		if month < 1 || month > 12 || day > 31 || m[6] >= 0 && day < 1 {
			return line, ""
		}
		date = fmt.Sprintf("%d年%d月", year, month)
		if day > 0 {
			date += fmt.Sprintf("%d日", day)
		}
		runes := []rune(line)
		return strings.TrimSpace(string(runes[:len([]rune(half[:m[0]]))])), date
	}
	return line, ""
}

// dateNumber reads a number of a date: 2025, 二〇二五, 十二, 三十一.
func dateNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	const digits = "〇一二三四五六七八九"
	n, any := 0, false
	for _, r := range s {
		switch {
		case r == '十' && !any:
			n, any = 10, true
		case r == '十':
			n *= 10
		case r == '○' || r == 'Ｏ' || r == '零':
			n, any = 10*n, true
		default:
			d := strings.IndexRune(digits, r) / len("一")
			if n >= 10 && n%10 == 0 && strings.ContainsRune(s, '十') {
				n += d
			} else {
				n = 10*n + d
			}
			any = true
		}
	}
	return n
}
