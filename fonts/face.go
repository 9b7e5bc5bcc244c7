package fonts

import (
	"encoding/binary"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// Why a file cannot serve as a font. Errors of Parse and Open wrap one of these.
var (
	ErrNotFont   = words.New("font.none")
	ErrCFF       = words.New("font.cff")
	ErrForbidden = words.New("font.forbidden")
	ErrNoCmap    = words.New("font.cmap")
	ErrDamaged   = words.New("font.damaged")
)

// A Face is one TrueType face. Parse reads its table directory and character map;
// glyphs and widths are looked up in the bytes when asked for, so that a face of
// 15 MB costs what is used of it. A Face does not change and is safe to share.
type Face struct {
	name   string
	upm    int
	glyphs int
	cmap   charMap
	basic  []uint16 // glyphs of the characters up to U+FFFF
	tables map[string]sfntTable
	loca   sfntTable
	glyf   sfntTable
	hmtx   sfntTable
	long   bool // loca has 32-bit offsets
	hms    int  // full entries of hmtx
	pack   packedFace
}

// sfntTable is a part of a font file whose accessors return 0 beyond its end: a damaged
// font draws nothing, it never panics.
type sfntTable []byte

func (t sfntTable) u16(i int) int {
	if i < 0 || i+2 > len(t) {
		return 0
	}
	return int(binary.BigEndian.Uint16(t[i:]))
}

func (t sfntTable) i16(i int) int { return int(int16(t.u16(i))) }

func (t sfntTable) u32(i int) int {
	if i < 0 || i+4 > len(t) {
		return 0
	}
	return int(binary.BigEndian.Uint32(t[i:]))
}

// part is the n bytes from i, nil when the table has not so many.
func (t sfntTable) part(i, n int) sfntTable {
	if i < 0 || n < 0 || i > len(t) || n > len(t)-i {
		return nil
	}
	return t[i : i+n]
}

// Parse reads a TrueType face; of a collection, the face with the index. The data
// must not be changed afterwards.
func Parse(data []byte, index int) (*Face, error) {
	dir, err := directory(data, index)
	if err != nil {
		return nil, err
	}
	f := &Face{tables: map[string]sfntTable{}}
	for i := range sfntTable(data).u16(dir + 4) {
		rec := sfntTable(data).part(dir+12+16*i, 16)
		if rec == nil {
			return nil, words.New("font.directory", ErrDamaged)
		}
		body := sfntTable(data).part(rec.u32(8), rec.u32(12))
		if body == nil && rec.u32(12) > 0 {
			return nil, words.New("font.outside", ErrDamaged, rec[:4])
		}
		f.tables[string(rec[:4])] = body
	}
	if f.tables["glyf"] == nil && (f.tables["CFF "] != nil || f.tables["CFF2"] != nil) {
		return nil, ErrCFF
	}
	return f, f.read()
}

// directory finds where the table directory of a face begins.
func directory(data sfntTable, index int) (int, error) {
	dir := 0
	if string(data.part(0, 4)) == "ttcf" {
		n := data.u32(8)
		if index < 0 || index >= n {
			return 0, words.New("font.faces", ErrNotFont, n-1, index)
		}
		if dir = data.u32(12 + 4*index); data.part(dir, 12) == nil {
			return 0, words.New("font.face", ErrDamaged, index)
		}
	} else if index != 0 {
		return 0, words.New("font.single", ErrNotFont, index)
	}
	switch head := data.part(dir, 4); string(head) {
	case "\x00\x01\x00\x00", "true":
		return dir, nil
	case "OTTO":
		return 0, ErrCFF
	}
	return 0, ErrNotFont
}

// read takes the few numbers every later look-up needs, and refuses what cannot
// be drawn or embedded.
func (f *Face) read() error {
	for tag, size := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0} {
		if t, ok := f.tables[tag]; !ok || len(t) < size {
			return words.New("font.short", ErrDamaged, tag)
		}
	}
	head := f.tables["head"]
	f.loca, f.glyf, f.hmtx = f.tables["loca"], f.tables["glyf"], f.tables["hmtx"]
	f.upm, f.long = head.u16(18), head.u16(50) != 0
	f.glyphs, f.hms = f.tables["maxp"].u16(4), f.tables["hhea"].u16(34)
	if f.upm < 16 || f.upm > 16384 {
		return words.New("font.em", ErrDamaged, f.upm)
	}
	if f.glyphs == 0 || f.hms == 0 || f.hms > f.glyphs || len(f.hmtx) < 4*f.hms+2*(f.glyphs-f.hms) {
		return words.New("font.counts", ErrDamaged)
	}
	if size := 2 * (f.glyphs + 1); len(f.loca) < size || f.long && len(f.loca) < 2*size {
		return words.New("font.short", ErrDamaged, "loca")
	}
	if os2 := f.tables["OS/2"]; len(os2) >= 10 {
		if t := os2.u16(8); t&0xF == 2 || t&0x300 != 0 {
			return words.New("font.bits", ErrForbidden, t)
		}
	}
	f.cmap = pickCmap(f.tables["cmap"])
	if f.cmap.data == nil {
		return ErrNoCmap
	}
	if f.basic = f.cmap.basic(); f.basic == nil {
		return words.New("font.order", ErrDamaged)
	}
	f.name = f.readName()
	return nil
}

