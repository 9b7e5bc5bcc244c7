package ofd

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
)

// text writes a run as a TextObject: its characters, and how far each stands from the one
// before it. A space that it begins with is left out, for some readers would strip it and
// count the steps from what is left.
func (p *painter) text(t *typeset.Text, r run) {
	for r.from < r.end && (unicode.IsSpace(t.Runes[r.from]) || dropped(t.Runes[r.from])) {
		r.from++
	}
	if r.from == r.end {
		return
	}
	right := t.End
	if r.end < len(t.At) {
		right = t.At[r.end]
	}
	// Readers cut off what reaches beyond the Boundary: there is room for accents, and for
	// glyphs that are broader than what is left of their advance.
	size, x := length(t.Size), length(t.X+t.At[r.from])
	beside, above, below := size/4, size*5/4, size/2
	p.add("<ofd:TextObject")
	p.identify()
	p.place(box{x - beside, length(t.Y) - above, max(length(t.X+right)-x, 0) + 2*beside, above + below})
	p.add(` Font="`)
	p.out = strconv.AppendInt(p.out, int64(r.font.id), 10)
	p.add(`" Size="`)
	p.out = appendLength(p.out, size)
	p.add(`">`)
	if r.alone {
		p.transform(r.font, glyph(t, t.Runes[r.from]))
	}
	p.add(`<ofd:TextCode X="`)
	p.out = appendLength(p.out, beside)
	p.add(`" Y="`)
	p.out = appendLength(p.out, above)
	if steps := steps(t, r); len(steps) > 0 {
		p.add(`" DeltaX="`)
		p.out = appendSteps(p.out, steps)
	}
	p.add(`">`)
	for _, c := range t.Runes[r.from:r.end] {
		if !dropped(c) {
			p.out = appendRune(p.out, legal(c))
		}
	}
	p.add("</ofd:TextCode></ofd:TextObject>")
}

// transform names the glyph of a character that stands alone. Characters beyond U+FFFF count
// as two: readers keep texts in UTF-16, and look no further than its units in a font.
func (p *painter) transform(ft *font, r rune) {
	p.add(`<ofd:CGTransform CodePosition="0" CodeCount="`)
	wide, _ := fonts.Wide(r)
	p.out = append(p.out, "12"[min(int(wide>>16), 1)])
	p.add(`" GlyphCount="1"><ofd:Glyphs>`)
	p.out = strconv.AppendInt(p.out, int64(ft.file.Glyph(r)), 10)
	p.add("</ofd:Glyphs></ofd:CGTransform>")
}

// steps are the distances between the characters of a run. One that differs from the last by
// next to nothing is the same, so that steps repeat: no character stands further than that,
// a hundredth of a millimetre, from its place.
func steps(t *typeset.Text, r run) []int {
	const nothing = 10
	first, at, step := length(t.X+t.At[r.from]), 0, 0
	all := make([]int, 0, r.end-r.from)
	for i := r.from + 1; i < r.end; i++ {
		if dropped(t.Runes[i]) {
			continue
		}
		want := length(t.X+t.At[i]) - first
		if off := want - at - step; off < -nothing || off > nothing {
			step = want - at
		}
		at += step
		all = append(all, step)
	}
	return all
}

// appendSteps writes steps; of those that repeat it says how often: g 27 5.556.
func appendSteps(b []byte, steps []int) []byte {
	const few = 3
	for i := 0; i < len(steps); {
		end := i + 1
		for end < len(steps) && steps[end] == steps[i] {
			end++
		}
		if end-i < few {
			end = i + 1
		}
		if i > 0 {
			b = append(b, ' ')
		}
		if end-i >= few {
			b = append(strconv.AppendInt(append(b, "g "...), int64(end-i), 10), ' ')
		}
		b = appendLength(b, steps[i])
		i = end
	}
	return b
}

// appendRune writes a character of XML's text.
func appendRune(b []byte, r rune) []byte {
	switch r {
	case '&':
		return append(b, "&amp;"...)
	case '<':
		return append(b, "&lt;"...)
	case '>':
		return append(b, "&gt;"...)
	case '"':
		return append(b, "&quot;"...)
	}
	return utf8.AppendRune(b, r)
}
