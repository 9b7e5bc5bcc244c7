package fonts

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// A Subset is a small TrueType font with one glyph for each of its characters:
// the character Runes[i] is glyph i+1 and Widths[i] thousandths of an em wide.
// Data has the tables a PDF's CIDFontType2 needs, without hinting and without a
// cmap: glyph numbers are the codes. Size is how many bytes it has, unpacked.
type Subset struct {
	Runes  []rune
	Widths []int
	Data   []byte
	Size   int
}

// Glyph is the number of the character's glyph in the subset, 0 for none.
func (s *Subset) Glyph(r rune) int {
	i, ok := slices.BinarySearch(s.Runes, r)
	if !ok {
		return 0
	}
	return i + 1
}

// narrowing is by what part of an em Narrow takes characters in.
const narrowing = 20

// Narrow is the character with an advance that is n twentieths of an em less: a
// full-width mark without its empty part. In a Subset it has a glyph of its own.
func Narrow(r rune, n int) rune { return r | rune(n)<<21 }

// broad marks what Broad made.
const broad = 1 << 27

// Broad is the character with an advance that is a quarter of an em more: one with the
// gap to a Latin word behind it, which programs that take text out of a page would else
// take for a space. In a Subset it has a glyph of its own.
func Broad(r rune) rune { return r | broad }

// Wide is the character that Narrow, Broad or Latin made r of, and by how many twentieths of
// an em Narrow did.
func Wide(r rune) (wide rune, n int) { return r & (1<<21 - 1), int(r>>21) & 31 }

// Subset cuts the face down to the characters, which may come in any order and
// more than once. A character that the face has not is drawn as Geta, or as nothing
// when it is Invisible. Two characters of one glyph become two glyphs, so that each
// can be copied out of the document as itself.
func (f *Face) Subset(runes []rune) *Subset {
	c, s := f.cutter(runes)
	c.copyAll()
	s.Data = assemble(c.tables(newTable("glyf", c.glyf)))
	s.Size = len(s.Data)
	return s
}

// SubsetName is the face's name with the tag of a subset, six letters that depend on what
// is in it.
func (f *Face) SubsetName(s *Subset) string {
	sum := sha256.Sum256([]byte(string(s.Runes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag) + "+" + f.Name()
}

// cutter finds the glyphs of characters.
func (f *Face) cutter(runes []rune) (*cutter, *Subset) {
	runes = slices.Clone(runes)
	slices.Sort(runes)
	s := &Subset{Runes: slices.Compact(runes)}
	c := &cutter{face: f, parts: map[int]int{}, less: map[int]int{}, made: map[int]*made{}}
	c.add(0) // .notdef
	for _, r := range s.Runes {
		if m := f.latin(r); m != nil {
			c.made[len(c.old)] = m
			s.Widths = append(s.Widths, f.thousandths(m.advance))
			c.blank()
			continue
		}
		broader := r&broad != 0
		r, narrower := Wide(r)
		gid := f.gid(r)
		if gid == 0 && !Invisible(r) {
			gid = f.gid(Geta)
		}
		if gid == 0 {
			c.blank()
			s.Widths = append(s.Widths, 0)
			continue
		}
		switch {
		case narrower > 0:
			c.less[len(c.old)] = min(narrower*f.upm/narrowing, f.advance(gid))
		case broader:
			c.less[len(c.old)] = -f.upm / 4
		}
		s.Widths = append(s.Widths, f.thousandths(f.advance(gid)-c.less[len(c.old)]))
		c.add(gid)
	}
	return c, s
}

// cutter collects the glyphs of a subset.
type cutter struct {
	face  *Face
	old   []int         // glyph number in the face, by number in the subset; -1 for blank
	less  map[int]int   // what is taken off the advance, by number in the subset
	parts map[int]int   // components already taken: number in the face to number in the subset
	made  map[int]*made // glyphs that the face has not, by number in the subset
	glyf  []byte
	loca  []byte
}

func (c *cutter) blank()      { c.old = append(c.old, -1) }
func (c *cutter) add(gid int) { c.old = append(c.old, gid) }

// part gives a component its number in the subset.
func (c *cutter) part(gid int) int {
	n, ok := c.parts[gid]
	if !ok {
		n = len(c.old)
		c.parts[gid] = n
		c.add(gid)
	}
	return n
}

func (c *cutter) copyAll() {
	size := 0
	for _, gid := range c.old {
		if gid >= 0 {
			size += len(c.face.outline(gid)) + 3
		}
	}
	c.glyf = make([]byte, 0, size)
	for n := 0; n < len(c.old); n++ { // grows while components are found
		c.loca = binary.BigEndian.AppendUint32(c.loca, uint32(len(c.glyf)))
		c.copyGlyph(n)
	}
	c.loca = binary.BigEndian.AppendUint32(c.loca, uint32(len(c.glyf)))
}

// copyGlyph appends a glyph of the subset.
func (c *cutter) copyGlyph(n int) {
	if gid := c.old[n]; gid >= 0 && gid < c.face.glyphs {
		c.copy(c.face.outline(gid))
	}
	if m := c.made[n]; m != nil {
		c.compose(m)
	}
	c.align()
}

// align ends a glyph where the next may begin.
func (c *cutter) align() {
	for len(c.glyf)%4 != 0 {
		c.glyf = append(c.glyf, 0)
	}
}

// copy appends a glyph without its hinting; a damaged one stays blank.
func (c *cutter) copy(g sfntTable) {
	if len(g) < 10 {
		return
	}
	at := len(c.glyf)
	if composite(g) {
		end := components(g, func(int, int) {})
		if end < 0 || len(c.old) > 0xFF00 {
			return
		}
		c.glyf = append(c.glyf, g[:end]...)
		components(g, func(i, gid int) {
			binary.BigEndian.PutUint16(c.glyf[at+i:], uint16(g.u16(i)&^haveBytecodes))
			binary.BigEndian.PutUint16(c.glyf[at+i+2:], uint16(c.part(gid)))
		})
		return
	}
	end := simpleEnd(g)
	if end < 0 {
		return
	}
	head := 10 + 2*g.i16(0)
	if g.i16(0) == 0 {
		return
	}
	c.glyf = append(c.glyf, g[:head]...)
	c.glyf = append(c.glyf, 0, 0)
	c.glyf = append(c.glyf, g[head+2+g.u16(head):end]...)
}

// assemble writes a font file of tables.
func assemble(tables []namedTable) []byte {
	out := fileHead(tables)
	for _, t := range tables {
		out = append(out, t.padded()...)
	}
	return out
}

// tables are those of the font, by tag.
func (c *cutter) tables(glyf namedTable) []namedTable {
	f := c.face
	count := uint16(len(c.old))
	head := slices.Clone(f.tables["head"][:54])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	hhea := slices.Clone(f.tables["hhea"][:36])
	binary.BigEndian.PutUint16(hhea[34:], count)
	maxp := slices.Clone(f.tables["maxp"])
	binary.BigEndian.PutUint16(maxp[4:], count)
	if len(maxp) >= 28 {
		clear(maxp[14:28]) // storage, functions and instructions of the hinting
		maxp[15] = 1       // maxZones
	}
	hmtx := make([]byte, 0, 4*len(c.old))
	for n, gid := range c.old {
		if m := c.made[n]; m != nil {
			hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(m.advance))
			hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(m.box[0]))
			continue
		}
		if gid < 0 {
			hmtx = append(hmtx, 0, 0, 0, 0)
			continue
		}
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.advance(gid)-c.less[n]))
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(f.outline(gid).i16(2)))
	}
	return []namedTable{glyf, newTable("head", head), newTable("hhea", hhea), newTable("hmtx", hmtx), newTable("loca", c.loca), newTable("maxp", maxp)}
}

