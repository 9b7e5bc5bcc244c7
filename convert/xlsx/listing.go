package xlsx

import "strconv"

// The cells of lists: of units, of changes, of findings between years.

func (b *book) listText(text string) cell {
	l := summaryText
	if literal(text) {
		l.format = asText
	}
	return b.text(l, text)
}

// listNumber is a year, a line or a count, blank when it is 0.
func (b *book) listNumber(n int) cell {
	c := cell{style: b.style(summaryCount)}
	if n != 0 {
		c.number = strconv.Itoa(n)
	}
	return c
}

func figureStyle(fill, format string) look {
	return look{font: song, size: 10, bordered: true, horizontal: "right", vertical: "center", fit: shrinks, fill: fill, format: format}
}
