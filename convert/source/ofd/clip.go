package ofd

import "github.com/nianbao/nianbao/convert/source/pages"

// clips cuts down what an object draws: to what all its clips leave, each of which is the
// areas in it together. A clip that is text is taken for its boundary.
func (c *canvas) clips(e *element) {
	for _, list := range e.all("Clips") {
		for _, clip := range list.all("Clip") {
			var all []pages.Subpath
			for _, area := range clip.all("Area") {
				m, ok := c.matrix(area)
				if !ok {
					c.damaged()
				}
				for _, of := range area.kids {
					all = append(all, c.areaOf(of, m.Times(c.place))...)
				}
			}
			if len(all) > 0 {
				c.clip = c.clip.And(pages.Extent(all))
			}
		}
	}
}

// areaOf is the outline of an object that clips others.
func (c *canvas) areaOf(e *element, at pages.Matrix) []pages.Subpath {
	b, ok := numbers(e.attr("Boundary"))
	ctm, ok2 := c.matrix(e)
	if !ok || !ok2 || len(b) != 4 && len(b) != 0 {
		c.damaged()
		return nil
	}
	if len(b) == 4 {
		at = pages.Matrix{1, 0, 0, 1, b[0], b[1]}.Times(at)
	}
	if e.name == "Path" {
		return c.outline(e.kid("AbbreviatedData"), ctm.Times(at))
	}
	if len(b) != 4 {
		return nil
	}
	return []pages.Subpath{{Points: []pages.Point{at.Apply(0, 0), at.Apply(b[2], b[3])}}}
}
