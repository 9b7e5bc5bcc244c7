package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
)

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
		p.readings = append(p.readings, p.at(p.run(at))...)
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
