package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
)

// A reading is one way to read a row: a number or blank for each column. from
// tells which piece each value was read from, -1 for none.
type reading struct {
	values []report.Number
	from   []int
	manner manner
	where  places // the slots of the columns, if slots told
}

// How a row came by its reading.
type manner int

const (
	plain   manner = iota // as many values as columns, or blanks in their places
	placed                // blanks or values put in place by the sums
	parted                // digits run together, parted in the one way there is
	refound               // a lost value found again by a sum
	lacked                // the value of a lost column, told by a sum
)

func (p *puzzle) blank() reading {
	r := reading{values: make([]report.Number, p.width()), from: make([]int, p.width())}
	for i := range r.from {
		r.from[i] = -1
	}
	return r
}

// value reads a text as a value of column c, or as blank.
func (p *puzzle) value(c int, text string) (report.Number, bool) {
	kind := p.kind(c)
	return figure.Read(text).Value(kind.Fraction(), kind.Negative())
}

// keep drops readings that the row's own sums do not allow.
func (p *puzzle) keep() {
	var kept []reading
	for _, r := range p.readings {
		if p.holds(r.values) {
			kept = append(kept, r)
		}
	}
	p.readings = kept
}

// distinct keeps one of the readings that give the same values, the plainest.
func (p *puzzle) distinct() {
	if len(p.readings) < 2 {
		return
	}
	seen := map[string]int{}
	var kept []reading
	for _, r := range p.readings {
		key := ""
		for _, n := range r.values {
			key += n.String() + "|"
		}
		if i, ok := seen[key]; ok {
			if r.manner < kept[i].manner {
				kept[i] = r
			}
			continue
		}
		seen[key] = len(kept)
		kept = append(kept, r)
	}
	p.readings = kept
}

// counts reports whether a value is not 0: of zeros any sum holds.
func (r reading) counts() bool {
	return slices.ContainsFunc(r.values, func(n report.Number) bool { return !n.Blank() && n.Sign() != 0 })
}
