package fonts

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// A File is a Subset as a TrueType file that stands by itself: a reader who knows nothing
// but the file finds the glyph of each character. Besides a Subset's tables it has a cmap of
// formats 4 and 12, in which a character made by Narrow, Broad or Latin is the character it
// was made of, unless that is there itself; a name, which tells the subset from others; OS/2;
// and post, of format 3, without names of glyphs. Data are compressed (RFC 1951).
type File struct {
	Subset
	Name string
	CRC  uint32 // CRC-32 of the file, unpacked, as a zip archive asks for
}

// File cuts the face as Subset does. Repeats between outlines are found, which takes its
// time: PackedFile is the quick way.
func (f *Face) File(runes []rune) *File {
	c, s := f.cutter(runes)
	c.copyAll()
	file := f.newFile(s)
	data := assemble(append(c.tables(newTable("glyf", c.glyf)), file.tables(f)...))
	file.Size, file.CRC, file.Data = len(data), crc32.ChecksumIEEE(data), deflate(data)
	return file
}

// PackedFile cuts the face as Packed does: outlines that are packed already are joined. The
// same characters give the same bytes.
func (f *Face) PackedFile(runes []rune) *File {
	c, s := f.cutter(runes)
	p := f.packer(c)
	p.file = true
	p.copyAll(c)
	file := f.newFile(s)
	tables := append(c.tables(namedTable{tag: "glyf", size: p.size, sum: p.sum}), file.tables(f)...)
	head := fileHead(tables)
	var rest []byte
	for _, t := range tables[1:] {
		rest = append(rest, t.padded()...)
	}
	file.Size = len(head) + p.size + len(rest)
	crc := timesCRC(crc32.ChecksumIEEE(head), shiftCRC(p.size)) ^ p.crc
	file.CRC = crc32.Update(crc, crc32.IEEETable, rest)

	b := &bits{out: make([]byte, 0, len(p.bits.out)+len(rest)/2+1<<10)}
	b.stored(head)
	header := slices.Clone(p.code.header.out)
	header[0] &^= 1 // it is not the last block
	b.join(header, p.code.header.size())
	p.bits.put(p.code.lengths[endOfBlock])
	p.bits.flush()
	b.join(p.bits.out, p.bits.total)
	b.stored(nil) // what follows begins with a byte
	file.Data = append(b.out, deflate(rest)...)
	return file
}

func (f *Face) newFile(s *Subset) *File { return &File{Subset: *s, Name: f.SubsetName(s)} }

// deflaters are kept: making one costs more than its use.
var deflaters = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, 3) // fails for levels that there are not
	return w
}}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	w.Reset(&b)
	w.Write(data)
	w.Close()
	deflaters.Put(w)
	return b.Bytes()
}

// tables are those that a Subset does without.
func (s *File) tables(f *Face) []namedTable {
	return []namedTable{
		newTable("OS/2", s.os2(f)), newTable("cmap", s.cmap()), newTable("name", s.names()),
		newTable("post", append([]byte{0, 3, 0, 0}, make([]byte, 28)...)),
	}
}

// cmap maps characters to glyphs: up to U+FFFF in format 4, all in format 12.
func (s *File) cmap() []byte {
	var runes []rune
	var glyphs []int
	for i, r := range s.Runes {
		wide, _ := Wide(r)
		if wide != r && (s.Glyph(wide) > 0 || slices.Contains(runes, wide)) {
			continue
		}
		at, _ := slices.BinarySearch(runes, wide)
		runes, glyphs = slices.Insert(runes, at, wide), slices.Insert(glyphs, at, i+1)
	}
	basic, _ := slices.BinarySearch(runes, 0xFFFF)
	four, twelve := cmap4(runes[:basic], glyphs), cmap12(runes, glyphs)
	const microsoft, bmp, full = 3, 1, 10
	if len(four) > 0xFFFF { // more than the format can say
		t := []byte{0, 0, 0, 1, 0, microsoft, 0, full, 0, 0, 0, 12}
		return append(t, twelve...)
	}
	t := []byte{0, 0, 0, 2, 0, microsoft, 0, bmp, 0, 0, 0, 20, 0, microsoft, 0, full}
	t = binary.BigEndian.AppendUint32(t, uint32(20+len(four)))
	return slices.Concat(t, four, twelve)
}

