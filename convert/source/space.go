package source

import (
	"strings"
	"unicode"
)

// isSpace reports white space as a reader sees it: also U+00A0, U+3000 and the
// characters of no width that pages put into empty cells.
func isSpace(r rune) bool {
	switch {
	case 0x3000 < r && r < 0xfeff: // nearly all of a Chinese text
		return false
	case r == 0x200b, r == 0x200c, r == 0x200d, r == 0x2060, r == 0xfeff:
		return true
	}
	return unicode.IsSpace(r)
}

func trim(s string) string { return strings.TrimFunc(s, isSpace) }
