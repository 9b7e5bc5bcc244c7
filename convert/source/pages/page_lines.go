package pages

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A textLine is a line of characters, from left to right.
type textLine struct {
	glyphs []Glyph // without blanks
	spaced []bool  // a blank stands before the glyph
	y      float64
	size   float64 // of most of it
	x0, x1 float64
	vague  bool // what column its values are of cannot be told
}

// linesOf parts characters into lines, from the top down.
func linesOf(glyphs []Glyph) []textLine {
	glyphs = slices.Clone(glyphs)
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return compare(b.y, a.y) })
	var lines []textLine
	for len(glyphs) > 0 {
		n, size := 1, glyphs[0].Size
		const share = 0.45
		for n < len(glyphs) && glyphs[0].y-glyphs[n].y <= share*max(size, glyphs[n].Size) {
			size = max(size, glyphs[n].Size)
			n++
		}
		if l, ok := newLine(glyphs[:n]); ok {
			lines = append(lines, l)
		}
		glyphs = glyphs[n:]
	}
	return lines
}

// newLine orders the characters of a line and drops those that were drawn twice,
// as for bold type.
func newLine(glyphs []Glyph) (textLine, bool) {
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return compare(a.x0, b.x0) })
	var l textLine
	blank := false
	for _, g := range glyphs {
		if isBlank(g.Text) {
			blank = true
			continue
		}
		if n := len(l.glyphs); n > 0 {
			last := &l.glyphs[n-1]
			if last.Text == g.Text && g.x0-last.x0 < 0.25*g.Size && math.Abs(g.y-last.y) < 0.25*g.Size {
				continue
			}
			if overlap := last.x1 - g.x0; overlap > 0.6*min(last.x1-last.x0, g.x1-g.x0) && overlap > 0.15*g.Size {
				last.Cut, g.Cut = true, true
			}
		}
		l.glyphs, l.spaced = append(l.glyphs, g), append(l.spaced, blank)
		blank = false
	}
	if len(l.glyphs) == 0 {
		return l, false
	}
	for _, g := range l.glyphs {
		if g.Size > l.size {
			l.size, l.y = g.Size, g.y
		}
	}
	l.x0, l.x1 = l.glyphs[0].x0, l.glyphs[0].x1
	for _, g := range l.glyphs {
		l.x1 = max(l.x1, g.x1)
	}
	return l, true
}

// raised reports whether a character is a mark of a note or a power.
func (l *textLine) raised(g *Glyph) bool {
	return g.Size < 0.8*l.size && g.y > l.y+0.15*l.size
}

// gap is the room before a glyph in sizes of the type.
func (l *textLine) gap(i int) float64 {
	if i == 0 {
		return 0
	}
	a, b := &l.glyphs[i-1], &l.glyphs[i]
	return (b.x0 - a.x1) / max(a.Size, b.Size)
}

// parted reports whether a blank is written before a glyph.
func (l *textLine) parted(i int) bool {
	if i == 0 {
		return false
	}
	a, b := l.glyphs[i-1].Text, l.glyphs[i].Text
	if isWide(a) || isWide(b) {
		return l.gap(i) > 0.6 || l.spaced[i] && l.gap(i) > 0.3
	}
	return l.gap(i) > 0.25 || l.spaced[i] && l.gap(i) > 0.12
}

func isWide(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x2e80 || strings.ContainsRune("—‘’“”…", r)
}

// powers are raised digits.
var powers = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// text writes the line, with one blank where there is room for one.
func (l *textLine) text() string { return l.write(func(int) string { return " " }) }

// write writes the line; what stands in the room before a glyph is for blank to say.
func (l *textLine) write(blank func(i int) string) string {
	var b strings.Builder
	for i := range l.glyphs {
		g := &l.glyphs[i]
		if l.parted(i) {
			b.WriteString(blank(i))
		}
		switch {
		case l.raised(g) && b.Len() > 0:
			b.WriteString(powers.Replace(shown(g.Text)))
		default:
			b.WriteString(shown(g.Text))
		}
	}
	return b.String()
}

// shown is the text of a glyph; U+FFFD when nothing says what it is.
func shown(s string) string {
	if s == "" {
		return "\ufffd"
	}
	return fold(s)
}
