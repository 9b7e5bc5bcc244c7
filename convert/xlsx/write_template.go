package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"sync"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/opc"
)

// A template is a workbook but for what is its own: the rows of its sheets, its
// notes, styles, title and agency. excelize makes it; most reports of a layout
// have the same.
type template struct {
	parts    []archivePart
	sheets   []frame
	workbook [2][]byte // its part, cut where more names go
}

// A frame is the part of a sheet, cut where rows, merged cells and links go.
type frame [4][]byte

// templates are kept, as many as most runs need.
var templates = struct {
	sync.Mutex
	made map[string]*template
}{made: map[string]*template{}}

const mostTemplates = 100 // the sections and notes of a layout's reports make a few dozen

// templateOf returns the template for sheets. One with charts or a filter is for one
// workbook.
func templateOf(sheets []*sheet) (*template, error) {
	var key []byte
	for _, s := range sheets {
		if s.charts != nil || s.filter != "" {
			return newTemplate(sheets)
		}
		key = fmt.Appendf(key, "%#v %t\n", s.design, s.notes != nil)
	}
	templates.Lock()
	t := templates.made[string(key)]
	templates.Unlock()
	if t != nil {
		return t, nil
	}
	t, err := newTemplate(sheets)
	if err != nil {
		return nil, err
	}
	templates.Lock()
	defer templates.Unlock()
	if len(templates.made) >= mostTemplates {
		clear(templates.made)
	}
	templates.made[string(key)] = t
	return t, nil
}

// A maker has excelize make a template. The first error stays in err.
type maker struct {
	file *excelize.File
	err  error
}

func (m *maker) keep(err error) {
	if m.err == nil {
		m.err = err
	}
}

func newTemplate(sheets []*sheet) (*template, error) {
	m := &maker{file: excelize.NewFile()}
	defer m.file.Close()
	for i, s := range sheets {
		m.sheet(i, s)
	}
	m.file.Pkg.Store(opc.PropertiesPart, []byte(opc.Properties))
	made := capture{}
	m.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return made })
	m.keep(m.file.Write(io.Discard))
	if m.err != nil {
		return nil, m.err
	}
	t := &template{}
	with := packers.Get().(*packer)
	defer packers.Put(with)
	for i := range sheets {
		name := sheetPart(i)
		f, err := newFrame(short(made[name].Bytes(), "worksheet"))
		if err != nil {
			return nil, err
		}
		t.sheets = append(t.sheets, f)
		delete(made, name)
	}
	for _, name := range slices.Sorted(maps.Keys(made)) {
		if own.MatchString(name) {
			continue
		}
		content := made[name].Bytes()
		switch name {
		case contents:
			content = pictures.ReplaceAll(content, nil)
		case workbookPart:
			t.workbook[0], t.workbook[1] = withNames(short(content, "workbook"), sheets)
			continue
		}
		k, err := with.pack(&archivePart{pieces: [][]byte{content}})
		if err != nil {
			return nil, err
		}
		k.data = slices.Clone(k.data)
		t.parts = append(t.parts, archivePart{name: name, packed: k})
	}
	return t, nil
}

const (
	contents     = "[Content_Types].xml"
	workbookPart = "xl/workbook.xml"
	corePart     = "docProps/core.xml"
	stylesPart   = "xl/styles.xml"
)

// own are the parts that a book writes itself.
var own = regexp.MustCompile(`^docProps/core|^xl/styles|^xl/comments|^xl/drawings/vmlDrawing`)

