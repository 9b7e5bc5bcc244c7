package rtf

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// codepages of \ansicpg and \cpg. Japanese and Korean are not among them.
var codepages = map[int]encoding.Encoding{
	936: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030, 10008: simplifiedchinese.GB18030,
	950: traditionalchinese.Big5, 10002: traditionalchinese.Big5,
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 866: charmap.CodePage866,
	874: charmap.Windows874, 1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252,
	1253: charmap.Windows1253, 1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256,
	1257: charmap.Windows1257, 1258: charmap.Windows1258, 10000: charmap.Macintosh,
	65001: unicode.UTF8,
}

const (
	western    = 1252
	simplified = 936
	noCodepage = 0
)

// fontCodepages are the code pages of \fcharset; what is not here has the file's.
var fontCodepages = map[int]int{
	0: western, 77: 10000, 134: simplified, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257,
	204: 1251, 222: 874, 238: 1250, 254: 437,
}

// isDouble reports whether a code page has characters of several bytes.
func isDouble(codepage int) bool {
	switch codepage {
	case 936, 54936, 10008, 950, 10002:
		return true
	}
	return false
}

// decode decodes the bytes gathered. Western fonts are named for Chinese text
// by writers that leave the choice of the glyph to the system: where such
// bytes are all right in the Chinese code page of the file, they are that.
func (r *reader) decode() {
	c := &r.chars
	if len(c.bytes) == 0 {
		return
	}
	data := c.bytes
	c.bytes = c.bytes[:0]
	if c.plain && r.isUTF8 {
		c.out.Write(data)
		return
	}
	page := r.page()
	if page == western && isDouble(r.codepage) {
		if s, ok := decodeWith(r.codepage, data); ok {
			c.out.WriteString(s)
			return
		}
	}
	s, _ := decodeWith(page, data)
	c.out.WriteString(s)
}

// page returns the code page of the bytes that stand here.
func (r *reader) page() int {
	if page := r.fonts[r.group.wideFont]; r.group.wide && isDouble(page) {
		return page
	}
	if page, ok := r.fonts[r.group.font]; ok {
		return page
	}
	return r.codepage
}

// decodeWith decodes bytes and reports whether all are right.
func decodeWith(codepage int, data []byte) (string, bool) {
	enc := codepages[codepage]
	if enc == nil {
		enc = charmap.Windows1252
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return strings.Repeat("\ufffd", len(data)), false
	}
	return string(out), !bytes.Contains(out, []byte("\ufffd"))
}

// endsInLead reports whether the bytes gathered end in the first one of a
// character of two: the second may stand as a letter.
func (r *reader) endsInLead() bool {
	data := r.chars.bytes
	page := r.page()
	if page == western {
		page = r.codepage
	}
	if len(data) == 0 || !isDouble(page) {
		return false
	}
	i := len(data)
	for i > 0 && data[i-1] >= 0x81 {
		i--
	}
	return (len(data)-i)%2 == 1
}
