package xlsx

import (
	"strconv"

	"github.com/nianbao/nianbao/convert/report"
)

// The cells of lists: of units, of changes, of findings between years.

func (b *book) listText(text string) cell {
	l := summaryText
	if literal(text) {
		l.format = asText
	}
	return b.text(l, split(text, maxText)[0])
}

// listNumber is a year, a line or a count, blank when it is 0.
func (b *book) listNumber(n int) cell {
	c := cell{style: b.style(summaryCount)}
	if n != 0 {
		c.number = strconv.Itoa(n)
	}
	return c
}

// listFigure is a number with its digits, blank for a blank one.
func (b *book) listFigure(n report.Number, l look) cell {
	switch {
	case n.Blank():
		return cell{style: b.style(l)}
	case significant(n) > mostDigits:
		return cell{style: b.style(l), text: n.String()}
	}
	return cell{style: b.style(l), number: numeric(n)}
}

func figureStyle(fill, format string) look {
	return look{font: song, size: 10, bordered: true, horizontal: "right", vertical: "center", fit: shrinks, fill: fill, format: format}
}
