package xlsx

import (
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
	"github.com/xuri/excelize/v2"
)

// mostDigits is how many significant digits a spreadsheet keeps of a number.
const mostDigits = 15

// writeTable writes the sheet of a table: heading, the form, and below it the
// paragraphs of its section. blank leaves every total a formula.
func (w *writer) writeTable(p *page) {
	f := p.form
	s := w.sheet(p.sheet, f.table.Widths, paper{frozen: f.frozen, heads: f.frozen, landscape: f.width > 170})
	heading := look{font: hei, size: 16, horizontal: "center", vertical: "center"}
	across := points(f.width)
	s.add(max(heightOf(linesOf(p.heading(), across, heading.size), heading.size)+8, 32), s.text(heading, p.heading()))
	s.merge(place{1, 1}, place{f.grid.Columns, 1})
	w.writeForm(s, p)
	if p.section != nil {
		s.define(sectionName(p.number, p.section.ID), place{1, 1})
		s.paragraphs(p.section.Paragraphs, bodyLook(), f.grid.Columns)
		s.blankParagraph(f.grid.Columns)
	}
	w.validate(s, f)
	w.alarms(s, f)
	w.comments(s, f)
	s.protect()
	s.end()
}

// writeForm writes the printed cells, row by row.
func (w *writer) writeForm(s *sheet, p *page) {
	f := p.form
	rows := make([][]any, f.grid.Rows)
	for y := range rows {
		rows[y] = make([]any, f.grid.Columns)
	}
	data := f.cells
	for _, c := range f.grid.Cells {
		var v excelize.Cell
		if c.Kind == layouts.DataCell {
			v = w.value(f, data[0])
			s.define(NameOf(data[0].id), data[0].at)
			data = data[1:]
		} else {
			v = s.text(labelLook(c, f.table.Size), c.Text)
		}
		for y := c.Row; y < c.Row+c.Rowspan; y++ {
			for x := c.Col; x < c.Col+c.Colspan; x++ {
				rows[y][x] = excelize.Cell{StyleID: v.StyleID} // the frame of a merged cell
			}
		}
		rows[c.Row][c.Col] = v
		from := f.place(c)
		s.merge(from, place{from.col + c.Colspan - 1, from.row + c.Rowspan - 1})
	}
	for y, cells := range rows {
		s.add(f.heights[y], cells...)
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
	return l
}

// value is what a data cell holds and how it looks.
func (w *writer) value(f *form, d *formCell) excelize.Cell {
	c := w.report.Cell(d.id)
	fill := w.fill(d.id, c)
	if c == nil {
		c = &report.Cell{}
	}
	l := look{font: song, size: f.table.Size, bordered: true, horizontal: "center", vertical: "center", fit: shrinks, input: true}
	l.fill, l.format = fill, numberFormat(d.kind, c)
	switch {
	case w.blank && d.live != nil:
		l.input = false
		return excelize.Cell{StyleID: w.style(l), Formula: f.emptyTotal(d), Value: ""}
	case w.units != nil && c.Value.Blank() && w.report.Cell(d.id) != nil:
		l.input = c.Open
		return excelize.Cell{StyleID: w.style(l), Formula: w.units.formula(d.id, c), Value: ""}
	case c.Value.Blank():
		return excelize.Cell{StyleID: w.style(l)}
	case significant(c.Value) > mostDigits:
		return excelize.Cell{StyleID: w.style(l), Value: c.Value.String()}
	}
	v := excelize.Cell{Value: numeric(c.Value)}
	if w.units != nil {
		v.Formula = w.units.formula(d.id, c)
	} else if w.holds(f, d, c) {
		v.Formula = f.sum(d.live.Right, place.ref)
	}
	l.input = v.Formula == ""
	v.StyleID = w.style(l)
	return v
}

// fill is the colour of a cell's state: what Read must see again comes first.
func (w *writer) fill(id string, c *report.Cell) string {
	switch {
	case w.blank:
		return ""
	case c == nil:
		return absentFill
	case c.Open:
		return openFill
	}
	switch w.flags[id] {
	case report.Error:
		return errorFill
	case report.Warning:
		return warnFill
	case report.Info:
		return infoFill
	}
	return ""
}

// numeric is the number as a cell holds it; the format keeps its zeros.
func numeric(n report.Number) any {
	if v, ok := n.Int(); ok {
		return v
	}
	v, _ := n.Rat().Float64()
	return v
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

// numberFormat shows as many decimals as the source has, and the unit it states
// where the form has none or another.
func numberFormat(kind layouts.Kind, c *report.Cell) string {
	format := ""
	switch {
	case significant(c.Value) > mostDigits:
		format = asText
	case !c.Value.Blank() || kind != layouts.Amount:
		format = decimalFormat(c.Value.Decimals())
	}
	if c.Unit == "" {
		return format
	}
	if format == "" {
		format = "General"
	}
	return format + quoteUnit(c.Unit)
}

// validate lets only values of its kind into a cell.
func (w *writer) validate(s *sheet, f *form) {
	for _, v := range []struct {
		kind          layouts.Kind
		typ, op, a, b string
		message       string
	}{
		{layouts.Count, "whole", "greaterThanOrEqual", "0", "", "请填写不小于0的整数；没有数据时留空。"},
		{layouts.Signed, "whole", "between", "-999999999999999", "999999999999999", "请填写整数，减少的填负数；没有数据时留空。"},
		{layouts.Amount, "decimal", "greaterThanOrEqual", "0", "", "请填写不小于0的数，可以带小数；没有数据时留空。"},
	} {
		var ids []string
		for _, c := range f.cells {
			if c.kind == v.kind {
				ids = append(ids, c.id)
			}
		}
		if ids == nil {
			continue
		}
		dv := excelize.NewDataValidation(true)
		dv.Type, dv.Operator, dv.Formula1, dv.Formula2 = v.typ, v.op, v.a, v.b
		for i, ref := range f.ranges(ids, place.ref) {
			if i > 0 {
				dv.Sqref += " "
			}
			dv.Sqref += ref
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写的内容不对", v.message)
		s.keep(s.file.AddDataValidation(s.name, dv))
	}
}

// alarms light up the cells of a sum, and of the balance, that does not hold.
func (w *writer) alarms(s *sheet, f *form) {
	for _, rule := range f.table.Rules() {
		if rule.Op != layouts.Equal {
			continue
		}
		cells := rule.Left
		if len(rule.Left) > 1 {
			cells = rule.Cells()
		}
		refs := ""
		for i, id := range cells {
			if i > 0 {
				refs += " "
			}
			refs += f.byID[id].at.ref()
		}
		s.keep(s.file.SetConditionalFormat(s.name, refs, []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: f.broken(rule), Format: alarmStyle()},
		}))
	}
}
