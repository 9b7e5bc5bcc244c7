package ofd

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// A typeface is how the characters of an object are set.
type typeface struct {
	size, stretch float64
	turn          pages.Matrix // of each character, about where it begins
	down          bool         // they stand below one another
	ink           pages.Ink
	shown         bool
}

// text draws the characters of a text.
func (c *canvas) text(e *element) {
	size, err := strconv.ParseFloat(strings.TrimSpace(e.attr("Size")), 64)
	if err != nil || math.IsNaN(size) || math.Abs(size) > 1e4 {
		c.damaged()
		return
	}
	t := typeface{size: size, stretch: 1, turn: pages.Identity, shown: true, ink: c.ink(e, "FillColor")}
	if n, err := strconv.ParseFloat(e.attr("HScale"), 64); err == nil && n > 0 && n < 100 {
		t.stretch = n
	}
	switch fills, strokes := isYes(e.attr("Fill"), true), isYes(e.attr("Stroke"), false); {
	case !fills && strokes:
		t.ink = c.ink(e, "StrokeColor")
	case !fills:
		t.shown = false
	}
	switch e.attr("CharDirection") { // clockwise
	case "90":
		t.turn = pages.Matrix{0, 1, -1, 0, 0, 0}
	case "180":
		t.turn = pages.Matrix{-1, 0, 0, -1, 0, 0}
	case "270":
		t.turn = pages.Matrix{0, -1, 1, 0, 0, 0}
	}
	var x, y float64
	for _, code := range e.all("TextCode") {
		var ok, ok2 bool
		if x, ok = orBefore(code.attr("X"), x); !ok {
			c.damaged()
		}
		if y, ok2 = orBefore(code.attr("Y"), y); !ok2 {
			c.damaged()
		}
		c.code(&t, code, string(code.text), x, y)
	}
	if n := glyphsAlone(e); n > 0 { // nothing says what they are
		c.code(&t, e.kid("TextCode"), strings.Repeat("\ufffd", n), x, y)
	}
}

// glyphsAlone is how many glyphs an object has that has no text for them.
func glyphsAlone(e *element) int {
	for _, code := range e.all("TextCode") {
		if len(code.text) > 0 {
			return 0
		}
	}
	n := 0
	for _, g := range e.all("CGTransform") {
		n += len(strings.Fields(g.kid("Glyphs").said()))
	}
	return n
}

// orBefore reads a coordinate; one that is not said is that of the text before.
func orBefore(s string, before float64) (float64, bool) {
	if strings.TrimSpace(s) == "" {
		return before, true
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return n, err == nil
}

// code draws the characters of a piece of text, which begins at x, y. Where each stands
// the steps between them say; where those are too few, it stands where its width puts it, and
// may be of another value.
func (c *canvas) code(t *typeface, e *element, text string, x, y float64) {
	if !c.doc.meter.draw(text) {
		return
	}
	dx, ok := c.steps(e.attr("DeltaX"), len(text))
	dy, ok2 := c.steps(e.attr("DeltaY"), len(text))
	if !ok || !ok2 {
		c.damaged()
		return
	}
	chars := characters(text, max(len(dx), len(dy)))
	known := max(len(dx), len(dy)) // the last character whose place is said
	t.down = t.turn == pages.Identity && moves(dy) && !moves(dx)
	for i, s := range chars {
		step, width := pages.Point{}, typicalWidth(s)*t.size*t.stretch
		if i < len(dx) {
			step.X = dx[i]
		}
		if i < len(dy) {
			step.Y = dy[i]
		}
		if i >= known {
			step.X = width
		}
		const loose = 1.3
		if i < len(dx) && step.Y == 0 && step.X > 0 && step.X < loose*width {
			width = step.X // as far as the pen went on
		}
		if s != "" {
			c.put(t, s, x, y, width, i > known)
		}
		x, y = x+step.X, y+step.Y
	}
}

// moves reports whether steps lead anywhere.
func moves(steps []float64) bool {
	return slices.ContainsFunc(steps, func(n float64) bool { return n != 0 })
}

// characters parts a text as its steps count them: one between two. Blanks around it that the
// steps do not count are of the XML. Steps that count halves of characters as UTF-16 has
// them get "" for the second half.
func characters(text string, steps int) []string {
	runes := []rune(text)
	if trimmed := []rune(strings.Trim(text, "\r\n\t ")); len(runes) != steps+1 && len(trimmed) < len(runes) &&
		(len(trimmed) == steps+1 || strings.ContainsAny(text, "\r\n")) {
		runes = trimmed
	}
	halves := len(runes) != steps+1 && len(utf16.Encode(runes)) == steps+1
	var list []string
	for _, r := range runes {
		if r < ' ' {
			r = ' '
		}
		list = append(list, string(r))
		if halves && r > 0xffff {
			list = append(list, "")
		}
	}
	return list
}

// steps reads the steps between characters: numbers, and "g 3 0.5" for three of 0.5. More than
// most are of no use.
func (c *canvas) steps(s string, most int) (list []float64, ok bool) {
	if !c.doc.meter.draw(s) {
		return nil, true
	}
	words := strings.Fields(s)
	for i := 0; i < len(words) && len(list) <= most; i++ {
		times := 1
		if words[i] == "g" || words[i] == "G" {
			if i+2 >= len(words) {
				return nil, false
			}
			n, err := strconv.Atoi(words[i+1])
			if err != nil || n < 0 {
				return nil, false
			}
			times, i = min(n, most+1), i+2
		}
		n, err := strconv.ParseFloat(words[i], 64)
		if err != nil || math.IsNaN(n) || math.Abs(n) > 1e6 {
			return nil, false
		}
		for range times {
			list = append(list, n)
		}
	}
	return list, true
}

// typicalWidth is how wide a character is in most faces, in sizes.
func typicalWidth(s string) float64 {
	r := []rune(s + " ")[0]
	switch {
	case r >= 0x2e80, strings.ContainsRune("—‘’“”…", r):
		return 1
	case strings.ContainsRune("MWmw@%", r):
		return 0.8
	}
	return 0.5
}

// put puts a character on the page. One that stands outside of its boundary is cut off by it,
// the standard says, and shown, some programs say: it is read, and what it is of stays open.
func (c *canvas) put(t *typeface, s string, x, y, width float64, unsure bool) {
	if s == "\ufffd" {
		s = "" // nothing says what it is
	}
	at := pages.Matrix{1, 0, 0, 1, x, y}.Times(c.place)
	own := t.turn.Times(at)
	g := pages.Glyph{Text: s, From: own.Apply(0, 0), To: own.Apply(width, 0), Ink: t.ink, Column: t.down}
	top := own.Apply(0, -t.size)
	body := pages.Around(top, g.From)
	g.Size = body.Width() + body.Height()
	middle := pages.Point{X: (g.From.X+g.To.X)/2 + 0.3*(top.X-g.From.X), Y: (g.From.Y+g.To.Y)/2 + 0.3*(top.Y-g.From.Y)}
	g.Cut = unsure || !c.edge.Has(middle.X, middle.Y, 0.5*g.Size)
	c.page.Put(g, c.clip, t.shown)
}
