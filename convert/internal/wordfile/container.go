// Package wordfile makes small files of Word 97-2003 byte by byte, for tests of
// what the writers at hand do not write: a row whose edges lie in another
// stream, text of one byte a character, tables that are torn. Tests only.
package wordfile

import (
	"encoding/binary"
	"unicode/utf16"
)

const (
	sectorSize = 512
	endOfChain = 0xfffffffe
	fatMark    = 0xfffffffd
	difatMark  = 0xfffffffc
	perSector  = sectorSize / 4
	inHead     = 109 // sectors of the table that the head names
	free       = 0xffffffff
	smallest   = 4096 // shorter streams would lie in the stream of small ones
)

// A Stream is one of a container.
type Stream struct {
	Name string
	Data []byte
}

// Container makes a container of streams. Streams are filled up to 4096 bytes.
func Container(streams ...Stream) []byte {
	var body []byte
	var chain []uint32
	add := func(data []byte) uint32 {
		start := uint32(len(chain))
		for len(data) > 0 {
			sector := make([]byte, sectorSize)
			n := copy(sector, data)
			body, data = append(body, sector...), data[n:]
			chain = append(chain, uint32(len(chain)+1))
		}
		chain[len(chain)-1] = endOfChain
		return start
	}
	directory := make([]byte, 0, 128*(len(streams)+4))
	entry := func(name string, kind byte, start, size, right, child uint32) {
		e := make([]byte, 128)
		for i, u := range append(utf16.Encode([]rune(name)), 0) {
			binary.LittleEndian.PutUint16(e[2*i:], u)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(utf16.Encode([]rune(name)))+2))
		e[66], e[67] = kind, 1
		for i, v := range []uint32{free, right, child} {
			binary.LittleEndian.PutUint32(e[68+4*i:], v)
		}
		binary.LittleEndian.PutUint32(e[116:], start)
		binary.LittleEndian.PutUint32(e[120:], size)
		directory = append(directory, e...)
	}
	entry("Root Entry", 5, endOfChain, 0, free, 1)
	for i, s := range streams {
		data := append([]byte{}, s.Data...)
		if len(data) < smallest {
			data = append(data, make([]byte, smallest-len(data))...)
		}
		right := uint32(i + 2)
		if i == len(streams)-1 {
			right = free
		}
		entry(s.Name, 2, add(data), uint32(len(data)), right, free)
	}
	for len(directory)%sectorSize != 0 {
		e := make([]byte, 128)
		for i := range 3 {
			binary.LittleEndian.PutUint32(e[68+4*i:], free)
		}
		directory = append(directory, e...)
	}
	directoryAt := add(directory)
	return append(header(chain, directoryAt, &body), body...)
}

// header puts the table of sectors, and where it does not fit the head the
// table of its sectors, behind the body and writes the head.
func header(chain []uint32, directoryAt uint32, body *[]byte) []byte {
	fats, more := 1, 0
	for (len(chain)+fats+more)*4 > fats*sectorSize {
		if fats++; fats > inHead {
			more = (fats - inHead + perSector - 2) / (perSector - 1)
		}
	}
	first := len(chain)
	numbers := make([]uint32, 0, fats)
	for i := range fats {
		numbers, chain = append(numbers, uint32(first+i)), append(chain, fatMark)
	}
	for range more {
		chain = append(chain, difatMark)
	}
	*body = append(*body, sectors(chain, fats*perSector)...)
	rest := numbers[min(inHead, fats):]
	for i := range more {
		n := min(perSector-1, len(rest))
		sector := sectors(rest[:n], perSector)
		next := uint32(first + fats + i + 1)
		if i == more-1 {
			next = endOfChain
		}
		binary.LittleEndian.PutUint32(sector[sectorSize-4:], next)
		*body, rest = append(*body, sector...), rest[n:]
	}
	h := append(make([]byte, 76), sectors(numbers[:min(inHead, fats)], inHead)...)
	copy(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3e, 26: 3, 28: 0xfffe, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(h[at:], v)
	}
	moreAt := uint32(endOfChain)
	if more > 0 {
		moreAt = uint32(first + fats)
	}
	for at, v := range map[int]uint32{44: uint32(fats), 48: directoryAt, 56: smallest, 60: endOfChain, 68: moreAt, 72: uint32(more)} {
		binary.LittleEndian.PutUint32(h[at:], v)
	}
	return h
}

// sectors writes n numbers, the missing ones as free.
func sectors(numbers []uint32, n int) []byte {
	b := make([]byte, 0, 4*n)
	for i := range n {
		v := uint32(free)
		if i < len(numbers) {
			v = numbers[i]
		}
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}
