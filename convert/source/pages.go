package source

import (
	"strings"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// bindPages makes lines of pages that were read. Tables are grids as their rulings part them;
// between them, text goes through the reader of text, which knows columns of spaces.
func bindPages(doc *Document, read *pages.Document) error {
	b := pageBinder{pages: map[int]int{}}
	for _, block := range read.Blocks {
		if block.Rows == nil {
			b.text(block)
			continue
		}
		b.flush()
		b.table(block)
	}
	b.flush()
	numberTables(b.lines, b.tables)
	lines, err := finish(b.lines, &b.meter)
	for i := range lines {
		l := &lines[i]
		l.Page = b.pages[l.No]
		for k := range l.Fields {
			l.Fields[k].Page = b.pages[l.Fields[k].Line]
		}
	}
	doc.Lines = lines
	return err
}

// A pageBinder makes lines of blocks.
type pageBinder struct {
	meter  meter
	lines  []Line
	piece  strings.Builder // text between two tables
	at     []pages.Block   // the block of each of its lines
	tables int             // of text so far
	pages  map[int]int     // of each line of the file
}

// text takes a line or a paragraph. A line of the piece is one of its lines.
func (b *pageBinder) text(block pages.Block) {
	if block.Gap && b.piece.Len() > 0 {
		b.piece.WriteByte('\n')
		b.at = append(b.at, block)
	}
	b.piece.WriteString(unbroken.Replace(block.Text))
	b.piece.WriteByte('\n')
	b.at = append(b.at, block)
	b.pages[block.Line] = block.Page
}

// unbroken keeps a line one line.
var unbroken = strings.NewReplacer("\n", " ", "\r", " ", "\f", " ", "\v", " ", "\u0085", " ", "\u2028", " ", "\u2029", " ")

// flush reads the text that was gathered.
func (b *pageBinder) flush() {
	if len(b.at) == 0 || b.meter.err != nil {
		return
	}
	t := textReader{no: 1, meter: b.meter, tables: b.tables}
	t.read(b.piece.String())
	for i := range t.lines {
		l := &t.lines[i]
		block := b.at[l.No-1]
		l.Gap = l.Gap || i == 0 && len(b.lines) > 0
		l.Block = block.Whole
		l.No = block.Line
		for k := range l.Fields {
			l.Fields[k].Line = b.at[l.Fields[k].Line-1].Line
		}
	}
	b.meter, b.tables = t.meter, t.tables
	b.lines = append(b.lines, t.lines...)
	b.piece.Reset()
	b.at = nil
}

// table reads a table as one of a page of HTML.
func (b *pageBinder) table(block pages.Block) {
	s := story{meter: &b.meter}
	s.openTable()
	for _, row := range block.Rows {
		b.pages[row.Line] = row.Page
		s.openRow(row.Line)
		for _, c := range row.Cells {
			in := s.openCell(row.Line)
			in.cols, in.rows, in.partial = c.Cols, c.Rows, c.Partial
			for _, line := range c.Lines {
				s.write(line, row.Line)
				s.breakLine()
			}
		}
	}
	b.lines = append(b.lines, s.close()...)
}
