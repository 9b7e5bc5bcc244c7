package ofd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/nianbao/nianbao/convert/words"
)

// An element is one of a part, by its name without the namespace. A nil element has nothing.
type element struct {
	name  string
	attrs []xml.Attr
	kids  []*element
	text  []byte // what stands in it, without what stands in its elements
}

// attr is an attribute, "" when there is none.
func (e *element) attr(name string) string {
	if e != nil {
		for _, a := range e.attrs {
			if a.Name.Local == name {
				return a.Value
			}
		}
	}
	return ""
}

// kid is the first element of a name in e.
func (e *element) kid(name string) *element {
	if e != nil {
		for _, k := range e.kids {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

// all are the elements of a name in e.
func (e *element) all(name string) []*element {
	if e == nil {
		return nil
	}
	var list []*element
	for _, k := range e.kids {
		if k.name == name {
			list = append(list, k)
		}
	}
	return list
}

// said is the text of e without the blanks around it.
func (e *element) said() string {
	if e == nil {
		return ""
	}
	return strings.TrimSpace(string(e.text))
}

// numbers reads the numbers of a text; it is not ok when something in it is none.
func numbers(s string) (list []float64, ok bool) {
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return r <= ' ' || r == ',' }) {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil || n != n || n > 1e9 || n < -1e9 {
			return nil, false
		}
		list = append(list, n)
	}
	return list, true
}

var errNoElement = errors.New("no element")

// parse reads XML in any charset that a part says. A document type is refused, as in .docx.
func parse(data []byte, m *meter) (*element, error) {
	data = legible(data)
	if bytes.Contains(data, []byte("<!DOCTYPE")) || bytes.Contains(data, []byte("<!ENTITY")) {
		return nil, words.New("damaged.word.dtd")
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = charsetReader
	var open []*element
	var root *element
	for m.Err() == nil {
		token, err := dec.Token()
		switch {
		case err == io.EOF && root == nil:
			return nil, errNoElement
		case err == io.EOF:
			return root, nil
		case err != nil:
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if !m.Count(&m.elements, 1, maxElements, "too-large.ofd.elements") {
				break
			}
			e := &element{name: t.Name.Local, attrs: t.Attr}
			if n := len(open); n > 0 {
				open[n-1].kids = append(open[n-1].kids, e)
			} else if root == nil {
				root = e
			}
			if open = append(open, e); len(open) > maxDepth {
				m.Fail(ErrTooLarge, "too-large.deep", maxDepth)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if n := len(open); n > 0 && !(len(open[n-1].kids) > 0 && len(bytes.TrimSpace(t)) == 0) {
				open[n-1].text = append(open[n-1].text, t...)
			}
		}
	}
	return &element{}, nil
}

// noCharacter are the characters that XML does not allow, and that some programs write
// for what they have no code for.
var noCharacter = regexp.MustCompile(`&#(?:[xX]0*[fF]{3}[eEfF]|0*6553[45]);`)

// legible makes UTF-8 of UTF-16, and of what is no character U+FFFD.
func legible(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		if text, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data); err == nil {
			data = text
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return data
	}
	for _, no := range []string{"\xef\xbf\xbe", "\xef\xbf\xbf"} {
		data = bytes.ReplaceAll(data, []byte(no), []byte("\ufffd"))
	}
	return noCharacter.ReplaceAll(data, []byte("\ufffd"))
}

// charsetReader makes UTF-8 of the charsets of Chinese programs. UTF-16 is UTF-8 by now.
func charsetReader(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "gbk", "gb2312", "gb18030", "gb_2312-80", "cp936", "ms936", "windows-936", "x-gbk":
		return simplifiedchinese.GB18030.NewDecoder().Reader(in), nil
	case "utf-16", "utf-16le", "utf-16be", "utf8", "us-ascii", "ascii":
		return in, nil
	}
	return nil, words.New("damaged.ofd.charset", label)
}