// Name is the face's PostScript name, in characters a PDF name may have.
func (f *Face) Name() string { return f.name }

func (f *Face) readName() string {
	t := f.tables["name"]
	for i := range t.u16(2) {
		rec := t.part(6+12*i, 12)
		if rec.u16(6) != 6 {
			continue
		}
		var b strings.Builder
		for _, c := range t.part(t.u16(4)+rec.u16(10), rec.u16(8)) {
			if c == '-' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
				b.WriteByte(c)
			}
		}
		if n := b.Len(); n > 0 && n < 64 {
			return b.String()
		}
	}
	return "Font"
}

// Has reports whether the face has a glyph for the character. No face has
// private-use characters: each font draws another sign for them, none is right.
func (f *Face) Has(r rune) bool { return f.gid(r) != 0 }

// Width is the character's advance in thousandths of an em, rounded as a PDF's
// width table is; 0 for a character the face has not.
func (f *Face) Width(r rune) int {
	if g := f.gid(r); g != 0 {
		return f.width(g)
	}
	return 0
}

func (f *Face) gid(r rune) int {
	g := 0
	switch {
	case r < 0 || private(r):
	case int(r) < len(f.basic):
		g = int(f.basic[r])
	default:
		g = f.cmap.beyond(int(r))
	}
	if g >= f.glyphs {
		return 0
	}
	return g
}

func private(r rune) bool { return 0xE000 <= r && r <= 0xF8FF || r >= 0xF0000 }

func (f *Face) width(gid int) int { return f.thousandths(f.advance(gid)) }

// thousandths of an em, rounded.
func (f *Face) thousandths(units int) int { return (units*1000 + f.upm/2) / f.upm }

func (f *Face) advance(gid int) int {
	return f.hmtx.u16(4 * min(gid, f.hms-1))
}

// Metrics are what a PDF's font descriptor states, in thousandths of an em.
type Metrics struct {
	Ascent, Descent, CapHeight int
	Box                        [4]int // left, bottom, right, top
}

// Metrics returns the face's measures.
func (f *Face) Metrics() Metrics {
	k := func(v int) int { return v * 1000 / f.upm }
	head, hhea := f.tables["head"], f.tables["hhea"]
	m := Metrics{Ascent: k(hhea.i16(4)), Descent: k(hhea.i16(6))}
	m.CapHeight = k(f.tables["OS/2"].i16(88))
	if m.CapHeight <= 0 {
		m.CapHeight = m.Ascent
	}
	for i := range m.Box {
		m.Box[i] = k(head.i16(36 + 2*i))
	}
	return m
}
