package claims

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
)

// Sentences are the sentences of a paragraph, folded: without white space and with
// half-width digits. They end at the marks that end one, and at those of more.
func Sentences(paragraph string, more ...rune) iter.Seq[string] {
	return split(fold(paragraph), func(r rune) bool {
		switch r {
		case '。', '！', '？', '!', '?':
			return true
		}
		for _, m := range more {
			if r == m {
				return true
			}
		}
		return false
	})
}

// Clauses are the clauses of a sentence.
func Clauses(sentence string) iter.Seq[string] {
	return split(sentence, func(r rune) bool {
		switch r {
		case '，', ',', '；', ';', '：', ':', '（', '）', '(', ')':
			return true
		}
		return false
	})
}

// fold makes sentences comparable: no white space, half-width digits and letters.
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case figure.IsSpace(r) || figure.IsInvisible(r):
			return -1
		case '０' <= r && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, s)
}

// isFolded reports whether fold leaves a text as it is, as nearly all.
func isFolded(s string) bool {
	for i := 0; i < len(s); {
		if isHan(s, i) {
			i += 3
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || '０' <= r && r <= '９' || figure.IsSpace(r) || figure.IsInvisible(r) {
			return false
		}
		i += n
	}
	return true
}

// isHan reports whether a character of three bytes, as Chinese ones are and no mark or
// space is, begins at a byte.
func isHan(s string, i int) bool {
	return i+2 < len(s) && 0xE4 <= s[i] && s[i] <= 0xE9 && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80
}

// split parts a text at its marks. A comma between digits does not part.
func split(s string, mark func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, end := 0, 0
		for i := 0; i < len(s); i = end {
			if end = i + 3; isHan(s, i) {
				continue
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			if end = i + n; !mark(r) {
				continue
			}
			if r == ',' && i > 0 && end < len(s) && isDigit(s[i-1]) && isDigit(s[end]) {
				continue
			}
			if i > start && !yield(s[start:i]) {
				return
			}
			start = end
		}
		if start < len(s) {
			yield(s[start:])
		}
	}
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
