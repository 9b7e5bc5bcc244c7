package ofd

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// black is what is drawn with where nothing else is said.
var black = pages.Ink{Alpha: 1}

// ink is the colour that an object fills or strokes with: its own, or what its
// drawing parameters say, or those of its layer.
func (c *canvas) ink(e *element, kind string) pages.Ink {
	color := e.kid(kind)
	for _, id := range []string{e.attr("DrawParam"), c.param} {
		if color == nil && id != "" {
			c.doc.param(id, func(p *element) bool { color = p.kid(kind); return color != nil })
		}
	}
	i := black
	if color != nil {
		i.Light = c.light(color)
		i.Alpha = alpha(color)
	}
	i.Alpha *= alpha(e) * c.alpha
	return i
}

// alpha is how much an object or a colour shows, 1 when it does not say.
func alpha(e *element) float64 {
	if n, err := strconv.ParseFloat(strings.TrimSpace(e.attr("Alpha")), 64); err == nil {
		return min(1, max(0, n/255))
	}
	return 1
}

// light is how light a colour is, 0 to 1: of a pattern or a palette, in between.
func (c *canvas) light(color *element) float64 {
	space := c.doc.spaces[color.attr("ColorSpace")]
	most := 255.0
	if bits, err := strconv.Atoi(space.attr("BitsPerComponent")); err == nil && bits > 0 && bits <= 16 {
		most = float64(int(1)<<bits - 1)
	}
	var list []float64
	for f := range strings.FieldsSeq(color.attr("Value")) {
		n, err := strconv.ParseFloat(f, 64)
		if hex, ok := strings.CutPrefix(f, "#"); ok {
			var whole uint64
			whole, err = strconv.ParseUint(hex, 16, 32)
			n = float64(whole)
		}
		if err != nil {
			return 0.5
		}
		list = append(list, min(1, max(0, n/most)))
	}
	if color.attr("Index") != "" || len(color.kids) > 0 {
		return 0.5
	}
	switch kind := strings.ToUpper(space.attr("Type")); {
	case len(list) == 0:
		return 0
	case kind == "CMYK" || len(list) == 4:
		for len(list) < 4 {
			list = append(list, 0)
		}
		return 1 - min(1, max(list[0], list[1], list[2])+list[3])
	case len(list) == 3:
		return min(list[0], list[1], list[2])
	}
	return list[0]
}
