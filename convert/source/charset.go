package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/nianbao/nianbao/convert/words"
)

const (
	utf8Name    = "utf-8"
	utf16leName = "utf-16le"
	utf16beName = "utf-16be"
	gb18030Name = "gb18030"
)

var (
	utf16le = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16be = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// decode returns the text of data and its charset. What a page says of its
// charset is not asked. A byte that is broken in the charset chosen is U+FFFD
// in the text; with more than a tenth broken, decode returns ErrEncoding.
func decode(data []byte) (text, charset string, err error) {
	data, isUTF8 := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case !isUTF8 && bytes.HasPrefix(data, []byte("\xff\xfe")):
		data, charset = data[2:], utf16leName
	case !isUTF8 && bytes.HasPrefix(data, []byte("\xfe\xff")):
		data, charset = data[2:], utf16beName
	case bytes.IndexByte(data, 0) >= 0:
		charset = utf16WithoutBOM(data)
	case utf8.Valid(data):
		return string(data), utf8Name, nil
	}
	switch charset {
	case utf16leName:
		text, _ = transcode(utf16le, data)
	case utf16beName:
		text, _ = transcode(utf16be, data)
	default:
		text, charset = utf8OrGB(data)
	}
	runes, broken := 0, 0
	for _, r := range text {
		runes++
		if r == utf8.RuneError || r < 0x20 && !(r >= '\t' && r <= '\r') {
			broken++
		}
	}
	if isHopeless(broken, runes) {
		return "", "", words.New("encoding.broken", ErrEncoding, charset, broken, runes)
	}
	return strings.ReplaceAll(text, "\x00", "\ufffd"), charset, nil
}

func isHopeless(broken, runes int) bool { return broken > 2 && broken*10 > runes }

// utf8OrGB chooses for bytes that are not wholly UTF-8. UTF-8 checks itself: a
// text of another charset has next to no sequence that is right by chance, so
// twenty right ones for a wrong one settle it. GB 18030 does not: it reads most
// of a UTF-8 text as rare characters, so counting errors alone would misjudge.
func utf8OrGB(data []byte) (text, charset string) {
	good, bad := countUTF8(data)
	if good < 20*bad {
		if text, gbBad := transcode(simplifiedchinese.GB18030, data); gbBad < bad {
			return strings.TrimPrefix(text, "\ufeff"), gb18030Name
		}
	}
	return repairUTF8(data), utf8Name
}

// countUTF8 counts the sequences of several bytes that are right, and those that are broken.
func countUTF8(data []byte) (good, bad int) {
	for len(data) > 0 {
		_, n, ok := nextUTF8(data)
		switch {
		case !ok:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// repairUTF8 puts U+FFFD for each sequence that is broken. It stops where a
// text can no longer be made of it.
func repairUTF8(data []byte) string {
	var out strings.Builder
	out.Grow(len(data) + 64)
	for bad, all := 0, len(data); len(data) > 0 && bad <= 100+all/6; {
		r, n, ok := nextUTF8(data)
		if !ok {
			bad++
		}
		out.WriteRune(r)
		data = data[n:]
	}
	return out.String()
}

// nextUTF8 decodes one character; what is left of a broken one is one U+FFFD.
func nextUTF8(data []byte) (r rune, n int, ok bool) {
	r, n = utf8.DecodeRune(data)
	if r != utf8.RuneError || n > 1 {
		return r, n, true
	}
	for n < 3 && n < len(data) && data[0] >= 0xc0 && data[n]&0xc0 == 0x80 {
		n++
	}
	return r, n, false
}

// utf16WithoutBOM returns the charset of UTF-16 that nothing else can be: its
// units are nearly all Chinese, ASCII or their marks, and the marks that every
// text has are among them. ASCII read in pairs looks Chinese, too, but has no marks.
func utf16WithoutBOM(data []byte) string {
	const sample = 64 << 10
	data = data[:min(len(data), sample)&^1]
	for _, order := range []struct {
		charset string
		binary.ByteOrder
	}{{utf16leName, binary.LittleEndian}, {utf16beName, binary.BigEndian}} {
		units, likely, marks := len(data)/2, 0, 0
		for i := 0; i+1 < len(data); i += 2 {
			r := rune(order.Uint16(data[i:]))
			if strings.ContainsRune("\t\n\r 0123456789,.:|{}\"<>，。、：；（）", r) {
				marks++
			}
			if isLikely(r) {
				likely++
			}
		}
		if units > 1 && likely*20 >= units*19 && marks*50 >= units {
			return order.charset
		}
	}
	return ""
}

func isLikely(r rune) bool {
	switch {
	case r >= 0x20 && r < 0x7f, r == '\t', r == '\n', r == '\r', r == 0xfeff, r == 0xa0, r == 0xb7:
		return true
	case r >= 0x2010 && r <= 0x2027, r >= 0x2460 && r <= 0x257f, r >= 0x3000 && r <= 0x303f:
		return true
	}
	return r >= 0x3400 && r <= 0x9fff || r >= 0xff00 && r <= 0xffef
}

// transcode decodes in small steps into one buffer of about the right size and
// counts the U+FFFD. It stops when a sixth of the bytes are broken: a text that
// is not in this charset need not grow threefold.
func transcode(enc encoding.Encoding, data []byte) (text string, bad int) {
	var out strings.Builder
	out.Grow(len(data) + len(data)/2)
	dec := enc.NewDecoder()
	var buf [32 << 10]byte
	for src := data; ; {
		nDst, nSrc, err := dec.Transform(buf[:], src, true)
		out.Write(buf[:nDst])
		bad += bytes.Count(buf[:nDst], []byte("\ufffd"))
		src = src[nSrc:]
		if err == nil || len(src) == 0 || bad > 100+len(data)/6 {
			return out.String(), bad
		}
	}
}
