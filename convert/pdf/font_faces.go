package pdf

import (
	"bytes"
	"math"
	"unicode"

	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
)

// A font is a face as the document embeds it.
type font struct {
	face   *fonts.Face
	number int // of its resource: /F0, /F1, …
	runes  []rune
	seen   map[rune]bool
	subset *fonts.Subset
}

// faces are the fonts of one document, in the order of their first character.
type faces struct {
	set   *fonts.Set
	fonts []*font
}

// cut finds the face of every character and cuts the faces down to them.
func (w *Writer) cut(doc *typeset.Document) *faces {
	f := &faces{set: w.fonts}
	for _, page := range doc.Pages {
		f.see(page.Texts)
		if page.Turned != nil {
			f.see(page.Turned.Texts)
		}
	}
	f.pack()
	return f
}

// mostOutlines is how many bytes of outlines a file may have whose fonts are packed, 0.7 of
// which stay, so that a report of the usual length is below 256 KB.
const mostOutlines = 296 << 10

// pack cuts the faces. Packed outlines are joined in no time, but repeats between them are
// not found: where these count, the fonts are compressed anew.
func (f *faces) pack() {
	outlines := 0
	for _, ft := range f.fonts {
		outlines += ft.face.OutlineSize(ft.runes)
	}
	for _, ft := range f.fonts {
		if outlines <= mostOutlines {
			ft.subset = ft.face.Packed(ft.runes)
			continue
		}
		ft.subset = ft.face.Subset(ft.runes)
		c := small.get()
		ft.subset.Data = bytes.Clone(c.deflate(ft.subset.Data))
		small.pool.Put(c)
	}
}

// see notes the characters of texts.
func (f *faces) see(texts []typeset.Text) {
	for _, t := range texts {
		for i, r := range t.Runes {
			ft := f.of(t.Role, legal(r))
			if r = ft.glyph(&t, i); !ft.seen[r] {
				ft.seen[r] = true
				ft.runes = append(ft.runes, r)
			}
		}
	}
}

// size is about what the fonts take in the file.
func (f *faces) size() int {
	n := 0
	for _, ft := range f.fonts {
		n += len(ft.subset.Data) + 4<<10
	}
	return n
}

// of is the font that draws the character in the role.
func (f *faces) of(role string, r rune) *font {
	face, _ := f.set.Face(role, r)
	for _, ft := range f.fonts {
		if ft.face == face {
			return ft
		}
	}
	ft := &font{face: face, number: len(f.fonts), seen: map[rune]bool{}}
	f.fonts = append(f.fonts, ft)
	return ft
}

// legal replaces the few code points that a PDF/A may not name (ISO 19005-2,
// 6.2.11.7.2) by others that print the same.
func legal(r rune) rune {
	switch {
	case r == 0xFEFF:
		return 0x2060 // word joiner
	case r == 0, r == 0xFFFE, r == 0xFFFF, 0xD800 <= r && r <= 0xDFFF, r > 0x10FFFF, r < 0:
		return fonts.Geta
	}
	return r
}

// glyph is the character i of a text as the subset has it: narrowed where the next
// one begins, or the line ends, before it does. Drawn at its full width it would
// reach over the next, and programs that take text out of a page end a line there. It is
// broadened where a gap follows, which they would take for a space.
func (ft *font) glyph(t *typeset.Text, i int) rune {
	r, end := legal(t.Runes[i]), t.End
	if t.Latin {
		return fonts.Latin(r)
	}
	if i+1 < len(t.At) {
		end = t.At[i+1]
	}
	width := ft.face.Width(r)
	const gap = 0.15 * 1000 // that is one
	switch room := (end - t.At[i]) * 1000 / t.Size; {
	case int(math.Round((float64(width)-room)/50)) > 0:
		if n := int(math.Round((float64(width) - room) / 50)); n*50 < width {
			return fonts.Narrow(r, n)
		}
	case room-float64(width) > gap && width > 0 && !unicode.IsSpace(r):
		return fonts.Broad(r)
	}
	return r
}
