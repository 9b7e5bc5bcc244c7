package extract

import "strings"

// A word is a text by which items are recognised.
type word struct {
	text   string
	runes  []rune
	items  []int // in order of print
	weight int
}

// An index holds words by their first character.
type index struct {
	words []*word
	first map[rune][]*word
	some  [64]uint64 // the characters in it, several to a bit: most of a text's are not
}

func newIndex(words []*word) *index {
	x := &index{words: words, first: map[rune][]*word{}}
	for _, w := range words {
		r := w.runes[0]
		x.first[r] = append(x.first[r], w)
		x.some[r>>6&63] |= 1 << (r & 63)
	}
	return x
}

// at returns the words that begin with a character.
func (x *index) at(r rune) []*word {
	if x.some[r>>6&63]>>(r&63)&1 == 0 {
		return nil
	}
	return x.first[r]
}

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
	seen := map[*word]bool{}
	for _, text := range texts {
		for i, r := range text {
			for _, w := range x.at(r) {
				if strings.HasPrefix(text[i:], w.text) {
					seen[w] = true
				}
			}
		}
	}
	return seen
}
