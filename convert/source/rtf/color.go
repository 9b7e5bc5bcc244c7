package rtf

// colors are those of the file: which of them are white.
type colors struct {
	whites []bool
	parts  int // of red, green and blue, how many are full in the one described
}

const maxColors = 10_000

// word takes a part of the colour that is described.
func (c *colors) word(t token) {
	switch t.word {
	case "red", "green", "blue":
		if t.number == 255 {
			c.parts++
		}
	}
}

// add ends a colour.
func (c *colors) add() {
	if len(c.whites) < maxColors {
		c.whites = append(c.whites, c.parts == 3)
	}
	c.parts = 0
}

func (c *colors) isWhite(n int) bool { return n > 0 && n < len(c.whites) && c.whites[n] }
