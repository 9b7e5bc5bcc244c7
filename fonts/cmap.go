package fonts

import "sort"

// A charMap is a cmap subtable of format 4 or 12, searched in place.
type charMap struct {
	data   sfntTable
	format int
	count  int // segments or groups
}

// pickCmap takes the widest Unicode subtable; its data is nil when there is none.
func pickCmap(t sfntTable) charMap {
	best, rank := charMap{}, 0
	for i := range t.u16(2) {
		rec := t.part(4+8*i, 8)
		if rec == nil {
			break
		}
		unicode := rec.u16(0) == 0 && rec.u16(2) != 5 || rec.u16(0) == 3 && (rec.u16(2) == 1 || rec.u16(2) == 10)
		off := rec.u32(4)
		if !unicode || off > len(t) {
			continue
		}
		sub := t[off:]
		switch {
		case sub.u16(0) == 12 && rank < 2 && sub.part(16, 12*sub.u32(12)) != nil:
			best, rank = charMap{sub, 12, sub.u32(12)}, 2
		case sub.u16(0) == 4 && rank < 1 && sub.part(14, 4*sub.u16(6)+2) != nil:
			best, rank = charMap{sub, 4, sub.u16(6) / 2}, 1
		}
	}
	if best.count == 0 {
		return charMap{}
	}
	return best
}

// basic lists the glyphs of the characters up to U+FFFF; nil when the subtable's
// segments are not in order.
func (m charMap) basic() []uint16 {
	glyphs := make([]uint16, 0x10000)
	next := 0
	for i := range m.count {
		start, end, glyph := m.segment(i)
		if start < next || end < start {
			return nil
		}
		for r := start; r <= min(end, 0xFFFF); r++ {
			if g := glyph(r); g <= 0xFFFF {
				glyphs[r] = uint16(g)
			}
		}
		next = end + 1
	}
	return glyphs
}

// segment is a run of characters and what gives each its glyph.
func (m charMap) segment(i int) (start, end int, glyph func(r int) int) {
	if m.format == 12 {
		group := m.data.part(16+12*i, 12)
		return group.u32(0), group.u32(4), func(r int) int { return group.u32(8) + r - group.u32(0) }
	}
	starts := 16 + 2*m.count
	deltas, offsets := starts+2*m.count, starts+4*m.count
	start, end = m.data.u16(starts+2*i), m.data.u16(14+2*i)
	delta, offset := m.data.u16(deltas+2*i), m.data.u16(offsets+2*i)
	return start, end, func(r int) int {
		g := r
		if offset != 0 {
			if g = m.data.u16(offsets + 2*i + offset + 2*(r-start)); g == 0 {
				return 0
			}
		}
		return (g + delta) & 0xFFFF
	}
}

// beyond finds the glyph of a character beyond U+FFFF, 0 for none.
func (m charMap) beyond(r int) int {
	if m.format != 12 {
		return 0
	}
	i := sort.Search(m.count, func(i int) bool { return m.data.u32(16+12*i+4) >= r })
	if i == m.count {
		return 0
	}
	start, _, glyph := m.segment(i)
	if r < start {
		return 0
	}
	return glyph(r)
}
