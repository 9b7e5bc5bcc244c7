// Package doc reads the files of Word 97 to 2003 (.doc), which WPS writes too
// and calls .wps: a container of streams, in it the text in pieces, and pages
// of properties that say what each stretch of it is.
//
// It owns the container, the table of pieces, the properties of characters,
// paragraphs and rows, lists, notes and text boxes. It does not own the grid of
// a table (package wordgrid), and what is no text: pictures, heads, comments.
// What is hidden or was deleted, and the codes of fields, are no text either.
//
// Every position in such a file is a number that may be wrong. All bytes are
// read through type bytes, which gives nothing for what is not there, and what
// is read is counted.
//
//	file, err := doc.Open(data)
//	if err == nil && file.Has("WordDocument") {
//		document, err := file.Read()
//	}
package doc

import (
	"errors"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// Why a document can not be read though it is whole.
var (
	ErrEncrypted = errors.New("the document has a password")
	ErrOld       = errors.New("the document is of Word 95 or before")
)

// wordStream is the stream of the text.
const wordStream = "WordDocument"

// Read reads the body of the document, the notes behind it, and the text boxes
// where they are fixed. Its errors are ErrEncrypted, ErrOld, a
// wordgrid.DamagedError or a wordgrid.LimitError.
func (f *File) Read() (*wordgrid.Document, error) {
	r := &reader{}
	var err error
	if r.word, err = f.stream(wordStream); err != nil {
		return nil, err
	}
	if err := r.header.read(r.word); err != nil {
		return nil, err
	}
	name := "0Table"
	if r.header.oneTable {
		name = "1Table"
	}
	if r.table, err = f.stream(name); err != nil {
		return nil, err
	}
	if f.Has("Data") {
		if r.data, err = f.stream("Data"); err != nil {
			return nil, err
		}
	}
	return r.document()
}

// A reader has the streams of a document and what was found in them.
type reader struct {
	word, table, data bytes
	header            header
	pieces            []piece
	grpprls           []bytes // properties of pieces that were changed in a quick save
	paras, chars      pages
	styles            styles
	boxes             []box
	walked            int // characters
	fetched           int // bytes of properties that lie elsewhere
}

func (r *reader) document() (*wordgrid.Document, error) {
	if err := r.readPieces(); err != nil {
		return nil, err
	}
	r.paras = newPages(r.word, r.header.plc(r.table, plcPapx), paraPage)
	r.chars = newPages(r.word, r.header.plc(r.table, plcChpx), charPage)
	r.styles.read(r.header.plc(r.table, stylesheet))
	r.readBoxes()
	b := wordgrid.NewBuilder()
	ends := r.header.ends()
	notes := r.walkNotes
	if ends[bodyText] < ends[footnotes] && ends[comments] < ends[endnotes] {
		notes = r.walk // two kinds of notes: which is whose the marks do not tell
		r.walk(b, 0, ends[bodyText])
	} else {
		(&walker{reader: r, out: b}).walk(0, ends[bodyText])
	}
	notes(b, ends[bodyText], ends[footnotes])
	notes(b, ends[comments], ends[endnotes])
	for i := range r.boxes {
		r.walkBox(b, &r.boxes[i])
		b.EndParagraph(0, wordgrid.ListRef{}, false)
	}
	blocks, err := b.Close()
	if err != nil {
		return nil, err
	}
	return &wordgrid.Document{Blocks: blocks, Lists: r.readLists()}, nil
}
