package pages

import "math"

// A cell that is hatched says that it has a value which is not known: this program draws the
// cells so that could not be settled. It is no blank.

// A slant is a straight line that is neither level nor upright.
type slant struct{ from, to Point }

// leastSlants is how many parallel lines hatch a cell: one is the stroke through a cell that
// has no value, or parts the head in a corner.
const leastSlants = 3

// slanting notes a line that is neither level nor upright, as far as clip leaves it.
func (p *Page) slanting(from, to Point, clip Rect) {
	if s, ok := (slant{from, to}).within(clip); ok && p.meter.segment() {
		p.slants = append(p.slants, s)
	}
}

// within is the part of a line that is in r.
func (s slant) within(r Rect) (slant, bool) {
	dx, dy := s.to.X-s.from.X, s.to.Y-s.from.Y
	lo, hi := 0.0, 1.0
	for _, side := range [][2]float64{{-dx, s.from.X - r.X0}, {dx, r.X1 - s.from.X}, {-dy, s.from.Y - r.Y0}, {dy, r.Y1 - s.from.Y}} {
		switch out, room := side[0], side[1]; {
		case out < 0:
			lo = max(lo, room/out)
		case out > 0:
			hi = min(hi, room/out)
		case room < 0:
			return s, false
		}
	}
	at := func(share float64) Point { return Point{s.from.X + share*dx, s.from.Y + share*dy} }
	return slant{at(lo), at(hi)}, lo < hi
}

// openHatched opens the cells that are hatched.
func (p *Page) openHatched(grids []*grid) {
	rising, falling := map[*gridCell]int{}, map[*gridCell]int{}
	for _, s := range p.slants {
		dx, dy := s.to.X-s.from.X, s.to.Y-s.from.Y
		count := falling
		if dx*dy > 0 {
			count = rising
		}
		const step = 3.0
		steps := int(math.Hypot(dx, dy)/step) + 1
		if steps > 10_000 || !p.meter.labour(steps*len(grids)) {
			continue
		}
		var last *gridCell
		for k := range steps {
			share := (float64(k) + 0.5) / float64(steps)
			c := findIn(grids, s.from.X+share*dx, s.from.Y+share*dy)
			if c != nil && c != last {
				count[c]++
			}
			last = c
		}
	}
	for _, count := range []map[*gridCell]int{rising, falling} {
		for c, n := range count {
			c.open = c.open || n >= leastSlants
		}
	}
}
