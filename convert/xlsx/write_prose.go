package xlsx

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
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

// sideWidth, in mm, is what stands beside the prose on the screen and is not printed.
const sideWidth = 44

// sideNote is the look of what stands there.
var sideNote = look{font: song, size: 9, color: "808080", vertical: "center", fit: cut}

// writeProse writes sections without a table that follow each other on one sheet: each
// with its heading, then one paragraph a row. What follows is room for another. A heading
// that is not worded as in the layout has a note beside it that says which section it
// is, for programs that drop names.
func (w *writer) writeProse(group []*reportSheet) {
	widths := proseColumns(group)
	columns := len(widths) - 1
	s := w.sheet(group[0].sheet, widths, paper{grid: true, printed: columns})
	s.column, s.prompt = s.style(bodyLook()), w.blank // what a clerk adds looks like the rest
	for i, p := range group {
		w.heading(s, p, columns)
		s.paragraphs(p.section.Paragraphs, bodyLook(), columns)
		switch {
		case w.blank:
			for range w.spare(p) {
				s.add(0, s.blanks(1, bodyLook())...)
			}
		case i+1 < len(group):
			s.add(heightOf(1, bodyLook().size), s.blanks(1, bodyLook())...)
		}
	}
}

// heading writes the heading of a section of prose.
func (w *writer) heading(s *sheet, p *reportSheet, columns int) {
	l := look{font: hei, size: 16, horizontal: "left", vertical: "center", input: true}
	if literal(p.heading()) {
		l.format = asText
	}
	height := 14.0
	if p.heading() != "" {
		height = max(heightOf(linesOf(p.heading(), points(proseWidth), l.size), l.size)+8, 32)
	}
	cells := s.blanks(columns, l)
	cells[0] = s.text(l, p.heading())
	if of := w.layout.Section(p.section.ID); of == nil && ownSections[p.section.ID] != "" || of != nil && !isHeading(of, p.heading()) {
		cells = append(cells, s.text(sideNote, sideMark(called(w.layout, p.section.ID))))
	}
	at := s.add(height, cells...)
	s.merge(place{1, at}, place{columns, at})
	s.sections = append(s.sections, definedName{sectionName(p.number, p.section.ID), place{1, s.row}})
}

// sideMark is the note beside a heading of a section that is called so.
func sideMark(called string) string { return "（" + called + "）" }

// spare is how many rows the empty workbook has for the paragraphs of a section. More
// may be inserted.
func (w *writer) spare(p *reportSheet) int {
	switch s := w.layout.Section(p.section.ID); {
	case s != nil && s.Text:
		return 12
	case p.section.ID == report.Signature:
		return 3
	}
	return 5
}

// paragraphs writes one paragraph a row, merged over the first columns. One that
// is higher than a row may be takes several, merged; one that is longer than a
// cell may be goes on in the next, marked.
func (s *sheet) paragraphs(paragraphs []report.Paragraph, l look, columns int) {
	for i := range paragraphs {
		p := &paragraphs[i]
		if cells, width, ok := fitsCells(p); ok && columns > 1 {
			s.textTable(p, cells, width, columns)
			continue
		}
		for k, piece := range split(clean(p.Plain()), maxText) {
			s.paragraph(piece, l, columns, k > 0)
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
				cells = append(cells, s.text(sideNote, continued))
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
func (b *workbookWriter) blanks(n int, l look) []writtenCell {
	return slices.Repeat([]writtenCell{{style: b.style(l)}}, n)
}

// literal reports whether a program would take a text for a formula once a clerk
// edits its cell.
func literal(text string) bool {
	return text != "" && (text[0] == '=' || text[0] == '+' || text[0] == '-' || text[0] == '@')
}
