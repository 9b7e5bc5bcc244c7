package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/words"
)

// A workbookWriter is a workbook being written.
type workbookWriter struct {
	title, creator string
	styles         map[look]int
	looks          []look // by number of style, from 1
	names          sheetNames
	sheets         []*sheet
	xml            []byte // of the sheets' rows, one sheet after another
}

// buffers are used again, for the next workbook's xml.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func newBook() *workbookWriter {
	return &workbookWriter{styles: map[look]int{}, names: sheetNames{}, xml: *buffers.Get().(*[]byte)}
}

// A design is what there is to a sheet beside what stands in it. A template is made
// from it.
type design struct {
	name      string
	widths    []float64 // of its columns, in mm
	paper     paper
	form      *form         // the values it lets in, and the sums it watches; nil for none
	column    int           // style of its column, of what is added below the rows; 0 for none
	protected bool          // but for the inputs
	hidden    bool          // from the clerk
	prompt    bool          // tells how to fill in paragraphs
	tells     bool          // tells how to fill in figures
	cover     bool          // is the opening sheet of the empty workbook
	agency    string        // what it calls the agency
	year      string        // and the year
	alarm     string        // the range whose last column says what does not hold; "" for none
	named     []definedName // places, beside those of the form
}

// A definedName is a place with a name.
type definedName struct {
	name string
	at   place
}

// A sheet is written from top to bottom, and before the next is begun.
type sheet struct {
	*workbookWriter
	design
	from, to int       // its rows in the book's xml
	row      int       // the last row written
	heights  []float64 // of the rows, in points
	merged   int
	merges   []byte
	links    []byte
	notes    []note
	sections []definedName // the headings of prose, which stand where the text before them ends
	spooled  *rows         // of a summary, below the heads; nil for none
	filter   string        // the range that can be filtered; "" for none
	charts   []chart
}

type chart struct {
	at place
	*excelize.Chart
}

// A paper is how a sheet is printed.
type paper struct {
	landscape bool
	grid      bool  // show the grid lines on the screen
	frozen    int   // rows that stay in sight
	side      int   // columns that stay in sight
	heads     int   // rows repeated on every page
	loose     bool  // not made to fit the width of a page
	sides     int   // columns repeated on every page
	breaks    []int // columns before which a page ends
	ends      []int // rows before which a page ends
	scale     int   // in per cent; 0 for 100
	printed   int   // columns that are printed; 0 for all
}

// sheet begins a sheet.
func (b *workbookWriter) sheet(name string, widths []float64, p paper) *sheet {
	s := &sheet{workbookWriter: b, design: design{name: name, widths: widths, paper: p}, from: len(b.xml), to: len(b.xml)}
	b.sheets = append(b.sheets, s)
	return s
}

// add writes the next row; one of height 0 is as high as what it holds.
func (s *sheet) add(height float64, cells ...writtenCell) int {
	height = min(height, excelize.MaxRowHeight)
	s.row++
	s.heights = append(s.heights, height)
	s.xml = appendRow(s.xml, s.row, height, cells)
	s.to = len(s.xml)
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
func (s *sheet) define(name string, at place) { s.named = append(s.named, definedName{name, at}) }

// filterFrom lets the rows below a row of heads be filtered.
func (s *sheet) filterFrom(heads int) {
	s.filter = place{1, heads}.ref() + ":" + place{len(s.widths), max(s.row, heads)}.ref()
}

// appendNames adds the names of the i-th sheet's places, as the workbook lists them.
func (s *sheet) appendNames(x []byte, i int) []byte {
	quoted := string(appendEscaped(nil, onSheet(s.name, "")))
	add := func(attributes, ref string) {
		x = append(x, `<definedName `+attributes+`>`+quoted+ref+`</definedName>`...)
	}
	if n := s.paper.heads; n > 0 {
		rows := fmt.Sprintf("$1:$%d", n)
		if c := s.paper.sides; c > 0 {
			rows = fmt.Sprintf("$A:$%s,%s", appendColumn(nil, c), quoted+rows)
		}
		add(`localSheetId="`+strconv.Itoa(i)+`" name="_xlnm.Print_Titles"`, rows)
	}
	if c := s.paper.printed; c > 0 {
		add(`localSheetId="`+strconv.Itoa(i)+`" name="_xlnm.Print_Area"`, "$A:$"+string(appendColumn(nil, c)))
	}
	if s.form != nil {
		for _, c := range s.form.cells {
			add(`name="`+NameOf(c.id)+`"`, c.at.fixed())
		}
	}
	for _, n := range s.named {
		add(`name="`+n.name+`"`, n.at.fixed()) // ids need no escaping
	}
	return x
}

// text is a cell that shows a text, whatever it looks like.
func (b *workbookWriter) text(l look, text string) writtenCell {
	return writtenCell{style: b.style(l), text: clean(text)}
}

// write writes the workbook.
func (b *workbookWriter) write(w io.Writer) error {
	t, err := templateOf(b.sheets)
	if err != nil {
		return err
	}
	names := b.part(workbookPart, b.appendSections)
	names.pieces = [][]byte{t.workbook[0], names.pieces[0], t.workbook[1]}
	parts := append([]archivePart{names, b.part(stylesPart, b.appendStyles), b.part(corePart, b.appendProperties)}, t.parts...)
	for i, s := range b.sheets {
		parts = append(parts, archivePart{name: sheetPart(i), pieces: s.within(t.sheets[i]), rows: s.spooled})
	}
	err = writeArchive(w, append(parts, b.noteParts()...))
	b.xml = b.xml[:0]
	buffers.Put(&b.xml)
	return err
}

// appendSections adds the names of the headings of prose. A template does not have them:
// they stand elsewhere in every report.
func (b *workbookWriter) appendSections(x []byte) []byte {
	for _, s := range b.sheets {
		for _, n := range s.sections {
			x = append(x, `<definedName name="`+n.name+`">`...)
			x = append(appendEscaped(x, onSheet(s.name, n.at.fixed())), `</definedName>`...)
		}
	}
	return x
}

// part is a part made for this book.
func (b *workbookWriter) part(name string, content func(x []byte) []byte) archivePart {
	from := len(b.xml)
	b.xml = content(b.xml)
	return archivePart{name: name, pieces: [][]byte{b.xml[from:]}}
}

// within is the content of a sheet's part, in the frame that a template has for it.
func (s *sheet) within(f frame) [][]byte {
	pieces := [][]byte{f[0], []byte(`<sheetData>`), s.xml[s.from:s.to], []byte(`</sheetData>`), f[1]}
	if s.merged > 0 {
		pieces = append(pieces, fmt.Appendf(nil, `<mergeCells count="%d">`, s.merged), s.merges, []byte(`</mergeCells>`))
	}
	pieces = append(pieces, f[2])
	if s.links != nil {
		pieces = append(pieces, []byte(`<hyperlinks>`), s.links, []byte(`</hyperlinks>`))
	}
	return append(pieces, f[3])
}

// appendProperties adds the title and the agency as the document's properties, and nothing
// that tells who wrote it or when.
func (b *workbookWriter) appendProperties(x []byte) []byte {
	const core = xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`
	return fmt.Appendf(x, core, escape(b.title), escape(b.creator))
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(words.Clip(clean(s), 250)))
	return b.String()
}
