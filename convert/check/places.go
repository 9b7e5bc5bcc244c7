package check

import (
	"fmt"
	"slices"
)

// Merged cells leave empty slots behind: the label's before the values, wide data
// cells' between them. Which of a row's empty slots are blank cells and which are
// merged away is learned from the rows that are full.

// places tells the slot of each column.
type places []int

// shape names rows whose merged cells fall alike: as wide a label, the same
// columns' widths, as many slots.
func (p *puzzle) shape() string {
	key := fmt.Sprint(len(p.slots), " ", p.spec.Colspan)
	for _, c := range p.block.Columns {
		key += fmt.Sprint(" ", c.Colspan)
	}
	return key
}

// learnPlaces gives rows with blanks the places that all full rows of their shape
// agree on.
func learnPlaces(puzzles []*puzzle) {
	known := map[string]places{}
	for _, p := range puzzles {
		if len(p.values) != p.width() || len(p.slots) <= p.width() {
			continue
		}
		var at places
		for i, s := range p.slots {
			if s.Text != "" {
				at = append(at, i)
			}
		}
		key := p.shape()
		if have, ok := known[key]; ok && !slices.Equal(have, at) {
			at = nil // full rows disagree
		}
		known[key] = at
	}
	for _, p := range puzzles {
		p.learned = known[p.shape()]
	}
}

// windowed reads a row that has more slots than columns: at the places learned,
// or else at every place its cells may stand.
func (p *puzzle) windowed() []reading {
	if p.learned != nil {
		if r := p.at(p.learned); r != nil {
			return r
		}
	}
	var found []reading
	for at := 0; at+p.width() <= len(p.slots); at++ {
		var run places
		for c := range p.width() {
			run = append(run, at+c)
		}
		found = append(found, p.at(run)...)
	}
	var printed places // as the form's merged cells would fall
	next := max(p.spec.Colspan, 1) - 1
	for _, c := range p.block.Columns {
		printed = append(printed, next)
		next += max(c.Colspan, 1)
	}
	for shift := 0; next-1+shift < len(p.slots) && shift <= max(p.spec.Colspan, 1)-1; shift++ {
		var moved places
		for _, x := range printed {
			moved = append(moved, x-shift)
		}
		if moved[0] >= 0 {
			found = append(found, p.at(moved)...)
		}
	}
	return found
}

// at reads the slots at the places as the row's cells; nil when a value stands
// elsewhere or is none of its column's kind.
func (p *puzzle) at(where places) []reading {
	r := p.blank()
	v := 0
	for i, s := range p.slots {
		if s.Text == "" {
			continue
		}
		c := slices.Index(where, i)
		if c < 0 {
			return nil
		}
		n, ok := p.value(c, s.Text)
		if !ok {
			return nil
		}
		r.values[c], r.from[c] = n, v
		v++
	}
	return []reading{r}
}

// inPlace reads a row with a slot for each column; a word in one leaves its cell
// open.
func (p *puzzle) inPlace() reading {
	r := p.blank()
	v := 0
	for c, s := range p.slots {
		if s.Text == "" {
			continue
		}
		n, ok := p.value(c, s.Text)
		p.words = p.words || !ok
		r.values[c], r.from[c] = n, v
		v++
	}
	return r
}
