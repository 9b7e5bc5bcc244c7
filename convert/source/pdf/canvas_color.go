package pdf

// colors is how the numbers of a colour are meant.
type colors int

const (
	byCount    colors = iota // one is grey, three are RGB, four CMYK
	bySubtract               // one is how much ink there is
	byPattern
	byIndex
	byLab
)

// doColor runs an instruction of colours.
func (c *canvas) doColor(op string) {
	s := &c.state
	switch op {
	case "g", "rg", "k":
		s.spaces[0] = byCount
		s.fill.Light = c.light(byCount)
	case "G", "RG", "K":
		s.spaces[1] = byCount
		s.stroke.Light = c.light(byCount)
	case "cs":
		s.spaces[0] = c.colorSpace(c.name())
		s.fill.Light = 0
	case "CS":
		s.spaces[1] = c.colorSpace(c.name())
		s.stroke.Light = 0
	case "sc", "scn":
		s.fill.Light = c.light(s.spaces[0])
	case "SC", "SCN":
		s.stroke.Light = c.light(s.spaces[1])
	}
}

// colorSpace tells a colour space by its name or its resource.
func (c *canvas) colorSpace(n name) colors {
	f := c.page.doc.file
	switch n {
	case "Pattern":
		return byPattern
	case "DeviceGray", "DeviceRGB", "DeviceCMYK":
		return byCount
	}
	a := f.array(c.lookUp("ColorSpace", n))
	if len(a) == 0 {
		return byCount
	}
	switch f.name(a[0]) {
	case "Separation", "DeviceN":
		return bySubtract
	case "Pattern":
		return byPattern
	case "Indexed", "I":
		return byIndex
	case "Lab":
		return byLab
	}
	return byCount
}

// light is how light the colour of the operands is, 0 to 1.
func (c *canvas) light(space colors) float64 {
	n := len(c.operands)
	switch space {
	case byPattern, byIndex:
		return 0.5
	case byLab:
		return c.num(0) / 100
	case bySubtract:
		most := 0.0
		for i := range n {
			most = max(most, c.num(i))
		}
		return 1 - most
	}
	switch n {
	case 1:
		return c.num(0)
	case 3:
		return min(c.num(0), c.num(1), c.num(2))
	case 4:
		return 1 - min(1, max(c.num(0), c.num(1), c.num(2))+c.num(3))
	}
	return 0
}
