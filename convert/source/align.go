package source

import (
	"strings"
	"unicode/utf8"
)

// A spacedRow is a row that spaces part, and where the values at its end stand.
// A blank cell leaves no trace in such a row but a wider space; what column
// the values are of shows only in the rows of the same page that are full.
type spacedRow struct {
	line   int   // its index among the lines
	page   int   // form feeds before it
	values []int // the middle of each value, in half characters from the left margin
}

// newSpacedRow measures the values that end a row; it has none for a row without.
func newSpacedRow(raw rawLine, cells []string, line int) spacedRow {
	row := spacedRow{line: line, page: raw.page}
	first := len(cells)
	for first > 0 && isValue(cells[first-1]) {
		first--
	}
	rest, at := raw.text, 0
	for i, c := range cells {
		skip := strings.Index(rest, c)
		at += utf8.RuneCountInString(rest[:skip])
		size := utf8.RuneCountInString(c)
		if i >= first {
			row.values = append(row.values, 2*at+size)
		}
		at += size
		rest = rest[skip+len(c):]
	}
	return row
}

// tableRows is how far a row looks for a fuller one: no table on a page has more rows.
const tableRows = 60

// fillBlanks gives the rows that have blanks a field for each, where a fuller
// row of the page shows the columns: the fullest, of these the nearest.
func (t *textReader) fillBlanks(rows []spacedRow) {
	for i, row := range rows {
		var full *spacedRow
		distance := 0
		for j := max(0, i-tableRows); j < min(len(rows), i+tableRows); j++ {
			other := &rows[j]
			if other.page != row.page || len(other.values) <= len(row.values) || !fits(row.values, other.values) {
				continue
			}
			d := max(i-j, j-i)
			if full == nil || len(other.values) > len(full.values) || len(other.values) == len(full.values) && d < distance {
				full, distance = other, d
			}
		}
		if full != nil && t.meter.fields(len(full.values)-len(row.values)) {
			spread(&t.lines[row.line], row.values, full.values)
		}
	}
}

// fits reports whether each value stands under one of the full row's, the last
// under the last: that is where the totals are, which a row of another table
// would meet by chance only.
func fits(values, full []int) bool {
	if len(values) < 2 || !near(values[len(values)-1], full[len(full)-1]) {
		return false
	}
	k := 0
	for _, v := range values {
		for k < len(full) && !near(v, full[k]) {
			k++
		}
		if k == len(full) {
			return false
		}
		k++
	}
	return true
}

// near allows one and a half characters: a number of many digits beside one of few.
func near(a, b int) bool { return max(a-b, b-a) <= 3 }

// spread puts an empty field at each place of the full row where the line has no value.
func spread(l *Line, values, full []int) {
	labels := len(l.Fields) - len(values)
	fields := append([]Field(nil), l.Fields[:labels]...)
	k := 0
	for _, at := range full {
		f := Field{Line: l.No}
		if k < len(values) && near(values[k], at) {
			f = l.Fields[labels+k]
			k++
		}
		f.Col = len(fields)
		fields = append(fields, f)
	}
	l.Fields = fields
}
