package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A book is a workbook being written. The first error stays in err and ends it.
type book struct {
	title, creator string
	styles         map[look]int
	looks          []look // by number of style, from 1
	names          sheetNames
	sheets         []*sheet
	err            error
}

func newBook() *book { return &book{styles: map[look]int{}, names: sheetNames{}} }

func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// A design is what there is to a sheet beside what stands in it.
type design struct {
	name      string
	widths    []float64 // of its columns, in mm
	paper     paper
	form      *form  // the values it lets in, and the sums it watches; nil for none
	column    int    // style of its column, of what is added below the rows; 0 for none
	protected bool   // but for the inputs
	prompt    bool   // tells how to fill in paragraphs
	places    []name // beside those of the form
}

// A name is one of a place of a sheet.
type name struct {
	text string
	at   place
}

// A sheet is written from top to bottom.
type sheet struct {
	*book
	design
	xml     []byte    // of the rows
	row     int       // the last row written
	heights []float64 // of the rows, in points
	merged  int
	merges  []byte
	links   []byte
	notes   []note
	spooled *rows  // of a summary, below the heads; nil for none
	filter  string // the range that can be filtered; "" for none
	charts  []chart
}

type chart struct {
	at place
	*excelize.Chart
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

// sheet begins a sheet.
func (b *book) sheet(name string, widths []float64, p paper) *sheet {
	s := &sheet{book: b, design: design{name: name, widths: widths, paper: p}}
	b.sheets = append(b.sheets, s)
	return s
}

// add writes the next row.
func (s *sheet) add(height float64, cells ...cell) int {
	height = min(height, excelize.MaxRowHeight)
	s.row++
	s.heights = append(s.heights, height)
	s.xml = appendRow(s.xml, s.row, height, cells)
	return s.row
}

// merge joins the places from one to another.
func (s *sheet) merge(from, to place) {
	if from == to {
		return
	}
	s.merged++
	s.merges = append(s.merges, `<mergeCell ref="`...)
	s.merges = append(from.append(s.merges), ':')
	s.merges = append(to.append(s.merges), `"/>`...)
}

// link leads from a place to another in the workbook.
func (s *sheet) link(at place, to string) {
	s.links = append(s.links, `<hyperlink ref="`...)
	s.links = append(at.append(s.links), `" location="`...)
	s.links = append(appendEscaped(s.links, to), `"></hyperlink>`...)
}

// define names a place of the sheet.
func (s *sheet) define(text string, at place) { s.places = append(s.places, name{text, at}) }

// appendNames adds the names of the i-th sheet's places, as the workbook lists them.
func (s *sheet) appendNames(x []byte, i int) []byte {
	quoted := string(appendEscaped(nil, onSheet(s.name, "")))
	add := func(attributes, ref string) {
		x = append(x, `<definedName `+attributes+`>`+quoted+ref+`</definedName>`...)
	}
	if n := s.paper.heads; n > 0 {
		add(`localSheetId="`+strconv.Itoa(i)+`" name="_xlnm.Print_Titles"`, fmt.Sprintf("$1:$%d", n))
	}
	if s.form != nil {
		for _, c := range s.form.cells {
			add(`name="`+NameOf(c.id)+`"`, c.at.fixed())
		}
	}
	for _, p := range s.places {
		add(`name="`+p.text+`"`, p.at.fixed()) // ids need no escaping
	}
	return x
}

// text is a cell that shows a text, whatever it looks like.
func (b *book) text(l look, text string) cell {
	return cell{style: b.style(l), text: clean(text)}
}

// write writes the workbook.
func (b *book) write(w io.Writer) error {
	if b.err != nil {
		return b.err
	}
	t, err := templateOf(b.sheets)
	if err != nil {
		return err
	}
	parts := append([]part{}, t.parts...)
	for i, s := range b.sheets {
		parts = append(parts, part{name: sheetPart(i), pieces: s.within(t.sheets[i]), rows: s.spooled})
	}
	parts = append(parts, part{name: stylesPart, pieces: [][]byte{b.styleSheet()}}, part{name: corePart, pieces: [][]byte{b.properties()}})
	return writeArchive(w, append(parts, b.noteParts()...))
}

// within is the content of a sheet's part, in the frame that a template has for it.
func (s *sheet) within(f frame) [][]byte {
	pieces := [][]byte{f[0], s.xml, f[1]}
	if s.merged > 0 {
		pieces = append(pieces, fmt.Appendf(nil, `<mergeCells count="%d">`, s.merged), s.merges, []byte(`</mergeCells>`))
	}
	pieces = append(pieces, f[2])
	if s.links != nil {
		pieces = append(pieces, []byte(`<hyperlinks>`), s.links, []byte(`</hyperlinks>`))
	}
	return append(pieces, f[3])
}

// properties are the title and the agency as the document's properties, and nothing
// that tells who wrote it or when.
func (b *book) properties() []byte {
	const core = xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`
	return fmt.Appendf(nil, core, escape(b.title), escape(b.creator))
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(clip(clean(s), 250)))
	return b.String()
}
