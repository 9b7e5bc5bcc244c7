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
		s := m.segment(i)
		if s.start < next || s.end < s.start {
			return nil
		}
		for r := s.start; r <= min(s.end, 0xFFFF); r++ {
			if g := m.glyph(s, r); g <= 0xFFFF {
				glyphs[r] = uint16(g)
			}
		}
		next = s.end + 1
	}
	return glyphs
}

// A segment is a run of characters and what gives each its glyph: the first one's glyph, or
// for format 4 a delta and where the glyphs are listed, 0 for nowhere.
type segment struct{ start, end, first, list int }

func (m charMap) segment(i int) segment {
	if m.format == 12 {
		group := m.data.part(16+12*i, 12)
		return segment{start: group.u32(0), end: group.u32(4), first: group.u32(8)}
	}
	starts := 16 + 2*m.count
	deltas, offsets := starts+2*m.count, starts+4*m.count
	s := segment{start: m.data.u16(starts + 2*i), end: m.data.u16(14 + 2*i), first: m.data.u16(deltas + 2*i)}
	if offset := m.data.u16(offsets + 2*i); offset != 0 {
		s.list = offsets + 2*i + offset
	}
	return s
}

// glyph is that of a character of a segment, 0 for none.
func (m charMap) glyph(s segment, r int) int {
	switch {
	case m.format == 12:
		return s.first + r - s.start
	case s.list == 0:
		return (r + s.first) & 0xFFFF
	}
	g := m.data.u16(s.list + 2*(r-s.start))
	if g == 0 {
		return 0
	}
	return (g + s.first) & 0xFFFF
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
	s := m.segment(i)
	if r < s.start {
		return 0
	}
	return m.glyph(s, r)
}
