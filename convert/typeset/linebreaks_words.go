package typeset

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.txt
var wordFile string

// lexicon are the words of words.txt by their first character.
var lexicon = sync.OnceValue(func() map[rune][][]rune {
	words := map[rune][][]rune{}
	for line := range strings.SplitSeq(wordFile, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			r := []rune(w)
			words[r[0]] = append(words[r[0]], r)
		}
	}
	return words
})

// What a break inside a word costs: more than any line that is uneven. Entries longer
// than a word are phrases.
const (
	insideWord   = 3.0
	insidePhrase = 0.4
	longestWord  = 3
)

// betweenWords is by what a break between two words is cheaper.
const betweenWords = 0.5

// wordy is for each place in the piece what a break there costs by words.txt, and
// whether one word ends there and another begins.
func (p *piece) wordy() (inside []float64, between []bool) {
	n := len(p.chars) + 1
	inside, between = make([]float64, n), make([]bool, n)
	begins, ends := make([]bool, n), make([]bool, n)
	words := lexicon()
	for i := range p.chars {
		for _, w := range words[p.chars[i].r] {
			if p.says(i, w) {
				begins[i], ends[i+len(w)] = true, true
				cost := insideWord
				if len(w) > longestWord {
					cost = insidePhrase
				}
				for k := i + 1; k < i+len(w); k++ {
					inside[k] = max(inside[k], cost)
				}
			}
		}
	}
	for i := range between {
		between[i] = begins[i] && ends[i] && inside[i] == 0
	}
	return inside, between
}

// says reports whether a word stands at a place.
func (p *piece) says(at int, word []rune) bool {
	if at+len(word) > len(p.chars) {
		return false
	}
	for i, r := range word {
		if p.chars[at+i].r != r {
			return false
		}
	}
	return true
}
