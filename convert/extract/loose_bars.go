package extract

import (
	"maps"
	"slices"
)

// Some pages begin each row with a bar on a line of its own, and have each cell on a
// line: the bar is no empty cell, neither of its row nor of the one above.

// framed skips such bars, where no row begins without one. Its head, which has no empty cells, tells them from empty cells.
func (b *grouper) framed() {
	s, v, rg := b.s, b.v, b.rg
	bars := map[int]bool{}
	last, told := rg.from, false
	for p := rg.from; p < rg.to; p++ {
		if len(rg.items.at(p)) == 0 {
			continue
		}
		last = p
		switch above := p - 1; {
		case above < 0 || s.pieces[p].gap > 0 || p == rg.from && !s.bare(above):
		case s.bare(above):
			bars[above] = true
			told = told || above > 0 && v.isHead(rg.items.at(p)) && !s.pieces[above-1].value && !s.bare(above-1)
		case s.pieces[above].value || s.pieces[above].empty:
			return
		}
	}
	if !told {
		return
	}
	below := last + 1
	for below < rg.to && s.pieces[below].empty && !s.bare(below) {
		below++
	}
	if below < rg.to && s.bare(below) && !rg.named() {
		bars[below] = true // of the one row that has no label
	}
	maps.Copy(b.skip, bars)
}

// bare reports whether a piece is an empty cell on a line of its own.
func (s *stream) bare(p int) bool { return s.pieces[p].empty && s.pieces[p].wide == 1 }

// isHead reports whether items are of a table's head.
func (v *vocabulary) isHead(items []int) bool {
	return !slices.ContainsFunc(items, func(i int) bool { return v.items[i].kind != headItem && v.items[i].kind != columnItem })
}

// named reports whether the table's last row has a label.
func (rg *region) named() bool {
	rows := rg.table.Blocks[len(rg.table.Blocks)-1].Rows
	return rows[len(rows)-1].Label != ""
}
