package convert

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/fonts"
)

// glyphs adds a glyph finding for each kind of character that cannot be set: the
// mark that an earlier program left where it lost one, one for private use (every
// font draws another sign), one that is in no font at hand.
func (c *Converter) glyphs(r *report.Report) {
	var seen characters
	var lost, private, missing []string
	note := func(text string) {
		for _, ch := range text {
			if ch < utf8.RuneSelf || unicode.IsSpace(ch) || !seen.add(ch) {
				continue
			}
			_, known := c.fonts.Face(fonts.Fang, ch)
			switch {
			case ch == utf8.RuneError:
				lost = append(lost, named(ch))
			case unicode.Is(unicode.Co, ch):
				private = append(private, named(ch))
			case !known:
				missing = append(missing, named(ch))
			}
		}
	}
	note(r.Title)
	note(r.Agency)
	for _, s := range r.Sections {
		note(s.Heading)
		for _, p := range s.Paragraphs {
			note(p)
		}
	}
	for _, kind := range []struct {
		chars   []string
		message string
	}{
		{lost, "文中有替换符 %s，原字在之前的转码中已丢失，请对照原件补正。"},
		{private, "文中有造字区（私用区）字符 %s，不同字体显示不同，请换成通用字符。"},
		{missing, "字体中没有字符 %s，PDF 中以〓代替。"},
	} {
		if len(kind.chars) > 0 {
			r.Add(report.NewFinding("glyph", fmt.Sprintf(kind.message, strings.Join(kind.chars, "、"))))
		}
	}
}

// characters is a set of characters: a bit for each of the first plane, which has
// nearly all of a text.
type characters struct {
	plane [1 << 16 / 64]uint64
	rare  map[rune]bool
}

// add reports whether the character is new in the set.
func (s *characters) add(ch rune) bool {
	if ch >= 1<<16 {
		was := s.rare[ch]
		if s.rare == nil {
			s.rare = map[rune]bool{}
		}
		s.rare[ch] = true
		return !was
	}
	bits, bit := &s.plane[ch/64], uint64(1)<<(ch%64)
	was := *bits & bit
	*bits |= bit
	return was == 0
}

func named(ch rune) string {
	if unicode.IsGraphic(ch) && !unicode.Is(unicode.Co, ch) {
		return fmt.Sprintf("%c（U+%04X）", ch, ch)
	}
	return fmt.Sprintf("U+%04X", ch)
}
