package word

import (
	"fmt"
	"strings"
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	mainType    = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	officeRel   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

var contentTypes = declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + mainType + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + mainType + `styles+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="` + mainType + `fontTable+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + mainType + `settings+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + mainType + `footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="` + mainType + `footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
	`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>` +
	`</Types>`

var packageRels = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="` + officeRel + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + officeRel + `extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

var documentRels = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="` + officeRel + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + officeRel + `fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="rId3" Type="` + officeRel + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId4" Type="` + officeRel + `footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId5" Type="` + officeRel + `footer" Target="footer2.xml"/>` +
	`</Relationships>`

// settings: odd and even pages have feet of their own; marks keep to the rules of Chinese;
// the document is laid out as Word 2013 and later do.
const settings = declaration + `<w:settings ` + namespaces + `>` +
	`<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>` +
	`<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="579"/>` +
	`<w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:docVars>` + variable + ` w:val="1"/></w:docVars>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// coreProperties are the document's. A date is the day that the document is of.
func coreProperties(title string, m Meta) []byte {
	var b strings.Builder
	b.WriteString(declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	fmt.Fprintf(&b, `<dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:language>zh-CN</dc:language>`, escape(title), escape(m.Agency))
	if m.Date != "" {
		for _, kind := range []string{"created", "modified"} {
			fmt.Fprintf(&b, `<dcterms:%s xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:%s>`, kind, m.Date, kind)
		}
	}
	b.WriteString(`</cp:coreProperties>`)
	return []byte(b.String())
}

// footer is the number of the page between dashes, one character from the outer edge
// (GB/T 9704-2012, 7.5).
func footer(edge, style string) []byte {
	return []byte(declaration + `<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` +
		`<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`)
}

// escape writes a text as XML. Characters that XML cannot have are U+FFFD.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' && r != '\t', r == 0xfffe, r == 0xffff:
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
