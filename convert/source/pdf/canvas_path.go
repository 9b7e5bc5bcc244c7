package pdf

import "math"

// thick is how thick a fill may be that is a ruling.
const thick = 2.5

// A path is what is drawn or filled next, in the page's coordinates.
type path struct {
	parts []subpath
	user  point // where the pen is, in the instructions' own coordinates
	start point
	clip  bool // it cuts what follows down
}

type subpath struct {
	points []point
	closed bool
	curved bool
}

// doPath runs an instruction of paths and reports whether it is one.
func (c *canvas) doPath(op string) bool {
	switch op {
	case "m":
		c.moveTo(c.num(0), c.num(1))
	case "l":
		c.lineTo(c.num(0), c.num(1), false)
	case "c":
		c.lineTo(c.num(4), c.num(5), true)
	case "v", "y":
		c.lineTo(c.num(2), c.num(3), true)
	case "h":
		c.closePath()
	case "re":
		x, y, w, h := c.num(0), c.num(1), c.num(2), c.num(3)
		c.moveTo(x, y)
		c.lineTo(x+w, y, false)
		c.lineTo(x+w, y+h, false)
		c.lineTo(x, y+h, false)
		c.closePath()
	case "S", "s":
		c.endPath(op == "s", true, false)
	case "f", "F", "f*":
		c.endPath(false, false, true)
	case "B", "B*", "b", "b*":
		c.endPath(op[0] == 'b', true, true)
	case "n":
		c.endPath(false, false, false)
	case "W", "W*":
		c.path.clip = true
	default:
		return false
	}
	return true
}

func (c *canvas) moveTo(x, y float64) {
	c.path.user, c.path.start = point{x, y}, point{x, y}
	c.path.parts = append(c.path.parts, subpath{points: []point{c.state.ctm.apply(x, y)}})
}

func (c *canvas) lineTo(x, y float64, curved bool) {
	if len(c.path.parts) == 0 {
		c.moveTo(x, y)
		return
	}
	c.path.user = point{x, y}
	p := &c.path.parts[len(c.path.parts)-1]
	if p.closed {
		c.path.parts = append(c.path.parts, subpath{points: []point{p.points[0]}})
		p = &c.path.parts[len(c.path.parts)-1]
	}
	p.points = append(p.points, c.state.ctm.apply(x, y))
	p.curved = p.curved || curved
}

func (c *canvas) closePath() {
	if n := len(c.path.parts); n > 0 {
		c.path.parts[n-1].closed = true
	}
}

// endPath draws and fills the path, and cuts down what follows.
func (c *canvas) endPath(closes, strokes, fills bool) {
	if closes {
		c.closePath()
	}
	parts := c.path.parts
	if c.off == 0 {
		if fills && c.state.fill.seen() {
			c.fillParts(parts)
		}
		if strokes && c.state.stroke.seen() {
			for _, p := range parts {
				c.strokePart(p)
			}
		}
	}
	if c.path.clip {
		box := rect{}
		for i, p := range parts {
			r := around(p.points...)
			if i == 0 {
				box = r
			}
			box = rect{min(box.x0, r.x0), min(box.y0, r.y0), max(box.x1, r.x1), max(box.y1, r.y1)}
		}
		if len(parts) > 0 {
			c.state.clip = c.state.clip.and(box)
		}
	}
	c.path = path{}
}

// strokePart notes the level and upright sides of what is drawn.
func (c *canvas) strokePart(p subpath) {
	width := c.state.lineWidth * c.state.ctm.scale()
	if p.curved || c.state.stroke.light > white {
		return
	}
	if width > 4*thick {
		return
	}
	points := p.points
	if p.closed && len(points) > 1 {
		points = append(points[:len(points):len(points)], points[0])
	}
	for i := 1; i < len(points); i++ {
		c.ruling(around(points[i-1], points[i]))
	}
}

// ruling notes a side that is level or upright, as far as it is not cut off.
func (c *canvas) ruling(r rect) {
	const aslant = 0.75
	if !r.valid() || min(r.width(), r.height()) > aslant || max(r.width(), r.height()) < 0.1 {
		return
	}
	clip, whole := c.state.clip, r
	r = r.and(rect{clip.x0 - thick, clip.y0 - thick, clip.x1 + thick, clip.y1 + thick})
	if r.width() < 0 || r.height() < 0 || !c.page.doc.meter.segment() {
		return
	}
	c.page.seq++
	s := newSegment(r, c.page.seq)
	const much = 4.0
	s.cut = whole.width()-r.width() > much || whole.height()-r.height() > much
	c.page.segments = append(c.page.segments, s)
}

// fillParts notes thin fills as rulings, others as areas. A frame that is filled
// between its outer and its inner edge is four rulings.
func (c *canvas) fillParts(parts []subpath) {
	for i := 0; i < len(parts); i++ {
		r := around(parts[i].points...)
		if len(parts[i].points) < 2 || !r.valid() {
			continue
		}
		if i+1 < len(parts) {
			if inner := around(parts[i+1].points...); isFrame(r, inner) {
				c.frame(r, inner)
				i++
				continue
			}
		}
		if min(r.width(), r.height()) <= thick {
			if c.state.fill.light <= white {
				c.thin(r)
			}
			continue
		}
		c.area(r.and(c.state.clip), c.state.fill, !parts[i].curved && isBox(parts[i].points, r))
	}
}

func (c *canvas) thin(r rect) {
	if r.width() >= r.height() {
		r.y0 = (r.y0 + r.y1) / 2
		r.y1 = r.y0
	} else {
		r.x0 = (r.x0 + r.x1) / 2
		r.x1 = r.x0
	}
	c.ruling(r)
}

// isFrame reports whether inner lies in outer, no farther from it than a ruling is thick.
func isFrame(outer, inner rect) bool {
	near := func(d float64) bool { return d >= -0.01 && d <= thick }
	return min(inner.width(), inner.height()) > thick && near(inner.x0-outer.x0) && near(inner.y0-outer.y0) &&
		near(outer.x1-inner.x1) && near(outer.y1-inner.y1) && outer != inner
}

func (c *canvas) frame(outer, inner rect) {
	if c.state.fill.light > white {
		return
	}
	for _, r := range []rect{
		{outer.x0, outer.y0, outer.x1, inner.y0}, {outer.x0, inner.y1, outer.x1, outer.y1},
		{outer.x0, outer.y0, inner.x0, outer.y1}, {inner.x1, outer.y0, outer.x1, outer.y1},
	} {
		if min(r.width(), r.height()) > 0.01 {
			c.thin(r)
		}
	}
}

// isBox reports whether points are the corners of r.
func isBox(points []point, r rect) bool {
	if len(points) < 4 || len(points) > 5 {
		return false
	}
	for _, p := range points {
		if math.Min(math.Abs(p.x-r.x0), math.Abs(p.x-r.x1)) > 0.1 || math.Min(math.Abs(p.y-r.y0), math.Abs(p.y-r.y1)) > 0.1 {
			return false
		}
	}
	return true
}

// area notes a fill.
func (c *canvas) area(r rect, i ink, box bool) {
	if !r.valid() || r.width() <= 0 || r.height() <= 0 || c.off > 0 {
		return
	}
	const opaque = 0.9
	if !c.page.doc.meter.segment() {
		return
	}
	c.page.seq++
	c.page.fills = append(c.page.fills, fill{r, i, c.page.seq, box && i.alpha >= opaque && !c.state.blended})
}
