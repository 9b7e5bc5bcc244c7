package convert

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/fonts"
)

// A coverage tells which characters fonts have; *fonts.Set does.
type coverage interface {
	Face(role string, r rune) (*fonts.Face, bool)
	OwnClass(role string, r rune) bool
}

// missingGlyphs adds a glyph finding for each kind of character that cannot be set: the
// mark that an earlier program left where it lost one, one for private use (every
// font draws another sign), one that is in no font at hand, by its script; and, for
// information, for those of which only a face of another class is at hand. For no set
// of fonts, nil, only the first two.
func missingGlyphs(r *report.Report, set coverage) {
	g := glyphs{set: set, missing: map[string][]string{}}
	g.note(r.Title, fonts.Title)
	g.note(r.Agency, fonts.Fang)
	for _, s := range r.Sections {
		g.note(s.Heading, fonts.Hei)
		for _, p := range s.Texts() {
			g.note(p, fonts.Fang)
		}
	}
	for _, f := range r.Fields {
		g.note(f.Text, fonts.Fang)
	}
	add := func(severity report.Severity, chars []string, message string) {
		if len(chars) > 0 {
			f := report.NewFinding(report.CodeGlyph, fmt.Sprintf(message, listed(chars)))
			f.Severity = severity
			r.Add(f)
		}
	}
	add(report.Warning, g.lost, "文中有替换符 %s，原字在之前的转码中已丢失，请对照原件补正。")
	add(report.Warning, g.private, "文中有造字区（私用区）字符 %s，不同字体显示不同，请换成通用字符。")
	add(report.Warning, g.missing[""], "字体中没有字符 %s，PDF 中以〓代替。")
	for _, script := range scripts {
		add(report.Warning, g.missing[script.name], "文中有"+script.name+"字符 %s，本程序不排这种文字，PDF 中以〓代替，原字保留在数据中。")
	}
	add(report.Info, g.other, "字符 %s 在所用字体中没有，PDF 中以其他字体（宋体类）代替，笔画粗细略有不同。")
}

// scripts are those of China's minorities that would have to be shaped: letters join,
// stack, or run from right to left or from top to bottom.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"藏文", unicode.Tibetan},
	{"维吾尔文等阿拉伯字母的", unicode.Arabic},
	{"蒙古文", unicode.Mongolian},
	{"傣文", unicode.New_Tai_Lue},
	{"德宏傣文", unicode.Tai_Le},
}

// glyphs collects the characters that a text cannot be set with, each once.
type glyphs struct {
	set                  coverage
	seen                 characters
	lost, private, other []string
	missing              map[string][]string // by the name of the script; "" for others
}

func (g *glyphs) note(text, role string) {
	for _, ch := range text {
		if ch < utf8.RuneSelf || !g.seen.add(ch) || unicode.IsSpace(ch) {
			continue
		}
		switch {
		case ch == utf8.RuneError:
			g.lost = append(g.lost, named(ch))
		case unicode.Is(unicode.Co, ch):
			g.private = append(g.private, named(ch))
		case g.set != nil:
			g.lookUp(ch, role)
		}
	}
}

func (g *glyphs) lookUp(ch rune, role string) {
	han := unicode.Is(unicode.Han, ch)
	if han && role != fonts.Song && g.set.OwnClass(role, ch) {
		return // nearly all of a text
	}
	if _, known := g.set.Face(role, ch); !known {
		name := scriptOf(ch)
		g.missing[name] = append(g.missing[name], named(ch))
	} else if han && role != fonts.Song {
		g.other = append(g.other, named(ch))
	}
}

func scriptOf(ch rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, ch) {
			return s.name
		}
	}
	return ""
}

// listed names the first few of the characters and says how many there are.
func listed(chars []string) string {
	const most = 20
	if len(chars) <= most {
		return strings.Join(chars, "、")
	}
	return fmt.Sprintf("%s等 %d 个", strings.Join(chars[:most], "、"), len(chars))
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
