package doc

import (
	"sort"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// A piece is a stretch of the text that lies in one place of the stream.
type piece struct {
	from, to int // characters
	at       int // where it begins in the stream
	narrow   bool
	changes  bytes // properties that all of it has
}

// size is how many bytes a character has.
func (p *piece) size() int {
	if p.narrow {
		return 1
	}
	return 2
}

// maxPieces is more than any quick save leaves.
const maxPieces = 100_000

// readPieces reads the table of pieces ([MS-DOC] 2.9.38).
func (r *reader) readPieces() error {
	clx := r.header.plc(r.table, pieceTable)
	at := 0
	for ; clx.u8(at) == 1; at += 3 + clx.u16(at+1) {
		if len(r.grpprls) == maxPieces {
			return wordgrid.Limit("too-large.word.changes")
		}
		r.grpprls = append(r.grpprls, clx.part(at+3, clx.u16(at+1)))
	}
	table := clx.part(at+5, clx.u32(at+1))
	n := (len(table) - 4) / 12
	switch {
	case clx.u8(at) != 2 || n < 1:
		return wordgrid.Damaged("damaged.word.no-pieces")
	case n > maxPieces:
		return wordgrid.Limit("too-large.word.pieces")
	}
	end := 0
	for i := range n {
		entry := table.part(4*(n+1)+8*i, 8)
		p := piece{from: table.i32(4 * i), to: table.i32(4*i + 4), at: entry.u32(2), changes: r.changes(entry.u16(6))}
		if p.from < end || p.to < p.from {
			return wordgrid.Damaged("damaged.word.pieces")
		}
		end = p.to
		if p.at&(1<<30) != 0 {
			p.narrow, p.at = true, p.at&(1<<30-1)/2
		}
		r.pieces = append(r.pieces, p)
	}
	return nil
}

// shortChanges are the properties that a piece may change with one byte ([MS-DOC] 2.9.215).
var shortChanges = map[int]int{
	0x0c: paraLevel, 0x18: paraInTable, 0x19: paraRowEnd, 0x41: charDeleted, 0x57: charStruck, 0x5c: charHidden,
	0x68: charRaised, 0x73: charStruckTwice, 0x75: charSpecial,
}

// changes returns the properties of a whole piece.
func (r *reader) changes(prm int) bytes {
	if prm&1 != 0 {
		if prm>>1 < len(r.grpprls) {
			return r.grpprls[prm>>1]
		}
		return nil
	}
	if code := shortChanges[prm>>1&0x7f]; code != 0 {
		return bytes{byte(code), byte(code >> 8), byte(prm >> 8)}
	}
	return nil
}

// pieceOf returns the place of the piece with a character, or of the first behind it.
func (r *reader) pieceOf(char int) int {
	return sort.Search(len(r.pieces), func(i int) bool { return r.pieces[i].to > char })
}
