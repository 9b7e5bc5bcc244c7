package pdf

// doText runs an instruction of text and reports whether it is one.
func (c *canvas) doText(op string) bool {
	s := &c.state
	switch op {
	case "BT":
		c.text, c.line = identity, identity
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
	c.line = matrix{1, 0, 0, 1, x, y}.times(c.line)
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
		c.text = matrix{1, 0, 0, 1, 0, by}.times(c.text)
	} else {
		c.text = matrix{1, 0, 0, 1, by * c.state.stretch, 0}.times(c.text)
	}
}

// show shows a string.
func (c *canvas) show(s string) {
	t := &c.state
	for len(s) > 0 && c.page.doc.meter.err == nil {
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
	t, p := &c.state, c.page
	if !p.doc.meter.glyph() {
		return
	}
	place := matrix{t.stretch, 0, 0, 1, 0, t.rise}.times(c.text).times(t.ctm)
	g := glyph{text: s, from: place.apply(0, 0), to: place.apply(width, 0), ink: t.fill}
	if t.font.vertical { // its origin is above its middle
		const above = 0.88
		g.from = place.apply(-width/2, -above*t.size)
		g.to = place.apply(width/2, -above*t.size)
		g.column = true
	}
	top := place.apply(0, t.size)
	bottom := place.apply(0, 0)
	g.size = around(top, bottom).width() + around(top, bottom).height()
	if !around(g.from, g.to).valid() || g.size <= 0 || g.size > 1e4 {
		return
	}
	if t.mode == 1 || t.mode == 5 {
		g.ink = t.stroke
	}
	const unseen, clipped = 3, 7
	p.seq++
	g.seq = p.seq
	if isBlank(s) {
		p.glyphs = append(p.glyphs, g)
		return
	}
	if t.mode == unseen || t.mode == clipped || !g.ink.seen() || c.off > 0 || g.size < 0.5 {
		return
	}
	g.lost = !t.clip.has((g.from.x+g.to.x)/2, (g.from.y+g.to.y)/2+0.3*g.size, 0.1)
	p.glyphs = append(p.glyphs, g)
}

// isBlank reports whether a character leaves no ink.
func isBlank(s string) bool {
	switch s {
	case " ", "\u00a0", "\u3000", "\t", "\u200b", "\u2002", "\u2003", "\u2009", "\ufeff", "\u00ad":
		return true
	}
	return false
}
