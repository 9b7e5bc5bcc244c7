package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/nianbao/nianbao/convert/words"
)

// Limits of what is read, so that no file takes more memory than a report is
// worth. A workbook of ours has some 200 KB unpacked and 500 cells.
const (
	maxUnzipped = 16 << 20 // bytes of all parts that are read
	maxCells    = 100_000
	maxSheets   = 256
)

// What may be wrong with a file as such.
var (
	ErrDamaged  = words.New("damaged.workbook")
	ErrTooLarge = words.New("too-large.workbook")
)

// A workbook is an .xlsx file as it is read: the cells of its sheets, and the
// places its names stand for. excelize would lay out every cell up to the last
// one in memory, and a few bytes can put that at the end of the sheet; so parts
// are read here, cell by cell.
type workbook struct {
	parts   map[string]*zip.File
	left    int64 // bytes that may still be unpacked
	cells   int   // that may still be read
	strings []string
	runs    map[int][]run // of those strings that have parts struck out or raised
	styles  []cellStyle
	sheets  []*readSheet
	names   map[string]target // by name in lower case
	zero    time.Time         // the day that is number 0
}

// A target is the place a name stands for.
type target struct {
	sheet *readSheet
	at    place
}

func openWorkbook(data []byte) (*workbook, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, words.New("because", ErrDamaged, err)
	}
	w := &workbook{parts: map[string]*zip.File{}, left: maxUnzipped, cells: maxCells, names: map[string]target{}, runs: map[int][]run{}, zero: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)}
	for _, f := range zr.File {
		w.parts[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	return w, w.read()
}

// xmlWorkbook is workbook.xml.
type xmlWorkbook struct {
	Pr struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		RID   string `xml:"id,attr"`
		State string `xml:"state,attr"`
	} `xml:"sheets>sheet"`
	Names []struct {
		Name string `xml:"name,attr"`
		Ref  string `xml:",chardata"`
	} `xml:"definedNames>definedName"`
}

// xmlRelationships is a .rels part.
type xmlRelationships struct {
	Relationship []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
}

func (w *workbook) read() error {
	main, err := w.mainPart()
	if err != nil {
		return err
	}
	var book xmlWorkbook
	if err := w.decode(main, &book); err != nil {
		return err
	}
	if on := book.Pr.Date1904; on == "1" || on == "true" {
		w.zero = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var rels xmlRelationships
	if err := w.decode(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), &rels); err != nil {
		return err
	}
	sheets := map[string]string{} // part of a relationship
	for _, r := range rels.Relationship {
		part := strings.TrimPrefix(r.Target, "/")
		if !strings.HasPrefix(r.Target, "/") {
			part = path.Join(path.Dir(main), r.Target)
		}
		var err error
		switch {
		case strings.HasSuffix(r.Type, "/worksheet"):
			sheets[r.ID] = part
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			err = w.readStrings(part)
		case strings.HasSuffix(r.Type, "/styles"):
			err = w.readStyles(part)
		}
		if err != nil {
			return err
		}
	}
	if len(book.Sheets) > maxSheets {
		return words.New("too-large.sheets", ErrTooLarge, len(book.Sheets))
	}
	for _, s := range book.Sheets {
		g := newGrid(s.Name)
		g.view.hidden = s.State == "hidden" || s.State == "veryHidden"
		if part := sheets[s.RID]; part != "" { // a sheet of charts is none
			if w.parts[part] == nil {
				return words.New("damaged.no-part", ErrDamaged, s.Name, part)
			}
			if err := w.readSheet(part, g); err != nil {
				return err
			}
		}
		w.sheets = append(w.sheets, g)
	}
	for _, n := range book.Names {
		if t, ok := w.resolve(n.Ref); ok {
			w.names[strings.ToLower(n.Name)] = t
		}
	}
	return nil
}

// mainPart is the name of the part that lists the sheets.
func (w *workbook) mainPart() (string, error) {
	main := "xl/workbook.xml"
	var top xmlRelationships
	if err := w.decode("_rels/.rels", &top); err != nil {
		return "", err
	}
	for _, r := range top.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			main = strings.TrimPrefix(r.Target, "/")
		}
	}
	if w.parts[main] == nil {
		return "", &NotWorkbookError{}
	}
	return main, nil
}

// resolve finds the place that a reference such as 'Sheet 1'!$A$1 means. A range
// is its first cell.
func (w *workbook) resolve(ref string) (target, bool) {
	i := strings.LastIndexByte(ref, '!')
	if i < 0 {
		return target{}, false
	}
	name, cell := ref[:i], strings.ReplaceAll(ref[i+1:], "$", "")
	if n := len(name); n >= 2 && name[0] == '\'' && name[n-1] == '\'' {
		name = strings.ReplaceAll(name[1:n-1], "''", "'")
	}
	cell, _, _ = strings.Cut(cell, ":")
	at, ok := parsePlace(cell)
	for _, g := range w.sheets {
		if ok && strings.EqualFold(g.name, name) {
			return target{g, at}, true
		}
	}
	return target{}, false
}

// parsePlace reads A1.
func parsePlace(s string) (place, bool) {
	i, col := 0, 0
	for i < len(s) && i < 3 && 'A' <= s[i]&^0x20 && s[i]&^0x20 <= 'Z' {
		col = col*26 + int(s[i]&^0x20-'A') + 1
		i++
	}
	row, err := strconv.ParseUint(s[i:], 10, 21)
	return place{col, int(row)}, err == nil && col > 0 && row > 0
}

// part unpacks a part; a missing one is empty.
func (w *workbook) part(name string) (io.ReadCloser, error) {
	f := w.parts[name]
	if f == nil {
		return io.NopCloser(strings.NewReader("")), nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, words.New("damaged.part", ErrDamaged, name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&bounded{r, w}, r}, nil
}

// bounded stops a part that unpacks to more than may be read in all.
type bounded struct {
	r io.Reader
	w *workbook
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.w.left -= int64(n); b.w.left < 0 {
		return 0, words.New("too-large.megabytes", ErrTooLarge, maxUnzipped>>20)
	}
	return n, err
}

func (w *workbook) decode(name string, to any) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	if err := xml.NewDecoder(r).Decode(to); err != nil && err != io.EOF {
		return damagedPart(name, err)
	}
	return nil
}

func damagedPart(name string, err error) error {
	if errors.Is(err, ErrTooLarge) {
		return err
	}
	return words.New("damaged.part", ErrDamaged, name, err)
}
