package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// A region is the part of the stream that one table takes up.
type region struct {
	table   *layouts.Table
	matches []match       // of its labels, in order of print
	items   map[int][]int // by piece, those that the matches put into it
	from    int           // first piece
	to      int           // piece after the last
}

// regions cuts the chain into tables. What looks like a table but has too few of
// its labels is none.
func (v *vocabulary) regions(s *stream, c []match) []*region {
	var all []*region
	for ti, t := range v.layout.Tables {
		items := 0
		for _, it := range v.items {
			if it.table == ti && it.kind != partItem {
				items++
			}
		}
		var own []match
		for _, m := range c {
			if v.items[m.item].table == ti {
				own = append(own, m)
			}
		}
		own = s.cluster(own)
		if len(own) < max(2, items/6) {
			continue
		}
		rg := &region{table: t, matches: own, items: s.itemsByPiece(own), from: s.chars[own[0].from].piece}
		if rg.named() && !slices.ContainsFunc(own, func(m match) bool { return v.items[m.item].kind == rowItem }) {
			continue // kinds of applicants also stand in forms to apply with
		}
		rg.to = v.end(s, own[len(own)-1], len(s.pieces))
		all = append(all, rg)
	}
	for i, rg := range all {
		if i+1 < len(all) && rg.to > all[i+1].from && rg.from < all[i+1].from {
			rg.to = all[i+1].from
		}
	}
	return all
}

// cluster keeps the heaviest run of matches that prose does not part: words of
// the form also stand in sentences and lists of contents.
func (s *stream) cluster(own []match) []match {
	const most = 3 // lines of prose inside a table: running heads, notes
	var best []match
	bestWeight, from, weight := 0, 0, 0
	for i, m := range own {
		if i > 0 && s.gapBetween(own[i-1], m) > most {
			from, weight = i, 0
		}
		if weight += m.weight; weight > bestWeight {
			best, bestWeight = own[from:i+1], weight
		}
	}
	return best
}

func (s *stream) gapBetween(a, b match) int {
	gap := 0
	for p := s.chars[a.to-1].piece + 1; p <= s.chars[b.from].piece; p++ {
		gap += s.pieces[p].gap
	}
	return gap
}

// end is the piece after the values that follow a table's last label: the rest
// of a broken label, or scraps of labels broken side by side, then values up to
// the next words or prose.
func (v *vocabulary) end(s *stream, last match, limit int) int {
	p := s.chars[last.to-1].piece + 1
	values := false
	for ; p < limit && s.pieces[p].gap == 0; p++ {
		q := &s.pieces[p]
		switch {
		case q.value:
			values = true
		case q.empty:
		case values || !s.valueFollows(p, limit) && !v.scraps(q.text):
			return p
		}
	}
	return p
}

// scraps reports whether each word of a text stands in some label: labels that narrow
// columns have broken side by side, 结 结 其 尚 above 果 果 他 未.
func (v *vocabulary) scraps(text string) bool {
	for word := range strings.FieldsSeq(text) {
		if !v.within(layouts.Fold(word)) {
			return false
		}
	}
	return true
}

// valueFollows reports whether a value comes within a few pieces of p, so that
// the words at p are the rest of a label.
func (s *stream) valueFollows(p, limit int) bool {
	for q := p + 1; q < min(limit, p+4) && s.pieces[q].gap == 0; q++ {
		if s.pieces[q].value {
			return true
		}
	}
	return false
}

// lines marks the lines of the document that the region's pieces stand on. A line
// of prose between them is none of the table's.
func (rg *region) lines(s *stream, covered []bool) {
	for p := rg.from; p < rg.to; p++ {
		covered[s.pieces[p].line] = true
	}
}
