package source

import (
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
)

// isSpace reports white space as a reader sees it: also U+00A0, U+3000 and the
// characters of no width that pages put into empty cells.
func isSpace(r rune) bool {
	return figure.IsSpace(r) || figure.IsInvisible(r)
}

func trim(s string) string {
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	if n := len(s); n == 0 || isInk(s[0]) && (isASCIIInk(s[n-1]) || n > 2 && (isHanLead(s[n-3]) && s[n-2]&0xC0 == 0x80 && s[n-1]&0xC0 == 0x80 || s[n-3:] == "。")) {
		return s // most texts have nothing more to trim
	}
	return strings.TrimFunc(s, isSpace)
}

// isInk reports whether a character that begins with a byte is surely no white
// space: ASCII that prints, or one of the three bytes of a Chinese character.
func isInk(b byte) bool { return isASCIIInk(b) || isHanLead(b) }

func isASCIIInk(b byte) bool { return ' ' < b && b < 0x7f }

func isHanLead(b byte) bool { return 0xe4 <= b && b <= 0xe9 }
