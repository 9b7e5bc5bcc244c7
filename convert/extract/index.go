package extract

import (
	"strings"
	"unicode/utf8"
)

// A word is a text by which items are recognised.
type word struct {
	text   string
	runes  []rune
	items  []int // in order of print
	weight int
}

// An index holds words by their first character, several characters to a place.
type index struct {
	words []*word
	first [512][]*word
}

func newIndex(words []*word) *index {
	x := &index{words: words}
	for _, w := range words {
		at := &x.first[w.runes[0]&511]
		*at = append(*at, w)
	}
	return x
}

// at returns the words that may begin with a character.
func (x *index) at(r rune) []*word { return x.first[r&511] }

// longest is the longest word that a text begins with, nil for none.
func (x *index) longest(text string, first rune) *word {
	var best *word
	for _, w := range x.at(first) {
		if (best == nil || len(w.text) > len(best.text)) && strings.HasPrefix(text, w.text) {
			best = w
		}
	}
	return best
}

// in are the words that stand in any of the texts.
func (x *index) in(texts ...string) map[*word]bool {
	seen := map[*word]bool{} // of the caller's, where this is inlined
	x.find(seen, texts...)
	return seen
}

// find adds the words that stand in any of the texts.
func (x *index) find(seen map[*word]bool, texts ...string) {
	for _, text := range texts {
		for i := 0; i < len(text); {
			r, n := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
			for _, w := range x.at(r) {
				if strings.HasPrefix(text[i:], w.text) {
					seen[w] = true
				}
			}
			i += n
		}
	}
}
