// Package typeset plans the pages of a report as GB/T 9704-2012 asks: which
// character stands where, in which face, with which rules around it. Nothing is
// drawn; the pages are data that a test can read, and convert/pdf and convert/ofd can draw.
//
//	doc := typeset.Plan(r, layout, fonts.Builtin())
//	for _, page := range doc.Pages {
//		for _, t := range page.Texts { … }
//	}
//
// The text is set on the grid of 28 characters by 22 lines (pagegrid.go), in lines
// that obey 避头尾 (linebreaks_rules.go) and fill the measure (justify.go). Tables are
// printed as their layout's grid says (table.go) and cross pages between rows
// (table_pagebreaks.go). Every length is in points, from the top left corner of the sheet.
//
// It owns lines, rows and pages, and what each text is to a reader who does not see it. It
// does not own drawing, or the widths of characters, which Metrics gives.
package typeset

import (
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Metrics are the widths of the characters in the faces of the document. They
// must be safe to share when documents are planned at once; *fonts.Set is.
type Metrics interface {
	// Advance is the width of a character in em, in a role (song, title, hei, kai,
	// fang), and whether a font of the role, or one behind it, has the character.
	Advance(role string, r rune) (em float64, ok bool)
	// LatinAdvance is that of a quotation mark, an apostrophe or … in Latin text.
	LatinAdvance(role string, r rune) (em float64)
}

// A Document is a planned report.
type Document struct {
	Title     string // as printed, in one line
	Pages     []*Page
	Parts     []Part // what the texts are; the first is the document itself
	Bookmarks []Bookmark
}

// A Page is one A4 sheet, upright. Texts stand in reading order.
type Page struct {
	Texts  []Text
	Rules  []Rule
	Shades []Box // open cells
	Turned *Page // what stands across the sheet, nil for nothing; see table_turned.go
}

// A Text is a run of characters of one face on one line. At[i] is the distance of
// character i from X, End that of the end of the last, which is nearer than its
// advance where a full-width mark is halved; Y is the baseline. Part is the place in
// Document.Parts of what it belongs to, 0 for what is the page's: its number, a head
// that is repeated.
type Text struct {
	Part  int
	Latin bool // marks are drawn as in Latin text, proportional
	Role  string
	Size  float64
	X, Y  float64
	Runes []rune
	At    []float64
	End   float64
}

// A Rule is a straight line, upright or level.
type Rule struct {
	X1, Y1, X2, Y2, Width float64
}

// A Box is a rectangle.
type Box struct {
	X, Y, W, H float64
}

// A Bookmark points to where a section (level 0) or a part of it (level 1) begins;
// Page counts from 0. The first is of level 0.
type Bookmark struct {
	Title string
	Level int
	Page  int
	Y     float64
}

// Plan sets the report on pages. The layout must be the one that the report names.
func Plan(r *report.Report, l *layouts.Layout, m Metrics) *Document {
	s := &setter{report: r, layout: l, metrics: m, printed: map[string]bool{}}
	s.begin(WholePart, 0)
	s.title()
	s.sections(s.one, s.belowAll)
	return s.paginate()
}
