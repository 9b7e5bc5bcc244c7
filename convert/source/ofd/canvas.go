package ofd

import (
	"slices"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// A frame is what objects stand in: a page, or a composite on it.
type frame struct {
	place pages.Matrix // from its coordinates to the page's
	clip  pages.Rect   // what clips leave, on the page
	edge  pages.Rect   // what the boundaries around it leave
	alpha float64
	param string // drawing parameters of those that have none
	depth int    // of composites
}

// boundless is a clip that nothing is outside of.
var boundless = pages.Rect{X0: -1e6, Y0: -1e6, X1: 1e6, Y1: 1e6}

func newFrame(m pages.Matrix) frame {
	return frame{place: m, clip: boundless, edge: boundless, alpha: 1}
}

// A canvas draws objects on a page.
type canvas struct {
	page   *pages.Page
	doc    *document
	number int
	frame
}

// damaged says that what the page shows cannot be told.
func (c *canvas) damaged() { c.doc.meter.Fail(ErrDamaged, "damaged.pages.page", c.number) }

// layers draws the layers of a page, from the back to the front.
func (c *canvas) layers(content *element) {
	order := func(e *element) int {
		switch e.attr("Type") {
		case "Background":
			return 0
		case "Foreground":
			return 2
		}
		return 1
	}
	list := content.all("Layer")
	slices.SortStableFunc(list, func(a, b *element) int { return order(a) - order(b) })
	for _, l := range list {
		outer := c.frame
		c.param = l.attr("DrawParam")
		c.block(l)
		c.frame = outer
	}
}

// block draws the objects of a layer, or of a block of them, in their order.
func (c *canvas) block(e *element) {
	if e == nil {
		return
	}
	for _, o := range e.kids {
		if c.doc.meter.Err() != nil {
			return
		}
		switch o.name {
		case "PageBlock":
			c.block(o)
		case "TextObject", "PathObject", "ImageObject", "CompositeObject":
			if c.doc.meter.object() && shown(o) {
				c.object(o)
			}
		}
	}
}

// shown reports whether an object is visible.
func shown(e *element) bool { v := e.attr("Visible"); return v != "false" && v != "0" }

// object draws one in its own frame: its boundary says where its coordinates begin and
// what it is cut off at, its matrix where they lead.
func (c *canvas) object(e *element) {
	outer := c.frame
	defer func() { c.frame = outer }()
	if id := e.attr("DrawParam"); id != "" && e.name == "CompositeObject" {
		c.param = id
	}
	b, ok := numbers(e.attr("Boundary"))
	ctm, ok2 := c.matrix(e)
	if !ok || !ok2 || len(b) != 4 && len(b) != 0 {
		c.damaged()
		return
	}
	at := outer.place
	var box pages.Rect
	if len(b) == 4 {
		box = pages.Rect{X0: b[0], Y0: b[1], X1: b[0] + max(0, b[2]), Y1: b[1] + max(0, b[3])}.Through(outer.place)
		at = pages.Matrix{1, 0, 0, 1, b[0], b[1]}.Times(outer.place)
		if b[2] > 0 || b[3] > 0 {
			c.edge = c.edge.And(box)
		}
	}
	c.place = ctm.Times(at)
	c.clips(e)
	switch e.name {
	case "TextObject":
		c.text(e)
	case "PathObject":
		c.path(e)
	case "ImageObject":
		c.picture(e, box)
	default:
		c.composite(e)
	}
}

// matrix is the CTM of an object.
func (c *canvas) matrix(e *element) (pages.Matrix, bool) {
	n, ok := numbers(e.attr("CTM"))
	if len(n) == 0 {
		return pages.Identity, ok
	}
	return pages.MatrixOf(n)
}

// picture notes a picture. Only one of a kind that cannot be transparent hides what it stands on.
func (c *canvas) picture(e *element, box pages.Rect) {
	a := alpha(e) * c.alpha
	if box == (pages.Rect{}) {
		box = pages.Rect{X1: 1, Y1: 1}.Through(c.place)
	}
	kind := c.doc.pictures[e.attr("ResourceID")]
	hides := (kind == ".jpg" || kind == ".jpeg" || kind == ".bmp") && e.attr("ImageMask") == ""
	if a > 0 {
		c.page.Picture(box.And(c.clip), a, hides)
	}
}

// composite draws the objects of a resource.
func (c *canvas) composite(e *element) {
	unit := c.doc.composites[e.attr("ResourceID")]
	switch {
	case unit == nil:
		missing := "CompositeGraphicUnit " + e.attr("ResourceID")
		if c.doc.lost != "" {
			missing = c.doc.lost
		}
		c.doc.meter.Fail(ErrDamaged, "damaged.ofd.missing", missing)
	case c.depth < maxComposites:
		c.depth++
		c.alpha *= alpha(e)
		c.block(unit.kid("Content"))
	default:
		c.doc.meter.Fail(ErrTooLarge, "too-large.deep", maxComposites)
	}
}
