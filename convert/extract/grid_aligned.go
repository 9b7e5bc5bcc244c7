package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
)

// aligned tells where in rows that have more cells than columns the values stand, by
// what rows show that have a value for each column, side by side.
type aligned map[fullRow]int

// A fullRow is how such a row stands: the place of its label, and how many cells stand
// before its values and behind them.
type fullRow struct{ label, before, behind int }

// side counts a row if it is full.
func (a aligned) side(label int, rest []gridCell, n int) {
	from := windows(rest, n)
	if len(from) == 1 && !slices.ContainsFunc(rest[from[0]:from[0]+n], func(c gridCell) bool { return c.text == "" }) {
		a[fullRow{label, from[0], len(rest) - n - from[0]}]++
	}
}

// offset is how many cells stand before the values of a row with more cells than
// columns, as rows with their label in the same place, and as many cells, have them; or
// else as all rows do that have their label there, or all of the table.
func (a aligned) offset(label, extra int) (int, bool) {
	if at, ok := a.alike(func(f fullRow) bool { return f.label == label && f.before+f.behind == extra }, fullRow.leads); ok {
		return at, true
	}
	left, begun, right, ended := a.margins(label)
	switch {
	case begun && ended:
		return left, left+right == extra
	case begun:
		return left, true
	case ended:
		return extra - right, true
	}
	at, ok := a.alike(func(fullRow) bool { return true }, fullRow.leads)
	return at, ok && at == 0
}

// alike is what all full rows of a kind have in common, if there are some.
func (a aligned) alike(same func(fullRow) bool, of func(fullRow) int) (int, bool) {
	const company = 4 // rows
	at, rows := -1, 0
	for f, n := range a {
		if !same(f) {
			continue
		}
		if at >= 0 && of(f) != at {
			return 0, false
		}
		at, rows = of(f), rows+n
	}
	return at, rows >= company
}

func (f fullRow) leads() int { return f.before }

// margins are how many cells stand before the values of a row that has its label in a
// place, and behind them, as all full rows show.
func (a aligned) margins(label int) (left int, begun bool, right int, ended bool) {
	here := func(f fullRow) bool { return f.label == label }
	left, begun = a.alike(here, fullRow.leads)
	if !begun { // the values of all rows may begin in one place, wherever their labels stand
		at, ok := a.alike(func(fullRow) bool { return true }, func(f fullRow) int { return f.label + f.before })
		left, begun = at-label, ok && at >= label
	}
	right, ended = a.alike(here, func(f fullRow) int { return f.behind })
	return left, begun, right, ended
}

// within are the cells behind a label without the empty ones that stand in all full rows
// before the values, and behind them.
func (a aligned) within(label int, rest []gridCell) []gridCell {
	left, begun, right, ended := a.margins(label)
	if begun && left <= len(rest) && allEmpty(rest[:left]) {
		rest = rest[left:]
	}
	if ended && right <= len(rest) && allEmpty(rest[len(rest)-right:]) {
		rest = rest[:len(rest)-right]
	}
	return rest
}

// windows are the places where n cells may begin that have only empty cells behind and
// none with a value before them.
func windows(rest []gridCell, n int) []int {
	var found []int
	for from := 0; from+n <= len(rest); from++ {
		if noValues(rest[:from]) && allEmpty(rest[from+n:]) {
			found = append(found, from)
		}
	}
	return found
}

// byOrder takes as many cells as there are leaves: those of a full row, or those where
// full rows have them. Of cells with a line each, one too many may be anything.
func (h *heading) byOrder(r *gridRow, label int, rest []gridCell, side aligned) ([]gridCell, bool) {
	n := len(h.leaves)
	found := windows(rest, n)
	if len(found) == 0 {
		return nil, false
	}
	from := found[0]
	if r.lined || len(found) > 1 || slices.ContainsFunc(rest[from:from+n], func(c gridCell) bool { return c.text == "" }) {
		at, ok := side.offset(label, len(rest)-n)
		if !ok || !slices.Contains(found, at) {
			return nil, false
		}
		from = at
	} else if from > 0 && h.placed && r.wide > h.rows[0].wide {
		return nil, false // a cell too many: which, does not show
	} else if from > 0 && len(h.rows) > 0 && h.even() && r.wide == h.rows[0].wide && !h.underFirst(&rest[from]) && side.alone(label, from, len(rest)-n-from) {
		return nil, false // it stands beside its heads, and no other row as it does
	}
	return rest[from : from+n], true
}

// underFirst reports whether a cell stands in the places of the first head.
func (h *heading) underFirst(c *gridCell) bool {
	path := h.leaves[0].path
	return len(path) == 0 || c.col == path[len(path)-1].col
}

// alone reports whether one full row at the most stands as this.
func (a aligned) alone(label, before, behind int) bool {
	return a[fullRow{label, before, behind}] < 2
}

func allEmpty(cells []gridCell) bool {
	return !slices.ContainsFunc(cells, func(c gridCell) bool { return c.text != "" })
}

// noValues reports whether cells are empty, or words that belong to a label.
func noValues(cells []gridCell) bool {
	return !slices.ContainsFunc(cells, func(c gridCell) bool {
		return c.text != "" && (figure.IsBlank(c.text) || isValue(c.text) || !strings.ContainsFunc(c.text, isHan))
	})
}
