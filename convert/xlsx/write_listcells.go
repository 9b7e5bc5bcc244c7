package xlsx

import "strconv"

// list begins the sheet of a list with its heads: what a column is called and, where the
// paper has a second row of heads, the id of its cells.
func (b *workbookWriter) list(name string, columns []column, p paper) *sheet {
	widths := make([]float64, len(columns))
	labels, ids := make([]writtenCell, len(columns)), make([]writtenCell, len(columns))
	lines, idLines := 2, 1
	for i, c := range columns {
		widths[i] = c.width
		labels[i], ids[i] = b.text(summaryHead, c.label), b.text(summaryID, c.id)
		lines = max(lines, linesOf(c.label, points(c.width), summaryHead.size))
		idLines = max(idLines, linesOf(c.id, points(c.width), summaryID.size))
	}
	s := b.sheet(name, widths, p)
	s.add(heightOf(lines, summaryHead.size), labels...)
	if p.heads > 1 {
		s.add(heightOf(idLines, summaryID.size), ids...)
	}
	return s
}

// The cells of lists: of units, of changes, of findings between years.

func (b *workbookWriter) listText(text string) writtenCell {
	l := summaryText
	if literal(text) {
		l.format = asText
	}
	return b.text(l, text)
}

// listNumber is a year, a line or a count, blank when it is 0.
func (b *workbookWriter) listNumber(n int) writtenCell {
	c := writtenCell{style: b.style(summaryCount)}
	if n != 0 {
		c.number = strconv.Itoa(n)
	}
	return c
}

func figureStyle(fill, format string) look {
	return look{font: song, size: 10, bordered: true, horizontal: "right", vertical: "center", fit: shrinks, fill: fill, format: format}
}
