// Package pages recognises what stands on pages: lines of text, paragraphs, and tables as
// the rulings part them. It knows neither of reports nor of the file that the pages are of:
// pdf and ofd put characters, strokes and fills on a Page, and a Binder makes a Document of them.
//
//	var meter pages.Meter
//	b := pages.NewBinder(&meter)
//	p := pages.NewPage(&meter, 1, pages.Rect{X1: 595, Y1: 842}) // points, y grows upwards
//	p.Put(pages.Glyph{Text: "年", From: …, To: …, Size: 10.5}, clip, true)
//	p.Stroke(path, 0.5, black, clip)
//	b.Add(p)
//	doc, err := b.Bind()
//	// doc.Blocks[7].Rows[1].Cells: "规章", "0", "0", "24"
//
// Those files named page_… make a page upright and its rulings a grid, grid_… read the cells of
// one and join the parts on several pages, lines_… and blocks make paragraphs, pages_… put the
// pages together.
//
// What is not shown is not read: type as light as what is behind it, what is covered or
// outside the page. What may be only a part of a value is marked (Cell.Cut).
//
// Owns: geometry, what is a line, a paragraph, a table and a page number. Does not own: any
// kind of file, what a text says as a figure, and which cell is which.
package pages

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
	Partial    bool     // its text goes on where it is cut off
	Cut        bool     // its text may be a part of what it says, or of several cells; it is marked to be no number
}
