package xlsx

import "github.com/nianbao/nianbao/convert/report"

// Tables in the text stand on the sheet of their section, each cell over as many of its
// columns as its part of the width is. Paragraphs are merged over all columns: by that a
// reader tells one from the other. A sheet of prose that has such tables has a narrow
// column more, which only paragraphs reach over.

// edgeWidth, in mm, is that of the narrow column.
const edgeWidth = 1

// textTableSize is that of the type of tables in the text, in points.
const textTableSize = 10.5

// proseColumns are the widths of the columns of a sheet of prose: as many as its widest
// table in the text has, the narrow one, and that for what stands beside; without such a
// table one for the text.
func proseColumns(group []*reportSheet) []float64 {
	wide := 0
	for _, p := range group {
		for i := range p.section.Paragraphs {
			if _, width, ok := fitsCells(&p.section.Paragraphs[i]); ok {
				wide = max(wide, width)
			}
		}
	}
	if wide == 0 {
		return []float64{proseWidth, sideWidth}
	}
	var widths []float64
	for range wide {
		widths = append(widths, (proseWidth-edgeWidth)/float64(wide))
	}
	return append(widths, edgeWidth, sideWidth)
}

// fitsCells places the cells of a table in the text. ok is false where its texts do not fit
// in cells: such a table is written as paragraphs.
func fitsCells(p *report.Paragraph) (cells []report.TextPlace, width int, ok bool) {
	if p.Table == nil {
		return nil, 0, false
	}
	cells, width, ok = p.Places()
	for i := range cells {
		ok = ok && len(clean(cells[i].Text)) <= maxText
	}
	return cells, width, ok
}

// textTable writes a table in the text over the columns of the sheet, and an empty row
// below it.
func (s *sheet) textTable(p *report.Paragraph, cells []report.TextPlace, width, columns int) {
	if s.widths[columns-1] == edgeWidth {
		columns--
	}
	edge := func(x int) int { // the column where place x begins
		if width > columns {
			return x + 1
		}
		return x*columns/width + 1
	}
	l := look{font: song, size: textTableSize, bordered: true, horizontal: "center", vertical: "center", input: true}
	rows := make([][]writtenCell, len(p.Table))
	for y := range rows {
		rows[y] = s.blanks(edge(width)-1, l)
	}
	first := s.row + 1
	for _, c := range cells {
		own := l
		if literal(c.Text) {
			own.format = asText
		}
		from, to := edge(c.Col), edge(c.Col+c.Cols)-1
		rows[c.Row][from-1] = s.text(own, clean(c.Text))
		s.merge(place{from, first + c.Row}, place{to, first + c.Row + c.Rows - 1})
	}
	for _, row := range rows {
		s.add(0, row...)
	}
	s.add(heightOf(1, textTableSize))
}
