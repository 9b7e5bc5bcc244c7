package pdf

import "github.com/nianbao/nianbao/convert/source/pages"

// doText runs an instruction of text and reports whether it is one.
func (c *canvas) doText(op string) bool {
	s := &c.state
	switch op {
	case "BT":
		c.text, c.line = pages.Identity, pages.Identity
	case "ET":
	case "Tf":
		s.font = c.page.font(c.lookUp("Font", c.name()))
		s.size = c.num(1)
	case "Tc":
		s.spacing = c.num(0)
	case "Tw":
		s.wordSpacing = c.num(0)
	case "Tz":
		s.stretch = c.num(0) / 100
	case "TL":
		s.leading = c.num(0)
	case "Ts":
		s.rise = c.num(0)
	case "Tr":
		s.mode = int(c.num(0))
	case "Td":
		c.moveLine(c.num(0), c.num(1))
	case "TD":
		s.leading = -c.num(1)
		c.moveLine(c.num(0), c.num(1))
	case "Tm":
		c.line = c.matrix()
		c.text = c.line
	case "T*":
		c.moveLine(0, -s.leading)
	case "Tj":
		c.showAll(c.operands)
	case "TJ":
		if len(c.operands) > 0 {
			list, _ := c.operands[0].(array)
			c.showAll(list)
		}
	case "'":
		c.moveLine(0, -s.leading)
		c.showAll(c.operands)
	case "\"":
		s.wordSpacing, s.spacing = c.num(0), c.num(1)
		c.moveLine(0, -s.leading)
		if len(c.operands) > 2 {
			c.showAll(c.operands[2:])
		}
	default:
		return false
	}
	return true
}

func (c *canvas) moveLine(x, y float64) {
	c.line = pages.Matrix{1, 0, 0, 1, x, y}.Times(c.line)
	c.text = c.line
}

// showAll shows strings, moved by the numbers between them.
func (c *canvas) showAll(list []object) {
	if c.state.font == nil {
		c.state.font = &font{width: 500, matrix: 0.001, known: map[code]string{}}
	}
	for _, o := range list {
		switch v := o.(type) {
		case text:
			c.show(string(v))
		case int, float64:
			n, _ := number(v)
			c.advance(-n / 1000 * c.state.size)
		}
	}
}

// advance moves the pen along the line of text.
func (c *canvas) advance(by float64) {
	if c.state.font.vertical {
		c.text = pages.Matrix{1, 0, 0, 1, 0, by}.Times(c.text)
	} else {
		c.text = pages.Matrix{1, 0, 0, 1, by * c.state.stretch, 0}.Times(c.text)
	}
}

// show shows a string.
func (c *canvas) show(s string) {
	t := &c.state
	for len(s) > 0 && c.page.doc.meter.Err() == nil {
		k := t.font.next(s)
		if k.size == 0 {
			return
		}
		s = s[k.size:]
		width := t.font.widthOf(k) * t.font.matrix * t.size
		c.put(t.font.textOf(k), width)
		by := width
		if t.font.vertical {
			by = t.font.down * t.font.matrix * t.size
			if by += t.spacing; k.size == 1 && k.value == ' ' {
				by += t.wordSpacing
			}
			c.advance(by)
			continue
		}
		if by += t.spacing; k.size == 1 && k.value == ' ' {
			by += t.wordSpacing
		}
		c.advance(by)
	}
}

// put puts a character on the page where the pen is.
func (c *canvas) put(s string, width float64) {
	t := &c.state
	place := pages.Matrix{t.stretch, 0, 0, 1, 0, t.rise}.Times(c.text).Times(t.ctm)
	g := pages.Glyph{Text: s, From: place.Apply(0, 0), To: place.Apply(width, 0), Ink: t.fill}
	if t.font.vertical { // its origin is above its middle
		const above = 0.88
		g.From = place.Apply(-width/2, -above*t.size)
		g.To = place.Apply(width/2, -above*t.size)
		g.Column = true
	}
	top := place.Apply(0, t.size)
	bottom := place.Apply(0, 0)
	g.Size = pages.Around(top, bottom).Width() + pages.Around(top, bottom).Height()
	if t.mode == 1 || t.mode == 5 {
		g.Ink = t.stroke
	}
	const unseen, clipped = 3, 7
	c.page.Put(g, t.clip, t.mode != unseen && t.mode != clipped && c.off == 0)
}
