package check

import (
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A row with blanks is strained when its empty slots do not fit those of the rows
// around it: a cell was lost, added or shifted, and which is not to be seen. Its
// readings are all that one such accident allows; sums over rows choose, and bear
// out every value of the reading they leave, or the row stays open.

// strain marks the strained rows among puzzles whose places are learned.
func strain(puzzles []*puzzle) {
	kept, headless, short := false, 0, 0
	longer := map[*layouts.Table]int{} // rows with slots beyond their columns
	for _, p := range puzzles {
		if n := len(p.row.Pieces); n > 0 && p.row.Indent != report.NoLabel {
			kept = kept || p.row.Pieces[n-1].Text == ""
		}
		if p.partsAlone() {
			headless++
		}
		if p.falls() > 0 {
			short++
		}
		if len(p.row.Pieces) > p.need() {
			longer[p.table]++
		}
	}
	const company = 3 // rows that leave off a total, or empty cells
	for _, p := range puzzles {
		switch {
		case p.row.Indent == report.NoLabel:
			p.wary = headless < company
		case !p.hasPlaces():
		case p.falls() > 0 && len(p.rules) > 0:
			p.strained = kept || p.partsAlone() && headless < company
		case p.falls() > 0:
			p.strained = kept || short < company
		case p.learned == nil:
			p.strained = p.falls() < 0 && len(p.rules) > 0 && !p.overRules()
		default:
			p.strained = p.falls() < 0 && longer[p.table] == 1
		}
	}
}

// hasPlaces reports whether a row has values, and empty slots that tell where.
func (p *puzzle) hasPlaces() bool {
	return len(p.values) > 0 && !p.isFull() && len(p.slots) > len(p.values) && p.row.Indent != report.NoLabel
}

// falls is how many slots a row with blanks falls short of its columns.
func (p *puzzle) falls() int {
	if !p.hasPlaces() {
		return 0
	}
	return p.need() - len(p.slots)
}

// need is how many slots a row's columns take up.
func (p *puzzle) need() int {
	if p.learned != nil {
		return p.learned[len(p.learned)-1] + 1
	}
	return p.width()
}

// markOdd marks a full row as strained whose values are the only ones of its table
// that do not stand where the form's cells would put them.
func markOdd(puzzles []*puzzle) {
	odd := map[*layouts.Table][]*puzzle{}
	lengths := map[*layouts.Table]map[int]bool{}
	slim := map[string]bool{} // shapes with a row that has no slots but its columns
	for _, p := range puzzles {
		slim[p.shape()] = slim[p.shape()] || len(p.slots) == p.width() || p.isFull() && slices.Equal(p.stands(), p.run(0))
		if lengths[p.table] == nil {
			lengths[p.table] = map[int]bool{}
		}
		lengths[p.table][len(p.slots)] = true
	}
	for _, p := range puzzles {
		if p.isFull() && p.odd(len(lengths[p.table]) == 1, slim[p.shape()]) {
			odd[p.table] = append(odd[p.table], p)
		}
	}
	for _, rows := range odd {
		rows[0].strained = len(rows) == 1
	}
}

// odd reports whether a full row's values stand neither side by side nor as the
// form merges its cells, behind the label or the places it spans. Side by side
// they may stand elsewhere, too, as a tab too many puts them, unless all rows of
// the table are of even length. Rows of a slim shape have no merged cells.
func (p *puzzle) odd(even, slim bool) bool {
	at := p.stands()
	if !even && at[len(at)-1]-at[0] == len(at)-1 {
		return false
	}
	begins := []int{0, max(p.spec.Colspan, 1) - 1}
	if p.row.Indent == report.NoLabel {
		begins = []int{at[0]}
	}
	for _, begin := range begins {
		if slices.Equal(at, p.run(begin)) || !slim && slices.Equal(at, p.printed(begin)) {
			return false
		}
	}
	return true
}

// keepPlaces leaves rows open that the sums would put elsewhere than the other rows
// of their shape: the sums chose by chance, or a cell too many is in them. Rows
// whose own sums hold with their totals speak first.
func keepPlaces(puzzles []*puzzle) {
	shapes := map[string][]*puzzle{}
	for _, p := range puzzles {
		if len(p.readings) == 1 && p.readings[0].where != nil && p.learned == nil && p.row.Indent != report.NoLabel && !p.strained {
			shapes[p.shape()] = append(shapes[p.shape()], p)
		}
	}
	for _, rows := range shapes {
		var best []*puzzle
		most := 0
		for _, p := range rows {
			at, weight := agreeing(rows, p.readings[0].where)
			if weight > most {
				best, most = at, weight
			}
		}
		for _, p := range rows {
			if !slices.Contains(best, p) {
				p.lost = true
			}
		}
		if len(best) < len(rows) && most <= (len(rows)-len(best)) {
			for _, p := range rows {
				p.lost = true
			}
		}
	}
}

// agreeing are the rows that read at the places as they are read, and their
// weight: one each, and as much as all together for one whose sums are tested.
func agreeing(rows []*puzzle, where places) (at []*puzzle, weight int) {
	for _, p := range rows {
		if r := p.at(where); len(r) == 0 || !slices.Equal(r[0].values, p.readings[0].values) {
			continue
		}
		at = append(at, p)
		weight++
		if len(p.rules) > 0 && p.tested(p.readings[0]) {
			weight += len(rows)
		}
	}
	return at, weight
}

// headless reports whether column c is a blank total of parts that are there.
func (p *puzzle) headless(r reading, c int) bool {
	return r.values[c].Blank() && slices.ContainsFunc(p.rules, func(rule rowRule) bool {
		return rule.total == c && slices.ContainsFunc(rule.right, func(part int) bool { return !r.values[part].Blank() })
	})
}

// dispute leaves rows open whose total is blank though their last value is the sum
// of the others: they may stand a column too far to the left. In a table where
// more rows leave their total blank without that, they stand as they are.
func dispute(puzzles []*puzzle) {
	for _, p := range puzzles {
		p.disputed = false
	}
	type table struct{ plain, disputed int }
	count := map[*layouts.Table]*table{}
	for _, p := range puzzles {
		if len(p.readings) != 1 || !p.lacksTotal(p.readings[0]) {
			continue
		}
		if count[p.table] == nil {
			count[p.table] = &table{}
		}
		if p.disputed = p.tested(p.toTheRight(p.readings[0])); p.disputed {
			count[p.table].disputed++
		} else {
			count[p.table].plain++
		}
	}
	for _, p := range puzzles {
		if p.disputed && count[p.table].plain < count[p.table].disputed {
			p.lost = true
		}
		if p.wary && len(p.readings) == 1 && p.readings[0].manner != parted && p.lacksTotal(p.readings[0]) {
			p.lost = true
		}
	}
}

// lacksTotal reports whether a total of the form is blank and has parts.
func (p *puzzle) lacksTotal(r reading) bool {
	return slices.ContainsFunc(p.rules, func(rule rowRule) bool {
		return rule.total >= 0 && !p.isExtra(rule.total) && p.headless(r, rule.total)
	})
}

// toTheRight is the reading with every value one column further; it has none
// when there is no room, or its sums fail.
func (p *puzzle) toTheRight(r reading) reading {
	moved := p.blank()
	if !r.values[p.width()-1].Blank() || len(p.row.Extras) > 0 {
		return moved
	}
	copy(moved.values[1:], r.values)
	if !p.holds(moved.values) {
		return p.blank()
	}
	return moved
}

// partsAlone reports whether a row ends before its total and has parts of it.
func (p *puzzle) partsAlone() bool {
	if len(p.values) == 0 || len(p.rules) == 0 || p.isFull() || len(p.slots) == 0 || len(p.slots) >= p.width() {
		return false
	}
	return p.slots[len(p.slots)-1].Text != ""
}

// accidents reads a strained row in its places, shifted by one, without one slot
// too many, and with one more that was lost.
func (p *puzzle) accidents() []reading {
	where := p.learned
	if where == nil {
		where = p.run(0)
	}
	if !p.overRules() {
		return p.alone()
	}
	found := p.at(where)
	slots := p.slots
	for i := range slots {
		p.slots = slices.Delete(slices.Clone(slots), i, i+1)
		found = append(found, p.moved(where, slots[i])...)
	}
	for i := 0; i <= len(slots); i++ {
		p.slots = slices.Insert(slices.Clone(slots), i, report.Piece{})
		found = append(found, p.at(where)...)
		if c := slices.Index(where, i); c >= 0 {
			found = append(found, p.found(where, c)...)
		}
	}
	p.slots = slots
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

// tested reports whether a reading has values, and each is in a sum of the row
// that has its total.
func (p *puzzle) tested(r reading) bool {
	some := false
	for c, v := range r.values {
		some = some || !v.Blank()
		if !v.Blank() && !slices.ContainsFunc(p.rules, func(rule rowRule) bool {
			return slices.Contains(rule.left, c) || slices.Contains(rule.right, c) && (rule.total < 0 || !r.values[rule.total].Blank())
		}) {
			return false
		}
	}
	return some
}

// moved reads the slots when one was taken out. A value taken out is no cell's.
func (p *puzzle) moved(where places, out report.Piece) []reading {
	found := p.at(where)
	if out.Text == "" {
		return found
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

// overRules reports whether sums over rows have the row's cells.
func (p *puzzle) overRules() bool {
	for _, r := range p.table.Rules() {
		if r.Op != layouts.Equal || !overRows(r) {
			continue
		}
		for c := range p.width() {
			if slices.Contains(r.Cells(), p.id(c)) {
				return true
			}
		}
	}
	return false
}

// bearStrained leaves strained rows open whose values are not each part of a sum
// over rows that holds or, in a table without such sums, of one of the row's own.
func bearStrained(t *layouts.Table, puzzles []*puzzle) {
	if !slices.ContainsFunc(puzzles, func(p *puzzle) bool { return p.strained }) {
		return
	}
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
	for _, p := range puzzles {
		if p.strained && len(p.readings) == 1 && p.readings[0].manner != parted && !p.borneOut(borne) {
			p.lost = true
		}
	}
}

func (p *puzzle) borneOut(borne []string) bool {
	r := p.readings[0]
	if !p.overRules() {
		return p.tested(r)
	}
	for c, v := range r.values {
		if !v.Blank() && !p.isExtra(c) && !slices.Contains(borne, p.id(c)) {
			return false
		}
	}
	return true
}
