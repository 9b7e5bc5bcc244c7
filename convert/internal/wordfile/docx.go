package wordfile

import (
	"archive/zip"
	"bytes"
	"html"
	"strings"
)

const (
	ooxml         = "http://schemas.openxmlformats.org/"
	relationships = ooxml + "officeDocument/2006/relationships"
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
)

// Docx makes a .docx that LibreOffice opens, of a body and of other parts,
// given as name, content, name, content …: numbering, footnotes.
func Docx(body string, parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, content string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(xmlHead + content))
		}
		if err != nil {
			panic(err)
		}
	}
	var links strings.Builder
	for i := 0; i < len(parts); i += 2 {
		links.WriteString(`<Relationship Id="r` + parts[i] + `" Type="` + relationships + `/` + parts[i] + `" Target="` + parts[i] + `.xml"/>`)
		add("word/"+parts[i]+".xml", element(parts[i], parts[i+1]))
	}
	add("[Content_Types].xml", `<Types xmlns="`+ooxml+`package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)
	add("_rels/.rels", `<Relationships xmlns="`+ooxml+`package/2006/relationships"><Relationship Id="r1" Type="`+relationships+`/officeDocument" Target="word/document.xml"/></Relationships>`)
	add("word/_rels/document.xml.rels", `<Relationships xmlns="`+ooxml+`package/2006/relationships">`+links.String()+`</Relationships>`)
	add("word/document.xml", element("document", "<w:body>"+body+"<w:sectPr/></w:body>"))
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func element(root, inside string) string {
	return `<w:` + root + ` xmlns:w="` + ooxml + `wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">` + inside + `</w:` + root + `>`
}

// DocxPara makes a paragraph of text.
func DocxPara(text string) string {
	return `<w:p><w:r><w:t xml:space="preserve">` + html.EscapeString(text) + `</w:t></w:r></w:p>`
}
