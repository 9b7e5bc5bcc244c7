package xlsx

import (
	"slices"

	"github.com/xuri/excelize/v2"
)

// proseWidth, in mm, holds 28 characters of the body's size: a line on paper.
const proseWidth = 162

// continued stands beside a piece of a paragraph that is too long for one cell:
// it goes on from the row above.
const continued = "（接上行）"

// bodyLook is that of the prose.
func bodyLook() look {
	return look{font: fangsong, size: 16, horizontal: "left", vertical: "top", input: true}
}

// writeProse writes a section without a table: its heading, then one paragraph a
// row.
func (w *writer) writeProse(p *page) {
	s := w.sheet(p.sheet, []float64{proseWidth}, paper{grid: true, frozen: 1})
	s.column, s.prompt = s.style(bodyLook()), w.blank // what a clerk adds looks like the rest
	heading := look{font: hei, size: 16, horizontal: "left", vertical: "center", input: true}
	if literal(p.heading()) {
		heading.format = asText
	}
	s.add(max(heightOf(linesOf(p.heading(), points(proseWidth), heading.size), heading.size)+8, 32), s.text(heading, p.heading()))
	s.define(sectionName(p.number, p.section.ID), place{1, 1})
	s.paragraphs(p.section.Paragraphs, bodyLook(), 1)
}

// paragraphs writes one paragraph a row, merged over the first columns. One that
// is higher than a row may be takes several, merged; one that is longer than a
// cell may be goes on in the next, marked.
func (s *sheet) paragraphs(paragraphs []string, l look, columns int) {
	for _, p := range paragraphs {
		for i, piece := range split(clean(p), maxText) {
			s.paragraph(piece, l, columns, i > 0)
		}
	}
}

func (s *sheet) paragraph(text string, l look, columns int, goesOn bool) {
	if literal(text) {
		l.format = asText
	}
	width := 0.0
	for _, mm := range s.widths[:columns] {
		width += points(mm)
	}
	// A line more than reckoned for long texts: fonts and programs differ.
	lines := linesOf(text, width, l.size)
	height := heightOf(lines+lines/15, l.size)
	rows := 1 + int((height-1)/excelize.MaxRowHeight)
	first := s.row + 1
	for i := range rows {
		cells := s.blanks(columns, l)
		if i == 0 {
			cells[0] = s.text(l, text)
			if goesOn {
				cells = append(cells, s.text(look{font: song, size: 9, color: "808080", vertical: "top"}, continued))
			}
		}
		s.add(height/float64(rows), cells...)
	}
	s.merge(place{1, first}, place{columns, s.row})
}

// blankParagraph is room for a paragraph below a table.
func (s *sheet) blankParagraph(columns int) {
	at := s.add(heightOf(2, bodyLook().size), s.blanks(columns, bodyLook())...)
	s.merge(place{1, at}, place{columns, at})
}

// blanks are that many cells that look alike.
func (b *book) blanks(n int, l look) []cell { return slices.Repeat([]cell{{style: b.style(l)}}, n) }

// literal reports whether a program would take a text for a formula once a clerk
// edits its cell.
func literal(text string) bool {
	return text != "" && (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@')
}
