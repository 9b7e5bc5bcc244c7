package pages

import (
	"math"
	"slices"
)

// near is how far apart two lines may be that are one, and how far a line may end
// before one that it meets: the borders of two cells of a web page, which stand 2.25 apart.
const near = 2.6

// A ruling is a line of a page: pieces that touch are joined.
type ruling struct {
	at, lo, hi float64
	cut        bool // a part of it is not on the page
}

// rulings joins the segments of one direction that lie on one another.
func (p *Page) rulings(level bool) []ruling {
	var list []ruling
	for _, s := range p.segments {
		if s.level == level {
			list = append(list, ruling{s.at, s.lo, s.hi, s.cut})
		}
	}
	const same = 0.3
	return snap(list, same)
}

// snap moves rulings that are not farther apart than within to one place, and joins
// those that touch there.
func snap(lines []ruling, within float64) []ruling {
	slices.SortFunc(lines, func(a, b ruling) int { return compare(a.at, b.at) })
	var list []ruling
	for len(lines) > 0 {
		n, sum := 1, lines[0].at
		for n < len(lines) && lines[n].at-lines[n-1].at <= within && lines[n].at-lines[0].at <= 1.5*within {
			sum += lines[n].at
			n++
		}
		same := lines[:n]
		lines = lines[n:]
		slices.SortFunc(same, func(a, b ruling) int { return compare(a.lo, b.lo) })
		last := ruling{sum / float64(n), same[0].lo, same[0].hi, same[0].cut}
		for _, s := range same[1:] {
			if s.lo > last.hi+near {
				list = append(list, last)
				last.lo, last.hi, last.cut = s.lo, s.hi, false
			}
			last.hi, last.cut = max(last.hi, s.hi), last.cut || s.cut
		}
		list = append(list, last)
	}
	return list
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// A lattice is the rulings of one table.
type lattice struct{ levels, uprights []ruling }

// lattices parts the rulings of a page into tables: those that cross.
func (p *Page) lattices() []*lattice {
	levels, uprights := p.rulings(true), p.rulings(false)
	all := make([]int, len(levels)+len(uprights))
	for i := range all {
		all[i] = i
	}
	root := func(i int) int {
		for all[i] != i {
			all[i] = all[all[i]]
			i = all[i]
		}
		return i
	}
	if !p.meter.labour(len(levels) * len(uprights)) {
		return nil
	}
	for i, l := range levels {
		for k, u := range uprights {
			if u.at >= l.lo-near && u.at <= l.hi+near && l.at >= u.lo-near && l.at <= u.hi+near {
				all[root(i)] = root(len(levels) + k)
			}
		}
	}
	byRoot := map[int]*lattice{}
	var list []*lattice
	of := func(i int) *lattice {
		t := byRoot[root(i)]
		if t == nil {
			t = &lattice{}
			byRoot[root(i)] = t
			list = append(list, t)
		}
		return t
	}
	for i, l := range levels {
		t := of(i)
		t.levels = append(t.levels, l)
	}
	for k, u := range uprights {
		t := of(len(levels) + k)
		t.uprights = append(t.uprights, u)
	}
	for _, t := range list {
		t.levels, t.uprights = p.narrow(t, true), p.narrow(t, false)
	}
	return slices.DeleteFunc(list, func(t *lattice) bool { return len(t.levels) < 2 || len(t.uprights) < 1 })
}

// slit is how wide a column or row may be that is none when nothing stands in it:
// what is between the two lines of a double one.
const slit = 6.0

// narrow snaps the rulings of one direction, those of double lines too.
func (p *Page) narrow(t *lattice, level bool) []ruling {
	lines := t.uprights
	if level {
		lines = t.levels
	}
	lines = snap(lines, near)
	lo, hi := reach(lines)
	at := places(lines)
	for i := 1; i < len(at); i++ {
		if at[i]-at[i-1] >= slit || !p.meter.labour(len(p.glyphs)) || p.stands(at[i-1], at[i], lo, hi, level) {
			continue
		}
		for k := range lines {
			if lines[k].at == at[i-1] {
				lines[k].at = at[i]
			}
		}
	}
	return snap(lines, 0)
}

// stands reports whether a character stands between two lines.
func (p *Page) stands(from, to, lo, hi float64, level bool) bool {
	return slices.ContainsFunc(p.glyphs, func(g Glyph) bool {
		x, y := g.centre()
		if level {
			x, y = y, x
		}
		return x > from && x < to && y > lo && y < hi && !isBlank(g.Text)
	})
}

// places are where the lines of one direction stand, from low to high.
func places(lines []ruling) []float64 {
	var at []float64
	for _, l := range lines {
		at = append(at, l.at)
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// reach is how far the lines of one direction go.
func reach(lines []ruling) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		lo, hi = min(lo, l.lo), max(hi, l.hi)
	}
	return lo, hi
}

// crosses reports whether a line at a place goes through another's coordinate.
func crosses(lines []ruling, at, through float64) bool {
	for _, l := range lines {
		if l.at == at && l.lo <= through && l.hi >= through {
			return true
		}
	}
	return false
}
