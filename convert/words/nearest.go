package words

import (
	"maps"
	"slices"
	"strings"
)

// Nearest is the choice that a word was most likely meant to be, "" when none is
// near: one that has the word in it or the other way round, else one that a few
// slips of the hand lead to. aliases are words that people use for some of them.
func Nearest(word string, choices []string, aliases map[string]string) string {
	fold := func(s string) string { return strings.ToLower(strings.TrimLeft(s, "-")) }
	word = fold(word)
	if word == "" {
		return ""
	}
	const shortest = 3 // a part of a word that tells which
	best, least := "", 0
	for _, alias := range slices.Sorted(maps.Keys(aliases)) {
		at := slices.IndexFunc(choices, func(c string) bool { return fold(c) == aliases[alias] })
		far := slips([]rune(word), []rune(alias))
		if most := len([]rune(alias)) / 3; at >= 0 && (far == 0 || far <= most) && (best == "" || far < least) {
			best, least = choices[at], far
		}
	}
	if best != "" && least == 0 {
		return best
	}
	for _, c := range choices {
		name := fold(c)
		far := slips([]rune(word), []rune(name))
		switch {
		case len(word) >= shortest && (strings.HasPrefix(name, word) || strings.HasSuffix(name, word)):
			far = 1
		case len(name) >= shortest && strings.HasPrefix(word, name):
			far = 1
		}
		if most := max(1, len([]rune(name))/3); far <= most && (best == "" || far < least) {
			best, least = c, far
		}
	}
	return best
}

// slips counts the letters to add, leave out, replace or swap with the next, that
// turn a into b (Damerau–Levenshtein).
func slips(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
