package figure

import "strings"

// IsDash reports whether a character is one of the strokes that sources use for
// minus and for blank.
func IsDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '－', '─', '━', '﹣', '﹘':
		return true
	}
	return false
}

// IsSign reports whether a character may stand before a figure as its sign.
func IsSign(r rune) bool { return r == '+' || r == '＋' || r == '﹢' || IsDash(r) }

// IsDigit reports whether a character is a digit of a figure, of either width. Raised,
// enclosed and foreign digits are none.
func IsDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// HasDigit reports whether a text has a digit, of either width.
func HasDigit(s string) bool { return strings.ContainsFunc(s, IsDigit) }
