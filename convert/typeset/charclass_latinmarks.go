package typeset

// latinMarks finds the quotation marks, apostrophes and … that belong to Latin text.
// Those of Chinese text, also round a Latin word, are full-width. An opening mark is
// what stands before it, a closing one what its opening one is.
func (s *setter) latinMarks(chars []char) {
	var open []bool
	for i := range chars {
		c := &chars[i]
		before, after := neighbour(chars, i, -1), neighbour(chars, i, 1)
		is := before != han && after != han
		switch c.r {
		case '“', '‘':
			is = is && after == letter
			open = append(open, is)
		case '”', '’':
			inWord := c.r == '’' && i > 0 && i+1 < len(chars) && chars[i-1].kind == letter && chars[i+1].kind == letter
			if n := len(open); n > 0 && !inWord {
				is = open[n-1]
				open = open[:n-1]
			} else {
				is = is && before == letter
			}
			if is && inWord {
				c.kind = letter
			}
		case '…':
			is = is && before == letter
		default:
			continue
		}
		if is {
			c.latin, c.width = true, s.metrics.LatinAdvance(c.role, c.r)
		}
	}
}

// neighbour is what stands before or behind a mark, other marks and spaces passed over:
// letter, which a figure counts for, han, or nothing.
func neighbour(chars []char, i, step int) kind {
	for i += step; i >= 0 && i < len(chars); i += step {
		switch c := &chars[i]; c.kind {
		case letter, digit:
			return letter
		case han, comma, stop:
			return han
		case opening, closing:
			if c.width > 0.9 && c.r != '“' && c.r != '”' && c.r != '‘' && c.r != '’' {
				return han
			}
		}
	}
	return nothing
}
