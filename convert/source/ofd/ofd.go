// Package ofd reads the pages of an OFD (GB/T 33190-2016) that has text in it. It knows
// nothing of reports, nor of tables: what it finds on a page it puts on one of package pages.
//
//	doc, err := ofd.Read(parts) // parts is the archive
//	// doc.Blocks[0].Text: "某局2024年政府信息公开工作年度报告", on page 1
//	// doc.Blocks[7].Rows[1].Cells: "规章", "0", "0", "24"
//
// An OFD is an archive of parts. OFD.xml names its documents (archive, document), a
// document its resources and its pages, a page its templates and its layers (page). On a
// layer stand texts, paths, pictures and composites of them (object, text, path); where and how
// they are drawn, their matrices, their colours and what they are clipped to say (color, clip).
//
// What is not shown is not read: objects that are not visible, colours that are transparent, what a
// clip cuts off. Annotations and seals stand beside the pages and are not read.
//
// Owns: the structure of OFD, and what its objects draw. Does not own: what is a line of
// text and what a table (pages), what a text says as a figure, and which cell is which.
package ofd

import (
	"archive/zip"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// Read reads the documents of an archive, page after page. Its errors wrap ErrDamaged,
// ErrTooLarge, ErrLocked or ErrNoText.
func Read(parts *zip.Reader) (*pages.Document, error) {
	m := &meter{}
	a := newArchive(parts, m)
	if a.locked {
		return nil, ErrLocked
	}
	b := pages.NewBinder(&m.Meter)
	number := 0
	for _, root := range a.documents() {
		d := a.document(root)
		for _, from := range d.pages {
			if number++; m.Err() != nil {
				return nil, m.Err()
			}
			if number > maxPages {
				m.Fail(ErrTooLarge, "too-large.pages.number", maxPages)
				return nil, m.Err()
			}
			b.Add(d.readPage(from, number))
		}
	}
	return b.Bind()
}
