package pdf

import (
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
		for _, t := range page.Texts {
			for _, r := range t.Runes {
				r = legal(r)
				if ft := f.of(t.Role, r); !ft.seen[r] {
					ft.seen[r] = true
					ft.runes = append(ft.runes, r)
				}
			}
		}
	}
	for _, ft := range f.fonts {
		ft.subset = ft.face.Subset(ft.runes)
	}
	return f
}

// size is about what the fonts take in the file.
func (f *faces) size() int {
	n := 0
	for _, ft := range f.fonts {
		n += len(ft.subset.Data)*3/4 + 4<<10
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
