package wordfile

import (
	"encoding/binary"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// A Doc is a document as its paragraphs are. The zero Doc is empty.
type Doc struct {
	Paras  []Para
	Narrow bool     // one byte a character, Windows-1252
	Split  int      // characters a piece has; 0: all in one
	Prm    uint16   // properties of all pieces
	Prc    [][]byte // what Prm may point at
	Data   []byte   // the stream of what is too long for a page
	Flags  uint16   // more of the header's
	Styles []byte
}

// A Para is a paragraph, a cell or the end of a row.
type Para struct {
	Runs  []Run
	Mark  rune // how it ends: '\r' where 0, '\a' for cells and rows
	Style uint16
	Props []byte // its properties
}

// A Run is text of the same properties.
type Run struct {
	Text  string
	Props []byte
}

// P makes a paragraph of plain text.
func P(text string, props ...byte) Para { return Para{Runs: []Run{{Text: text}}, Props: props} }

// Cell makes a cell of plain text.
func Cell(text string) Para {
	return Para{Runs: []Run{{Text: text}}, Mark: '\a', Props: InTable}
}

// RowEnd makes the mark at the end of a row, with the properties of its cells.
func RowEnd(props []byte) Para {
	return Para{Mark: '\a', Props: append(append([]byte{}, InTable...), append([]byte{0x17, 0x24, 1}, props...)...)}
}

// InTable are the properties of a paragraph in a table.
var InTable = []byte{0x16, 0x24, 1}

// Edges makes the property that gives the edges of a row's cells, in twips, and
// the flags of its cells; fewer flags than cells are allowed.
func Edges(edges []int, flags ...uint16) []byte {
	value := []byte{byte(len(edges) - 1)}
	for _, e := range edges {
		value = binary.LittleEndian.AppendUint16(value, uint16(e))
	}
	for _, f := range flags {
		value = binary.LittleEndian.AppendUint16(value, f)
		value = append(value, make([]byte, 18)...)
	}
	return append(binary.LittleEndian.AppendUint16([]byte{0x08, 0xd6}, uint16(len(value)+1)), value...)
}

// Huge makes the property that says where in Data others lie, their length first.
func Huge(at uint32) []byte { return binary.LittleEndian.AppendUint32([]byte{0x46, 0x66}, at) }

// An extent is a stretch of the stream and its properties as a page keeps them.
type extent struct {
	to    int
	entry []byte
}

const textAt = 0x400

// Streams returns the streams of the document, before they are put into a container.
func (d Doc) Streams() []Stream {
	size := 2
	if d.Narrow {
		size = 1
	}
	var text []byte
	var chars, paras []extent
	add := func(s string, props []byte) {
		if d.Narrow {
			b, err := charmap.Windows1252.NewEncoder().String(s)
			if err != nil {
				panic(err)
			}
			text = append(text, b...)
		} else {
			for _, u := range utf16.Encode([]rune(s)) {
				text = binary.LittleEndian.AppendUint16(text, u)
			}
		}
		chars = append(chars, extent{textAt + len(text), append([]byte{byte(len(props))}, props...)})
	}
	for _, p := range d.Paras {
		for _, r := range p.Runs {
			if r.Text != "" {
				add(r.Text, r.Props)
			}
		}
		mark := p.Mark
		if mark == 0 {
			mark = '\r'
		}
		add(string(mark), nil)
		papx := append(binary.LittleEndian.AppendUint16(nil, p.Style), p.Props...)
		if len(papx)%2 == 1 {
			papx = append([]byte{byte((len(papx) + 1) / 2)}, papx...)
		} else {
			papx = append([]byte{0, byte(len(papx) / 2)}, papx...)
		}
		paras = append(paras, extent{textAt + len(text), papx})
	}
	word := append(make([]byte, textAt), text...)
	var table []byte
	put := func(at int, data []byte) {
		binary.LittleEndian.PutUint32(word[at:], uint32(len(table)))
		binary.LittleEndian.PutUint32(word[at+4:], uint32(len(data)))
		table = append(table, data...)
	}
	binary.LittleEndian.PutUint16(word, 0xa5ec)
	binary.LittleEndian.PutUint16(word[2:], 0xc1)
	binary.LittleEndian.PutUint16(word[10:], 0x0200|d.Flags)
	binary.LittleEndian.PutUint32(word[0x4c:], uint32(len(text)/size))
	charTable, paraTable := pages(&word, chars, 1), pages(&word, paras, 13)
	put(0xa2, d.Styles)
	put(0xfa, charTable)
	put(0x102, paraTable)
	put(0x1a2, d.pieces(len(text)/size, size))
	return []Stream{{"WordDocument", word}, {"1Table", table}, {"Data", d.Data}}
}

// Bytes returns the file.
func (d Doc) Bytes() []byte { return Container(d.Streams()...) }

// pieces makes the table of pieces of n characters.
func (d Doc) pieces(n, size int) []byte {
	var clx []byte
	for _, prc := range d.Prc {
		clx = append(binary.LittleEndian.AppendUint16(append(clx, 1), uint16(len(prc))), prc...)
	}
	split := d.Split
	if split == 0 {
		split = max(1, n)
	}
	var ends, entries []byte
	for from := 0; from < n; from += split {
		ends = binary.LittleEndian.AppendUint32(ends, uint32(from))
		at := uint32(textAt + from*size)
		if d.Narrow {
			at = at*2 | 1<<30
		}
		entries = binary.LittleEndian.AppendUint32(append(entries, 0, 0), at)
		entries = binary.LittleEndian.AppendUint16(entries, d.Prm)
	}
	ends = binary.LittleEndian.AppendUint32(ends, uint32(n))
	clx = binary.LittleEndian.AppendUint32(append(clx, 2), uint32(len(ends)+len(entries)))
	return append(append(clx, ends...), entries...)
}

// pages writes pages of properties behind the text and returns the table of them.
func pages(word *[]byte, extents []extent, entrySize int) []byte {
	var ends, numbers []byte
	from := textAt
	for len(extents) > 0 {
		n, used := 0, 1+4
		for n < len(extents) && used+4+entrySize+len(extents[n].entry)+1 <= sectorSize {
			used += 4 + entrySize + len(extents[n].entry) + 1
			n++
		}
		if n == 0 {
			panic("properties too long for a page")
		}
		page := make([]byte, sectorSize)
		page[sectorSize-1] = byte(n)
		at := sectorSize - 1
		ends = binary.LittleEndian.AppendUint32(ends, uint32(from))
		for i, e := range extents[:n] {
			binary.LittleEndian.PutUint32(page[4*i:], uint32(from))
			at = (at - len(e.entry)) &^ 1
			copy(page[at:], e.entry)
			page[4*(n+1)+entrySize*i] = byte(at / 2)
			from = e.to
		}
		binary.LittleEndian.PutUint32(page[4*n:], uint32(from))
		for len(*word)%sectorSize != 0 {
			*word = append(*word, 0)
		}
		numbers = binary.LittleEndian.AppendUint32(numbers, uint32(len(*word)/sectorSize))
		*word = append(*word, page...)
		extents = extents[n:]
	}
	ends = binary.LittleEndian.AppendUint32(ends, uint32(from))
	return append(ends, numbers...)
}
