package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// A book is a workbook being written. The first error stays in err and ends it.
type book struct {
	file    *excelize.File
	styles  map[look]int
	names   sheetNames
	sheets  int
	rows    map[string]*rows // that come into a sheet's part when it is written
	defined bytes.Buffer     // names, as the workbook lists them
	noted   []*sheet         // with notes
	looks   []look           // by number of style, from 1
	err     error
}

func newBook() *book {
	return &book{file: emptyBook().open(), styles: map[look]int{}, names: sheetNames{}, rows: map[string]*rows{}}
}

func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// A sheet is being written from top to bottom.
type sheet struct {
	*book
	name    string
	quoted  string    // the name as references have it, in XML
	widths  []float64 // of its columns, in mm
	stream  *excelize.StreamWriter
	row     int       // the last row written
	heights []float64 // of the rows, in points
	notes   []note
}

// A paper is how a sheet is printed.
type paper struct {
	landscape bool
	grid      bool // show the grid lines on the screen
	frozen    int  // rows that stay in sight
	side      int  // columns that stay in sight
	heads     int  // rows repeated on every page
	loose     bool // not made to fit the width of a page
}

// pane is the part of the sheet that moves.
func (p paper) pane() string {
	if p.side > 0 {
		return "bottomRight"
	}
	return "bottomLeft"
}

// sheet begins a sheet. What is set on it by the file's own functions must be set
// before end.
func (b *book) sheet(name string, widths []float64, p paper) *sheet {
	b.sheets++
	if b.sheets == 1 {
		b.keep(b.file.SetSheetName(b.file.GetSheetName(0), name))
	} else {
		_, err := b.file.NewSheet(name)
		b.keep(err)
	}
	s := &sheet{book: b, name: name, widths: widths}
	layout := &excelize.PageLayoutOptions{Size: ptr(9), Orientation: ptr("portrait")} // A4
	if p.landscape {
		layout.Orientation = ptr("landscape")
	}
	if !p.loose {
		b.keep(b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}))
		layout.FitToWidth, layout.FitToHeight = ptr(1), ptr(0)
	}
	b.keep(b.file.SetPageLayout(name, layout))
	b.keep(b.file.SetPageMargins(name, margins(p.landscape)))
	b.keep(b.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: ptr(p.grid)}))
	b.keep(b.file.SetSheetDimension(name, "")) // unknown until the last row; a wrong one hides cells
	var err error
	if s.stream, err = b.file.NewStreamWriter(name); err != nil {
		b.keep(err)
		return s
	}
	for to := len(widths); to > 0; { // excelize puts each before those it has
		from := to
		for to < len(widths) && from > 1 && widths[from-2] == widths[to-1] {
			from-- // as wide, and set at once: excelize copies all that it has each time
		}
		b.keep(s.stream.SetColWidth(from, to, columnWidth(widths[to-1])))
		to = from - 1
	}
	if p.frozen > 0 {
		b.keep(s.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: p.side, YSplit: p.frozen, TopLeftCell: place{p.side + 1, p.frozen + 1}.ref(), ActivePane: p.pane()}))
	}
	if p.heads > 0 {
		rows := "$1:$" + place{1, p.heads}.fixed()[3:]
		s.list(fmt.Sprintf(`localSheetId="%d" name="_xlnm.Print_Titles"`, b.sheets-1), rows)
	}
	return s
}

// margins leave the 156 mm of the official type area, but for a wide table.
func margins(landscape bool) *excelize.PageLayoutMarginsOptions {
	left, right, top, bottom := 28.0, 26.0, 25.0, 20.0
	if landscape {
		left, right, top, bottom = 15, 15, 20, 15
	}
	return &excelize.PageLayoutMarginsOptions{
		Left: inches(left), Right: inches(right), Top: inches(top), Bottom: inches(bottom),
		Header: inches(10), Footer: inches(10), Horizontally: ptr(true),
	}
}

// add writes the next row. A cell is an excelize.Cell, or nil for none.
func (s *sheet) add(height float64, cells ...any) int {
	s.row++
	s.heights = append(s.heights, min(height, excelize.MaxRowHeight))
	if s.err == nil {
		s.keep(s.stream.SetRow(place{1, s.row}.ref(), cells, excelize.RowOpts{Height: s.heights[s.row-1]}))
	}
	return s.row
}

// merge joins the places from one to another.
func (s *sheet) merge(from, to place) {
	if from != to && s.err == nil {
		s.keep(s.stream.MergeCell(from.ref(), to.ref()))
	}
}

// define names a place of the sheet. excelize would compare every name with all it
// has, and write each by reflection; ours are different, and are put into the list
// as the file is written.
func (s *sheet) define(name string, at place) {
	s.list(`name="`+name+`"`, at.fixed()) // ids need no escaping
}

func (s *sheet) list(attributes, ref string) {
	if s.quoted == "" {
		var b bytes.Buffer
		xml.EscapeText(&b, []byte(onSheet(s.name, "")))
		s.quoted = b.String()
	}
	for _, text := range []string{"<definedName ", attributes, ">", s.quoted, ref, "</definedName>"} {
		s.defined.WriteString(text)
	}
}

// text is a cell that shows a text, whatever it looks like.
func (b *book) text(l look, text string) excelize.Cell {
	if text = clean(text); text == "" {
		return excelize.Cell{StyleID: b.style(l)}
	}
	return excelize.Cell{StyleID: b.style(l), Value: text}
}

// protect locks all but the inputs, without a password: rows and columns may
// still be made wider.
func (s *sheet) protect() {
	s.keep(s.file.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, EditObjects: true,
	}))
}

func (s *sheet) end() {
	if s.err == nil {
		s.keep(s.stream.Flush())
	}
}

// write closes the workbook and writes it.
func (b *book) write(w io.Writer) error {
	defer b.file.Close()
	if b.err != nil {
		return b.err
	}
	b.writeNotes()
	b.file.Styles = nil
	b.file.Pkg.Store(stylesPart, b.styleSheet())
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newArchive(w, b) }) // not by way of excelize's buffer
	return b.file.Write(w)
}

func ptr[T any](v T) *T { return &v }

func inches(mm float64) *float64 { return ptr(mm / 25.4) }
