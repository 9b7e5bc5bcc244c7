package pdf

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// fold writes the radicals of Kangxi and their supplement, which some fonts say
// they have, as the characters that they look like, and ligatures as letters.
func fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2e80 && r <= 0x2fd5 || r >= 0xfb00 && r <= 0xfb06 }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if to, ok := radicals[r]; ok {
			return to
		}
		return r
	}, simplified.Replace(norm.NFKC.String(s)))
}

// simplified are radicals whose compatibility form is not what Chinese fonts draw.
var simplified = strings.NewReplacer("戶", "户", "靑", "青")
