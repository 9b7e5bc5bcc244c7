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

// split parts a text at its marks. A comma between digits does not part.
func split(s string, mark func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i, r := range s {
			if !mark(r) {
				continue
			}
			end := i + utf8.RuneLen(r)
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
