package rtf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// chars gathers text until something else comes: bytes in the charset of their
// font, and text that is known.
type chars struct {
	bytes []byte // not decoded yet
	plain bool   // they stand as such, not as \'hh
	out   strings.Builder
	high  rune   // the first half of a character beyond U+FFFF
	skip  int    // characters still to be passed over, which stand for a \u
	level string // the text of a list's level
}

// byte takes a byte of text.
func (r *reader) byte(b byte, hex bool) {
	switch {
	case r.chars.skip > 0:
		r.chars.skip--
		return
	case r.group.kind == colorTable && b == ';':
		r.colors.add()
		return
	case r.group.isSilent():
		return
	case r.group.kind == levelText && hex && b < ' ':
		r.write(placeholder + rune(b))
		return
	case b < 0x80 && !hex && !(b >= 0x40 && r.endsInLead()):
		r.write(rune(b))
		return
	}
	if !r.shown() {
		return
	}
	c := &r.chars
	r.half()
	c.plain = !hex && b >= 0x80
	if c.bytes = append(c.bytes, b); len(c.bytes) > wordgrid.MaxText {
		r.text().out.Fail(wordgrid.Limit("too-large.word.text"))
	}
}

// shown reports whether characters are text here.
func (r *reader) shown() bool { return !r.group.hidden && !r.group.deleted && !r.group.tiny }

// unicode takes a unit of UTF-16, given as a number with a sign.
func (r *reader) unicode(n int) {
	r.chars.skip = r.group.unicodeSkip
	if !r.group.isSilent() {
		r.write(rune(uint16(n)))
	}
}

// write takes a character, or half of one.
func (r *reader) write(unit rune) {
	if !r.shown() {
		return
	}
	r.decode()
	c := &r.chars
	switch {
	case unit >= 0xd800 && unit < 0xdc00:
		r.half()
		c.high = unit
		return
	case unit >= 0xdc00 && unit < 0xe000:
		unit = utf16.DecodeRune(c.high, unit)
		c.high = 0
	default:
		r.half()
	}
	if c.out.WriteRune(unit); c.out.Len() > wordgrid.MaxText {
		r.text().out.Fail(wordgrid.Limit("too-large.word.text"))
	}
}

// half gives up on the first half of a character whose second never came.
func (r *reader) half() {
	if r.chars.high != 0 {
		r.chars.high = 0
		r.chars.out.WriteRune(utf8.RuneError)
	}
}

// flush hands on the text gathered.
func (r *reader) flush() {
	r.decode()
	r.half()
	c := &r.chars
	if c.out.Len() == 0 {
		return
	}
	s := c.out.String()
	c.out.Reset()
	r.add(s)
}

// add hands text on, behind the number of its paragraph.
func (r *reader) add(s string) {
	t := r.text()
	switch r.group.kind {
	case listText:
		t.label += s
		return
	case levelText:
		r.chars.level += s
		return
	}
	style := wordgrid.Style(0)
	if r.group.struck {
		style |= wordgrid.Struck
	}
	if r.group.raised {
		style |= wordgrid.Raised
	}
	if r.group.super {
		style |= wordgrid.Superscript
	}
	if r.group.sub {
		style |= wordgrid.Subscript
	}
	if r.group.white && !r.group.shaded {
		style |= wordgrid.White
	}
	if t.label != "" && strings.TrimSpace(s) != "" {
		t.out.Add(wordgrid.Item{Text: t.label})
		t.label = ""
	}
	t.out.Add(wordgrid.Item{Text: s, Style: style})
}
