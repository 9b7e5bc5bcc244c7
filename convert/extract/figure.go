package extract

import (
	"strings"
	"unicode/utf8"
)

// What a figure looks like is asked of every field several times, so it is told
// here by hand; the tests hold each to the regular expression it stands for.

// counted are the units of counting behind a figure, figured those behind any.
var (
	counted = []string{"件", "条", "项", "个", "宗", "次", "份", "例", "起", "篇", "人", "人次"}
	figured = append([]string{"元", "万元", "亿元"}, counted...)
)

// isFigure reports whether a text is one value, whole or run together with others.
func isFigure(s string) bool {
	_, s = cutSign(s)
	rest := s[digitRun(s, func(r rune) bool { return separates(r) || signs(r) || r == '\'' }):]
	if rest == s {
		return false
	}
	if r, n := utf8.DecodeRuneInString(rest); r == '.' || r == '。' {
		rest = rest[n:]
	}
	return rest == "" || oneOf(figured, rest)
}

// isOneValue reports whether a field is one value, with spaces beside sign and unit.
func isOneValue(s string) bool {
	_, s = cutSign(s)
	rest, ok := cutNumber(trimSpaceLeft(s))
	rest = trimSpaceLeft(rest)
	return ok && (rest == "" || oneOf(figured, rest))
}

// isSignedValue reports whether a text is a sign and a number with space between
// them and nothing else: not a blank and a number, as far as can be told.
func isSignedValue(s string) bool {
	sign, s := cutSign(s)
	number := trimSpaceLeft(s)
	rest, ok := cutNumber(number)
	return sign != "" && len(number) < len(s) && ok && rest == ""
}

// isHanNumber reports whether a text is a count in Chinese numerals that stands
// alone: 〇, or one with its unit.
func isHanNumber(s string) bool {
	if s == "零" || s == "〇" || s == "○" {
		return true
	}
	rest := strings.TrimLeft(s, hanNumerals)
	return len(rest) < len(s) && oneOf(counted, rest)
}

// isHanFigure reports whether a cell is a figure in Chinese numerals.
func isHanFigure(s string) bool { return s != "" && strings.Trim(s, hanNumerals+"零〇○") == "" }

const hanNumerals = "一二两三四五六七八九十百千万"

// digitRun is where the digits that s begins with end, what lies between two of
// them and is inner among them; 0 when s begins with no digit.
func digitRun(s string, inner func(rune) bool) int {
	end := 0
	for i, r := range s {
		if isDigit(r) {
			end = i + utf8.RuneLen(r)
		} else if i == 0 || !inner(r) {
			break
		}
	}
	return end
}

// cutNumber cuts the digits, commas and points that s begins with, a digit first.
func cutNumber(s string) (rest string, ok bool) {
	if !digitAt(s, 0) {
		return s, false
	}
	return strings.TrimLeftFunc(s, func(r rune) bool { return isDigit(r) || separates(r) }), true
}

func cutSign(s string) (sign, rest string) {
	if r, n := utf8.DecodeRuneInString(s); signs(r) {
		return s[:n], s[n:]
	}
	return "", s
}

// signs tells the characters that stand before a figure as its sign.
func signs(r rune) bool {
	switch r {
	case '+', '＋', '-', '‐', '‑', '–', '—', '−', '－':
		return true
	}
	return false
}

func separates(r rune) bool { return r == ',' || r == '，' || r == '.' || r == '．' }

func oneOf(list []string, s string) bool {
	for _, w := range list {
		if w == s {
			return true
		}
	}
	return false
}

func trimSpaceLeft(s string) string { return strings.TrimLeft(s, " \t\n\f\r") }