type namedTable struct {
	tag  string
	data []byte
	size int
	sum  uint32
}

func newTable(tag string, data []byte) namedTable {
	t := namedTable{tag: tag, data: data, size: len(data)}
	t.sum = checksum(t.padded())
	return t
}

// padded is the table's data up to where the next one begins.
func (t *namedTable) padded() []byte {
	for len(t.data)%4 != 0 {
		t.data = append(t.data, 0)
	}
	return t.data
}

// fileHead is the head of a font file of tables, which lists them by tag, in whatever order
// they stand. It puts the sum of all into the table head.
func fileHead(tables []namedTable) []byte {
	out := make([]byte, 12+16*len(tables))
	copy(out, "\x00\x01\x00\x00")
	binary.BigEndian.PutUint16(out[4:], uint16(len(tables)))
	search := 1
	for log := uint16(0); search <= len(tables); log++ {
		binary.BigEndian.PutUint16(out[6:], uint16(16*search))
		binary.BigEndian.PutUint16(out[8:], log)
		binary.BigEndian.PutUint16(out[10:], uint16(16*(len(tables)-search)))
		search *= 2
	}
	at, sum := len(out), uint32(0)
	for _, t := range tables {
		before := 0
		for _, other := range tables {
			if other.tag < t.tag {
				before++
			}
		}
		rec := out[12+16*before:]
		copy(rec, t.tag)
		binary.BigEndian.PutUint32(rec[4:], t.sum)
		binary.BigEndian.PutUint32(rec[8:], uint32(at))
		binary.BigEndian.PutUint32(rec[12:], uint32(t.size))
		at += (t.size + 3) &^ 3
		sum += t.sum
	}
	sum += checksum(out)
	for _, t := range tables {
		if t.tag == "head" {
			binary.BigEndian.PutUint32(t.data[8:], 0xB1B0AFBA-sum)
		}
	}
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	return sum
}

// OutlineSize is how many bytes the outlines of characters have in the face.
func (f *Face) OutlineSize(runes []rune) int {
	n := 0
	for _, r := range runes {
		wide, _ := Wide(r)
		n += len(f.outline(f.gid(wide)))
	}
	return n
}
