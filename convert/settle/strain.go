package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// A row with blanks is strained when its empty slots do not fit those of the rows
// around it: a cell was lost, added or shifted, and which is not to be seen. Its
// readings are all that one such accident allows; sums over rows choose, and bear
// out every value of the reading they leave, or the row stays open.

// strain marks the strained rows among puzzles whose places are learned.
func strain(puzzles []*puzzle, shapes map[string]*shape) {
	kept, headless := false, 0
	short := map[*layouts.Table]int{}
	longer := map[*layouts.Table]int{} // rows with slots beyond their columns
	for _, p := range puzzles {
		if n := len(p.row.Pieces); n > 0 && p.row.Indent != draft.NoLabel {
			kept = kept || p.row.Pieces[n-1].Text == ""
		}
		if p.partsAlone() {
			headless++
		}
		if p.falls() > 0 {
			short[p.table]++
		}
		if len(p.row.Pieces) > p.need() {
			longer[p.table]++
		}
	}
	const company = 3 // rows that leave off a total, or empty cells
	for _, p := range puzzles {
		switch {
		case p.row.Indent == draft.NoLabel:
			p.wary = headless < company
		case !p.hasPlaces():
		case p.falls() > 0 && len(p.rules) > 0:
			p.strained = kept || p.partsAlone() && headless < company
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
	return len(p.values) > 0 && !p.isFull() && len(p.slots) > len(p.values) && p.row.Indent != draft.NoLabel
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

// accidents reads a strained row in its places, shifted by one, without one slot
// too many, and with one more that was lost.
func (p *puzzle) accidents() []reading {
	where := p.learned
	if where == nil {
		where = p.run(0)
	}
	if !p.over {
		return p.alone()
	}
	found := p.at(where)
	slots := p.slots
	for i := range slots {
		p.slots = slices.Delete(slices.Clone(slots), i, i+1)
		found = append(found, p.moved(where, slots[i])...)
	}
	for i := 0; i <= len(slots); i++ {
		p.slots = slices.Insert(slices.Clone(slots), i, draft.Piece{})
		found = append(found, p.at(where)...)
		if c := slices.Index(where, i); c >= 0 {
			found = append(found, p.found(where, c)...)
		}
	}
	p.slots = slots
	if len(p.values) == 1 {
		found = append(found, p.split()...)
	}
	return found
}

// alone reads a strained row that no sums over rows hold: only if its own sums
// hold where its slots begin, and nowhere else.
func (p *puzzle) alone() []reading {
	for at := 0; at <= len(p.slots)-p.width(); at++ {
		for _, r := range p.at(p.run(at)) {
			p.readings = append(p.readings, r)
		}
		p.keep()
		p.readings = slices.DeleteFunc(p.readings, func(r reading) bool { return !p.tested(r) })
		if at == 0 && len(p.readings) == 0 || at > 0 && len(p.readings) > 1 {
			return nil
		}
	}
	return p.readings
}

// moved reads the slots when one was taken out. A value taken out is no cell's; it
// is not the only one of a row.
func (p *puzzle) moved(where places, out draft.Piece) []reading {
	found := p.at(where)
	if out.Text == "" {
		return found
	}
	if len(p.values) == 1 {
		return nil
	}
	v := 0 // the pieces behind it are one further in the row than they are here
	for i, q := range p.values {
		if q == out {
			v = i
		}
	}
	for _, r := range found {
		for c, from := range r.from {
			if from >= v {
				r.from[c]++
			}
		}
	}
	return found
}

// found reads the slots with a lost value for column c, which a sum tells.
func (p *puzzle) found(where places, c int) []reading {
	readings := p.at(where)
	for i := range readings {
		n, settled := p.solveFor(readings[i].values, c)
		if settled != solvedFor {
			return nil
		}
		readings[i].values[c], readings[i].manner = n, refound
	}
	return readings
}

// doubtBare leaves rows without a value open that follow a row whose values cannot
// be read: theirs may be among them.
func doubtBare(puzzles []*puzzle) {
	for i, p := range puzzles[:max(len(puzzles)-1, 0)] {
		if next := puzzles[i+1]; len(p.readings) == 0 && len(next.row.Pieces) == 0 && p.overfull(next.width()) {
			next.lost = true
		}
	}
}

// overfull reports whether a row has values for more columns than its own.
func (p *puzzle) overfull(more int) bool {
	if len(p.values) > p.width() {
		return true
	}
	digits := 0
	for _, v := range p.values {
		text, _ := runTogether(v.Text)
		digits += len(text)
	}
	return p.glued && digits >= p.width()+more
}

// bearStrained leaves strained rows open whose values are not each part of a sum
// over rows that holds or, in a table without such sums, of one of the row's own.
func bearStrained(t *layouts.Table, puzzles []*puzzle) {
	if !slices.ContainsFunc(puzzles, func(p *puzzle) bool { return p.strained }) {
		return
	}
	borne := borneCells(t, puzzles)
	for _, p := range puzzles {
		if p.strained && len(p.readings) == 1 && p.readings[0].manner != parted && !p.borneOut(borne) {
			p.lost = true
		}
	}
}

// borneCells are the cells of the sums over rows that hold.
func borneCells(t *layouts.Table, puzzles []*puzzle) []string {
	byRow := map[string]*puzzle{}
	for _, p := range puzzles {
		byRow[p.spec.ID] = p
	}
	var borne []string
	for _, r := range t.Rules() {
		if r.Op == layouts.Equal && overRows(r) && weigh(t, byRow, r) == balanced {
			borne = append(borne, r.Cells()...)
		}
	}
	return borne
}

func (p *puzzle) borneOut(borne []string) bool {
	r := p.readings[0]
	if !p.over {
		return p.tested(r)
	}
	for c, v := range r.values {
		if !v.Blank() && !p.isExtra(c) && !slices.Contains(borne, p.id(c)) {
			return false
		}
	}
	return true
}
