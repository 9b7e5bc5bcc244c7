package ofd

import (
	"unicode"

	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
)

// A font is a face as the document embeds it.
type font struct {
	face  *fonts.Face
	id    int
	runes []rune
	seen  map[rune]bool
	file  *fonts.File
}

// A run is a part of a text that one TextObject shows. A character that its font's cmap does
// not lead to, or that not every reader takes for one, stands alone, and its glyph is named.
type run struct {
	font      *font
	from, end int
	alone     bool
}

// faces are the fonts of one document, in the order of their first character, which gives
// them their ids, and the runs of its texts in the order of drawing.
type faces struct {
	set   *fonts.Set
	fonts []*font
	runs  [][]run
}

// newFaces finds the face of every character and cuts the faces down to them.
func newFaces(set *fonts.Set, doc *typeset.Document) *faces {
	f := &faces{set: set}
	for _, page := range doc.Pages {
		if page.Turned != nil {
			f.see(page.Turned.Texts)
		}
		f.see(page.Texts)
	}
	f.pack()
	return f
}

// mostOutlines is how many bytes of outlines a file may have whose fonts are packed, 0.7 of
// which stay, so that a report of the usual length is below 256 KB. It is that of
// convert/pdf.
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
			ft.file = ft.face.PackedFile(ft.runes)
		} else {
			ft.file = ft.face.File(ft.runes)
		}
	}
}

// see parts texts into runs and notes their characters.
func (f *faces) see(texts []typeset.Text) {
	for i := range texts {
		t := &texts[i]
		runs := make([]run, 0, 2)
		for k, r := range t.Runes {
			if dropped(r) {
				continue
			}
			r = glyph(t, r)
			wide, _ := fonts.Wide(r)
			ft, alone := f.of(t.Role, wide), r > 0xFFFF
			if !ft.seen[r] {
				ft.seen[r] = true
				ft.runes = append(ft.runes, r)
			}
			if n := len(runs); n > 0 && !alone && !runs[n-1].alone && runs[n-1].font == ft {
				runs[n-1].end = k + 1
			} else {
				runs = append(runs, run{ft, k, k + 1, alone})
			}
		}
		f.runs = append(f.runs, runs)
	}
}

// next takes the runs of the next text.
func (f *faces) next() []run {
	runs := f.runs[0]
	f.runs = f.runs[1:]
	return runs
}

// of is the font that draws the character in the role.
func (f *faces) of(role string, r rune) *font {
	face, _ := f.set.Face(role, r)
	for _, ft := range f.fonts {
		if ft.face == face {
			return ft
		}
	}
	ft := &font{face: face, id: len(f.fonts) + 1, seen: map[rune]bool{}}
	f.fonts = append(f.fonts, ft)
	return ft
}

// glyph is a character of a text as the font has it.
func glyph(t *typeset.Text, r rune) rune {
	if r = legal(r); t.Latin {
		return fonts.Latin(r)
	}
	return r
}

// dropped reports whether a character is left out: XML has no control characters, or makes
// spaces of them, and they print nothing.
func dropped(r rune) bool { return unicode.IsControl(r) }

// legal replaces the few code points that XML cannot have by the sign that is printed for
// them, and a mark that would tell the order of bytes by one that prints the same.
func legal(r rune) rune {
	switch {
	case r == 0xFEFF:
		return 0x2060 // word joiner
	case r == 0xFFFE, r == 0xFFFF, 0xD800 <= r && r <= 0xDFFF, r > 0x10FFFF, r < 0:
		return fonts.Geta
	}
	return r
}
