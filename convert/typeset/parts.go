package typeset

import (
	"sync"

	"github.com/nianbao/nianbao/layouts"
)

// A PartKind tells what a part of the document is to a reader who does not see it.
type PartKind uint8

const (
	WholePart      PartKind = iota // the document, part 0
	TitlePart                      // of the report
	SectionPart                    // 一、
	SubsectionPart                 // （一）
	ParagraphPart                  //
	SignedPart                     // the name or the date of the signature
	NotePart                       // 附注, 注：
	ListPart                       // of enclosures
	ItemPart                       // of a list
	LabelPart                      // of an item: 1.
	BodyPart                       // of an item: what stands behind its label
	TablePart                      //
	RowPart                        // of a table
	HeadPart                       // a cell that says what others are
	DataPart                       // a cell with a value
)

// A Part is a part of the document's structure: texts, or other parts. It is named by
// its place in Document.Parts, where it stands behind the part that holds it.
type Part struct {
	Kind   PartKind
	Level  int // of a title or heading, from 1, none left out
	Parent int
	Cell   *TableCell // of a head and of data
	Open   bool       // a value that could not be settled
}

// A TableCell is what a cell is to its table. The rows of a table have the
// same number of columns, spans counted.
type TableCell struct {
	Colspan, Rowspan int
	Row              bool  // a head of the row, not of the column
	Heads            []int // parts that say what a cell of data is, counted from the table's: heads of its columns, then of its rows
}

// begin adds a part; the characters prepared from now on are its.
func (s *setter) begin(k PartKind, parent int) int {
	s.part = len(s.doc.Parts)
	s.doc.Parts = append(s.doc.Parts, Part{Kind: k, Parent: parent})
	return s.part
}

// heading begins a title or heading of a level, 1 to 3, or of the one that follows
// the last, where that is less: none is left out.
func (s *setter) heading(level int) {
	kinds := [...]PartKind{1: TitlePart, 2: SectionPart, 3: SubsectionPart}
	s.level = min(level, s.level+1)
	s.begin(kinds[level], 0)
	s.doc.Parts[s.part].Level = s.level
}

// A form is the structure of a table, alike in all documents: its part, rows and cells,
// numbered from the table's, and which part each cell of the grid is.
type form struct {
	parts []Part
	cells []int
}

// forms are kept for each grid.
var forms sync.Map // *layouts.Grid to *form

// formOf is the structure of a layout's table.
func formOf(g *layouts.Grid) *form {
	kept, ok := forms.Load(g)
	if !ok {
		kept, _ = forms.LoadOrStore(g, newForm(g))
	}
	return kept.(*form)
}

// tableParts begins the parts of a table, its rows and cells, and returns the number of
// the first and those of the cells from there.
func (s *setter) tableParts(f *form) (first int, cells []int) {
	first = len(s.doc.Parts)
	s.doc.Parts = append(s.doc.Parts, f.parts...)
	for i := range f.parts[1:] {
		s.doc.Parts[first+1+i].Parent += first
	}
	s.doc.Parts[first].Parent = 0
	return first, f.cells
}

func newForm(g *layouts.Grid) *form {
	f := &form{parts: []Part{{Kind: TablePart}}, cells: make([]int, len(g.Cells))}
	row, last := 0, -1
	for i, c := range g.Cells {
		for ; last < c.Row; last++ {
			row = len(f.parts)
			f.parts = append(f.parts, Part{Kind: RowPart})
		}
		kind, cell := HeadPart, &TableCell{Colspan: c.Colspan, Rowspan: c.Rowspan}
		switch c.Kind {
		case layouts.BlankCell:
			kind = DataPart
		case layouts.DataCell, layouts.UnitCell:
			kind, cell.Heads = DataPart, heads(g, c, f.cells[:i])
		case layouts.GroupCell, layouts.LabelCell:
			cell.Row = true
		}
		f.cells[i] = len(f.parts)
		f.parts = append(f.parts, Part{Kind: kind, Parent: row, Cell: cell})
	}
	return f
}

// heads are the parts that say what a cell is: the heads above it in its block, the
// last caption, the labels left of it. All stand before it.
func heads(g *layouts.Grid, c *layouts.Cell, parts []int) []int {
	block := g.BlockOf(c)
	var columns, rows []int
	caption := -1
	for i, h := range g.Cells[:len(parts)] {
		if h.Col < block.From || h.Col >= block.To {
			continue
		}
		switch h.Kind {
		case layouts.TitleCell, layouts.HeadCell:
			if h.Row >= block.Start && h.Col < c.Col+c.Colspan && c.Col < h.Col+h.Colspan {
				columns = append(columns, parts[i])
			}
		case layouts.CaptionCell:
			if h.Row >= block.Start {
				caption = parts[i]
			}
		case layouts.GroupCell, layouts.LabelCell:
			if h.Row < c.Row+c.Rowspan && c.Row < h.Row+h.Rowspan {
				rows = append(rows, parts[i])
			}
		}
	}
	if caption >= 0 {
		columns = append(columns, caption)
	}
	return append(columns, rows...)
}
