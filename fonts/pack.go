package fonts

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"slices"
	"sync"
	"sync/atomic"
)

// An outline is compressed once, with a code that all glyphs of its face share, and a
// packed font is made of such outlines, joined bit by bit: deflate knows no bytes. An
// outline that comes twice is found; within them and between others hardly anything repeats.

// Packed cuts the face as Subset does; Data is the font in the format of zlib. The same
// characters give the same bytes.
func (f *Face) Packed(runes []rune) *Subset {
	c, s := f.cutter(runes)
	p := f.packer(c)
	code := p.code
	p.copyAll(c)
	tables := c.tables(namedTable{tag: "glyf", size: p.size, sum: p.sum})
	head := fileHead(tables)
	s.Size = len(head) + p.size

	b := &bits{out: make([]byte, 0, len(p.bits.out)+4<<10)}
	b.out = append(b.out, 0x78, 0x01)
	b.stored(head)
	b.join(code.header.out, code.header.size())
	var rest []byte
	for _, t := range tables[1:] {
		rest = append(rest, t.padded()...)
	}
	s.Size += len(rest)
	code.write(&p.bits, rest)
	p.bits.put(code.lengths[endOfBlock])
	p.bits.flush()
	b.join(p.bits.out, p.bits.total)
	b.flush()
	sum := joinAdler(adler32.Checksum(head), p.adler, p.size)
	sum = joinAdler(sum, adler32.Checksum(rest), len(rest))
	s.Data = binary.BigEndian.AppendUint32(b.out, sum)
	return s
}

// A packer packs the glyphs of a subset.
type packer struct {
	code  *glyphCode
	bits  bits
	size  int // of what is packed, in bytes
	sum   uint32
	adler uint32
	file  bool        // it packs for a File, which asks for crc and not for adler
	crc   uint32      // CRC-32 of what is packed
	seen  map[int]int // where the outline of a glyph of the face begins
}

func (f *Face) packer(c *cutter) *packer {
	const usual = 288 // bytes of a packed outline
	p := &packer{code: f.code(), adler: 1, seen: make(map[int]int, len(c.old))}
	p.bits.out = make([]byte, 0, usual*len(c.old))
	return p
}

func (p *packer) copyAll(c *cutter) {
	for n := 0; n < len(c.old); n++ { // grows while components are found
		c.loca = binary.BigEndian.AppendUint32(c.loca, uint32(p.size))
		gid := c.old[n]
		simple := gid >= 0 && gid < c.face.glyphs && !composite(c.face.outline(gid)) && c.made[n] == nil
		if !simple {
			c.glyf = c.glyf[:0]
			c.copyGlyph(n)
			p.add(packGlyph(p.code, c.glyf))
			continue
		}
		g := c.face.packed(gid, c)
		if at, ok := p.seen[gid]; ok && g.size > 0 && p.size-at <= farthest {
			p.again(g, p.size-at)
			continue
		}
		p.seen[gid] = p.size
		p.add(g)
	}
	c.loca = binary.BigEndian.AppendUint32(c.loca, uint32(p.size))
}

func (p *packer) add(g *packedGlyph) {
	p.bits.join(g.bits, g.total)
	p.account(g)
}

func (p *packer) account(g *packedGlyph) {
	if p.file {
		p.crc = timesCRC(p.crc, g.shift) ^ g.crc
	} else {
		p.adler = joinAdler(p.adler, g.adler, g.size)
	}
	p.size += g.size
	p.sum += g.sum
}

// again packs an outline that came at a distance before.
func (p *packer) again(g *packedGlyph, distance int) {
	for left := g.size; left > 0; {
		n := min(left, longestMatch)
		if left > n && left-n < shortestMatch {
			n -= shortestMatch
		}
		p.code.match(&p.bits, n, distance)
		left -= n
	}
	p.account(g)
}

// A packedGlyph is the bits of a glyph without its hinting.
type packedGlyph struct {
	bits  []byte
	total int // number of bits
	size  int // of what is packed, in bytes
	sum   uint32
	adler uint32
	crc   uint32
	shift uint32 // what a CRC-32 is multiplied by when as many bytes follow
}

// packedFace is what of a face is packed already. It is safe to share.
type packedFace struct {
	once   sync.Once
	code   *glyphCode
	glyphs []atomic.Pointer[packedGlyph]
}

// code is the code of the face's outlines, which a sample of them tells.
func (f *Face) code() *glyphCode {
	f.pack.once.Do(func() {
		const sample, group = 64, 16 // glyphs, those that lie together
		f.pack.glyphs = make([]atomic.Pointer[packedGlyph], f.glyphs)
		count := &symbolCounts{}
		c := &cutter{face: f}
		for i := range sample {
			gid := i/group*group*f.glyphs/sample + i%group
			if gid < f.glyphs && !composite(f.outline(gid)) {
				c.glyf = c.glyf[:0]
				c.copy(f.outline(gid))
				c.align()
				count.add(c.glyf)
			}
		}
		f.pack.code = newGlyphCode(count)
	})
	return f.pack.code
}

// packed is a simple glyph, packed when it is first asked for.
func (f *Face) packed(gid int, c *cutter) *packedGlyph {
	if g := f.pack.glyphs[gid].Load(); g != nil {
		return g
	}
	c.glyf = c.glyf[:0]
	c.copy(f.outline(gid))
	c.align()
	g := packGlyph(f.pack.code, c.glyf)
	f.pack.glyphs[gid].Store(g)
	return g
}

func packGlyph(code *glyphCode, data []byte) *packedGlyph {
	w := bits{out: make([]byte, 0, len(data))}
	code.write(&w, data)
	w.flush()
	return &packedGlyph{slices.Clone(w.out), w.total, len(data), checksum(data), adler32.Checksum(data), crc32.ChecksumIEEE(data), shiftCRC(len(data))}
}

// joinAdler is the Adler-32 of two texts, the second of a size.
func joinAdler(a, b uint32, size int) uint32 {
	const base = 65521
	n := uint32(size % base)
	low := a & 0xFFFF
	high := (n*low)%base + a>>16 + b>>16 + base - n
	low += b&0xFFFF + base - 1
	return high%base<<16 | low%base
}

// powersCRC are x to the power of 8, 16, 32, … modulo the polynomial of CRC-32, whose
// highest bit stands for 1.
var powersCRC = func() (powers [32]uint32) {
	powers[0] = 1 << (31 - 8)
	for i := 1; i < len(powers); i++ {
		powers[i] = timesCRC(powers[i-1], powers[i-1])
	}
	return powers
}()

// shiftCRC is what the CRC-32 of a text is multiplied by when a number of bytes follow.
func shiftCRC(size int) uint32 {
	product := uint32(1 << 31)
	for i := 0; size > 0; i++ {
		if size&1 != 0 {
			product = timesCRC(product, powersCRC[i])
		}
		size >>= 1
	}
	return product
}

// timesCRC multiplies modulo the polynomial of CRC-32.
func timesCRC(a, b uint32) uint32 {
	product := uint32(0)
	for ; a != 0; a <<= 1 {
		product ^= b & -(a >> 31)
		b = b>>1 ^ crc32.IEEE&-(b&1)
	}
	return product
}
