package extract

import (
	"maps"
	"strconv"
)

// numbered skips the values that number the rows (序号): one stands before the label
// of each, and counts on from the one before. Where the count leaves room for the
// captions between two rows, those are numbered, too.
func (b *grouper) numbered() {
	s, v, rg := b.s, b.v, b.rg
	const rows, lost = 5, 2 // at least; between two labels that were found
	numbers := map[int]bool{}
	last, after := 0, rg.from-2
	var captions []int // what stands before those since the last row
	for _, m := range rg.matches {
		switch v.items[m.item].kind {
		case rowItem:
		case captionItem, groupItem:
			captions = append(captions, s.chars[m.from].piece-1)
			continue
		default:
			continue
		}
		p := s.chars[m.from].piece - 1
		for p > after && p >= 0 && !s.pieces[p].value {
			p--
		}
		if p <= after || p < 0 {
			return
		}
		n, err := strconv.Atoi(s.pieces[p].text)
		if err != nil || n <= last || len(numbers) > 0 && n > last+1+lost+len(captions) {
			return
		}
		numbers[p] = true
		for i, no := len(captions)-1, n-1; i >= 0 && no > last; i-- {
			if q := captions[i]; q >= 0 && s.pieces[q].value {
				if m, err := strconv.Atoi(s.pieces[q].text); err == nil && m == no {
					numbers[q] = true
					no--
				}
			}
		}
		captions = nil
		last, after = n, s.chars[m.to-1].piece
	}
	if len(numbers) < rows {
		return
	}
	maps.Copy(b.skip, numbers)
}

// numberedBehind skips the values that number the rows where one stands behind the label
// of each: they count up, and most rows have a value more than columns.
func (b *grouper) numberedBehind() {
	s, v, rg := b.s, b.v, b.rg
	const rows, step = 5, 3 // at least; at most, where captions are numbered, too
	numbers := map[int]bool{}
	last, over := 0, 0
	for i, m := range rg.matches {
		it := v.items[m.item]
		if it.kind != rowItem {
			continue
		}
		first, end := -1, rg.to
		if i+1 < len(rg.matches) {
			end = s.chars[rg.matches[i+1].from].piece
		}
		values := 0
		for p := s.chars[m.to-1].piece + 1; p < end; p++ {
			if s.pieces[p].value {
				if values++; first < 0 {
					first = p
				}
			}
		}
		if first < 0 {
			continue
		}
		n, err := strconv.Atoi(s.pieces[first].text)
		if err != nil || n <= last || last > 0 && n > last+step {
			return
		}
		if last = n; values > len(it.block.Columns) {
			over++
		}
		numbers[first] = true
	}
	if len(numbers) >= rows && 2*over > len(numbers) {
		maps.Copy(b.skip, numbers)
	}
}
