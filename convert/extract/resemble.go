package extract

import (
	"github.com/nianbao/nianbao/layouts"
)

// similarity is the share of a label's characters that a text has in order, 0 to 1.
func similarity(text, label string) float64 {
	const usual = 64 // characters, for which the stack has room
	a, b := []rune(text), []rune(label)
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	both := make([]int, 2*usual)
	if len(b) >= usual {
		both = make([]int, 2*(len(b)+1))
	}
	prev, cur := both[:len(b)+1], both[len(both)/2:][:len(b)+1]
	for i := range a {
		for j := range b {
			if a[i] == b[j] {
				cur[j+1] = prev[j] + 1
			} else {
				cur[j+1] = max(prev[j+1], cur[j])
			}
		}
		prev, cur = cur, prev
	}
	return 2 * float64(prev[len(b)]) / float64(len(a)+len(b))
}

// likeness is the best similarity of a text to a row's label and variants.
func likeness(text string, r *layouts.Row) float64 {
	f := layouts.Key(text)
	best := similarity(f, layouts.Key(r.Label))
	for _, s := range r.Variants {
		best = max(best, similarity(f, layouts.Key(s)))
	}
	return best
}
