package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneLine is a text of several lines, as a narrow column or a person has broken it, on one:
// Chinese goes on without a space, words of scripts that have spaces between them with
// one. Blank lines, and white space around breaks, do not count.
func OneLine(text string) string {
	var joined strings.Builder
	for _, line := range strings.FieldsFunc(text, isBreak) {
		line = strings.TrimSpace(line)
		if joined.Len() > 0 && line != "" && spaceDue(joined.String(), line) {
			joined.WriteByte(' ')
		}
		joined.WriteString(line)
	}
	return joined.String()
}

func isBreak(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }

// spaceDue reports whether a space belongs between two parts of a text: neither is Chinese
// there, and they are not the parts of an address, nor broken at a hyphen or within brackets.
func spaceDue(before, after string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if !spaced(last) || !spaced(first) || strings.ContainsRune("/_=&#@([{", last) || strings.ContainsRune(".,;:!?)]}%/", first) {
		return false
	}
	switch last {
	case '-':
		return strings.HasSuffix(before[:len(before)-size], " ")
	case '.', '?':
		return !inAddress(before)
	}
	return true
}

// inAddress reports whether a text ends within the address of a site or a mailbox.
func inAddress(text string) bool {
	const longest = 300 // bytes that are looked at
	text = text[max(0, len(text)-longest):]
	word := text[strings.LastIndexFunc(text, unicode.IsSpace)+1:]
	return strings.Contains(word, "://") || strings.Contains(word, "www.") || strings.Contains(word, "@")
}

// spaced reports whether a character is of a script that parts words by spaces, or one of
// its marks: Latin, Greek, Cyrillic, Korean, digits, ASCII.
func spaced(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return true
	case unicode.Is(unicode.Hangul, r):
		return true
	}
	return r < 0x2000 && unicode.In(r, unicode.L, unicode.M, unicode.N)
}
