package extract

import (
	"strings"

	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// In a list the labels are long, and sources wrap them: their unit and value stand
// beside the first line of the label, or on a line of their own between two.

// A lineAt is a line of a document on its way into the stream.
type lineAt struct {
	s    *stream
	doc  *document
	line int
	last int // the last line that a pass has taken with it; -1 for none
}

// wrapped takes a row whose label goes on on the lines below.
func (l *lineAt) wrapped() {
	if row, ok := l.s.v.wrappedAt(l.doc, l.line); ok {
		l.s.wrappedRow(l.doc, l.line, row)
		l.last = row.last
	}
}

// A wrappedRow is a row whose label goes on on other lines.
type wrappedRow struct {
	label []int // lines, after the first, that the label goes on on
	last  int   // the last line of the row
}

// wrappedAt finds the lines on which the label of line i goes on; false when it ends
// on line i.
func (v *vocabulary) wrappedAt(doc *document, i int) (wrappedRow, bool) {
	const most = 5 // lines of one row
	label, ok := v.labelOf(&doc.Lines[i])
	if !ok || label == "" {
		return wrappedRow{}, false
	}
	row := wrappedRow{}
	for j := i + 1; j < min(i+most, len(doc.Lines)); j++ {
		more, ok := v.labelOf(&doc.Lines[j])
		switch {
		case !ok, more != "" && !v.goesOn(label, more), more != "" && more != strings.Join(filledFields(&doc.Lines[j]), ""):
			return row, len(row.label) > 0
		case more != "":
			row.label = append(row.label, j)
			row.last = j
			label += more
		}
	}
	return row, len(row.label) > 0
}

// labelOf is the label of a line: the words in its first field, or behind a number
// in a field of its own. It is false when other words than a unit stand behind it.
func (v *vocabulary) labelOf(line *source.Line) (string, bool) {
	label := ""
	for n, f := range filledFields(line) {
		switch {
		case isValue(f), v.unitCell(f):
		case n == 0, n == 1 && layouts.TrimOrdinal(label) == "":
			label += f
		default:
			return "", false
		}
	}
	return label, true
}

func filledFields(line *source.Line) []string {
	var texts []string
	for _, f := range line.Fields {
		if f.Text != "" && !f.Merged {
			texts = append(texts, f.Text)
		}
	}
	return texts
}

// wrappedRow takes a row whose label is wrapped: the whole label, then its unit and
// value.
func (s *stream) wrappedRow(doc *document, i int, row wrappedRow) {
	begun := false
	for fi, f := range doc.Lines[i].Fields {
		if s.field(&doc.Lines[i], i, fi); begun || layouts.TrimOrdinal(f.Text) == "" {
			continue
		}
		begun = true
		for _, j := range row.label {
			for fj := range doc.Lines[j].Fields {
				s.field(&doc.Lines[j], j, fj)
			}
		}
	}
	for j, next := i+1, 0; j < row.last; j++ {
		if next < len(row.label) && row.label[next] == j {
			next++
			continue
		}
		for fj := range doc.Lines[j].Fields {
			s.field(&doc.Lines[j], j, fj)
		}
	}
}
