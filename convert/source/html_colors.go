package source

import (
	"strconv"
	"strings"
)

// A shade is a colour as 0xRRGGBB.
type shade int32

const (
	seeThrough   shade = -1 // shows nothing of its own
	unknownShade shade = -2 // a picture
)

var shadeNames = map[string]shade{
	"white": 0xffffff, "black": 0, "transparent": seeThrough, "red": 0xff0000, "blue": 0x0000ff, "green": 0x008000, "yellow": 0xffff00,
	"gray": 0x808080, "grey": 0x808080, "silver": 0xc0c0c0, "navy": 0x000080, "snow": 0xfffafa, "ivory": 0xfffff0,
	"ghostwhite": 0xf8f8ff, "whitesmoke": 0xf5f5f5, "floralwhite": 0xfffaf0, "orange": 0xffa500, "purple": 0x800080,
	"teal": 0x008080, "maroon": 0x800000, "lightgray": 0xd3d3d3, "lightgrey": 0xd3d3d3, "aliceblue": 0xf0f8ff, "azure": 0xf0ffff,
	"lightblue": 0xadd8e6, "skyblue": 0x87ceeb, "steelblue": 0x4682b4, "darkblue": 0x00008b, "darkred": 0x8b0000,
}

// hiddenOn reports whether type of this colour cannot be told from what is behind it.
func (c shade) hiddenOn(back shade) bool {
	if c == seeThrough {
		return true
	}
	if back < 0 {
		return false
	}
	const close = 6 // of 255
	for shift := 0; shift < 24; shift += 8 {
		if d := (c>>shift)&0xff - (back>>shift)&0xff; d > close || d < -close {
			return false
		}
	}
	return true
}

// parseShade reads a colour, also where other words stand beside it, as in background.
func parseShade(s string) (shade, bool) {
	if s == "" {
		return 0, false
	}
	if i := strings.Index(s, "rgb"); i >= 0 {
		if c, ok := parseRGB(s[i:]); ok {
			return c, true
		}
	}
	for word := range strings.FieldsSeq(s) {
		if c, ok := shadeNames[word]; ok {
			return c, true
		}
		if hex, ok := strings.CutPrefix(word, "#"); ok {
			if c, ok := parseHex(hex); ok {
				return c, true
			}
		}
	}
	return 0, false
}

func parseHex(s string) (shade, bool) {
	if (len(s) == 4 || len(s) == 8) && strings.Trim(s[len(s)/4*3:], "0") == "" {
		return seeThrough, true
	}
	switch len(s) {
	case 3, 4:
		s = strings.Repeat(s[:1], 2) + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2)
	case 6, 8:
		s = s[:6]
	default:
		return 0, false
	}
	n, err := strconv.ParseUint(s, 16, 32)
	return shade(n), err == nil
}

func parseRGB(s string) (shade, bool) {
	_, s, _ = strings.Cut(s, "(")
	s, _, closed := strings.Cut(s, ")")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if !closed || len(parts) < 3 {
		return 0, false
	}
	if len(parts) > 3 {
		if alpha, _, ok := length(parts[3]); ok && alpha < 0.05 {
			return seeThrough, true
		}
	}
	c := shade(0)
	for _, p := range parts[:3] {
		n, unit, ok := length(p)
		if unit == "%" {
			n *= 2.55
		}
		if !ok || n < 0 || n > 255 {
			return 0, false
		}
		c = c<<8 | shade(n)
	}
	return c, true
}
