package xlsx

import (
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// A readSheet is a sheet as it is read.
type readSheet struct {
	name    string
	cells   map[place]*field
	rows    []int              // that hold a text or number, ascending
	columns map[int][]int      // of a row, that do
	index   map[string][]place // of each label, by row; nil until it is asked for
	view    view

	fieldRows map[int]bool // that hold labels of the form's fields
}

// A field is a cell of a grid that holds something, or whose format does: a unit.
type field struct {
	text    string // as stored: numbers with a point and no separators
	number  bool   // stored as a number
	faulty  bool   // a logical value, an error such as #REF!, or a formula without a value
	formula string // when no program has calculated its value
	live    string // the formula, with a value or without
	runs    []run  // of the text, where a part of it is struck out or raised
	style   *cellStyle
}

func newGrid(name string) *readSheet {
	return &readSheet{name: name, cells: map[place]*field{}, columns: map[int][]int{}}
}

// at is the cell at a place; an empty one when there is none.
func (g *readSheet) at(p place) *field {
	if f := g.cells[p]; f != nil {
		return f
	}
	return &field{style: &cellStyle{}}
}

// shown is the text of a place without the spaces around it.
func (g *readSheet) shown(p place) string { return trim(g.at(p).text) }

// last is the last row that holds something.
func (g *readSheet) last() int {
	if len(g.rows) == 0 {
		return 0
	}
	return g.rows[len(g.rows)-1]
}

// drop takes what a place holds from the sheet.
func (g *readSheet) drop(p place) {
	delete(g.cells, p)
	left := slices.DeleteFunc(slices.Clone(g.columns[p.row]), func(x int) bool { return x == p.col })
	if g.columns[p.row] = left; len(left) == 0 {
		g.rows = slices.DeleteFunc(g.rows, func(y int) bool { return y == p.row })
	}
}

// next is the first row below another that holds something, 0 for none.
func (g *readSheet) next(y int) int {
	i, _ := slices.BinarySearch(g.rows, y+1)
	if i == len(g.rows) {
		return 0
	}
	return g.rows[i]
}

// xmlText is a text, plain or in runs of different type.
type xmlText struct {
	T string `xml:"t"`
	R []struct {
		Look xmlLook `xml:"rPr"`
		T    string  `xml:"t"`
	} `xml:"r"`
}

func (t *xmlText) text() string {
	if len(t.R) == 0 {
		return unescape(t.T)
	}
	var b strings.Builder
	b.WriteString(t.T)
	for _, r := range t.R {
		b.WriteString(r.T)
	}
	return unescape(b.String())
}

// xmlCell is a cell of a sheet's part.
type xmlCell struct {
	R  string  `xml:"r,attr"`
	S  int     `xml:"s,attr"`
	T  string  `xml:"t,attr"`
	F  string  `xml:"f"`
	V  *string `xml:"v"`
	IS xmlText `xml:"is"`
}

func (w *workbook) readSheet(name string, g *readSheet) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	at := place{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			g.view.endColumns()
			return nil
		} else if err != nil {
			return damagedPart(name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if err := g.view.see(&start, at.row); err != nil {
			return err
		}
		switch start.Name.Local {
		case "row":
			at = place{0, at.row + 1}
			for _, a := range start.Attr {
				if n, err := strconv.ParseUint(a.Value, 10, 21); a.Name.Local == "r" && err == nil {
					at.row = int(n)
				}
			}
			g.view.seeRow(&start, at.row)
		case "c":
			var c xmlCell
			if err := d.DecodeElement(&c, &start); err != nil {
				return damagedPart(name, err)
			}
			at.col++
			if p, ok := parsePlace(c.R); ok {
				at = p
			}
			if w.cells--; w.cells < 0 {
				return words.New("because", ErrTooLarge, words.New("too-large.cells", maxCells))
			}
			g.put(at, w.field(&c))
		}
	}
}

func (g *readSheet) put(at place, f *field) {
	if f == nil {
		return
	}
	g.cells[at] = f
	if f.text == "" {
		return
	}
	if i, found := slices.BinarySearch(g.rows, at.row); !found {
		g.rows = slices.Insert(g.rows, i, at.row)
	}
	if i, found := slices.BinarySearch(g.columns[at.row], at.col); !found {
		g.columns[at.row] = slices.Insert(g.columns[at.row], i, at.col)
	}
}

// labelled lists the places from a row on, below another, that hold a label. It
// takes the label as layouts.Key gives it.
func (g *readSheet) labelled(key string, from, end int) []place {
	if g.index == nil {
		g.index = map[string][]place{}
		for _, y := range g.rows {
			for _, x := range g.columns[y] {
				p := place{x, y}
				if k := layouts.Key(words.Clip(g.at(p).text, 100)); k != "" {
					g.index[k] = append(g.index[k], p)
				}
			}
		}
	}
	all := g.index[key]
	at := func(row int) int {
		i, _ := slices.BinarySearchFunc(all, row, func(p place, row int) int { return p.row - row })
		return i
	}
	return all[at(from):at(end)]
}

// field is what a cell holds, nil for nothing.
func (w *workbook) field(c *xmlCell) *field {
	f := &field{style: &cellStyle{}, live: c.F}
	if 0 <= c.S && c.S < len(w.styles) {
		f.style = &w.styles[c.S]
	}
	stored := ""
	if c.V != nil {
		stored = *c.V
	}
	switch c.T {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(stored)); err == nil && 0 <= i && i < len(w.strings) {
			f.text, f.runs = w.strings[i], w.runs[i]
		} else if stored != "" {
			f.text, f.faulty = "#"+clean(words.Clip(stored, 40)), true // a text that the file has lost
		}
	case "inlineStr":
		f.text, f.runs = c.IS.text(), c.IS.runs()
	case "str":
		f.text = unescape(stored)
	case "b", "e":
		f.text, f.faulty = stored, true
	case "d":
		f.text = stored
	default:
		f.text = strings.TrimSpace(stored)
		f.number = f.text != ""
	}
	if c.F != "" && f.text == "" && (c.V == nil || c.T != "str") { // its value may be the empty text
		f.text, f.faulty, f.formula = "="+c.F, true, c.F
	}
	if f.text == "" && f.live == "" && f.style.format == "" {
		return nil
	}
	return f
}

func (w *workbook) readStrings(name string) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return damagedPart(name, err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			var t xmlText
			if err := d.DecodeElement(&t, &start); err != nil {
				return damagedPart(name, err)
			}
			if runs := t.runs(); runs != nil {
				w.runs[len(w.strings)] = runs
			}
			w.strings = append(w.strings, t.text())
		}
	}
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads the characters that XML cannot carry (_x000D_) and drops those
// that no text has.
func unescape(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(m string) string {
			n, _ := strconv.ParseUint(m[2:6], 16, 16)
			return string(rune(n))
		})
	}
	return clean(s)
}
