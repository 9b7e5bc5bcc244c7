package extract

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestChain holds the chain to the plain search over all pairs.
func TestChain(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		var ms []match
		for from, to := 0, 0; len(ms) < 30; from += r.IntN(3) {
			if to = max(to+1, from+1+r.IntN(4)); from >= to {
				continue
			}
			for item := range 8 {
				if r.IntN(4) == 0 {
					ms = append(ms, match{from, to, item, 1 + r.IntN(5)})
				}
			}
			from++
		}
		if got, want := chain(ms), plainChain(ms); !slices.Equal(got, want) {
			t.Fatalf("seed %d: got %v, want %v, of %v", seed, got, want, ms)
		}
	}
}

func plainChain(ms []match) []match {
	best, prev, top := make([]int, len(ms)), make([]int, len(ms)), -1
	for i, m := range ms {
		best[i], prev[i] = m.weight, -1
		for j := range i {
			if p := ms[j]; p.to <= m.from && p.item < m.item && best[j]+m.weight > best[i] {
				best[i], prev[i] = best[j]+m.weight, j
			}
		}
		if top < 0 || best[i] > best[top] {
			top = i
		}
	}
	var c []match
	for i := top; i >= 0; i = prev[i] {
		c = append(c, ms[i])
	}
	slices.Reverse(c)
	return c
}
