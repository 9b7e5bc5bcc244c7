package settle

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// A cell that the source keeps apart is an atom: it is never parted, and never joined
// to another.

// cells reads a row whose pieces are cells. Where they stand one a column, there is
// nothing to choose.
func (p *puzzle) cells() {
	if p.src.Fixed || len(p.slots) == p.width() {
		p.readings = []reading{p.inCells()}
		return
	}
	switch k := p.width(); {
	case len(p.values) == 0:
		p.readings = []reading{p.blank()}
		return
	case len(p.slots) == k-1 && len(p.values) == k-1 && p.over:
		p.readings = p.oneShort()
	case len(p.slots) < k:
		p.leave(tooFew)
		return
	case len(p.rules) == 0 && !p.over:
		p.leave(astray) // no sum could refute a reading
		return
	default:
		p.readings = p.among()
	}
	for i := range p.readings {
		p.readings[i].manner = max(p.readings[i].manner, placed)
	}
	p.distinct()
	p.keep()
	if len(p.readings) == 0 && len(p.values) < p.width() {
		p.leave(tooFew)
	}
}

// oneShort reads cells that are one fewer than the columns: a part of a total is lost. A
// lost total would be computed from its own parts, and may be blank as well.
func (p *puzzle) oneShort() []reading {
	return slices.DeleteFunc(p.refind(), func(r reading) bool {
		lost := slices.Index(r.from, -1)
		return slices.ContainsFunc(p.rules, func(rule rowRule) bool { return rule.total == lost })
	})
}

// among reads cells that are more than the columns: those too many are empty, and any of
// the empty ones may be.
func (p *puzzle) among() []reading {
	var found []reading
	k := p.width()
	steps := 0
	where := make(places, 0, k)
	var take func(slot int)
	take = func(slot int) {
		if steps++; steps > maxPlacings {
			p.cutOff()
			return
		}
		if len(where) == k {
			found = append(found, p.at(slices.Clone(where))...)
			return
		}
		if len(p.slots)-slot < k-len(where) {
			return
		}
		where = append(where, slot)
		take(slot + 1)
		where = where[:len(where)-1]
		if p.slots[slot].Text == "" {
			take(slot + 1)
		}
	}
	take(0)
	return found
}

// inCells reads a row whose pieces stand one a column. A cell that says no number of
// its kind stays open.
func (p *puzzle) inCells() reading {
	r := p.blank()
	v := -1
	for c := range p.width() {
		if p.slots[c].Text == "" {
			continue
		}
		v++
		n, ok := p.value(c, p.slots[c].Text)
		p.words = p.words || !ok || slices.Contains(p.src.Rivals, c)
		r.values[c], r.from[c] = n, v
	}
	return r
}

// shifted leaves rows of cells open that have parts of a total and not the total, where
// the other rows of the table have theirs, and the one row of a table without labels
// always: their cells may stand a column aside.
func shifted(puzzles []*puzzle) {
	const few, often = 2, 3 // rows without their total, and for each of them some with it
	var without []*puzzle
	with := 0
	for _, p := range puzzles {
		switch {
		case !p.src.Fixed || p.src.Doubt || len(p.rules) == 0 || len(p.values) == 0:
		case !p.lacksTotal(p.allowed[0]):
			with++
		case p.spec.Label == "" || p.slots[0].Text == "":
			without = append(without, p)
		default:
			with -= often // a table that leaves totals blank
		}
	}
	firstBlank(puzzles)
	for _, p := range puzzles {
		switch {
		case !p.src.Apart || len(p.values) == 0 || len(p.readings) != 1:
		case !p.tested(p.readings[0]):
			p.leave(unproved) // sums over rows chose among places that its own sum cannot tell apart
		case !p.isFull() && !p.holds(p.readings[0].values):
			p.leave(astray)
		}
	}
	for _, p := range without {
		if p.spec.Label == "" || len(without) <= few && with >= often*len(without) {
			p.why = totalBlank
		}
	}
}

// firstBlank leaves the one row of a table without labels open that has a value in each
// cell but the first: its cells may have moved, and the last be lost.
func firstBlank(puzzles []*puzzle) {
	for _, p := range puzzles {
		if p.src.Fixed && !p.src.Doubt && p.spec.Label == "" && p.width() > 2 && len(p.values) == p.width()-1 && p.slots[0].Text == "" {
			p.leave(astray)
		}
	}
}

// keepFixed gives a row whose pieces stand one a column its one reading: no other row
// can refute it.
func (p *puzzle) keepFixed() {
	if p.src.Fixed && !p.src.Doubt {
		p.why, p.readings = none, p.allowed
	}
}

// loosely are the rows that are read by the order of their values.
func loosely(puzzles []*puzzle) []*puzzle {
	return slices.DeleteFunc(slices.Clone(puzzles), func(p *puzzle) bool { return p.src.Fixed || p.src.Apart })
}

// unfixed are those of whose values it does not show which column each stands in.
func unfixed(puzzles []*puzzle) []*puzzle {
	return slices.DeleteFunc(slices.Clone(puzzles), func(p *puzzle) bool { return p.src.Fixed })
}

// contested reports whether a cell of a row of cells stays open though it can be read:
// the source says otherwise elsewhere, or it is blank beside a number that is none of
// its column's kind, and so may be another column's.
func (p *puzzle) contested(r reading, c int) bool {
	several := r.from[c] >= 0 && severalFigures(p.values[r.from[c]].Text) // which is said of it
	return p.src.Fixed && (slices.Contains(p.src.Rivals, c) || r.values[c].Blank() && p.displaced() && !several)
}

// displaced reports whether a number stands in a column whose kind it is not, or
// several in one cell.
func (p *puzzle) displaced() bool {
	for c, q := range p.slots {
		if f := figure.Read(q.Text); f.Kind == figure.Run || f.Kind == figure.Exact && !OfKind(f.Number, p.kind(c)) || severalFigures(q.Text) {
			return true
		}
	}
	return false
}

// placeLost reports whether a row has as many cells as columns, but a place of it is lost.
func (p *puzzle) placeLost() bool {
	return p.src.Apart && len(p.slots) == p.width() && len(p.values) > 0 && !p.isFull()
}

// severalFigures reports whether a text is figures parted by spaces: 18.00 16.00.
func severalFigures(text string) bool {
	parts := strings.Fields(text)
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(s string) bool { return figure.Read(s).Kind != figure.Exact })
}

// refoundTotal reports whether what was found again is a total: its own parts give it, so
// no sum could have failed, and it may be blank.
func (p *puzzle) refoundTotal() bool {
	lost := slices.Index(p.readings[0].from, -1)
	return slices.ContainsFunc(p.rules, func(rule rowRule) bool { return rule.total == lost })
}

// bearRefound leaves rows open in which a lost value was found again by its own row's
// sum, or that have lost a place, unless sums over rows hold with every value of it: what one sum tells, no other
// having had a chance to refute it, is no proof. Two such rows do not prove each other.
func bearRefound(t *layouts.Table, puzzles []*puzzle) {
	isRefound := func(p *puzzle) bool {
		return len(p.readings) == 1 && p.why == none && (p.readings[0].manner == refound || p.placeLost())
	}
	if !slices.ContainsFunc(puzzles, isRefound) {
		return
	}
	borne := borneCells(t, puzzles, isRefound)
	for _, p := range puzzles {
		if isRefound(p) && (!p.over || p.readings[0].manner == refound && p.refoundTotal() || !p.borneOut(borne)) {
			p.leave(unproved)
		}
	}
}
