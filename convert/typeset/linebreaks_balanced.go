package typeset

import (
	"math"
	"strings"
)

// shaped breaks a short text into lines of the width, in em, so that the lines are
// alike and end where the sense allows it: cost(i) is what a break before i costs,
// 0 to 1. It takes the fewest lines that hold the text, but at least so many, or
// one more; when none do, it breaks as for a paragraph.
func (p *piece) shaped(width float64, least int, cost func(int) float64) []span {
	const oneMore = 0.25 // what another line costs
	n := len(p.chars)
	least = max(least, int(math.Ceil(p.natural(0, n)/width-1e-6)))
	if least == 1 {
		return []span{{0, n}}
	}
	costs := make([]float64, n+1) // none at the end
	inside, between := p.wordy()
	for k := 1; k < n; k++ {
		switch costs[k] = cost(k) + inside[k]; {
		case p.joint[k] != free:
			costs[k] = math.Inf(1)
		case between[k]:
			costs[k] *= betweenWords
		}
	}
	var best []span
	bestCost := math.Inf(1)
	for more := range 3 {
		spans, c := p.shape(width, least+more, costs)
		if c += oneMore * float64(more); c < bestCost {
			best, bestCost = spans, c
		}
	}
	if best == nil {
		return p.lines(width, width)
	}
	return best
}

// shape finds the cheapest way to break the text into so many lines. cost is that
// of a line that ends before each character.
func (p *piece) shape(width float64, lines int, cost []float64) ([]span, float64) {
	n := len(p.chars)
	ideal := p.natural(0, n) / float64(lines)
	total, from := make([]float64, n+1), make([][]int, lines+1)
	for k := range total {
		total[k] = math.Inf(1)
	}
	total[0] = 0
	for l := 1; l <= lines; l++ {
		next := make([]float64, n+1)
		from[l] = make([]int, n+1)
		for k := range next {
			next[k] = math.Inf(1)
			if k == 0 || math.IsInf(cost[k], 1) {
				continue
			}
			for i := k - 1; i >= 0; i-- {
				if math.IsInf(total[i], 1) {
					continue
				}
				w := p.natural(i, k)
				if w > width+1e-6 {
					break
				}
				if c := total[i] + cost[k] + uneven(w, ideal); c < next[k] {
					next[k], from[l][k] = c, i
				}
			}
		}
		total = next
	}
	if math.IsInf(total[n], 1) {
		return nil, total[n]
	}
	out := make([]span, lines)
	for l, k := lines, n; l > 0; l-- {
		out[l-1] = span{from[l][k], k}
		k = from[l][k]
	}
	return out, total[n]
}

// uneven is what a line costs that is wider or narrower than the ideal, in em.
func uneven(w, ideal float64) float64 {
	c := 0.005 * (w - ideal) * (w - ideal)
	if w < ideal/2.2 {
		c++ // a tiny line
	}
	return c
}

// words is the cost of a break inside a label. Words are mostly of two characters,
// so that a break an even number of characters from the marks around it, above all
// from the next, is likely to fall between two. Before 或 or 不 it is surer, after
// them a mistake.
func (p *piece) words(i int) float64 {
	const joins = "或与及其不未无按"
	a, b := p.chars[i-1], p.chars[i]
	switch {
	case a.kind != han && a.kind != letter && a.kind != digit:
		return 0.05
	case strings.ContainsRune(joins, a.r):
		return 0.9
	case strings.ContainsRune(joins, b.r):
		return 0.15
	}
	from, to := i, i
	for from > 0 && p.chars[from-1].kind == han {
		from--
	}
	for to < len(p.chars) && p.chars[to].kind == han {
		to++
	}
	return 0.2 + 0.2*float64((i-from)%2) + 0.35*float64((to-i)%2)
}
