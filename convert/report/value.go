package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// BlankMark reports whether a text is what offices write into a cell that has no
// value: nothing, dashes, a slash, 无, 不适用.
func BlankMark(text string) bool {
	if text != "" && '0' <= text[0] && text[0] <= '9' {
		return false
	}
	t := strings.TrimFunc(text, invisible)
	switch t {
	case "", "无", "無", "不适用", "不涉及", "空", "N/A", "n/a", "NA", "/", "／", "\\", "＼":
		return true
	}
	for _, r := range t {
		if !IsDash(r) && r != '_' && r != '＿' && r != '/' && r != '*' && r != '＊' {
			return false
		}
	}
	return true
}

// IsDash reports whether a character is one of the strokes that sources use for
// minus and for blank.
func IsDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '－', '─', '﹣', '﹘':
		return true
	}
	return false
}

func invisible(r rune) bool {
	if 0x3164 < r && r < 0xFEFF { // nearly all of a Chinese text
		return false
	}
	return unicode.IsSpace(r) || r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || r == 0x2060 || r == 0x00AD || r == 0x3164
}

// units are those that may follow a figure, longest first.
var units = []string{"万元", "亿元", "人次", "元", "件", "条", "项", "个", "宗", "次", "份", "例", "起", "人", "篇", "万"}

// CutUnit splits a unit from the end of a figure: 3件 gives 3 and 件.
func CutUnit(text string) (figure, unit string) {
	t := strings.TrimFunc(text, invisible)
	for _, u := range units {
		if rest, ok := strings.CutSuffix(t, u); ok && rest != "" {
			return strings.TrimFunc(rest, invisible), u
		}
	}
	return t, ""
}

// IsUnit reports whether a text is a unit that may follow a figure.
func IsUnit(text string) bool { return slices.Contains(units, text) }

// ReadNumber reads one figure as sources write them: full-width digits, a sign of
// any stroke, commas between groups of three, white space inside, Chinese numerals
// that stand alone, a unit behind. It returns ErrNotNumber, with the text, for
// anything else, a whole number with leading zeros among them.
func ReadNumber(text string) (n Number, unit string, err error) {
	if v, ok := hanNumber(strings.TrimFunc(text, invisible)); ok {
		return NewNumber(v), "", nil // before its unit is cut: 十万 is a number
	}
	figure, unit := CutUnit(text)
	if v, ok := hanNumber(figure); ok {
		return NewNumber(v), unit, nil
	}
	digits, ok := ungroup(narrow(figure))
	if !ok {
		return Number{}, "", fmt.Errorf("%w: %q", ErrNotNumber, clip(text))
	}
	n, err = ParseNumber(digits)
	return n, unit, err
}

// narrow writes a figure in ASCII, without white space and a leading plus.
func narrow(figure string) string {
	if strings.Trim(figure, "0123456789.,-") == "" {
		return figure
	}
	var b strings.Builder
	b.Grow(len(figure))
	for i, r := range figure {
		switch {
		case invisible(r):
		case '０' <= r && r <= '９':
			b.WriteRune(r - '０' + '0')
		case r == '．':
			b.WriteByte('.')
		case r == '，':
			b.WriteByte(',')
		case i == 0 && (r == '+' || r == '＋'):
		case i == 0 && IsDash(r):
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// ungroup takes out commas that stand between groups of three digits.
func ungroup(s string) (string, bool) {
	if !strings.Contains(s, ",") {
		return s, true
	}
	whole, fraction, point := strings.Cut(s, ".")
	groups := strings.Split(strings.TrimPrefix(whole, "-"), ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || len(g) == 0 || len(g) > 3 || !digits(g) {
			return "", false
		}
	}
	out := strings.ReplaceAll(whole, ",", "")
	if point {
		out += "." + fraction
	}
	return out, true
}

// hanNumber reads Chinese numerals up to 9999万: 〇, 五, 十二, 一百零三, 二〇.
func hanNumber(s string) (int64, bool) {
	if s == "" || utf8.RuneCountInString(s) > 12 {
		return 0, false
	}
	total, section, digit, positional := int64(0), int64(0), int64(-1), true
	var run int64
	for i, r := range s {
		var unit int64
		switch r {
		case '十':
			unit = 10
		case '百':
			unit = 100
		case '千':
			unit = 1000
		case '万':
			unit = 10000
		default:
			d := hanDigit(r)
			if d < 0 {
				return 0, false
			}
			run = run*10 + d
			digit = d
			continue
		}
		positional = false
		if digit < 0 {
			if unit != 10 || i > 0 {
				digit = 0
			} else {
				digit = 1 // 十二
			}
		}
		if unit == 10000 {
			total, section = (total+section+digit)*unit, 0
		} else {
			section += digit * unit
		}
		digit = 0
	}
	if positional {
		return run, true
	}
	return total + section + max(digit, 0), true
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

func digits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
