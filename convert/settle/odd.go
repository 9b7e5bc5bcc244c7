package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// markOdd marks a full row as strained whose values are the only ones of its table
// that do not stand where the form's cells would put them.
func markOdd(puzzles []*puzzle) {
	odd := map[*layouts.Table][]*puzzle{}
	rows := map[*layouts.Table]*lengths{}
	slim := map[string]bool{} // shapes with a row that has no slots but its columns
	for _, p := range puzzles {
		slim[p.shape()] = slim[p.shape()] || len(p.slots) == p.width() || p.isFull() && slices.Equal(p.stands(), p.run(0))
		if rows[p.table] == nil {
			rows[p.table] = &lengths{different: map[int]bool{}}
		}
		rows[p.table].add(p)
	}
	for _, p := range puzzles {
		if p.isFull() && p.odd(rows[p.table].even(), slim[p.shape()]) {
			odd[p.table] = append(odd[p.table], p)
		}
	}
	for _, rows := range odd {
		rows[0].strained = len(rows) == 1
	}
}

// lengths tells whether a table's rows have a cell for each column, or as many.
type lengths struct {
	different  map[int]bool
	exact, not int // rows that have just their columns, and that have not
}

func (l *lengths) add(p *puzzle) {
	l.different[len(p.slots)] = true
	if len(p.slots) == p.width() {
		l.exact++
	} else {
		l.not++
	}
}

func (l *lengths) even() bool {
	const company = 3
	return len(l.different) == 1 || l.not == 1 && l.exact >= company
}

// odd reports whether a full row's values stand neither side by side nor as the
// form merges its cells, behind the label or the places it spans. Side by side
// they may stand elsewhere, too, as a tab too many puts them, unless the rows of
// the table are of even length. Rows of a slim shape have no merged cells.
func (p *puzzle) odd(even, slim bool) bool {
	at := p.stands()
	if !even && at[len(at)-1]-at[0] == len(at)-1 {
		return false
	}
	begins := []int{0, max(p.spec.Colspan, 1) - 1}
	if p.row.Indent == draft.NoLabel {
		begins = []int{at[0]}
	}
	for _, begin := range begins {
		if slices.Equal(at, p.run(begin)) || !slim && slices.Equal(at, p.printed(begin)) {
			return false
		}
	}
	return true
}
