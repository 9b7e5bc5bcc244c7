// Package pdf reads the pages of a PDF that has text in it. It knows nothing of reports,
// nor of tables: what it finds on a page it puts on one of package pages.
//
//	doc, err := pdf.Read(data)
//	// doc.Blocks[0].Text: "某局2024年政府信息公开工作年度报告", on page 1
//	// doc.Blocks[7].Rows[1].Cells: "规章", "0", "0", "24"
//
// A file goes through three rooms. The files named file_… read its structure, as its
// cross-reference says or as its objects are found. Those named font_… say what its
// codes mean. Those named canvas_… run the instructions of a page: glyphs, rulings and areas.
//
// What is not shown is not read: invisible type, layers that are off, what a page cuts off.
//
// Owns: the structure of PDF, its fonts and what they mean. Does not own: what is a line
// of text and what a table (pages), what a text says as a figure, and which cell is which.
package pdf

import "github.com/nianbao/nianbao/convert/source/pages"

// Read reads a file. Its errors wrap ErrDamaged, ErrTooLarge, ErrLocked or
// ErrNoText.
func Read(data []byte) (*pages.Document, error) {
	m := &meter{}
	file, err := openFile(data, m)
	if err != nil {
		return nil, err
	}
	d := &reader{file: file, meter: m, fonts: map[int]*font{}, forms: map[int][]byte{}, off: map[int]bool{}}
	list := d.pages()
	d.readLayers()
	b := pages.NewBinder(&m.Meter)
	for i, pd := range list {
		if m.Err() != nil {
			return nil, m.Err()
		}
		b.Add(d.readPage(pd, i+1))
	}
	return b.Bind()
}
