package pdf

import "github.com/nianbao/nianbao/convert/source/pages"

// A path is what is drawn or filled next, in the page's coordinates.
type path struct {
	parts []pages.Subpath
	user  pages.Point // where the pen is, in the instructions' own coordinates
	start pages.Point
	clip  bool // it cuts what follows down
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
	c.path.user, c.path.start = pages.Point{X: x, Y: y}, pages.Point{X: x, Y: y}
	c.path.parts = append(c.path.parts, pages.Subpath{Points: []pages.Point{c.state.ctm.Apply(x, y)}})
}

func (c *canvas) lineTo(x, y float64, curved bool) {
	if len(c.path.parts) == 0 {
		c.moveTo(x, y)
		return
	}
	c.path.user = pages.Point{X: x, Y: y}
	p := &c.path.parts[len(c.path.parts)-1]
	if p.Closed {
		c.path.parts = append(c.path.parts, pages.Subpath{Points: []pages.Point{p.Points[0]}})
		p = &c.path.parts[len(c.path.parts)-1]
	}
	p.Points = append(p.Points, c.state.ctm.Apply(x, y))
	p.Curved = p.Curved || curved
}

func (c *canvas) closePath() {
	if n := len(c.path.parts); n > 0 {
		c.path.parts[n-1].Closed = true
	}
}

// endPath draws and fills the path, and cuts down what follows.
func (c *canvas) endPath(closes, strokes, fills bool) {
	if closes {
		c.closePath()
	}
	parts, s := c.path.parts, &c.state
	if c.off == 0 && fills {
		c.page.Fill(parts, s.fill, s.clip, !s.blended)
	}
	if c.off == 0 && strokes {
		c.page.Stroke(parts, s.lineWidth*s.ctm.Scale(), s.stroke, s.clip)
	}
	if c.path.clip && len(parts) > 0 {
		s.clip = s.clip.And(pages.Extent(parts))
	}
	c.path = path{}
}
