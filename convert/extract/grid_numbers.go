package extract

import (
	"slices"
	"strconv"
)

// withoutNumbers takes away the numbers of the rows (行次) that stand behind their labels
// and under no head: they count up from row to row, and most rows have a cell too many.
// It reports whether there were any.
func (g *gridTable) withoutNumbers() bool {
	const rows, step = 5, 3 // at least; at most, where rows of captions are numbered, too
	type place struct {
		row  *gridRow
		cell int
	}
	var numbers []place
	last, over := 0, 0
	for _, s := range g.seen {
		i := s.label + 1
		for i < len(s.row.cells) && s.row.cells[i].text == "" {
			i++
		}
		if s.label < 0 || i == len(s.row.cells) {
			continue
		}
		n, ok := wholeNumber(s.row.cells[i].text)
		if !ok || s.h.hasForeign() || n <= last || last > 0 && n > last+step {
			return false
		}
		if last = n; len(s.row.cells)-i > len(s.h.leaves) {
			over++
		}
		numbers = append(numbers, place{s.row, i})
	}
	if len(numbers) < rows || 2*over <= len(numbers) {
		return false
	}
	f := &foreign{line: numbers[0].row.cells[numbers[0].cell].no}
	for _, p := range numbers {
		f.values = append(f.values, p.row.cells[p.cell].text)
		p.row.cells = slices.Delete(slices.Clone(p.row.cells), p.cell, p.cell+1)
	}
	g.numbers = f
	return true
}

// wholeNumber is a text as a whole number. Most texts begin otherwise, and need no error.
func wholeNumber(text string) (n int, ok bool) {
	if text == "" || text[0] < '+' || text[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}
