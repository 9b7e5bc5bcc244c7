package xlsx

import (
	"unicode/utf8"

	"github.com/nianbao/nianbao/layouts"
)

// fieldNames begin the names of the cells of a form's fields: nianbao.field.table.id.
const fieldNames = ownNames + "field."

// fieldSize is the type size of what stands above and below a table.
const fieldSize = 10.5

// A fieldCell is a field on a sheet: its label over some columns, and its text over those
// behind them. Columns are from 1.
type fieldCell struct {
	layouts.FieldRef
	label, text, end int // where label and text begin, and where the text ends
}

// fieldLabel is how a label stands on a sheet.
func fieldLabel(label string) string { return label + "：" }

// fieldRows puts fields on rows of a sheet: a note on one of its own, of the others as many
// on one as its columns, in mm, take.
func fieldRows(refs []layouts.FieldRef, widths []float64) (rows [][]fieldCell) {
	at := 0 // columns that are taken
	for _, ref := range refs {
		label, text := fieldColumns(widths[at:], ref.Label)
		if len(rows) == 0 || ref.Place == layouts.Note || label == 0 {
			rows, at = append(rows, nil), 0
			if label, text = fieldColumns(widths, ref.Label); label == 0 {
				label, text = max(1, len(widths)-1), 1
			}
		}
		row := &rows[len(rows)-1]
		*row = append(*row, fieldCell{ref, at + 1, at + label + 1, at + label + text})
		if at = min(at+label+text, len(widths)); ref.Place == layouts.Note {
			at = len(widths)
		}
	}
	for _, row := range rows {
		if last := &row[len(row)-1]; last.end < len(widths) {
			last.end = len(widths)
		}
	}
	return rows
}

// fieldColumns is how many of the columns a label takes, and how many its text at least; 0
// where they are too narrow.
func fieldColumns(widths []float64, label string) (of, text int) {
	const least = 18 // mm of a text that is filled in
	of = columnsFor(widths, float64(utf8.RuneCountInString(fieldLabel(label))+1)*fieldSize*25.4/72)
	if text = columnsFor(widths[of:], least); of == 0 || text == 0 {
		return 0, 0
	}
	return of, text
}

// columnsFor is how many of the columns take a width; 0 where all are too narrow.
func columnsFor(widths []float64, need float64) int {
	have := 0.0
	for i, w := range widths {
		if have += w; have >= need {
			return i + 1
		}
	}
	return 0
}

// aboveRows are the rows of what stands between a table and its heading.
func aboveRows(t *layouts.Table) [][]fieldCell {
	rows := fieldRows(t.FieldsAt(layouts.Above), t.Widths)
	for _, row := range rows { // at the right
		if k := len(row) - 1; k == 0 {
			text := row[0].end - columnsBehind(t.Widths) + 1
			row[0].label, row[0].text = 1, max(text, 2)
			row[0].end = max(row[0].end, row[0].text)
		}
	}
	return rows
}

// columnsBehind is how many columns from the right take a short text.
func columnsBehind(widths []float64) int {
	const short = 24 // mm
	have := 0.0
	for i := range widths {
		if have += widths[len(widths)-1-i]; have >= short {
			return i + 1
		}
	}
	return len(widths)
}
