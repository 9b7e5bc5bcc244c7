package figure

import "slices"

// HanNumerals are the characters that counts in Chinese numerals are written with,
// but for those of nothing: 零, 〇, ○.
const HanNumerals = "一二两三四五六七八九十百千万"

// IsHanNumeral reports whether a character is part of a Chinese numeral.
func IsHanNumeral(r rune) bool {
	return hanDigit(r) >= 0 || hanUnit(r) > 0
}

// Han reads a text that is a number in Chinese numerals up to 9999万: 〇, 五, 十二,
// 一百零三, 一万二千. Digits in a row read as such where one is a nought: 二〇 is 20. What
// is written otherwise than a number is (百, 一百三, 一二) is none. The characters of
// white space count: use it for numerals of prose, Read for cells.
func Han(s string) (int64, bool) {
	var room [16]rune
	n := room[:0]
	for _, r := range s {
		if f, ok := radicals[r]; ok {
			r = f
		}
		if len(n) == cap(room) || !IsHanNumeral(r) {
			return 0, false
		}
		n = append(n, r)
	}
	return hanValue(n)
}

// Numeral reads a number as prose has it: in digits, or in Chinese numerals. false when
// it is none.
func Numeral(s string) (Number, bool) {
	if v, ok := Han(s); ok {
		return NewNumber(v), true
	}
	f := Read(s)
	return f.Number, f.Kind == Exact
}

// hanValue takes a numeral for the number that is written so.
func hanValue(s []rune) (int64, bool) {
	if len(s) == 0 || len(s) > 16 {
		return 0, false
	}
	if v, ok := hanRow(s); ok {
		return v, true
	}
	total, section, digit := int64(0), int64(0), int64(0)
	for i, r := range s {
		switch unit := hanUnit(r); {
		case unit == 0:
			digit = hanDigit(r)
		case unit == 10000:
			total, section, digit = (total+section+digit)*unit, 0, 0
		default:
			if digit == 0 && i == 0 {
				digit = 1 // 十二
			}
			section, digit = section+digit*unit, 0
		}
		if total > 99_999_999 {
			return 0, false
		}
	}
	v := total + section + digit
	var room [24]rune
	written := writeHan(room[:0], v)
	if s[0] == '十' && len(written) > 0 && written[0] == '一' {
		written = written[1:]
	}
	return v, slices.EqualFunc(s, written, sameNumeral)
}

// hanRow reads one digit, or several that have a nought among them and none first.
func hanRow(s []rune) (int64, bool) {
	v, nought := int64(0), len(s) == 1
	for _, r := range s {
		d := hanDigit(r)
		if d < 0 {
			return 0, false
		}
		v = v*10 + d
		nought = nought || d == 0
	}
	return v, nought && (len(s) == 1 || hanDigit(s[0]) > 0)
}

func sameNumeral(a, b rune) bool {
	return a == b || a != '万' && hanUnit(a) == 0 && hanUnit(b) == 0 && hanDigit(a) == hanDigit(b)
}

// writeHan appends a number below 万万 as it is written, 一十 in full.
func writeHan(s []rune, n int64) []rune {
	if n >= 10000 {
		s = append(writeHan(s, n/10000), '万')
		if n %= 10000; 0 < n && n < 1000 {
			s = append(s, '零')
		}
	}
	begun, gap := false, false
	for i, unit := range [...]int64{1000, 100, 10, 1} {
		d := n / unit % 10
		if d == 0 {
			gap = begun
			continue
		}
		if gap {
			s = append(s, '零')
		}
		s = append(s, hanDigits[d])
		if unit > 1 {
			s = append(s, hanUnits[i])
		}
		begun, gap = true, false
	}
	return s
}

var (
	hanDigits = [...]rune{'零', '一', '二', '三', '四', '五', '六', '七', '八', '九'}
	hanUnits  = [...]rune{'千', '百', '十'}
)

func hanUnit(r rune) int64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10000
	}
	return 0
}

func hanDigit(r rune) int64 {
	switch r {
	case '〇', '零', '○':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}
