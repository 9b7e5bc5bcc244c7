package xlsx

import (
	"github.com/nianbao/nianbao/convert/report"
	"github.com/xuri/excelize/v2"
)

// The cells of lists: of units, of changes, of findings between years.

func (b *book) listText(text string) excelize.Cell {
	l := summaryText
	if literal(text) {
		l.format = asText
	}
	return b.text(l, split(text, maxText)[0])
}

// listNumber is a year, a line or a count, blank when it is 0.
func (b *book) listNumber(n int) excelize.Cell {
	c := excelize.Cell{StyleID: b.style(summaryCount)}
	if n != 0 {
		c.Value = n
	}
	return c
}

// listFigure is a number with its digits, blank for a blank one.
func (b *book) listFigure(n report.Number, l look) excelize.Cell {
	switch {
	case n.Blank():
		return excelize.Cell{StyleID: b.style(l)}
	case significant(n) > mostDigits:
		return excelize.Cell{StyleID: b.style(l), Value: n.String()}
	}
	return excelize.Cell{StyleID: b.style(l), Value: numeric(n)}
}

func figureStyle(fill, format string) look {
	return look{font: song, size: 10, bordered: true, horizontal: "right", vertical: "center", fit: shrinks, fill: fill, format: format}
}
