package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode"
)

const program = "nianbao"

// A description is what the file's metadata and document information both say.
type description struct {
	title, agency, identifier string
	date                      time.Time
}

// china is the time zone of the dates.
var china = time.FixedZone("", 8*3600)

// describe takes the file's dates from the report, so that the same report gives
// the same file: its date, else the last day for its year's report (31 January),
// else the year 2000.
func describe(title string, m Meta) *description {
	d := &description{title: line(title), agency: line(m.Agency), identifier: line(m.Identifier)}
	date, err := time.ParseInLocation(time.DateOnly, m.Date, china)
	switch {
	case err == nil:
		d.date = date
	case m.Year > 0:
		d.date = time.Date(m.Year+1, time.January, 31, 0, 0, 0, 0, china)
	default:
		d.date = time.Date(2000, time.January, 1, 0, 0, 0, 0, china)
	}
	return d
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
	date := d.date.Format("D:20060102150405+08'00'")
	b := []byte("<<")
	for _, f := range []struct{ key, value string }{
		{"Title", d.title}, {"Author", d.agency}, {"Subject", d.identifier}, {"Creator", program}, {"Producer", program},
	} {
		if f.value != "" {
			b = fmt.Appendf(b, "/%s <%x>\n", f.key, utf16Text(f.value))
		}
	}
	return fmt.Appendf(b, "/CreationDate (%s) /ModDate (%s)>>", date, date)
}

func (d *description) xmp() []byte {
	date := d.date.Format(time.RFC3339)
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n" +
		"<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n")
	element := func(before, text, after string) {
		if text != "" {
			b.WriteString(before)
			xml.EscapeText(&b, []byte(text))
			b.WriteString(after + "\n")
		}
	}
	element("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", d.title, "</rdf:li></rdf:Alt></dc:title>")
	element("<dc:creator><rdf:Seq><rdf:li>", d.agency, "</rdf:li></rdf:Seq></dc:creator>")
	element("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", d.identifier, "</rdf:li></rdf:Alt></dc:description>")
	element("<dc:identifier>", d.identifier, "</dc:identifier>")
	element("<dc:language><rdf:Bag><rdf:li>", "zh-CN", "</rdf:li></rdf:Bag></dc:language>")
	element("<dc:date><rdf:Seq><rdf:li>", date, "</rdf:li></rdf:Seq></dc:date>")
	element("<xmp:CreateDate>", date, "</xmp:CreateDate>")
	element("<xmp:ModifyDate>", date, "</xmp:ModifyDate>")
	element("<xmp:MetadataDate>", date, "</xmp:MetadataDate>")
	element("<xmp:CreatorTool>", program, "</xmp:CreatorTool>")
	element("<pdf:Producer>", program, "</pdf:Producer>")
	b.WriteString("</rdf:Description>\n" + uaSchema + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
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
