package pdf

import (
	"strings"
	"unicode/utf8"
)

// A font says what the codes of a string mean and how wide they are.
type font struct {
	coding    coding // of a composite font; nil for a simple one
	toUnicode *cmap
	simple    [256]string  // what the codes of a simple font mean
	glyphs    map[int]rune // of an embedded TrueType font
	toGlyph   []byte       // CIDToGIDMap
	widths    map[int]float64
	width     float64 // where widths has none
	vertical  bool
	down      float64 // how far a vertical character moves on
	matrix    float64 // size of the unit of widths: 0.001 but for Type 3
	known     map[code]string
}

// font returns the font of a page's resources.
func (p *sheet) font(o object) *font {
	if r, ok := o.(ref); ok {
		if f, ok := p.doc.fonts[r.num]; ok {
			return f
		}
		f := p.doc.file.newFont(p.doc.file.dict(o))
		p.doc.fonts[r.num] = f
		return f
	}
	return p.doc.file.newFont(p.doc.file.dict(o))
}

func (f *file) newFont(d dict) *font {
	t := &font{matrix: 0.001, widths: map[int]float64{}, known: map[code]string{}}
	if d == nil {
		return t
	}
	if s := f.stream(d["ToUnicode"]); s != nil {
		data, _ := f.unpack(s)
		t.toUnicode = parseCMap(data)
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.composite(t, d)
	} else {
		f.simple(t, d)
	}
	return t
}

// composite reads a font whose characters have several bytes.
func (f *file) composite(t *font, d dict) {
	switch e := f.resolve(d["Encoding"]).(type) {
	case name:
		t.coding, t.vertical = predefined(e)
	case *stream:
		data, _ := f.unpack(e)
		m := parseCMap(data)
		if m.base == nil {
			m.base, _ = predefined(f.name(e.dict["UseCMap"]))
		}
		t.coding, t.vertical = m, f.int(e.dict["WMode"], 0) == 1
	}
	if t.coding == nil {
		t.coding = identityCode{}
		t.glyphs = nil
	}
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	t.width = 1000
	if w, ok := number(f.resolve(kid["DW"])); ok {
		t.width = w
	}
	t.down = -1000
	if dw := f.numbers(kid["DW2"], 2); len(dw) == 2 && dw[1] != 0 {
		t.down = dw[1]
	}
	f.cidWidths(t, f.array(kid["W"]))
	if f.name(kid["Subtype"]) != "CIDFontType2" {
		return
	}
	if file := f.stream(f.dict(kid["FontDescriptor"])["FontFile2"]); file != nil && t.needsGlyphs() {
		data, _ := f.unpack(file)
		t.glyphs = reverseCMap(data)
		if s := f.stream(kid["CIDToGIDMap"]); s != nil {
			t.toGlyph, _ = f.unpack(s)
		}
	}
}

// needsGlyphs reports whether what the codes mean may have to come from the font's own table.
func (t *font) needsGlyphs() bool {
	if t.toUnicode != nil && len(t.toUnicode.single)+len(t.toUnicode.ranges) > 0 {
		return false
	}
	switch t.coding.(type) {
	case identityCode, *cmap:
		return true
	}
	return false
}

func (f *file) cidWidths(t *font, w array) {
	for i := 0; i+1 < len(w) && len(t.widths) < 1<<17; {
		first := f.int(w[i], 0)
		if list, ok := f.resolve(w[i+1]).(array); ok {
			for k, o := range list {
				t.widths[first+k], _ = number(f.resolve(o))
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last := f.int(w[i+1], 0)
		width, _ := number(f.resolve(w[i+2]))
		for c := first; c <= last && c-first < 1<<16 && len(t.widths) < 1<<17; c++ {
			t.widths[c] = width
		}
		i += 3
	}
}

// simple reads a font whose characters have one byte.
func (f *file) simple(t *font, d dict) {
	desc := f.dict(d["FontDescriptor"])
	first := f.int(d["FirstChar"], 0)
	for i, o := range f.array(d["Widths"]) {
		if i > 255 {
			break
		}
		t.widths[first+i], _ = number(f.resolve(o))
	}
	t.width = 556
	if len(t.widths) > 0 {
		t.width = float64(f.int(desc["MissingWidth"], 0))
	}
	if f.name(d["Subtype"]) == "Type3" {
		if m := f.numbers(d["FontMatrix"], 6); len(m) == 6 && m[0] != 0 {
			t.matrix = m[0]
		}
	}
	base, differences := name(""), array(nil)
	switch e := f.resolve(d["Encoding"]).(type) {
	case name:
		base = e
	case dict:
		base, differences = f.name(e["BaseEncoding"]), f.array(e["Differences"])
	}
	embedded := desc["FontFile"] != nil || desc["FontFile2"] != nil || desc["FontFile3"] != nil
	if base == "" && !embedded && f.name(d["Subtype"]) != "Type3" && !strings.Contains(string(f.name(d["BaseFont"])), "Symbol") &&
		!strings.Contains(string(f.name(d["BaseFont"])), "Dingbats") {
		base = "StandardEncoding"
	}
	if base == "" && differences != nil && f.int(desc["Flags"], 32)&4 == 0 {
		base = "StandardEncoding"
	}
	for c := range 256 {
		t.simple[c] = encoded(base, byte(c))
	}
	c := 0
	for _, o := range differences {
		switch v := f.resolve(o).(type) {
		case int:
			c = v
		case name:
			if c >= 0 && c < 256 {
				t.simple[c] = namedRune(string(v))
			}
			c++
		}
	}
}

// next cuts the first code off a string.
func (t *font) next(s string) code {
	if t.coding == nil {
		return code{uint32(s[0]), 1}
	}
	return t.coding.next(s)
}

// widthOf returns the width of a code in thousandths of the font's size.
func (t *font) widthOf(c code) float64 {
	cid := int(c.value)
	if t.coding != nil {
		cid = t.coding.cidOf(c)
	}
	if w, ok := t.widths[cid]; ok {
		return w
	}
	if _, isGB := t.coding.(gbCode); isGB && c.size == 1 {
		return 500
	}
	return t.width
}

// textOf returns what a code means; "" when nothing says so.
func (t *font) textOf(c code) string {
	if s, ok := t.known[c]; ok {
		return s
	}
	s := t.meaning(c)
	t.known[c] = s
	return s
}

func (t *font) meaning(c code) string {
	if t.toUnicode != nil {
		s := t.toUnicode.unicode(c)
		if isText(s) {
			return s
		}
		if strings.ContainsFunc(s, isPrivate) {
			return "" // it is not what the code looks like
		}
	}
	if t.coding == nil {
		return t.simple[byte(c.value)]
	}
	if s := t.coding.unicode(c); isText(s) {
		return s
	}
	if t.glyphs != nil {
		glyph := t.coding.cidOf(c)
		if t.toGlyph != nil {
			if at := 2 * glyph; glyph >= 0 && at+2 <= len(t.toGlyph) {
				glyph = bigEndian(t.toGlyph[at : at+2])
			}
		}
		if r, ok := t.glyphs[glyph]; ok && isText(string(r)) {
			return string(r)
		}
	}
	return ""
}

// isPrivate reports whether only a font knows what a character is.
func isPrivate(r rune) bool { return r >= 0xe000 && r <= 0xf8ff || r >= 0xf0000 }

// isText reports whether characters are ones that are read, not placeholders or
// private ones.
func isText(s string) bool {
	if s == "" || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r < 0x20 && r != '\t' || r == utf8.RuneError || isPrivate(r) || r == 0x7f {
			return false
		}
	}
	return true
}