func sheetPart(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// capture takes the parts that excelize writes.
type capture map[string]*bytes.Buffer

func (c capture) Create(name string) (io.Writer, error) {
	c[name] = &bytes.Buffer{}
	return c[name], nil
}

// AddFS is there for the interface; excelize does not call it.
func (capture) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (capture) Close() error { return nil }

// pictures are what excelize declares in the list of contents, in no fixed order,
// when a sheet has a chart; we have none.
var pictures = regexp.MustCompile(`<Default Extension="\w+" ContentType="image/[^"]+"></Default>`)

// longPrefix is how excelize refers to drawings and comments: right, but some readers
// look for r:id and nothing else.
const longPrefix = ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id="`

// short takes namespaces from the first element of a part. excelize declares some
// sixty on each, a third of the file; ours use two.
func short(part []byte, root string) []byte {
	const used = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`
	root = "<" + root
	part = bytes.ReplaceAll(part, []byte(longPrefix), []byte(` r:id="`))
	before, rest, _ := bytes.Cut(part, []byte(root+" "))
	_, rest, _ = bytes.Cut(rest, []byte(">"))
	return slices.Concat(before, []byte(root+used), rest)
}

// gaps are what the maker puts into a sheet's part, in vain: a frame is cut there.
var gaps = [len(frame{}) - 1][2]string{{"<sheetData>", "</sheetData>"}, {"<mergeCells ", "</mergeCells>"}, {"<hyperlinks>", "</hyperlinks>"}}

func newFrame(part []byte) (f frame, err error) {
	for i, gap := range gaps {
		before, rest, begins := bytes.Cut(part, []byte(gap[0]))
		_, after, ends := bytes.Cut(rest, []byte(gap[1]))
		if !begins || !ends {
			return f, fmt.Errorf("excelize writes a sheet without %s", gap[0])
		}
		f[i], part = before, after
	}
	f[len(gaps)] = part
	return f, nil
}

// withNames puts names into the list of names, or after the sheets, and cuts the part
// where the list ends. excelize would compare every name with all it has.
func withNames(workbook []byte, sheets []*sheet) (before, after []byte) {
	var names []byte
	for i, s := range sheets {
		names = s.appendNames(names, i)
	}
	if len(names) == 0 {
		return slices.Clone(workbook), nil
	}
	const list, end, sheetsEnd = "<definedNames>", "</definedNames>", "</sheets>"
	if at := bytes.Index(workbook, []byte(list)); at >= 0 {
		at += len(list)
		return slices.Concat(workbook[:at], names), slices.Clone(workbook[at:])
	}
	at := bytes.Index(workbook, []byte(sheetsEnd)) + len(sheetsEnd)
	return slices.Concat(workbook[:at], []byte(list), names), slices.Concat([]byte(end), workbook[at:])
}

// sheet makes the i-th sheet, with a merged cell and a link for the gaps.
func (m *maker) sheet(i int, s *sheet) {
	if i == 0 {
		m.keep(m.file.SetSheetName(m.file.GetSheetName(0), s.name))
	} else {
		_, err := m.file.NewSheet(s.name)
		m.keep(err)
	}
	m.paper(s)
	stream, err := m.file.NewStreamWriter(s.name)
	if err != nil {
		m.keep(err)
		return
	}
	for i := len(s.widths); i > 0; i-- { // excelize puts each before those it has
		m.keep(stream.SetColWidth(i, i, columnWidth(s.widths[i-1])))
	}
	if s.column > 0 {
		for known := m.file.Styles.CellXfs; len(known.Xf) <= s.column; { // excelize refuses to use what it has not
			known.Xf = append(known.Xf, known.Xf[0])
		}
		m.keep(stream.SetColStyle(1, 1, s.column))
	}
	if p := s.paper; p.frozen > 0 {
		moves := "bottomLeft"
		if p.side > 0 {
			moves = "bottomRight"
		}
		m.keep(stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: p.side, YSplit: p.frozen, TopLeftCell: place{p.side + 1, p.frozen + 1}.ref(), ActivePane: moves}))
	}
	m.guard(s)
	m.attach(s)
	m.keep(stream.MergeCell("A1", "B1"))
	m.keep(m.file.SetCellHyperLink(s.name, "A1", "A1", "Location"))
	m.keep(stream.Flush())
	if s.hidden {
		m.file.WorkBook.Sheets.Sheet[i].State = "veryHidden" // nor may it be shown by a slip; excelize would read all sheets again
	}
}

// paper says how a sheet is printed and seen.
func (m *maker) paper(s *sheet) {
	layout := &excelize.PageLayoutOptions{Size: ptr(9), Orientation: ptr("portrait")} // A4
	if s.paper.landscape {
		layout.Orientation = ptr("landscape")
	}
	if !s.paper.loose {
		m.keep(m.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: ptr(true)}))
		layout.FitToWidth, layout.FitToHeight = ptr(1), ptr(0)
	}
	if s.paper.scale > 0 {
		layout.AdjustTo = ptr(uint(s.paper.scale))
	}
	m.keep(m.file.SetPageLayout(s.name, layout))
	m.keep(m.file.SetPageMargins(s.name, margins(s.paper.landscape)))
	m.keep(m.file.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: ptr(s.paper.grid)}))
	if s.hidden {
		return
	}
	m.keep(m.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddHeader: "&L&9&A", OddFooter: "&C&9第 &P 页，共 &N 页"}))
	for _, col := range s.paper.breaks {
		m.keep(m.file.InsertPageBreak(s.name, place{col, 1}.ref()))
	}
	for _, row := range s.paper.ends {
		m.keep(m.file.InsertPageBreak(s.name, place{1, row}.ref()))
	}
	m.keep(m.file.SetSheetDimension(s.name, "")) // unknown until the last row; a wrong one hides cells
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

// attach puts on a sheet what hangs on its cells.
func (m *maker) attach(s *sheet) {
	if s.filter != "" {
		m.keep(m.file.AutoFilter(s.name, s.filter, nil))
	}
	for _, c := range s.charts {
		m.keep(m.file.AddChart(s.name, c.at.ref(), c.Chart))
	}
	if s.notes != nil { // its parts are the book's own; what refers to them is not
		m.keep(m.file.AddComment(s.name, excelize.Comment{Cell: "A1", Author: author}))
	}
}

func ptr[T any](v T) *T { return &v }

func inches(mm float64) *float64 { return ptr(mm / 25.4) }
