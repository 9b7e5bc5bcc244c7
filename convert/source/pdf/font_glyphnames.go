package pdf

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// asciiNames are the names of the glyphs from U+0020 on, latinNames from U+00A1.
const (
	asciiNames = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash " +
		"zero one two three four five six seven eight nine colon semicolon less equal greater question at " +
		"A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave " +
		"a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde"
	latinNames = "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot softhyphen registered macron " +
		"degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown " +
		"Agrave Aacute Acircumflex Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis " +
		"Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls " +
		"agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis " +
		"eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis"
)

// otherNames are glyphs outside Latin-1.
var otherNames = map[string]rune{
	"quoteright": '’', "quoteleft": '‘', "quotedblleft": '“', "quotedblright": '”', "quotesinglbase": '‚', "quotedblbase": '„',
	"endash": '–', "emdash": '—', "bullet": '•', "ellipsis": '…', "dagger": '†', "daggerdbl": '‡', "perthousand": '‰',
	"guilsinglleft": '‹', "guilsinglright": '›', "fraction": '⁄', "fi": 'ﬁ', "fl": 'ﬂ', "minus": '−', "Euro": '€', "trademark": '™',
	"nbspace": '\u00a0', "nonbreakingspace": '\u00a0', "sfthyphen": '\u00ad', "middot": '·', "florin": 'ƒ', "circumflex": 'ˆ', "tilde": '˜',
	"OE": 'Œ', "oe": 'œ', "Scaron": 'Š', "scaron": 'š', "Zcaron": 'Ž', "zcaron": 'ž', "Ydieresis": 'Ÿ', "dotlessi": 'ı',
}

// runesByName are the usual names of glyphs.
var runesByName = func() map[string]rune {
	m := otherNames
	for i, n := range strings.Fields(asciiNames) {
		m[n] = rune(0x20 + i)
	}
	for i, n := range strings.Fields(latinNames) {
		m[n] = rune(0xa1 + i)
	}
	return m
}()

// namedRune returns the character of a glyph's name; "" when the name tells none.
func namedRune(n string) string {
	if r, ok := runesByName[n]; ok {
		return string(r)
	}
	if i := strings.IndexByte(n, '.'); i > 0 { // one.tab, a.sc
		return namedRune(n[:i])
	}
	hex := ""
	switch {
	case strings.HasPrefix(n, "uni") && len(n) >= 7:
		hex = n[3:7]
	case strings.HasPrefix(n, "u") && len(n) >= 5 && len(n) <= 7:
		hex = n[1:]
	default:
		return ""
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || v < 0x20 || v > 0x10ffff {
		return ""
	}
	return string(rune(v))
}

// standardHigh is Adobe's standard encoding above ASCII.
var standardHigh = map[byte]rune{
	0xa1: '¡', 0xa2: '¢', 0xa3: '£', 0xa4: '⁄', 0xa5: '¥', 0xa6: 'ƒ', 0xa7: '§', 0xa8: '¤', 0xa9: '\'', 0xaa: '“', 0xab: '«',
	0xac: '‹', 0xad: '›', 0xae: 'ﬁ', 0xaf: 'ﬂ', 0xb1: '–', 0xb2: '†', 0xb3: '‡', 0xb4: '·', 0xb6: '¶', 0xb7: '•', 0xb8: '‚',
	0xb9: '„', 0xba: '”', 0xbb: '»', 0xbc: '…', 0xbd: '‰', 0xbf: '¿', 0xd0: '—',
}

// encoded returns what a code means in a simple font's base encoding.
func encoded(base name, c byte) string {
	switch base {
	case "WinAnsiEncoding":
		if r := charmap.Windows1252.DecodeByte(c); c >= 0x20 && r != 0xfffd {
			return string(r)
		}
	case "MacRomanEncoding":
		if r := charmap.Macintosh.DecodeByte(c); c >= 0x20 && r != 0xfffd {
			return string(r)
		}
	case "StandardEncoding":
		switch {
		case c == 0x27:
			return "’"
		case c == 0x60:
			return "‘"
		case c >= 0x20 && c < 0x7f:
			return string(rune(c))
		case standardHigh[c] != 0:
			return string(standardHigh[c])
		}
	}
	return ""
}
