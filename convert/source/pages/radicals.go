package pages

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/nianbao/nianbao/convert/source/radicals"
)

// fold writes the radicals that some fonts say they have as the characters that they
// look like, and ligatures as letters.
func fold(s string) string {
	isLigature := func(r rune) bool { return 0xfb00 <= r && r <= 0xfb06 }
	if strings.ContainsFunc(s, isLigature) {
		s = norm.NFKC.String(s)
	}
	return radicals.Plain(s)
}
