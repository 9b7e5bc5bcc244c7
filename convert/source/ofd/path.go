package ofd

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// path draws a path: it is stroked where it does not say no, and filled where it says so.
func (c *canvas) path(e *element) {
	parts := c.outline(e.kid("AbbreviatedData"), c.place)
	clip := c.clip.And(c.edge)
	if isYes(e.attr("Fill"), false) {
		c.page.Fill(parts, c.ink(e, "FillColor"), clip, true)
	}
	if isYes(e.attr("Stroke"), true) {
		c.page.Stroke(parts, c.lineWidth(e)*c.place.Scale(), c.ink(e, "StrokeColor"), clip)
	}
}

// isYes reads an attribute that is yes or no.
func isYes(s string, unsaid bool) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return unsaid
}

// lineWidth is how wide an object strokes, in millimetres.
func (c *canvas) lineWidth(e *element) float64 {
	const unsaid = 0.353
	said := e.attr("LineWidth")
	for _, id := range []string{e.attr("DrawParam"), c.param} {
		if said == "" && id != "" {
			c.doc.param(id, func(p *element) bool { said = p.attr("LineWidth"); return said != "" })
		}
	}
	if n, err := strconv.ParseFloat(said, 64); err == nil {
		return n
	}
	return unsaid
}

// operands is how many numbers a command of a path has.
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

// outline is the path that abbreviated data say: S and M begin a part, L draws a line,
// Q, B and A curves, C closes. What is no command ends it, and the page is damaged.
func (c *canvas) outline(e *element, at pages.Matrix) []pages.Subpath {
	data := e.said()
	if !c.doc.meter.draw(data) {
		return nil
	}
	var parts []pages.Subpath
	var n [7]float64
	words := strings.Fields(data)
	for len(words) > 0 {
		op := words[0]
		want, ok := operands[op]
		if words = words[1:]; !ok || len(words) < want {
			c.damaged()
			return nil
		}
		for i := range want {
			var err error
			if n[i], err = strconv.ParseFloat(words[i], 64); err != nil {
				c.damaged()
				return nil
			}
		}
		words = words[want:]
		switch {
		case op == "C":
			if len(parts) > 0 {
				parts[len(parts)-1].Closed = true
			}
		case op == "S" || op == "M" || len(parts) == 0:
			parts = append(parts, pages.Subpath{Points: []pages.Point{at.Apply(n[max(want-2, 0)], n[max(want-1, 1)])}})
		default:
			p := &parts[len(parts)-1]
			if p.Closed {
				parts = append(parts, pages.Subpath{Points: []pages.Point{p.Points[0]}})
				p = &parts[len(parts)-1]
			}
			p.Points = append(p.Points, at.Apply(n[want-2], n[want-1]))
			p.Curved = p.Curved || op != "L"
		}
	}
	return parts
}
