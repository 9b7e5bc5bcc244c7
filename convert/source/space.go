package source

import (
	"strings"
	"unicode"
)

// isSpace reports white space as a reader sees it: also U+00A0, U+3000 and the
// characters of no width that pages put into empty cells.
func isSpace(r rune) bool {
	switch r {
	case 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff:
		return true
	}
	return unicode.IsSpace(r)
}

func trim(s string) string { return strings.TrimFunc(s, isSpace) }
