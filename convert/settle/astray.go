package settle

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// strain marks the strained rows among puzzles whose places are learned.
func strain(puzzles []*puzzle, shapes map[string]*shape) {
	kept, headless := endsKept(puzzles), 0
	dashed := map[*layouts.Table]bool{} // blanks have a dash, and are not left off
	short := map[*layouts.Table]int{}
	longer := map[*layouts.Table]int{} // rows with slots beyond their columns
	for _, p := range puzzles {
		if p.partsAlone() {
			headless++
		}
		dashed[p.table] = dashed[p.table] || slices.ContainsFunc(p.values, func(q draft.Piece) bool { return figure.IsBlank(q.Text) })
		if p.falls() > 0 {
			short[p.table]++
		}
		if len(p.src.Pieces) > p.need() {
			longer[p.table]++
		}
	}
	const company = 3 // rows that leave off a total, or empty cells
	for _, p := range puzzles {
		switch {
		case p.src.Indent == draft.NoLabel:
			p.wary = headless < company
		case !p.hasPlaces():
		case p.falls() > 0 && len(p.rules) > 0:
			p.strained = kept || p.partsAlone() && (headless < company || dashed[p.table])
		case p.falls() > 0:
			p.strained = kept || short[p.table] < company
		case p.learned == nil:
			p.strained = p.falls() < 0 && len(p.rules) > 0 && !p.over
		default:
			p.strained = p.falls() < 0 && longer[p.table] == 1 || p.cutShort(shapes[p.shape()])
		}
	}
}

// hasPlaces reports whether a row has values, and empty slots that tell where.
func (p *puzzle) hasPlaces() bool {
	return len(p.values) > 0 && !p.isFull() && len(p.slots) > len(p.values) && p.src.Indent != draft.NoLabel
}

// falls is how many slots a row with blanks falls short of its columns.
func (p *puzzle) falls() int {
	if !p.hasPlaces() {
		return 0
	}
	return p.need() - len(p.slots)
}

// cutShort reports whether a row has no total, and fewer slots than all full rows of
// its shape, which have as many: one of its cells may be gone.
func (p *puzzle) cutShort(sh *shape) bool {
	if sh == nil || sh.fullLength <= len(p.slots) {
		return false
	}
	readings := p.at(p.learned)
	return len(readings) == 1 && p.lacksTotal(readings[0])
}

// need is how many slots a row's columns take up.
func (p *puzzle) need() int {
	if p.learned != nil {
		return p.learned[len(p.learned)-1] + 1
	}
	return p.width()
}

// markOdd marks full rows as strained whose values do not stand where the form's cells
// would put them: the only one of its table, and those that no sum could refute, unless
// several stand alike.
func markOdd(puzzles []*puzzle) {
	odd := map[*layouts.Table][]*puzzle{}
	rows := map[*layouts.Table]*lengths{}
	slim := map[string]bool{} // shapes with a row that has no slots but its columns
	for _, p := range puzzles {
		slim[p.shape()] = slim[p.shape()] || len(p.slots) == p.width() || p.isFull() && slices.Equal(p.filledSlots(), p.run(0))
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
	const company = 3 // rows that stand alike
	for _, rows := range odd {
		alike := map[string]int{}
		for _, p := range rows {
			alike[fmt.Sprint(p.shape(), p.filledSlots())]++
		}
		for _, p := range rows {
			p.strained = len(rows) == 1 || len(p.rules) == 0 && !p.over && alike[fmt.Sprint(p.shape(), p.filledSlots())] < company
		}
	}
}

// afterAnother leaves rows open whose first value stands behind as many empty slots as most
// rows like it have in all: they are two rows, and the label of the second is lost.
func afterAnother(puzzles []*puzzle) {
	const company, few = 3, 3         // rows like it; columns, before which labels have as many slots
	slots := map[string]map[int]int{} // rows by shape and number of slots
	for _, p := range puzzles {
		if slots[p.shape()] == nil {
			slots[p.shape()] = map[int]int{}
		}
		slots[p.shape()][len(p.slots)]++
	}
	for _, p := range puzzles {
		before := p.slotsBefore()
		if before < p.width() || p.width() <= few {
			continue
		}
		for n, rows := range slots[p.shape()] {
			if rows >= company && n >= p.width() && before >= n {
				p.leave(otherRow)
			}
		}
	}
}

// slotsBefore counts the empty slots before a row's first value: on its line, where others
// stand there, too.
func (p *puzzle) slotsBefore() int {
	at := p.filledSlots()
	if len(at) == 0 {
		return 0
	}
	line := p.slots[at[0]].Line
	if at[0]+1 < len(p.slots) && p.slots[at[0]+1].Line == line {
		first := slices.IndexFunc(p.slots, func(q draft.Piece) bool { return q.Line == line })
		return at[0] - first
	}
	return at[0]
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
	at := p.filledSlots()
	if !even && at[len(at)-1]-at[0] == len(at)-1 {
		return false
	}
	begins := []int{0, max(p.spec.Colspan, 1) - 1}
	if p.src.Indent == draft.NoLabel {
		begins = []int{at[0]}
	}
	for _, begin := range begins {
		if slices.Equal(at, p.run(begin)) || !slim && slices.Equal(at, p.printed(begin)) {
			return false
		}
	}
	return true
}
