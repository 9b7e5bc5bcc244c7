package pdf

import (
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A code is what one character of a string is drawn by: one to four bytes.
type code struct {
	value uint32
	size  int
}

// A cmap maps codes to CIDs, or to Unicode (ToUnicode).
type cmap struct {
	spaces []codeRange
	cids   []codeRange
	single map[code]string
	ranges []codeRange
	base   coding // what another CMap that it uses says
}

// A codeRange is a row of codes and the first of what they mean.
type codeRange struct {
	low, high code
	cid       int
	text      []rune
}

// maxMappings is the most mappings of one CMap.
const maxMappings = 100_000

func parseCMap(data []byte) *cmap {
	m := &cmap{single: map[code]string{}}
	l := lexer{data: data}
	var last object
	for n := 0; n < maxMappings; {
		o := l.next()
		switch o {
		case end:
			return m
		case word("begincodespacerange"):
			n += m.each(&l, 2, func(o []object) {
				if low, high, ok := codesOf(o[0], o[1]); ok {
					m.spaces = append(m.spaces, codeRange{low: low, high: high})
				}
			})
		case word("beginbfchar"):
			n += m.each(&l, 2, func(o []object) { m.char(o[0], o[1]) })
		case word("beginbfrange"):
			n += m.each(&l, 3, func(o []object) { m.rangeOf(o[0], o[1], o[2]) })
		case word("begincidchar"):
			n += m.each(&l, 2, func(o []object) { m.cid(o[0], o[0], o[1]) })
		case word("begincidrange"):
			n += m.each(&l, 3, func(o []object) { m.cid(o[0], o[1], o[2]) })
		case word("usecmap"):
			if base, ok := last.(name); ok {
				m.base, _ = predefined(base)
			}
		}
		last = o
	}
	return m
}

// each reads objects in groups of size until a word ends them.
func (m *cmap) each(l *lexer, size int, do func([]object)) (n int) {
	group := make([]object, 0, size)
	for n < maxMappings {
		o := l.next()
		if _, isWord := o.(word); isWord {
			break
		}
		if group = append(group, o); len(group) == size {
			do(group)
			group = group[:0]
			n++
		}
	}
	return n
}

func codeOf(o object) (code, bool) {
	s, ok := o.(text)
	if !ok || len(s) == 0 || len(s) > 4 {
		return code{}, false
	}
	return code{uint32(bigEndian([]byte(s))), len(s)}, true
}

func codesOf(low, high object) (a, b code, ok bool) {
	a, okA := codeOf(low)
	b, okB := codeOf(high)
	return a, b, okA && okB && a.size == b.size && a.value <= b.value
}

func utf16Text(o object) []rune {
	s, _ := o.(text)
	units := make([]uint16, 0, len(s)/2)
	if len(s) == 1 {
		return []rune{rune(s[0])}
	}
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return utf16.Decode(units)
}

func (m *cmap) char(o, to object) {
	if c, ok := codeOf(o); ok {
		m.single[c] = string(utf16Text(to))
	}
}

func (m *cmap) rangeOf(low, high, to object) {
	a, b, ok := codesOf(low, high)
	if !ok {
		return
	}
	if list, isList := to.(array); isList {
		for i, o := range list {
			if a.value+uint32(i) <= b.value {
				m.single[code{a.value + uint32(i), a.size}] = string(utf16Text(o))
			}
		}
		return
	}
	if t := utf16Text(to); len(t) > 0 {
		m.ranges = append(m.ranges, codeRange{low: a, high: b, text: t})
	}
}

func (m *cmap) cid(low, high, to object) {
	a, b, ok := codesOf(low, high)
	n, isInt := to.(int)
	if ok && isInt {
		m.cids = append(m.cids, codeRange{low: a, high: b, cid: n})
	}
}

func (r codeRange) has(c code) bool {
	return c.size == r.low.size && c.value >= r.low.value && c.value <= r.high.value
}

// unicode returns what a code means; "" when the CMap does not say.
func (m *cmap) unicode(c code) string {
	if s, ok := m.single[c]; ok {
		return s
	}
	if m.base != nil && len(m.ranges) == 0 {
		return m.base.unicode(c)
	}
	for _, r := range m.ranges {
		if r.has(c) {
			t := []rune(string(r.text))
			t[len(t)-1] += rune(c.value - r.low.value)
			return string(t)
		}
	}
	return ""
}

func (m *cmap) cidOf(c code) int {
	for _, r := range m.cids {
		if r.has(c) {
			return r.cid + int(c.value-r.low.value)
		}
	}
	if m.base != nil {
		return m.base.cidOf(c)
	}
	return 0
}

// next cuts the first code off a string.
func (m *cmap) next(s string) code {
	for size := 1; size <= 4 && size <= len(s); size++ {
		c := code{uint32(bigEndian([]byte(s[:size]))), size}
		for _, r := range m.spaces {
			if r.low.size == size && inSpace(c, r) {
				return c
			}
		}
	}
	if m.base != nil {
		return m.base.next(s)
	}
	size := min(len(s), 2)
	if len(m.spaces) > 0 {
		size = min(len(s), m.spaces[0].low.size)
	}
	return code{uint32(bigEndian([]byte(s[:size]))), size}
}

// inSpace compares byte by byte, as code spaces are meant.
func inSpace(c code, r codeRange) bool {
	for shift := 0; shift < 8*c.size; shift += 8 {
		b := c.value >> shift & 0xff
		if b < r.low.value>>shift&0xff || b > r.high.value>>shift&0xff {
			return false
		}
	}
	return true
}

// A coding is how a predefined CMap parts strings, and what its codes mean.
type coding interface {
	next(s string) code
	unicode(c code) string // "" where the codes are CIDs
	cidOf(c code) int
}

// predefined returns the coding of a CMap by its name, and whether it writes from
// top to bottom.
func predefined(n name) (c coding, vertical bool) {
	s := string(n)
	if len(s) < 3 {
		return nil, false
	}
	vertical = s[len(s)-2:] == "-V"
	switch s[:len(s)-2] {
	case "Identity":
		return identityCode{}, vertical
	case "GB-EUC", "GBK-EUC", "GBT-EUC", "GBK2K", "GBTpc-EUC":
		return gbCode{half: 814, four: s[:5] == "GBK2K"}, vertical
	case "GBpc-EUC", "GBKp-EUC":
		return gbCode{half: 1}, vertical
	case "UniGB-UCS2", "UniGB-UTF16", "UniCNS-UCS2", "UniCNS-UTF16", "UniJIS-UCS2", "UniJIS-UTF16", "UniKS-UCS2", "UniKS-UTF16", "UniJIS-UCS2-HW", "UniJIS2004-UTF16":
		return utf16Code{}, vertical
	case "UniGB-UTF8", "UniCNS-UTF8", "UniJIS-UTF8", "UniKS-UTF8":
		return utf8Code{}, vertical
	case "UniGB-UTF32", "UniCNS-UTF32", "UniJIS-UTF32", "UniKS-UTF32":
		return utf32Code{}, vertical
	}
	return nil, vertical
}

func cutCode(s string, size int) code {
	size = min(size, len(s))
	return code{uint32(bigEndian([]byte(s[:size]))), size}
}

// asciiCID is the CID of an ASCII character in the collections of Adobe.
func asciiCID(c code) int {
	if c.value >= 0x20 && c.value < 0x7f {
		return int(c.value) - 0x20 + 1
	}
	return -1
}

type identityCode struct{}

func (identityCode) next(s string) code    { return cutCode(s, 2) }
func (identityCode) unicode(c code) string { return "" }
func (identityCode) cidOf(c code) int      { return int(c.value) }

// A gbCode is GB 18030 in one, two or four bytes.
type gbCode struct {
	half int // CID of the space
	four bool
}

func (g gbCode) next(s string) code {
	switch {
	case s[0] < 0x81 || s[0] == 0xff || len(s) < 2:
		return cutCode(s, 1)
	case g.four && len(s) >= 4 && isDigit(s[1]):
		return cutCode(s, 4)
	}
	return cutCode(s, 2)
}

func (g gbCode) unicode(c code) string {
	b := make([]byte, c.size)
	for i := range b {
		b[i] = byte(c.value >> (8 * (c.size - 1 - i)))
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil || !utf8.Valid(out) {
		return ""
	}
	return string(out)
}

func (g gbCode) cidOf(c code) int {
	if c.size == 1 && c.value >= 0x20 && c.value < 0x7f {
		return int(c.value) - 0x20 + g.half
	}
	return -1
}

type utf16Code struct{}

func (utf16Code) next(s string) code {
	if len(s) >= 4 && s[0]&0xfc == 0xd8 && s[2]&0xfc == 0xdc {
		return cutCode(s, 4)
	}
	return cutCode(s, 2)
}

func (utf16Code) unicode(c code) string {
	if c.size == 4 {
		return string(utf16.DecodeRune(rune(c.value>>16), rune(c.value&0xffff)))
	}
	return string(rune(c.value))
}

func (utf16Code) cidOf(c code) int { return asciiCID(c) }

type utf8Code struct{}

func (utf8Code) next(s string) code {
	_, n := utf8.DecodeRuneInString(s)
	return cutCode(s, n)
}

func (utf8Code) unicode(c code) string {
	b := make([]byte, c.size)
	for i := range b {
		b[i] = byte(c.value >> (8 * (c.size - 1 - i)))
	}
	return string(b)
}

func (utf8Code) cidOf(c code) int { return asciiCID(c) }

type utf32Code struct{}

func (utf32Code) next(s string) code    { return cutCode(s, 4) }
func (utf32Code) unicode(c code) string { return string(rune(c.value)) }
func (utf32Code) cidOf(c code) int      { return asciiCID(c) }
