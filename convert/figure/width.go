package figure

import (
	"unicode"
	"unicode/utf8"
)

// thinSpace is what the spaces that typesetters put between thousands fold to.
const thinSpace = '\u2009'

// foldedSpaces are the white space of a folded text: a common space, a thin one, and
// what parts more than words.
const foldedSpaces = " \u2009\n"

// longest is how many characters a figure or a blank may have.
const longest = 1000

// fold appends a text to s as it is compared: half-width, every stroke a hyphen,
// radicals as characters, without what prints as nothing. false when it is too long
// for a figure, or no UTF-8.
func fold(s []rune, text string) ([]rune, bool) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n < 2 || len(s) == longest {
			return s, false
		}
		i += n
		if f := foldRune(r); f >= 0 {
			s = append(s, f)
		}
	}
	for len(s) > 0 && isFoldedSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if len(s) > 1 && s[0] == '\'' && !isFoldedSpace(s[1]) {
		s = s[1:] // how spreadsheets mark a text
	}
	return s, true
}

// foldRune folds one character; -1 for one that prints as nothing.
func foldRune(r rune) rune {
	switch {
	case ' ' <= r && r < 0x7F, 0x4E00 <= r && r <= 0x9FFF:
		return r
	case IsInvisible(r):
		return -1
	case IsDash(r):
		return '-'
	case IsSpace(r):
		return foldSpace(r)
	case 0xFF01 <= r && r <= 0xFF5E:
		return r - 0xFF01 + '!'
	}
	switch r {
	case '￥':
		return '¥'
	case '’', '‘':
		return '\''
	case '﹢':
		return '+'
	}
	if f, ok := radicals[r]; ok {
		return f
	}
	return r
}

func foldSpace(r rune) rune {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
		return '\n'
	case 0x2006, 0x2008, 0x2009, 0x200A, 0x202F:
		return thinSpace
	}
	return ' '
}

// radicals are the radicals and compatibility forms that PDF files have in place of
// characters that figures and blanks are written with.
var radicals = map[rune]rune{
	0x2F00: '一', 0x2F06: '二', 0x2F0B: '八', 0x2F17: '十', 0x2F08: '人', 0x2F3E: '户', 0x2F46: '无', 0x2F64: '用',
	0xF967: '不', 0xF9B2: '零', 0xF9D1: '六',
}

func isFoldedSpace(r rune) bool { return r == ' ' || r == '\n' || r == thinSpace }

// IsSpace reports white space as a reader sees it: also U+3000, and the fillers that
// print as a space.
func IsSpace(r rune) bool {
	if 0x3164 < r && r < 0xFEFF { // nearly all of a Chinese text
		return false
	}
	switch r {
	case 0x3164, 0x2800, 0x115F, 0x1160:
		return true
	}
	return unicode.IsSpace(r)
}

// IsInvisible reports the characters that print as nothing and take no room. Marks
// that turn the order of what follows are not among them: they change what is shown.
func IsInvisible(r rune) bool {
	switch {
	case r < 0xAD, 0x3164 < r && r < 0xFEFF:
		return false
	case r == 0xAD, 0x200B <= r && r <= 0x200F, 0x2060 <= r && r <= 0x2064, r == 0xFEFF, r == 0x180E, r == 0x61C:
		return true
	}
	return false
}

func trim(s string) string {
	from, to := 0, len(s)
	for from < to {
		r, n := utf8.DecodeRuneInString(s[from:to])
		if !IsSpace(r) && !IsInvisible(r) {
			break
		}
		from += n
	}
	for from < to {
		r, n := utf8.DecodeLastRuneInString(s[from:to])
		if !IsSpace(r) && !IsInvisible(r) {
			break
		}
		to -= n
	}
	return s[from:to]
}

func isASCIIDigit(r rune) bool { return '0' <= r && r <= '9' }

// isEnclosed tells the digits in circles and brackets that number notes.
func isEnclosed(r rune) bool {
	return 0x2460 <= r && r <= 0x2487 || 0x24F5 <= r && r <= 0x24FE || 0x2776 <= r && r <= 0x2793 || 0x3251 <= r && r <= 0x325F
}

func isSuperscript(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r == 0x2070 || 0x2074 <= r && r <= 0x2079 || r == 0x207D || r == 0x207E
}
