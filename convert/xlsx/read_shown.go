package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// Limits of what is read of the sheet around its cells.
const (
	maxMerges = 10_000
	lastCol   = 1 << 14
)

// A view is what of a sheet is shown, and how.
type view struct {
	hidden  bool         // the sheet
	rows    map[int]bool // hidden
	cols    []int        // how many elements hide it, by number; nil for none
	merges  []area
	columns int  // elements about them so far
	noZero  bool // cells that are zero show nothing
}

// An area is a block of cells that are merged.
type area struct{ from, to place }

// see takes what an element says of the sheet; row is the one it stands behind.
func (v *view) see(e *xml.StartElement, row int) error {
	switch e.Name.Local {
	case "sheetView":
		zeros := attribute(e, "showZeros")
		v.noZero = zeros == "0" || zeros == "false"
	case "col":
		return v.seeColumns(e, row)
	case "mergeCell":
		from, to, _ := strings.Cut(attribute(e, "ref"), ":")
		a, okA := parsePlace(from)
		b, okB := parsePlace(to)
		if okA && okB {
			v.merges = append(v.merges, area{place{min(a.col, b.col), min(a.row, b.row)}, place{max(a.col, b.col), max(a.row, b.row)}})
		}
		if len(v.merges) > maxMerges {
			return words.New("because", ErrTooLarge, words.New("too-large.merges", maxMerges))
		}
	}
	return nil
}

// seeRow takes what a row says of itself.
func (v *view) seeRow(e *xml.StartElement, row int) {
	if isOn(attribute(e, "hidden")) || isZero(attribute(e, "ht")) {
		if v.rows == nil {
			v.rows = map[int]bool{}
		}
		v.rows[row] = true
	}
}

// maxColumnElements is the most elements about columns: one for each there may be.
const maxColumnElements = lastCol

// seeColumns takes what is said of columns above the first row.
func (v *view) seeColumns(e *xml.StartElement, row int) error {
	if v.columns++; v.columns > maxColumnElements {
		return words.New("because", ErrTooLarge, words.New("too-large.columns", maxColumnElements))
	}
	if row != 0 || !isOn(attribute(e, "hidden")) && !isZero(attribute(e, "width")) {
		return nil
	}
	from, errFrom := strconv.Atoi(attribute(e, "min"))
	to, errTo := strconv.Atoi(attribute(e, "max"))
	if errFrom != nil || errTo != nil {
		return nil
	}
	if from, to = max(from, 1), min(to, lastCol); from <= to {
		if v.cols == nil {
			v.cols = make([]int, lastCol+2)
		}
		v.cols[from]++
		v.cols[to+1]--
	}
	return nil
}

// endColumns is called when all columns are told: a column is hidden by the elements
// that have begun and not ended.
func (v *view) endColumns() {
	for col := 1; col < len(v.cols); col++ {
		v.cols[col] += v.cols[col-1]
	}
}

func (v *view) hides(p place) bool { return v.rows[p.row] || v.hidesColumn(p.col) }

func (v *view) hidesColumn(col int) bool { return col < len(v.cols) && v.cols[col] > 0 }

func attribute(e *xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isOn(s string) bool { return s == "1" || s == "true" || s == "on" }

func isZero(s string) bool {
	v, err := strconv.ParseFloat(s, 64)
	return err == nil && v == 0
}

// xmlLook is how a run of text, or the type of a cell, looks.
type xmlLook struct {
	Strike *struct {
		Val string `xml:"val,attr"`
	} `xml:"strike"`
	Place struct {
		Val string `xml:"val,attr"`
	} `xml:"vertAlign"`
}

func (l *xmlLook) struck() bool { return l.Strike != nil && (l.Strike.Val == "" || isOn(l.Strike.Val)) }

func (l *xmlLook) raised() bool { return l.Place.Val == "superscript" || l.Place.Val == "subscript" }

// A run is a part of a text.
type run struct {
	text           string
	struck, raised bool
}

// runs are the parts of a text; nil where none is struck out or raised.
func (t *xmlText) runs() []run {
	runs, plain := []run{}, true
	if t.T != "" {
		runs = append(runs, run{text: unescape(t.T)})
	}
	for _, r := range t.R {
		runs = append(runs, run{unescape(r.T), r.Look.struck(), r.Look.raised()})
		plain = plain && !r.Look.struck() && !r.Look.raised()
	}
	if plain {
		return nil
	}
	return runs
}
