package fonts

import "encoding/binary"

// latinForm marks a character that Latin made.
const latinForm = 1 << 26

// Latin is a mark as it stands in Latin text: a quotation mark or an apostrophe without
// the empty half of its full-width form, three points on the line for …. In a Subset it
// has a glyph of its own. Other characters are as they are.
func Latin(r rune) rune {
	switch r {
	case '‘', '’', '“', '”', '…':
		return r | latinForm
	}
	return r
}

// LatinAdvance is the advance in em of Latin(r) in the role.
func (s *Set) LatinAdvance(role string, r rune) float64 {
	f, ok := s.Face(role, r)
	if m := f.latin(Latin(r)); ok && m != nil {
		return float64(f.thousandths(m.advance)) / 1000
	}
	em, _ := s.Advance(role, r)
	return em
}

// made is a glyph that is made of others of the face.
type made struct {
	glyphs  []int
	right   []int  // by what each is moved to the right
	box     [4]int // left, bottom, right, top
	advance int
}

// latin makes the glyph of what Latin returned; nil for all else, and where the face
// has not what it takes.
func (f *Face) latin(r rune) *made {
	if r&latinForm == 0 {
		return nil
	}
	m := &made{advance: f.upm}
	if r, _ = Wide(r); r == '…' {
		point := f.gid('.')
		for i := range 3 {
			m.glyphs, m.right = append(m.glyphs, point), append(m.right, (2*i+1)*f.upm/6-f.advance(point)/2)
		}
	} else {
		m.glyphs = []int{f.gid(r)}
	}
	g := f.outline(m.glyphs[0])
	if m.glyphs[0] == 0 || len(g) < 10 {
		return nil
	}
	m.box = [4]int{g.i16(2), g.i16(4), g.i16(6), g.i16(8)}
	if m.right == nil { // as much room beside it as a quotation mark of Latin type has
		room := f.upm / 20
		m.right = []int{room - m.box[0]}
		m.advance = m.box[2] - m.box[0] + 2*room
	}
	m.box[0] += m.right[0]
	m.box[2] += m.right[len(m.right)-1]
	return m
}

// compose appends a made glyph.
func (c *cutter) compose(m *made) {
	const argsAreXY = 0x0002
	c.glyf = binary.BigEndian.AppendUint16(c.glyf, 0xFFFF) // composite
	for _, v := range m.box {
		c.glyf = binary.BigEndian.AppendUint16(c.glyf, uint16(v))
	}
	for i, gid := range m.glyphs {
		flags := argsAreWords | argsAreXY
		if i+1 < len(m.glyphs) {
			flags |= moreFollow
		}
		for _, v := range [...]int{flags, c.part(gid), m.right[i], 0} {
			c.glyf = binary.BigEndian.AppendUint16(c.glyf, uint16(v))
		}
	}
}
