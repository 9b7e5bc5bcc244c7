package messy

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
)

func spanAttr(name string, n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" %s=\"%d\"", name, n)
}

const (
	docxTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	docxRels  = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxOpen  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	docxClose = `<w:sectPr/></w:body></w:document>`
	docxLines = `<w:tblPr><w:tblBorders><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr>`
)

// printDocx is a Word file with the merges of the drawing.
func printDocx(r *drawnReport) []byte {
	var body strings.Builder
	body.WriteString(docxOpen)
	for _, p := range r.parts {
		if p.table != nil {
			docxDrawing(&body, p.table)
		} else {
			docxParagraph(&body, p.text)
		}
	}
	body.WriteString(docxClose)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxRels}, {"word/document.xml", body.String()}} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	_ = z.Close()
	return b.Bytes()
}

// docxParagraph is one paragraph for each line of the text.
func docxParagraph(b *strings.Builder, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(`<w:p><w:r><w:t xml:space="preserve">` + html.EscapeString(line) + `</w:t></w:r></w:p>`)
	}
}

func docxDrawing(b *strings.Builder, d *drawing) {
	b.WriteString("<w:tbl>" + docxLines + "<w:tblGrid>" + strings.Repeat(`<w:gridCol w:w="700"/>`, d.width()) + "</w:tblGrid>")
	open := map[[2]int]spot{} // merges from above, by row and column
	for y, spots := range d.spots() {
		b.WriteString("<w:tr>")
		for x := 0; x < d.width(); {
			s, above := open[[2]int{y, x}]
			if !above && len(spots) == 0 {
				break // the rest is gone
			}
			if !above {
				s = spots[0]
				spots = spots[1:]
				for i := y + 1; i < y+s.high; i++ {
					open[[2]int{i, x}] = s
				}
			}
			docxCell(b, s, above)
			x += s.wide
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
}

func docxCell(b *strings.Builder, s spot, above bool) {
	b.WriteString("<w:tc><w:tcPr>")
	if s.wide > 1 {
		fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, s.wide)
	}
	switch {
	case above:
		b.WriteString(`<w:vMerge/></w:tcPr><w:p/></w:tc>`)
		return
	case s.high > 1:
		b.WriteString(`<w:vMerge w:val="restart"/>`)
	}
	b.WriteString("</w:tcPr>")
	docxParagraph(b, s.text)
	b.WriteString("</w:tc>")
}
