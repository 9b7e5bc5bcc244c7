package source

import (
	"strings"
	"unicode/utf8"
)

// How the cells of a line of text are parted. Rows of one table are parted alike.
type parting byte

const (
	partedNot parting = iota
	partedByBars
	partedByTabs
	partedBySpaces
)

func partingOf(l *Line) parting {
	switch {
	case l.Grid != 0 || len(l.Fields) < 2:
		return partedNot
	case hasBar(l.Text):
		return partedByBars
	case strings.Contains(l.Text, "\t"):
		return partedByTabs
	}
	return partedBySpaces
}

// numberTables gives the rows of each table of a text one number. A table that is
// drawn or ruled has its number already: it is told where its lines are read. Of the
// others, rows that are parted alike are of one table, over blank lines too, and so
// are lines of one cell between them: a row that merges all, a label that goes on.
func numberTables(lines []Line, last int) {
	table, by, from := 0, partedNot, 0 // of the row above; from is the line behind it
	for i := range lines {
		l := &lines[i]
		p := partingOf(l)
		switch {
		case l.Grid != 0 || l.Table != 0:
			table, by = 0, partedNot
			continue
		case p == partedNot:
			if table != 0 && !isBetweenRows(l, i-from) {
				table, by = 0, partedNot
			}
			continue
		case p != by:
			last++
			table, by = last, p
		default:
			for k := from; k < i; k++ {
				lines[k].Table = table
			}
		}
		l.Table, from = table, i+1
	}
}

// isBetweenRows reports whether a line of one cell may stand between two rows of a
// table, n others before it. A numbered heading, a sentence or a long text ends it.
func isBetweenRows(l *Line, n int) bool {
	const most, longest = 6, 40 // lines; characters
	return n < most && l.Grid == 0 && utf8.RuneCountInString(l.Text) <= longest && !isSentence(l.Text) && !isNumbered(l.Text)
}

// isNumbered reports whether a text begins as a heading of a report's does: 一、.
func isNumbered(text string) bool {
	rest := strings.TrimLeft(text, "一二三四五六七八九十")
	rest, found := strings.CutPrefix(strings.TrimLeft(rest, " \u3000"), "、")
	return found && len(rest) < len(text) || strings.HasPrefix(text, "#")
}
