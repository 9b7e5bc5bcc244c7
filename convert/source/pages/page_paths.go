package pages

import "math"

// thick is how thick a fill may be that is a ruling.
const thick = 2.5

// aslant is how far a ruling may be from level or upright, end to end.
const aslant = 0.75

// A Subpath is a part of a path that is drawn in one go, in the page's coordinates.
type Subpath struct {
	Points []Point
	Closed bool
	Curved bool // a part of it is no straight line
}

// Extent is the rect around what the parts of a path go through.
func Extent(parts []Subpath) Rect {
	var box Rect
	for i, p := range parts {
		r := Around(p.Points...)
		if i == 0 {
			box = r
		}
		box = Rect{min(box.X0, r.X0), min(box.Y0, r.Y0), max(box.X1, r.X1), max(box.Y1, r.Y1)}
	}
	return box
}

// Stroke draws a path with a pen of a width, within what clip leaves: its level and
// upright sides are rulings.
func (p *Page) Stroke(parts []Subpath, width float64, i Ink, clip Rect) {
	if !i.seen() || i.Light > white || width > 4*thick {
		return
	}
	for _, part := range parts {
		if !part.Curved {
			p.strokePart(part, clip)
		}
	}
}

func (p *Page) strokePart(s Subpath, clip Rect) {
	points := s.Points
	if s.Closed && len(points) > 1 {
		points = append(points[:len(points):len(points)], points[0])
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if r := Around(a, b); min(r.Width(), r.Height()) > aslant {
			if r.Valid() {
				p.slanting(a, b, clip)
			}
			continue
		}
		p.ruling(Around(a, b), clip)
	}
}

// ruling notes a side that is level or upright, as far as it is not cut off.
func (p *Page) ruling(r, clip Rect) {
	if !r.Valid() || min(r.Width(), r.Height()) > aslant || max(r.Width(), r.Height()) < 0.1 {
		return
	}
	whole := r
	r = r.And(Rect{clip.X0 - thick, clip.Y0 - thick, clip.X1 + thick, clip.Y1 + thick})
	if r.Width() < 0 || r.Height() < 0 || !p.meter.segment() {
		return
	}
	p.seq++
	s := newSegment(r, p.seq)
	const much = 4.0
	s.cut = whole.Width()-r.Width() > much || whole.Height()-r.Height() > much
	p.segments = append(p.segments, s)
}

// Fill fills a path with a colour, within what clip leaves: thin fills are rulings,
// others areas. A frame that is filled between its outer and its inner edge is four
// rulings. What hides may cover what was drawn before it; what is mixed with it does not.
func (p *Page) Fill(parts []Subpath, i Ink, clip Rect, hides bool) {
	if !i.seen() {
		return
	}
	for k := 0; k < len(parts); k++ {
		r := Around(parts[k].Points...)
		if len(parts[k].Points) < 2 || !r.Valid() {
			continue
		}
		if k+1 < len(parts) {
			if inner := Around(parts[k+1].Points...); isFrame(r, inner) {
				if i.Light <= white {
					p.frame(r, inner, clip)
				}
				k++
				continue
			}
		}
		if min(r.Width(), r.Height()) <= thick {
			if i.Light <= white {
				p.thin(r, clip)
			}
			continue
		}
		p.area(r.And(clip), i, hides && !parts[k].Curved && isBox(parts[k].Points, r))
	}
}

func (p *Page) thin(r, clip Rect) {
	if r.Width() >= r.Height() {
		r.Y0 = (r.Y0 + r.Y1) / 2
		r.Y1 = r.Y0
	} else {
		r.X0 = (r.X0 + r.X1) / 2
		r.X1 = r.X0
	}
	p.ruling(r, clip)
}

// isFrame reports whether inner lies in outer, no farther from it than a ruling is thick.
func isFrame(outer, inner Rect) bool {
	near := func(d float64) bool { return d >= -0.01 && d <= thick }
	return min(inner.Width(), inner.Height()) > thick && near(inner.X0-outer.X0) && near(inner.Y0-outer.Y0) &&
		near(outer.X1-inner.X1) && near(outer.Y1-inner.Y1) && outer != inner
}

func (p *Page) frame(outer, inner, clip Rect) {
	for _, r := range []Rect{
		{outer.X0, outer.Y0, outer.X1, inner.Y0}, {outer.X0, inner.Y1, outer.X1, outer.Y1},
		{outer.X0, outer.Y0, inner.X0, outer.Y1}, {inner.X1, outer.Y0, outer.X1, outer.Y1},
	} {
		if min(r.Width(), r.Height()) > 0.01 {
			p.thin(r, clip)
		}
	}
}

// isBox reports whether points are the corners of r.
func isBox(points []Point, r Rect) bool {
	if len(points) < 4 || len(points) > 5 {
		return false
	}
	for _, p := range points {
		if math.Min(math.Abs(p.X-r.X0), math.Abs(p.X-r.X1)) > 0.1 || math.Min(math.Abs(p.Y-r.Y0), math.Abs(p.Y-r.Y1)) > 0.1 {
			return false
		}
	}
	return true
}

// area notes a fill.
func (p *Page) area(r Rect, i Ink, hides bool) {
	if !r.Valid() || r.Width() <= 0 || r.Height() <= 0 {
		return
	}
	const opaque = 0.9
	if !p.meter.segment() {
		return
	}
	p.seq++
	p.fills = append(p.fills, fill{r, i, p.seq, hides && i.Alpha >= opaque})
}

// Picture puts a picture on the page: nobody reads what is in it. One that hides may
// cover what was drawn before it.
func (p *Page) Picture(r Rect, alpha float64, hides bool) {
	if !r.Valid() || r.Width() <= 0 || r.Height() <= 0 {
		return
	}
	on := r.And(p.box)
	p.picture = max(p.picture, max(0, on.Width())*max(0, on.Height())/(p.box.Width()*p.box.Height()))
	if min(r.Width(), r.Height()) > thick {
		p.area(r, Ink{0.5, alpha}, hides)
	}
}

// Strike says that what stands in r is struck out by a mark on the page.
func (p *Page) Strike(r Rect) { p.struck = append(p.struck, r) }
