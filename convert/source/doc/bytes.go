package doc

import "encoding/binary"

// A bytes is a stream or a part of one. What lies outside of it reads as 0 or
// as nothing: a position in a file may be any number.
type bytes []byte

func (b bytes) u8(at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func (b bytes) u16(at int) int {
	if at < 0 || at > len(b)-2 {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

// i16 is a number with a sign.
func (b bytes) i16(at int) int { return int(int16(b.u16(at))) }

func (b bytes) u32(at int) int {
	if at < 0 || at > len(b)-4 {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b[at:]))
}

func (b bytes) i32(at int) int { return int(int32(b.u32(at))) }

// part returns n bytes, fewer where b ends before; never nil's neighbour.
func (b bytes) part(at, n int) bytes {
	if at < 0 || n <= 0 || at >= len(b) {
		return nil
	}
	return b[at : at+min(n, len(b)-at)]
}

// from returns all bytes from a position on.
func (b bytes) from(at int) bytes { return b.part(at, len(b)) }
