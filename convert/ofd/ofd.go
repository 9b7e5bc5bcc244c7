// Package ofd draws planned pages into an OFD file (GB/T 33190-2016), the national format
// for official documents as they are kept and exchanged.
//
// The file is a zip archive of XML. Each character of a page stands where the plan says, in
// one of the fonts that are cut down to the characters of the document: a TextObject for a
// run of one face (text.go), a PathObject for a rule and for the hatching of an open cell
// (path.go). Every length is in millimetres with at most three decimals.
//
//	w := ofd.New(fonts.Builtin())
//	doc := typeset.Plan(r, layout, fonts.Builtin())
//	err := w.Write(out, doc, ofd.Meta{Agency: r.Agency, Date: r.Date})
//
// The same document gives the same bytes.
//
// It owns the file: its parts (parts.go), fonts, archive. It does not own where anything
// stands (typeset), or which face has a character (fonts).
package ofd

import (
	"io"

	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
)

// Meta is what the file says of itself besides its title. What the source has not is
// empty, and then not in the file.
type Meta struct {
	Agency      string   // Author
	Date        string   // 成文日期 as YYYY-MM-DD: CreationDate
	Identifiers []string // 文号, 索引号: Subject
	Subjects    []string // 主题分类, 公开目录: Keywords
}

// A Writer writes documents with the faces of one set. It is safe to share.
type Writer struct {
	fonts *fonts.Set
}

// New returns a writer for documents that were planned with the metrics of the set.
func New(set *fonts.Set) *Writer { return &Writer{fonts: set} }

// Write writes the document. The error is that of out.
func (w *Writer) Write(out io.Writer, doc *typeset.Document, meta Meta) error {
	f := newFaces(w.fonts, doc)
	pages, last := draw(doc, f)
	a := archive{}
	for i, p := range pages {
		a.add(pagePart(i), p)
	}
	a.add("Doc_0/Document.xml", document(doc, len(f.fonts), last))
	a.add("Doc_0/PublicRes.xml", resources(f))
	for i, ft := range f.fonts {
		a.addFont(fontPart(i), ft.file)
	}
	a.addFirst(mainPart, whole(doc.Title, meta, a.hash()))
	return a.write(out)
}
