package xlsx

import "github.com/xuri/excelize/v2"

// Typefaces by name. They are those of official documents; a computer without
// them takes others, so no size relies on their widths.
const (
	song     = "宋体"
	fangsong = "仿宋"
	hei      = "黑体"
)

// Fills tell the state of a cell, to a clerk and to Read.
const (
	openFill   = "FFFF00" // could not be settled: to be filled in
	absentFill = "D9D9D9" // the source has no such cell
	errorFill  = "FFC7CE"
	warnFill   = "FFE5B4"
	infoFill   = "DDEBF7"
	headFill   = "F2F2F2"
)

// A look is how a cell is printed, and whether a protected sheet lets it be changed.
type look struct {
	font       string
	size       float64
	bold       bool
	color      string // of the type; "" is black
	fill       string // "" for none
	bordered   bool
	horizontal string
	indent     int // from the left, in characters
	vertical   string
	fit        fitting
	input      bool
	format     string // of numbers; "" is General
}

// A fitting is what becomes of a text that is wider than its cell.
type fitting int

const (
	wraps   fitting = iota
	shrinks         // is set smaller
	cut             // is cut, or runs over empty cells
)

// asText is the number format of cells whose text no program may read as a
// number, a date or a formula when a clerk edits it.
const asText = "@"

// style returns the workbook's style for a look, made when first asked for.
func (b *book) style(l look) int {
	if id, ok := b.styles[l]; ok {
		return id
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Family: l.font, Size: l.size, Bold: l.bold, Color: l.color},
		Alignment:  &excelize.Alignment{Horizontal: l.horizontal, Indent: l.indent, Vertical: l.vertical, WrapText: l.fit == wraps, ShrinkToFit: l.fit == shrinks},
		Protection: &excelize.Protection{Locked: !l.input},
	}
	if l.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.bordered {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Style: 1, Color: "000000"})
		}
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
	}
	id, err := b.file.NewStyle(s)
	b.keep(err)
	b.styles[l] = id
	return id
}
