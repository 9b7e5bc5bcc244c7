package xlsx

import (
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// mostDigits is how many significant digits a spreadsheet keeps of a number.
const mostDigits = 15

// writeTable writes the sheet of a table: heading, the form, and below it the
// paragraphs of its section. blank leaves every total a formula.
func (w *writer) writeTable(p *reportSheet) {
	f := p.form
	s := w.sheet(p.sheet, f.table.Widths, paper{frozen: f.frozen, heads: f.frozen, landscape: f.width > 170})
	s.form, s.protected, s.tells = f, true, w.blank
	heading := look{font: hei, size: 16, horizontal: "center", vertical: "center"}
	across := points(f.width)
	s.add(max(heightOf(linesOf(p.shown(), across, heading.size), heading.size)+8, 32), s.text(heading, p.shown()))
	s.merge(place{1, 1}, place{f.grid.Columns, 1})
	w.writeAbove(s, f)
	w.writeForm(s, p)
	w.writeBelow(s, f)
	if p.section != nil {
		s.define(sectionName(p.number, p.section.ID), place{1, 1})
		s.paragraphs(p.section.Paragraphs, bodyLook(), f.grid.Columns)
		s.blankParagraph(f.grid.Columns)
	}
	w.comments(s, f)
}

// writeForm writes the printed cells, row by row.
func (w *writer) writeForm(s *sheet, p *reportSheet) {
	f := p.form
	width := f.grid.Columns
	cells := make([]writtenCell, f.grid.Rows*width)
	data := f.cells
	for _, c := range f.grid.Cells {
		var v writtenCell
		if c.Kind == layouts.DataCell {
			v = w.value(f, data[0])
			data = data[1:]
		} else {
			v = s.text(labelLook(c, f.table.Size), c.Text)
		}
		for y := c.Row; y < c.Row+c.Rowspan; y++ {
			for x := c.Col; x < c.Col+c.Colspan; x++ {
				cells[y*width+x] = writtenCell{style: v.style} // the frame of a merged cell
			}
		}
		cells[c.Row*width+c.Col] = v
		from := f.place(c)
		s.merge(from, place{from.col + c.Colspan - 1, from.row + c.Rowspan - 1})
	}
	for y, height := range f.heights {
		s.add(height, cells[y*width:][:width]...)
	}
}

func labelLook(c *layouts.Cell, size float64) look {
	l := look{font: song, size: size, bordered: true, horizontal: "center", vertical: "center"}
	switch c.Kind {
	case layouts.TitleCell:
		l.bold, l.fill = true, headFill
	case layouts.LabelCell:
		l.horizontal, l.indent = "left", c.Indent
	case layouts.CaptionCell:
		l.horizontal, l.indent, l.bold = "left", c.Indent, true
	}
	if c.Align != "" {
		l.horizontal = string(c.Align)
		if c.Align != layouts.AlignLeft {
			l.indent = 0
		}
	}
	return l
}

// value is what a data cell holds and how it looks.
func (w *writer) value(f *form, d *formCell) writtenCell {
	c := w.report.Cell(d.id)
	fill := w.fill(d.id, c)
	if c == nil {
		c = &report.Cell{}
	}
	l := look{font: song, size: f.table.Size, bordered: true, horizontal: "center", vertical: "center", fit: shrinks, input: true}
	l.fill, l.format = fill, numberFormat(d.kind, c)
	switch {
	case c.Open && isRepeated(d.row): // rows may be inserted above: the mark goes with it
		l.format = asText
		return w.text(l, openMark)
	case !d.kind.IsFigure():
		l.format, l.fit = asText, wraps
		return w.text(l, c.Words)
	case w.blank && d.live != nil && w.begunAddsUp(f, d, c):
		l.input = false
		return w.emptyTotalCell(f, d, w.style(l))
	case w.addsUnits(d) && c.Value.Blank() && w.report.Cell(d.id) != nil:
		l.input = c.Open
		return writtenCell{style: w.style(l), formula: w.units.formula(d.id, c)}
	case c.Value.Blank() || significant(c.Value) > mostDigits:
		return numberCell(w.style(l), c.Value)
	}
	v := numberCell(0, c.Value)
	if w.addsUnits(d) {
		v.formula = w.units.formula(d.id, c)
	} else if w.holds(d, c) {
		v.formula = f.sum(d.live.Right, place.ref)
	}
	l.input = v.formula == ""
	v.style = w.style(l)
	return v
}

// addsUnits reports whether a cell is the sum of the units' cells.
func (w *writer) addsUnits(d *formCell) bool { return w.units != nil && w.units.form[d.id] != nil }

// openMark stands in an open cell that no name keeps.
const openMark = "？"

func isRepeated(r *layouts.Row) bool {
	_, n := layouts.CutRepeated(r.ID)
	return n > 0
}

// fill is the colour of a cell's state: what is to be filled in comes first.
func (w *writer) fill(id string, c *report.Cell) string {
	switch {
	case w.blank:
		return ""
	case c == nil:
		return absentFill
	case c.Open:
		return openFill
	}
	switch w.severity(id) {
	case report.Error:
		return errorFill
	case report.Warning:
		return warnFill
	case report.Info:
		return infoFill
	}
	return ""
}

// significant counts the digits that a spreadsheet must keep.
func significant(n report.Number) int {
	count, zeros := 0, 0
	for _, c := range n.String() {
		switch {
		case c == '0' && count > 0:
			zeros++
		case '1' <= c && c <= '9':
			count += zeros + 1
			zeros = 0
		}
	}
	return count
}

// moreDecimals are shown of an amount that has them, beyond those of the source: a
// clerk may correct it.
const moreDecimals = 6

// generalDigits is how many digits a cell without a format shows.
const generalDigits = 11

// numberFormat shows as many decimals as the source has, and the unit it states
// where the form has none or another.
func numberFormat(kind layouts.Kind, c *report.Cell) string {
	format := ""
	switch {
	case significant(c.Value) > mostDigits:
		format = asText
	case !kind.Fraction(), len(c.Value.String()) > generalDigits && c.Value.Decimals() == 0:
		format = decimalFormat(c.Value.Decimals())
	case c.Value.Decimals() > 0:
		format = decimalFormat(c.Value.Decimals()) + strings.Repeat("#", max(0, moreDecimals-c.Value.Decimals()))
	}
	if c.Unit == "" {
		return format
	}
	if format == "" {
		format = "General"
	}
	return format + quoteUnit(c.Unit)
}
