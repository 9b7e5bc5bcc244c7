// Package pdf draws planned pages into a PDF/A-2a and PDF/UA-1 file.
//
// gofpdf draws the pages: rules, shades, bookmarks, and the text as glyph numbers,
// marked with the part of the document that it is (draw.go). It writes neither small
// fonts nor what an archive asks for, so one finishing step (rewrite.go) takes its file
// apart and adds the fonts, cut down to the characters of the document, the table that
// says which character each glyph is, the tree of the document's parts (structure.go),
// the output intent, the metadata and the file's id:
//
//	w := pdf.New(fonts.Builtin())
//	doc := typeset.Plan(r, layout, fonts.Builtin())
//	err := w.Write(out, doc, pdf.Meta{Agency: r.Agency, Date: r.Date})
//
// The same document gives the same bytes.
//
// It owns the file: fonts, marks, structure, metadata. It does not own where anything
// stands (typeset), or which face has a character (fonts).
package pdf

import (
	"bytes"
	"fmt"
	"io"

	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
)

// Meta is what the file says of itself besides its title. What the source has not is
// empty, and then in neither metadata nor document information.
type Meta struct {
	Agency      string   // the author (责任者): dc:creator, Author
	Date        string   // 成文日期 as YYYY-MM-DD: the first dc:date; when the file was created and changed
	Published   string   // 发布日期 as the source writes it: the last dc:date
	Identifiers []string // 文号, 索引号: dc:identifier (the first), xmp:Identifier, dc:description, Subject
	Subjects    []string // 主题分类, 公开目录: dc:subject, pdf:Keywords, Keywords
	Data        []byte   // a file of JSON that it carries (PDF/A-3a); nil for none
	DataName    string   // the name of that
}

// A Writer writes documents with the faces of one set. It is safe to share.
type Writer struct {
	fonts *fonts.Set
}

// New returns a writer for documents that were planned with the metrics of the set.
func New(set *fonts.Set) *Writer { return &Writer{fonts: set} }

// Write writes the document. The error is that of out, or tells that gofpdf failed.
func (w *Writer) Write(out io.Writer, doc *typeset.Document, meta Meta) error {
	faces := w.cut(doc)
	marks := newMarks(doc)
	var raw bytes.Buffer
	if err := w.draw(&raw, doc, faces, marks); err != nil {
		return fmt.Errorf("draw pages: %w", err)
	}
	file, err := finish(raw.Bytes(), doc, marks, faces, describe(doc.Title, meta), meta)
	if err != nil {
		return fmt.Errorf("finish PDF: %w", err)
	}
	_, err = out.Write(file)
	return err
}