// cmap4 is a subtable with a segment for each character, all of which say the same of where
// its glyph is listed: it packs into little.
func cmap4(runes []rune, glyphs []int) []byte {
	u16 := binary.BigEndian.AppendUint16
	n := len(runes) + 1
	search, log := 1, 0
	for search*2 <= n {
		search, log = search*2, log+1
	}
	size := 16 + 8*n + 2*len(runes)
	t := make([]byte, 0, size)
	for _, v := range []int{4, size, 0, 2 * n, 2 * search, log, 2 * (n - search)} {
		t = u16(t, uint16(v))
	}
	for range 2 { // where the segments end, and where they begin
		for _, r := range runes {
			t = u16(t, uint16(r))
		}
		t = u16(t, 0xFFFF)
		if len(t) == 14+2*n {
			t = u16(t, 0)
		}
	}
	for range runes { // what is added to a glyph
		t = u16(t, 0)
	}
	t = u16(t, 1)
	for range runes {
		t = u16(t, uint16(2*n)) // from here to the glyph
	}
	t = u16(t, 0)
	for i := range runes {
		t = u16(t, uint16(glyphs[i]))
	}
	return t
}

// cmap12 is a subtable of runs of characters and glyphs.
func cmap12(runes []rune, glyphs []int) []byte {
	u32 := binary.BigEndian.AppendUint32
	t := make([]byte, 16, 16+12*len(runes))
	groups := 0
	for i := 0; i < len(runes); groups++ {
		end := i + 1
		for end < len(runes) && runes[end] == runes[end-1]+1 && glyphs[end] == glyphs[end-1]+1 {
			end++
		}
		t = u32(u32(u32(t, uint32(runes[i])), uint32(runes[end-1])), uint32(glyphs[i]))
		i = end
	}
	binary.BigEndian.PutUint16(t, 12)
	binary.BigEndian.PutUint32(t[4:], uint32(len(t)))
	binary.BigEndian.PutUint32(t[12:], uint32(groups))
	return t
}

// names are the table name: all names are the subset's.
func (s *File) names() []byte {
	const microsoft, unicode, english, regular = 3, 1, 0x409, "Regular"
	u16 := binary.BigEndian.AppendUint16
	ids := []int{1, 2, 3, 4, 6} // family, style, the one and only, in full, in PostScript
	t := u16(u16(u16(nil, 0), uint16(len(ids))), uint16(6+12*len(ids)))
	for _, id := range ids {
		size, at := 2*len(s.Name), 0
		if id == 2 {
			size, at = 2*len(regular), size
		}
		for _, v := range []int{microsoft, unicode, english, id, size, at} {
			t = u16(t, uint16(v))
		}
	}
	for _, c := range []byte(s.Name + regular) {
		t = u16(t, uint16(c))
	}
	return t
}

// os2 is the table OS/2, of version 4: an upright face of usual weight. Its permissions are
// those of the face.
func (s *File) os2(f *Face) []byte {
	const (
		weight, width = 400, 5
		regular       = 1 << 6
		simplified    = 1 << 18 // the code page of Chinese
	)
	hhea, up := f.tables["hhea"], f.tables["hhea"].i16(4)
	down := hhea.i16(6)
	first, last := rune(0xFFFF), rune(0)
	for _, r := range s.Runes {
		r, _ = Wide(r)
		first, last = min(first, r), max(last, min(r, 0xFFFF))
	}
	t := make([]byte, 96)
	put := func(at, v int) { binary.BigEndian.PutUint16(t[at:], uint16(v)) }
	put(0, 4)
	put(2, f.upm) // the usual advance
	put(4, weight)
	put(6, width)
	put(8, f.tables["OS/2"].u16(8))
	for i, tenths := range []int{5, 5, 0, 1, 5, 5, 0, 4, 1, 3} { // subscript, superscript, strikeout
		put(10+2*i, f.upm*tenths/10)
	}
	copy(t[58:], "NONE")
	put(62, regular)
	put(64, int(first))
	put(66, int(last))
	put(68, up)
	put(70, down)
	put(72, hhea.i16(8))
	put(74, max(up, 0))
	put(76, max(-down, 0))
	binary.BigEndian.PutUint32(t[78:], simplified)
	put(86, up/2)
	put(88, f.Metrics().CapHeight*f.upm/1000)
	put(92, ' ')
	return t
}
