package fonts

import (
	"github.com/nianbao/nianbao/convert/words"
)

// Flags of a component in a composite glyph.
const (
	argsAreWords  = 0x0001
	haveScale     = 0x0008
	moreFollow    = 0x0020
	haveXYScale   = 0x0040
	haveTwoByTwo  = 0x0080
	haveBytecodes = 0x0100
)

// outline is the description of a glyph in glyf, empty for a blank one or when
// it lies outside the table.
func (f *Face) outline(gid int) sfntTable {
	if f.long {
		start := f.loca.u32(4 * gid)
		return f.glyf.part(start, f.loca.u32(4*gid+4)-start)
	}
	start := 2 * f.loca.u16(2*gid)
	return f.glyf.part(start, 2*f.loca.u16(2*gid+2)-start)
}

// components calls each with the place and number of every component of a
// composite glyph and returns where they end; -1 when the glyph is cut off.
func components(g sfntTable, each func(at, gid int)) int {
	for at := 10; ; {
		if g.part(at, 4) == nil {
			return -1
		}
		flags := g.u16(at)
		each(at, g.u16(at+2))
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&haveScale != 0:
			at += 2
		case flags&haveXYScale != 0:
			at += 4
		case flags&haveTwoByTwo != 0:
			at += 8
		}
		if at > len(g) {
			return -1
		}
		if flags&moreFollow == 0 {
			return at
		}
	}
}

func composite(g sfntTable) bool { return len(g) >= 10 && g.i16(0) < 0 }

// verify walks every glyph, so that what Open accepts can be drawn in full.
func (f *Face) verify() error {
	depth := make([]int8, f.glyphs) // 0 unseen, -1 being walked, else its depth
	for gid := range f.glyphs {
		if err := f.verifyGlyph(gid, depth); err != nil {
			return err
		}
	}
	return nil
}

func (f *Face) verifyGlyph(gid int, depth []int8) error {
	if depth[gid] > 0 {
		return nil
	}
	g := f.outline(gid)
	switch {
	case g == nil:
		return words.New("font.glyph", ErrDamaged, gid)
	case len(g) == 0:
	case !composite(g):
		if simpleEnd(g) < 0 {
			return words.New("font.glyph-cut", ErrDamaged, gid)
		}
	default:
		return f.verifyComposite(gid, g, depth)
	}
	depth[gid] = 1
	return nil
}

func (f *Face) verifyComposite(gid int, g sfntTable, depth []int8) error {
	depth[gid] = -1
	var bad error
	deepest := int8(0)
	end := components(g, func(_, part int) {
		switch {
		case bad != nil:
		case part >= f.glyphs || depth[part] < 0:
			bad = words.New("font.part", ErrDamaged, gid, part)
		default:
			if bad = f.verifyGlyph(part, depth); bad == nil {
				deepest = max(deepest, depth[part])
			}
		}
	})
	if bad == nil && (end < 0 || deepest > 16) {
		bad = words.New("font.deep", ErrDamaged, gid)
	}
	depth[gid] = deepest + 1
	return bad
}

// simpleEnd returns where the points of a simple glyph end, -1 when it is cut off.
func simpleEnd(g sfntTable) int {
	contours := g.i16(0)
	switch {
	case len(g) < 10, contours < 0:
		return -1
	case contours == 0:
		return len(g)
	}
	points := g.u16(10+2*(contours-1)) + 1
	at := 10 + 2*contours
	at += 2 + g.u16(at)
	size := 0
	for n := 0; n < points; {
		if at >= len(g) {
			return -1
		}
		flag, times := g[at], 1
		at++
		if flag&8 != 0 {
			if at >= len(g) {
				return -1
			}
			times += int(g[at])
			at++
		}
		n += times
		size += times * int(pointSize[flag])
	}
	if at += size; at > len(g) {
		return -1
	}
	return at
}

// pointSize is the number of bytes the coordinates of a point take, by its flag.
var pointSize = func() (size [256]uint8) {
	for flag := range size {
		size[flag] = uint8(coordinate(byte(flag), 2, 16) + coordinate(byte(flag), 4, 32))
	}
	return size
}()

// coordinate is the number of bytes one coordinate takes: short in one byte, same
// as before in none, else two.
func coordinate(flag, short, same byte) int {
	switch {
	case flag&short != 0:
		return 1
	case flag&same != 0:
		return 0
	}
	return 2
}
