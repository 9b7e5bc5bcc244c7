package extract

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
)

var (
	titleYear  = pattern.New(`(?:[12]\d{3}|[一二][〇○零Oo0-9一二三四五六七八九]{3})\s*[-—～~至]?\s*年?度?`)
	innerYear  = pattern.New(`[12]\d{3}年度`) // within the words: 政府信息公开2024年度报告
	yearWord   = pattern.New(`([12]\d{3})\s*年`)
	hanYear    = pattern.New(`([一二][〇○零一二三四五六七八九]{3})\s*年`)
	periodYear = pattern.New(`([12]\d{3})年0?1月0?1日起?(?:至|到|—|-|－|～|~)`)
	dateWord   = pattern.New(`^[（(]?\s*(?:([12]\d{3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?|([12]\d{3}|[一二][〇零一二三四五六七八九]{3})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号])`)

	// plainDate writes dates with the common characters.
	plainDate = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "○", "〇", "Ｏ", "〇",
		"元月", "一月", "正月", "一月", "廿", "二十", "卅", "三十", "二0", "二〇", "二O", "二〇", "二o", "二〇")
)

// isDate reports whether a text is a date and nothing else.
func isDate(text string) bool {
	if first, _ := utf8.DecodeRuneInString(text); isHan(first) && !strings.ContainsRune("一二廿卅元正落单发日时", first) {
		return false // nearly all paragraphs begin otherwise than a date, or what stands before one
	}
	t := plainDate.Replace(signatureKey.ReplaceAllString(squeeze(text), ""))
	m := dateWord.FindString(t)
	return m != "" && strings.Trim(t[len(m):], "）)印发。") == ""
}

// parseDate reads a date at the start of a text as YYYY-MM-DD, "" when there is none.
func parseDate(text string) string {
	m := dateWord.FindStringSubmatch(plainDate.Replace(squeeze(text)))
	if m == nil {
		return ""
	}
	y, mo, d := m[1], m[2], m[3]
	if y == "" {
		y, mo, d = digitsOf(m[4]), numberOf(m[5]), numberOf(m[6])
	}
	year, _ := strconv.Atoi(y)
	month, _ := strconv.Atoi(mo)
	day, _ := strconv.Atoi(d)
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// digitsOf turns 二〇二四 into 2024.
func digitsOf(s string) string {
	if s[0] < utf8.RuneSelf {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		n := hanInt(string(r))
		if n == "" {
			return ""
		}
		b.WriteString(n)
	}
	return b.String()
}

// numberOf reads 12 and 十二.
func numberOf(s string) string {
	if s[0] < utf8.RuneSelf {
		return s
	}
	return hanInt(s)
}

func hanInt(s string) string {
	n, ok := figure.Han(s)
	if !ok {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// findYear returns the first year in a text, 0 when there is none.
func findYear(text string) int {
	if !strings.Contains(text, "年") {
		return 0
	}
	t := squeeze(text)
	if m := yearWord.FindStringSubmatch(t); m != nil {
		y, _ := strconv.Atoi(m[1])
		return y
	}
	if m := hanYear.FindStringSubmatch(t); m != nil {
		y, _ := strconv.Atoi(digitsOf(m[1]))
		return y
	}
	return 0
}
