package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// The parts of a .docx that are read besides its body. Heads, feet and comments
// are not the report's.
const (
	numberingPart = "word/numbering.xml"
	stylesPart    = "word/styles.xml"
	footnotesPart = "word/footnotes.xml"
	endnotesPart  = "word/endnotes.xml"
)

// readDocx reads the body and, behind it, the notes. Changes that were tracked
// count as accepted.
func readDocx(doc *Document, parts *zip.Reader, body string) error {
	numbers, err := readNumbering(&pack{parts, MaxLists})
	if err != nil {
		return err
	}
	p := pack{parts, MaxUnzipped}
	w := word{numbers: numbers, run: plainLook}
	w.open()
	for _, name := range []string{body, footnotesPart, endnotesPart} {
		if err := p.walk(name, &w); err != nil {
			return err
		}
	}
	doc.Lines, err = finish(w.text().close(), &w.meter)
	return err
}

// A pack unpacks parts of a .docx as long as bytes are left to them.
type pack struct {
	parts *zip.Reader
	left  int64
}

// part returns the bytes of a part; nil if there is none. A document type is
// refused: it is the way entities blow up a part, and Word writes none.
func (p *pack) part(name string) ([]byte, error) {
	for _, f := range p.parts.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, damaged("because", name, err)
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, p.left+1))
		if p.left -= int64(len(data)); p.left < 0 {
			return nil, tooLarge("too-large.unpacked", name, len(data))
		}
		if err != nil {
			return nil, damaged("because", name, err)
		}
		if bytes.Contains(data, []byte("<!DOCTYPE")) || bytes.Contains(data, []byte("<!ENTITY")) {
			return nil, damaged("damaged.dtd", name)
		}
		return data, nil
	}
	return nil, nil
}

// walk hands the elements of a part to w. A part that is missing is none.
func (p *pack) walk(name string, w *word) error {
	data, err := p.part(name)
	if err != nil || data == nil {
		return err
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for depth := 0; w.meter.err == nil; {
		token, err := dec.Token()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return damaged("because", name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.meter.tag()
			if depth++; depth > MaxDepth {
				return tooLarge("too-large.nested", name, MaxDepth)
			}
			if !w.start(element(t.Name), t.Attr) {
				if err := dec.Skip(); err != nil {
					return damaged("because", name, err)
				}
				depth--
			}
		case xml.EndElement:
			depth--
			w.end(element(t.Name))
		case xml.CharData:
			if w.inText {
				w.write(string(t))
			}
		}
	}
	return w.meter.err
}

// element names an element without its namespace; "" in one that has no text for us.
func element(name xml.Name) string {
	switch {
	case strings.HasSuffix(name.Space, "/wordprocessingml/2006/main"), strings.HasSuffix(name.Space, "/wordprocessingml/main"),
		strings.HasSuffix(name.Space, "/markup-compatibility/2006"):
		return name.Local
	case name.Local == "t" && strings.HasSuffix(name.Space, "/math"):
		return "t"
	}
	return ""
}

func attribute(attrs []xml.Attr, local string) string {
	for _, a := range attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// value returns the w:val of an element.
func value(attrs []xml.Attr) string {
	return attribute(attrs, "val")
}

func number(attrs []xml.Attr) int {
	n, _ := strconv.Atoi(value(attrs))
	return n
}

// isOn reads an element that is a switch: there and not said to be off.
func isOn(attrs []xml.Attr) bool {
	switch value(attrs) {
	case "0", "false", "off", "none":
		return false
	}
	return true
}
