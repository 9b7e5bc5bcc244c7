package extract

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// A match is a word of the form found in the label stream, read as one item.
type match struct {
	from, to int // characters
	item     int
	weight   int
}

// A found word of the form, before it is known which item it stands for.
type found struct {
	from, to int
	w        *word
}

// find finds the words of the form in the stream. A word inside a longer one
// does not count.
func (v *vocabulary) find(s *stream) []found {
	var all []found
	reach := 0
	for i := range s.chars {
		at := len(all)
		for _, w := range v.first.at(s.chars[i].r) {
			if to := i + len(w.runes); to > reach && matchAt(s.chars, i, w.runes) {
				if len(all) == at {
					all = append(all, found{i, to, w})
				} else if to > all[at].to {
					all[at] = found{i, to, w}
				}
			}
		}
		if len(all) > at {
			reach = all[at].to
		}
	}
	return all
}

// matches reads each word as every item it may stand for. A short word counts
// only where it stands by itself: between the edges of pieces or other words.
func (v *vocabulary) matches(s *stream) []match {
	const short = 3
	all := s.words
	starts, ends := make([]bool, len(s.chars)+1), make([]bool, len(s.chars)+1)
	for _, f := range all {
		starts[f.from], ends[f.to] = true, true
	}
	ms := make([]match, 0, 2*len(all))
	for _, f := range all {
		alone := s.alone(f.from, f.to)
		bounded := (s.chars[f.from].edge || ends[f.from]) && (s.ends(f.to) || starts[f.to])
		if len(f.w.runes) <= short && !bounded {
			continue
		}
		for _, it := range f.w.items {
			behind := ends[f.from] && s.chars[f.to-1].piece == s.chars[f.from].piece && s.closed(f.to) // another label, before values
			if v.items[it].exact && !alone && !behind && !s.noted(f.from, f.to) {
				continue
			}
			weight := f.w.weight
			if alone {
				weight += 3
			}
			ms = append(ms, match{f.from, f.to, it, weight})
		}
	}
	return ms
}

// ends reports whether a label may end before character i.
func (s *stream) ends(i int) bool {
	return s.closed(i) || s.chars[i].edge
}

// closed reports whether words end before character i.
func (s *stream) closed(i int) bool { return i >= len(s.chars) || s.chars[i].r == 0 }

// alone reports whether the characters are the whole of their pieces.
func (s *stream) alone(from, to int) bool {
	return (from == 0 || s.chars[from-1].piece != s.chars[from].piece) &&
		(to == len(s.chars) || s.chars[to].piece != s.chars[to-1].piece)
}

// noted reports whether only a note in brackets follows the characters in their
// piece: 规章（全区均无制定规章的权限）.
func (s *stream) noted(from, to int) bool {
	p := s.chars[from].piece
	if from > 0 && s.chars[from-1].piece == p || to == len(s.chars) || s.chars[to].piece != p || s.chars[to-1].piece != p {
		return false
	}
	text := s.pieces[p].text
	return layouts.TrimNote(text) != text
}

// chain picks the matches that follow the order of the form with the greatest
// weight: each later in the text and later in print than the one before. What
// looks like a label but stands out of order (总计 is a row and a column) falls
// away here.
func chain(ms []match) []match {
	best := make([]int, len(ms)) // weight of the heaviest chain that ends with a match
	prev := make([]int, len(ms)) // the match before it there; -1 for none
	heavier := func(i, than int) bool {
		return i >= 0 && (than < 0 || best[i] > best[than] || best[i] == best[than] && i < than)
	}
	items := 0
	for _, m := range ms {
		items = max(items, m.item+1)
	}
	ends := make([]int, items+1) // a Fenwick tree: of the items up to one, the match that ends the heaviest chain so far
	for i := range ends {
		ends[i] = -1
	}
	top, next := -1, 0 // of all; the first match that is not yet among ends
	for i, m := range ms {
		for ; ms[next].to <= m.from; next++ { // they end in the order in which they begin
			for k := ms[next].item + 1; k < len(ends); k += k & -k {
				if heavier(next, ends[k]) {
					ends[k] = next
				}
			}
		}
		prev[i] = -1
		for k := m.item; k > 0; k &= k - 1 {
			if heavier(ends[k], prev[i]) {
				prev[i] = ends[k]
			}
		}
		if best[i] = m.weight; prev[i] >= 0 {
			best[i] += best[prev[i]]
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
