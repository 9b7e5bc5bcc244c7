package typeset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// combines reports whether a character is a mark that Unicode composes with the letter
// before it: accents, and the voicing marks of kana.
func combines(r rune) bool { return 0x300 <= r && r <= 0x36F || r == 0x3099 || r == 0x309A }

// composed is the text with each letter and its mark as the one character that fonts
// have for both, where there is one. All else, above all compatibility characters, is
// left as the source has it.
func composed(text string) string {
	if strings.IndexFunc(text, combines) <= 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for _, r := range text {
		if combines(r) && len(out) > 0 {
			last, size := utf8.DecodeLastRune(out)
			if both := norm.NFC.String(string([]rune{last, r})); last != utf8.RuneError && utf8.RuneCountInString(both) == 1 {
				out = append(out[:len(out)-size], both...)
				continue
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}
