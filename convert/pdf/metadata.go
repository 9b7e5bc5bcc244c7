package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

const program = "nianbao"

// description is what the file's metadata and document information both say.
type description struct {
	title, agency         string
	identifiers, subjects []string
	date                  time.Time // zero when the report has none
	published             string    // YYYY-MM-DD
	part                  int       // of ISO 19005: 3 where it carries a file
}

// china is the time zone of the dates.
var china = time.FixedZone("", 8*3600)

// describe takes the file's dates from the report, so that the same report gives the
// same file. A report without a date has none: no other day is a date of it.
func describe(title string, m Meta) *description {
	d := &description{title: line(title), agency: line(m.Agency), identifiers: texts(m.Identifiers), subjects: texts(m.Subjects)}
	if date, err := time.ParseInLocation(time.DateOnly, m.Date, china); err == nil {
		d.date = date
	}
	d.published = day(m.Published)
	if d.part = 2; m.Data != nil {
		d.part = 3
	}
	return d
}

// texts are those that say something, each once.
func texts(all []string) []string {
	var out []string
	for _, t := range all {
		if t = line(t); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// dayForm begins a date, with whatever stands between its numbers and behind it.
var dayForm = regexp.MustCompile(`^\s*([12]\d{3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\D|$)`)

// day is a date as YYYY-MM-DD; "" when it is none.
func day(text string) string {
	m := dayForm.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	date, err := time.Parse("2006-1-2", m[1]+"-"+m[2]+"-"+m[3])
	if err != nil {
		return ""
	}
	return date.Format(time.DateOnly)
}

// line is a text without the characters that XML cannot carry, on one line, so that
// metadata and document information say the same.
func line(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, text)), " ")
}

func (d *description) info() []byte {
	b := []byte("<<")
	for _, f := range []struct{ key, value string }{
		{"Title", d.title}, {"Author", d.agency}, {"Subject", strings.Join(d.identifiers, "；")},
		{"Keywords", strings.Join(d.subjects, "；")}, {"Creator", program}, {"Producer", program},
	} {
		if f.value != "" {
			b = fmt.Appendf(b, "/%s <%x>\n", f.key, utf16Text(f.value))
		}
	}
	if !d.date.IsZero() {
		date := d.date.Format("D:20060102150405+08'00'")
		b = fmt.Appendf(b, "/CreationDate (%s) /ModDate (%s)", date, date)
	}
	return append(b, ">>"...)
}

func (d *description) xmp() []byte {
	var x xmp
	x.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n" +
		"<pdfaid:part>" + strconv.Itoa(d.part) + "</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n")
	x.list("dc:title", "Alt xml:lang", d.title)
	x.list("dc:creator", "Seq", d.agency)
	x.list("dc:description", "Alt xml:lang", strings.Join(d.identifiers, "；"))
	if len(d.identifiers) > 0 {
		x.element("dc:identifier", d.identifiers[0])
		x.list("xmp:Identifier", "Bag", d.identifiers...)
	}
	x.list("dc:subject", "Bag", d.subjects...)
	x.element("pdf:Keywords", strings.Join(d.subjects, "；"))
	x.list("dc:language", "Bag", "zh-CN")
	date := ""
	if !d.date.IsZero() {
		date = d.date.Format(time.RFC3339)
	}
	x.list("dc:date", "Seq", texts([]string{date, d.published})...)
	x.element("xmp:CreateDate", date)
	x.element("xmp:ModifyDate", date)
	x.element("xmp:MetadataDate", date)
	x.element("xmp:CreatorTool", program)
	x.element("pdf:Producer", program)
	x.WriteString("</rdf:Description>\n" + uaSchema + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return x.Bytes()
}

// Written reports whether data are a PDF that this program wrote.
func Written(data []byte) bool {
	var x xmp
	x.element("pdf:Producer", program)
	return bytes.HasPrefix(data, []byte("%PDF-")) && bytes.Contains(data, bytes.TrimSpace(x.Bytes()))
}

// xmp is a packet of metadata as it is written.
type xmp struct{ bytes.Buffer }

// element writes a property; nothing for "".
func (x *xmp) element(name, text string) {
	if text != "" {
		x.WriteString("<" + name + ">")
		xml.EscapeText(x, []byte(text))
		x.WriteString("</" + name + ">\n")
	}
}

// list writes a property of several texts; those of an Alt are in the default language.
func (x *xmp) list(name, kind string, all ...string) {
	kind, lang, _ := strings.Cut(kind, " ")
	if lang != "" {
		lang = " " + lang + "=\"x-default\""
	}
	any := false
	for _, text := range all {
		if text == "" {
			continue
		}
		if !any {
			x.WriteString("<" + name + "><rdf:" + kind + ">")
		}
		any = true
		x.WriteString("<rdf:li" + lang + ">")
		xml.EscapeText(x, []byte(text))
		x.WriteString("</rdf:li>")
	}
	if any {
		x.WriteString("</rdf:" + kind + "></" + name + ">\n")
	}
}

// uaSchema describes the property that PDF/UA asks for, as PDF/A does of all that it
// does not know (ISO 19005-2, 6.6.2.3.3).
const uaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`
