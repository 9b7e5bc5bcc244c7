package doc

import "github.com/nianbao/nianbao/convert/source/wordgrid"

// A header is the file information block (FIB), the first bytes of the stream
// of the text ([MS-DOC] 2.5).
type header struct {
	data     bytes
	oneTable bool
}

// The flags and the oldest version that is read.
const (
	wordMagic    = 0xa5ec
	flagsAt      = 0x0a
	isEncrypted  = 0x0100
	usesOneTable = 0x0200
	isObfuscated = 0x8000
	word97       = 0x00c0 // Word 95 has 104, Word 97 193
)

func (h *header) read(word bytes) error {
	flags := word.u16(flagsAt)
	h.data, h.oneTable = word, flags&usesOneTable != 0
	switch magic := word.u16(0); {
	case magic != wordMagic && (magic>>8 == 0xa5 || magic >= 0xa697 && magic <= 0xa699): // the latter are Word 95 of East Asia
		return ErrOld
	case magic != wordMagic:
		return wordgrid.Damaged("damaged.word.head")
	case flags&(isEncrypted|isObfuscated) != 0:
		return ErrEncrypted
	case word.u16(2) < word97:
		return ErrOld
	}
	return nil
}

// Where the header says where a table lies in the table stream: position, length.
const (
	stylesheet  = 0x0a2
	plcChpx     = 0x0fa
	plcPapx     = 0x102
	pieceTable  = 0x1a2
	plcAnchors  = 0x1da
	plcBoxText  = 0x25a
	listTable   = 0x2e2
	listUses    = 0x2ea
	firstLength = 0x04c // of the parts of the text
)

// plc returns a table, empty if there is none.
func (h *header) plc(table bytes, at int) bytes {
	return table.part(h.data.u32(at), h.data.u32(at+4))
}

// The parts of the text, in their order.
const (
	bodyText = iota
	footnotes
	headings
	macros
	comments
	endnotes
	textBoxes
	textParts
)

// ends returns where each part of the text ends, in characters.
func (h *header) ends() [textParts]int {
	var ends [textParts]int
	for i, at := 0, 0; i < textParts; i++ {
		at += max(0, h.data.i32(firstLength+4*i))
		ends[i] = at
	}
	return ends
}
