package source

import (
	"fmt"
	"strconv"
	"strings"
)

// formatNumber writes n as a w:numFmt says; as decimal where a row of numerals ends.
func formatNumber(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return chinese(n, "〇一二三四五六七八九", "十百千万")
	case "chineseLegalSimplified":
		return chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
	case "ideographLegalTraditional", "japaneseLegal":
		return chinese(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2":
		return digits(n, "〇一二三四五六七八九")
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	}
	if row, ok := numeralRows[format]; ok && n > 0 && n <= len([]rune(row)) {
		return string([]rune(row)[n-1])
	}
	return strconv.Itoa(n)
}

// numeralRows are the formats that count with one character each, from 1.
var numeralRows = map[string]string{
	"ideographTraditional":         "甲乙丙丁戊己庚辛壬癸",
	"ideographZodiac":              "子丑寅卯辰巳午未申酉戌亥",
	"decimalEnclosedCircle":        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
	"decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
	"decimalEnclosedParen":         "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
	"decimalEnclosedFullstop":      "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
	"ideographEnclosedCircle":      "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}

func digits(n int, row string) string {
	numerals := []rune(row)
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		b.WriteRune(numerals[d-'0'])
	}
	return b.String()
}

// chinese counts as 一, 十一, 二十, 一百〇五; from 100,000 on it is only digits.
func chinese(n int, row, units string) string {
	numerals, steps := []rune(row), []rune(units)
	s := strconv.Itoa(n)
	if len(s) > len(steps)+1 || n == 0 {
		return digits(n, row)
	}
	var b strings.Builder
	zero := false
	for i, d := range s {
		place := len(s) - 1 - i
		if d == '0' {
			zero = true
			continue
		}
		if zero {
			b.WriteRune(numerals[0])
			zero = false
		}
		if !(d == '1' && place == 1 && i == 0 && steps[0] == '十') {
			b.WriteRune(numerals[d-'0'])
		}
		if place > 0 {
			b.WriteRune(steps[place-1])
		}
	}
	return b.String()
}

// letters counts A … Z, AA, BB … as Word does.
func letters(n int, first rune) string {
	if n < 1 || n > 26*30 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}
