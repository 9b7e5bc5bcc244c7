package fonts

import (
	"encoding/binary"
	mathbits "math/bits"
	"slices"
)

// What deflate (RFC 1951) knows: bytes, the end, and lengths of what comes again in one
// alphabet, distances to it in another.
const (
	endOfBlock    = 256
	lengthSymbols = 286
	distSymbols   = 30
	shortestMatch = 3
	longestMatch  = 258
	farthest      = 32 << 10
	longestCode   = 15
)

// bits are written from the lowest of each byte on.
type bits struct {
	out   []byte
	acc   uint64
	n     uint // bits in acc, below 32
	total int
}

func (b *bits) add(v uint64, n uint) {
	b.acc |= v << b.n
	b.n += n
	b.total += int(n)
	if b.n >= 32 {
		b.out = binary.LittleEndian.AppendUint32(b.out, uint32(b.acc))
		b.acc >>= 32
		b.n -= 32
	}
}

// join adds bits that were written before.
func (b *bits) join(p []byte, n int) {
	b.total += n
	out, acc := slices.Grow(b.out, len(p)), b.acc
	for ; n >= 32; n -= 32 {
		acc |= uint64(binary.LittleEndian.Uint32(p)) << b.n
		out = binary.LittleEndian.AppendUint32(out, uint32(acc))
		acc >>= 32
		p = p[4:]
	}
	b.out, b.acc = out, acc
	b.total -= n
	for ; n > 0; n -= 8 {
		k := uint(min(n, 8))
		b.add(uint64(p[0])&(1<<k-1), k)
		p = p[1:]
	}
}

func (b *bits) put(c code) { b.add(uint64(c.bits), uint(c.n)) }

// flush ends with a byte.
func (b *bits) flush() {
	for b.n > 0 {
		b.out = append(b.out, byte(b.acc))
		b.acc >>= 8
		b.n -= min(b.n, 8)
	}
	b.acc = 0
}

func (b *bits) size() int { return b.total }

// stored adds a block of bytes as they are.
func (b *bits) stored(data []byte) {
	b.add(0, 3)
	b.flush()
	b.out = binary.LittleEndian.AppendUint16(b.out, uint16(len(data)))
	b.out = binary.LittleEndian.AppendUint16(b.out, ^uint16(len(data)))
	b.out = append(b.out, data...)
}

// A code is the bits of a symbol, the first lowest.
type code struct {
	bits uint16
	n    uint8
}

// A glyphCode is the code of a face's outlines.
type glyphCode struct {
	lengths   [lengthSymbols]code
	distances [distSymbols]code
	header    bits // of a block in this code
}

// lengthSymbol is the symbol of a length, with what is added to it in extra bits.
func lengthSymbol(n int) (symbol, add int, extra uint) {
	if n == longestMatch {
		return lengthSymbols - 1, 0, 0
	}
	if n -= shortestMatch; n < 8 {
		return endOfBlock + 1 + n, 0, 0
	}
	extra = uint(mathbits.Len(uint(n))) - 3
	return endOfBlock + 1 + 4*int(extra) + n>>extra, n & (1<<extra - 1), extra
}

// distSymbol is the symbol of a distance, with what is added to it in extra bits.
func distSymbol(d int) (symbol, add int, extra uint) {
	if d--; d < 4 {
		return d, 0, 0
	}
	extra = uint(mathbits.Len(uint(d))) - 2
	return 2*int(extra) + d>>extra, d & (1<<extra - 1), extra
}

// match writes what comes again.
func (c *glyphCode) match(w *bits, n, distance int) {
	symbol, add, extra := lengthSymbol(n)
	w.put(c.lengths[symbol])
	w.add(uint64(add), extra)
	symbol, add, extra = distSymbol(distance)
	w.put(c.distances[symbol])
	w.add(uint64(add), extra)
}

// symbolCounts counts how often each symbol is used.
type symbolCounts struct {
	lengths [lengthSymbols]int
	dist    [distSymbols]int
}

// add counts the symbols of data.
func (s *symbolCounts) add(data []byte) {
	for _, b := range data {
		s.lengths[b]++
	}
}

// write writes data, byte for byte: what repeats within an outline is less than a length and
// a distance cost.
func (c *glyphCode) write(w *bits, data []byte) {
	for _, b := range data {
		w.put(c.lengths[b])
	}
}

// newGlyphCode makes the code for symbols that are used so often. Every symbol has one.
func newGlyphCode(count *symbolCounts) *glyphCode {
	count.lengths[endOfBlock]++
	c := &glyphCode{}
	lengths, dists := codeLengths(count.lengths[:]), codeLengths(count.dist[:])
	assign(lengths, c.lengths[:])
	assign(dists, c.distances[:])
	const last, dynamic, all, width = 1, 2, 19, 4 // the last block with its own code; every length of a code has four bits
	h := &c.header
	h.add(last|dynamic<<1, 3)
	h.add(lengthSymbols-endOfBlock-1, 5)
	h.add(distSymbols-1, 5)
	h.add(all-4, 4)
	for i := range all {
		if i < 3 { // repeats, which are not used
			h.add(0, 3)
		} else {
			h.add(width, 3)
		}
	}
	for _, n := range slices.Concat(lengths, dists) {
		h.add(uint64(mathbits.Reverse8(n)>>(8-width)), width)
	}
	h.flush()
	return c
}

// codeLengths are the lengths of a Huffman code in which every symbol has one, of no
// more than longestCode bits.
func codeLengths(count []int) []uint8 {
	type node struct{ weight, left, right int }
	for least := 1; ; least *= 2 { // what is rare is taken to be more frequent than it is, until no code is too long
		nodes := make([]node, 0, 2*len(count))
		for _, n := range count {
			nodes = append(nodes, node{max(n*8, least), -1, -1})
		}
		order := make([]int, len(count))
		for i := range order {
			order[i] = i
		}
		byWeight := func(a, b int) int { return nodes[a].weight - nodes[b].weight }
		slices.SortStableFunc(order, byWeight)
		joined := make([]int, 0, len(count))
		take := func() int {
			if len(joined) == 0 || len(order) > 0 && byWeight(order[0], joined[0]) <= 0 {
				i := order[0]
				order = order[1:]
				return i
			}
			i := joined[0]
			joined = joined[1:]
			return i
		}
		for len(order)+len(joined) > 1 {
			a, b := take(), take()
			joined = append(joined, len(nodes))
			nodes = append(nodes, node{nodes[a].weight + nodes[b].weight, a, b})
		}
		depth := make([]uint8, len(nodes))
		for i := len(nodes) - 1; i >= len(count); i-- {
			depth[nodes[i].left], depth[nodes[i].right] = depth[i]+1, depth[i]+1
		}
		if lengths := depth[:len(count)]; slices.Max(lengths) <= longestCode {
			return lengths
		}
	}
}

// assign gives the symbols the codes that their lengths tell, by RFC 1951, 3.2.2.
func assign(lengths []uint8, codes []code) {
	next := uint16(0)
	for n := uint8(1); n <= longestCode; n++ {
		next <<= 1
		for i, length := range lengths {
			if length == n {
				codes[i] = code{mathbits.Reverse16(next) >> (16 - n), n}
				next++
			}
		}
	}
}
