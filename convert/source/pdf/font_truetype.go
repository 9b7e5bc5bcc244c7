package pdf

import "encoding/binary"

// reverseCMap reads the character table of an embedded TrueType font backwards:
// the character of each glyph. Where a glyph has several, the one that is no
// radical and no compatibility form counts.
func reverseCMap(font []byte) map[int]rune {
	table := sfntTable(font, "cmap")
	if len(table) < 4 {
		return nil
	}
	runes := map[int]rune{}
	n := int(binary.BigEndian.Uint16(table[2:]))
	for i := 0; i < n && 4+8*i+8 <= len(table); i++ {
		record := table[4+8*i:]
		platform, kind := binary.BigEndian.Uint16(record), binary.BigEndian.Uint16(record[2:])
		at := int(binary.BigEndian.Uint32(record[4:]))
		unicode := platform == 0 || platform == 3 && (kind == 1 || kind == 10)
		if !unicode || at < 0 || at+4 > len(table) {
			continue
		}
		readSubtable(table[at:], func(r rune, glyph int) {
			if old, ok := runes[glyph]; glyph > 0 && (!ok || rank(r) < rank(old)) {
				runes[glyph] = r
			}
		})
	}
	return runes
}

// rank orders the characters of one glyph, the likeliest first.
func rank(r rune) int {
	switch {
	case r >= 0x20 && r < 0x7f, r >= 0x4e00 && r <= 0x9fff:
		return 0
	case r >= 0x2e80 && r <= 0x2fdf, r >= 0xf900 && r <= 0xfaff, r >= 0xe000 && r <= 0xf8ff, r == 0xa0, r == 0xad:
		return 2
	}
	return 1
}

// sfntTable returns a table of a TrueType font; nil when it has none.
func sfntTable(font []byte, tag string) []byte {
	if len(font) < 12 {
		return nil
	}
	n := int(binary.BigEndian.Uint16(font[4:]))
	for i := 0; i < n && 12+16*i+16 <= len(font); i++ {
		record := font[12+16*i:]
		if string(record[:4]) != tag {
			continue
		}
		at, size := int(binary.BigEndian.Uint32(record[8:])), int(binary.BigEndian.Uint32(record[12:]))
		if at < 0 || size < 0 || at > len(font) {
			return nil
		}
		return font[at:min(len(font), at+size)]
	}
	return nil
}

// readSubtable hands every character of a subtable and its glyph to add.
func readSubtable(t []byte, add func(rune, int)) {
	switch binary.BigEndian.Uint16(t) {
	case 4:
		readSegments(t, add)
	case 6:
		if len(t) < 10 {
			return
		}
		first, n := int(binary.BigEndian.Uint16(t[6:])), int(binary.BigEndian.Uint16(t[8:]))
		for i := 0; i < n && 12+2*i <= len(t); i++ {
			add(rune(first+i), int(binary.BigEndian.Uint16(t[10+2*i:])))
		}
	case 12:
		if len(t) < 16 {
			return
		}
		n := int(binary.BigEndian.Uint32(t[12:]))
		for i, all := 0, 0; i < n && 16+12*i+12 <= len(t) && all < 1<<17; i++ {
			group := t[16+12*i:]
			first, last := binary.BigEndian.Uint32(group), binary.BigEndian.Uint32(group[4:])
			glyph := int(binary.BigEndian.Uint32(group[8:]))
			for c := first; c <= last && c < 0x110000 && all < 1<<17; c++ {
				add(rune(c), glyph+int(c-first))
				all++
			}
		}
	}
}

// readSegments reads a subtable of format 4.
func readSegments(t []byte, add func(rune, int)) {
	if len(t) < 16 {
		return
	}
	u16 := func(at int) int {
		if at < 0 || at+2 > len(t) {
			return 0
		}
		return int(binary.BigEndian.Uint16(t[at:]))
	}
	n := u16(6) / 2
	ends, starts := 14, 16+2*n
	deltas, offsets := starts+2*n, starts+4*n
	for i, all := 0, 0; i < n && offsets+2*i+2 <= len(t); i++ {
		first, last, delta, offset := u16(starts+2*i), u16(ends+2*i), u16(deltas+2*i), u16(offsets+2*i)
		for c := first; c <= last && c < 0xffff && all < 1<<17; c++ {
			all++
			glyph := c
			if offset != 0 {
				if glyph = u16(offsets + 2*i + offset + 2*(c-first)); glyph == 0 {
					continue
				}
			}
			add(rune(c), (glyph+delta)&0xffff)
		}
	}
}
