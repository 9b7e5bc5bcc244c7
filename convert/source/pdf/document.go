// Package pdf reads the pages of a PDF that has text in it: its lines, and its
// tables as the rulings of the page part them. It knows nothing of reports.
//
//	doc, err := pdf.Read(data)
//	// doc.Blocks[0].Text: "某局2024年政府信息公开工作年度报告", on page 1
//	// doc.Blocks[7].Rows[1].Cells: "规章", "0", "0", "24"
//
// A file goes through five rooms. lexer, file, xref, crypt and filter read its
// structure, as its cross-reference says or as its objects are found. font, cmap
// and truetype say what its codes mean. canvas, path, show and color run the
// instructions of a page: glyphs, rulings and areas. rulings, grid and celltext
// make tables of them, lines and layout text. furniture, paragraph and carry put
// the pages together.
//
// What is not shown is not read: invisible type, type as light as what is behind
// it, layers that are off, what is covered or outside the page. What may be only
// a part of a value is marked (Cell.Cut).
//
// Owns: the structure of PDF, its fonts and what they mean, geometry. Does not
// own: what a text says as a figure, and which cell is which.
package pdf

// A Document is the pages of a file, put together.
type Document struct {
	Pages  int
	Blocks []Block
}

// A Block is a line of text, a paragraph whose lines are joined, or a table.
type Block struct {
	Page  int    // from 1
	Line  int    // lines of text and rows of tables are counted through the whole file, from 1
	Text  string // of a line; columns are parted by blanks in proportion to the room between them
	Gap   bool   // it begins a paragraph, or room is left above it
	Whole bool   // a paragraph that was joined of several lines
	Rows  []Row  // of a table; nil for a line
}

// A Row is one of a table.
type Row struct {
	Page, Line int
	Cells      []Cell // those that begin in it, from left to right
}

// A Cell is one of a table. Every place of the table belongs to one cell.
type Cell struct {
	Lines      []string // what it says; none when it is empty
	Cols, Rows int      // how many places it takes
	Cut        bool     // its text may be a part of what it says, or of several cells; it is marked to be no number
}

// Read reads a file. Its errors wrap ErrDamaged, ErrTooLarge, ErrLocked or
// ErrNoText.
func Read(data []byte) (doc *Document, err error) {
	m := &meter{}
	file, err := openFile(data, m)
	if err != nil {
		return nil, err
	}
	d := &reader{file: file, meter: m, fonts: map[int]*font{}, forms: map[int][]byte{}, off: map[int]bool{}}
	pages := d.pages()
	d.readLayers()
	if len(pages) == 0 {
		m.fail(ErrNoText, "unsupported.pdf.no-pages")
	}
	b := &binder{meter: m}
	unread, scanned, chars := 0, 0, 0
	for i, pd := range pages {
		if m.err != nil {
			return nil, m.err
		}
		p := d.readPage(pd, i+1)
		chars += len(p.glyphs)
		const few, most = 30, 0.5
		switch ink := p.inked(); {
		case ink >= few && float64(p.unknown) > most*float64(ink):
			unread++
		case ink < few && p.picture > most:
			scanned++
		}
		b.add(p)
	}
	switch {
	case m.err != nil:
		return nil, m.err
	case unread > 0:
		m.fail(ErrNoText, "unsupported.pdf.codes", unread, len(pages))
	case scanned > 0 && 2*scanned >= len(pages):
		m.fail(ErrNoText, "unsupported.pdf.pictures", scanned, len(pages))
	case chars == 0:
		m.fail(ErrNoText, "unsupported.pdf.no-text", len(pages))
	}
	if m.err != nil {
		return nil, m.err
	}
	return b.bind(), m.err
}

// inked counts the characters of a page that are not blank.
func (p *page) inked() int {
	n := 0
	for _, g := range p.glyphs {
		if !isBlank(g.text) {
			n++
		}
	}
	return n
}
