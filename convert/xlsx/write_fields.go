package xlsx

import (
	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// writeAbove writes what stands above a table, at its right.
func (w *writer) writeAbove(s *sheet, f *form) {
	for _, row := range aboveRows(f.table) {
		w.fieldRow(s, row, "right", len(f.table.Widths))
	}
}

// writeBelow writes notes and sign-off below a table, and below the last those of the form.
func (w *writer) writeBelow(s *sheet, f *form) {
	refs := f.table.FieldsAt(layouts.Note, layouts.SignOff)
	if last := w.layout.Tables[len(w.layout.Tables)-1]; last == f.table {
		refs = append(refs, w.layout.FieldsAt(layouts.Note, layouts.SignOff)...)
	}
	for _, row := range fieldRows(refs, f.table.Widths) {
		if w.hasFields(row) {
			w.fieldRow(s, row, "left", len(f.table.Widths))
		}
	}
}

// field is a field as the workbook has it, nil for one that the report does not have.
func (w *writer) field(ref layouts.FieldRef) *report.Field {
	if w.blank {
		return &report.Field{ID: ref.FullID, Text: ref.Text}
	}
	return w.report.Field(ref.FullID)
}

func (w *writer) hasFields(row []fieldCell) bool {
	for _, c := range row {
		if w.field(c.FieldRef) != nil {
			return true
		}
	}
	return false
}

// fieldRow writes fields that stand on one row, each in cells of its own with a name.
func (w *writer) fieldRow(s *sheet, row []fieldCell, align string, columns int) {
	label := look{font: song, size: fieldSize, horizontal: align, vertical: "top"}
	value := look{font: song, size: fieldSize, horizontal: "left", vertical: "top", format: asText, input: true, bordered: w.blank}
	cells := make([]writtenCell, max(columns, row[len(row)-1].end))
	height := heightOf(1, fieldSize) + 4
	for _, c := range row {
		f := w.field(c.FieldRef)
		if f == nil {
			continue
		}
		text := clean(f.Text)
		for x := c.text; x <= c.end; x++ {
			cells[x-1] = writtenCell{style: w.style(value)}
		}
		cells[c.label-1], cells[c.text-1].text = s.text(label, fieldLabel(c.Label)), text
		wide := 0.0
		for x := c.text; x <= min(c.end, columns); x++ {
			wide += points(s.widths[x-1])
		}
		lines := linesOf(text, wide, fieldSize)
		if w.blank && c.Place == layouts.Note {
			lines = 3 // room to write
		}
		height = max(height, heightOf(lines, fieldSize)+4)
	}
	rows := 1 + int((height-1)/excelize.MaxRowHeight)
	at := s.add(height/float64(rows), cells...)
	for range rows - 1 { // a note that is higher than a row may be
		s.add(height/float64(rows), framed(cells)...)
	}
	for _, c := range row {
		if w.field(c.FieldRef) == nil {
			continue
		}
		s.merge(place{c.label, at}, place{c.text - 1, s.row})
		s.merge(place{c.text, at}, place{c.end, s.row})
		s.sections = append(s.sections, definedName{fieldNames + c.FullID, place{c.text, at}})
	}
}

// framed are cells without what stands in them.
func framed(cells []writtenCell) []writtenCell {
	bare := make([]writtenCell, len(cells))
	for i := range cells {
		bare[i].style = cells[i].style
	}
	return bare
}
