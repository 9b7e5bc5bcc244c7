// Package word writes a report as a Word document (.docx, ECMA-376) that an office goes on
// editing: A4, the margins, the grid of 28 characters by 22 lines and the faces of
// GB/T 9704-2012, the form's tables with their merged cells, the number of the page
// between dashes at its outer edge.
//
//	err := word.Write(w, r, layout, word.Meta{Agency: r.Agency, Date: r.Date})
//
// The faces are named, not embedded: those that offices have, with others of their class
// in the table of fonts. Text is text: it is never a field, a link or a macro. The same
// report gives the same bytes.
//
// It owns the parts of the package (parts.go), styles and the XML of paragraphs and tables.
// What stands where is typeset's (typeset.Story).
package word

import (
	"archive/zip"
	"io"

	"github.com/nianbao/nianbao/convert/opc"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/layouts"
)

// Meta is what the properties of the document say besides its title.
type Meta struct {
	Agency string // creator
	Date   string // 成文日期 as YYYY-MM-DD; "" for none
}

// Write writes the report.
func Write(w io.Writer, r *report.Report, l *layouts.Layout, m Meta) error {
	blocks := typeset.Story(r, l)
	title := ""
	if len(blocks) > 0 && blocks[0].Kind == typeset.TitleBlock {
		title = blocks[0].Text
	}
	z := zip.NewWriter(w)
	for _, p := range []struct {
		name string
		text []byte
	}{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(packageRels)},
		{"docProps/core.xml", coreProperties(title, m)},
		{opc.PropertiesPart, []byte(opc.Properties)},
		{"word/document.xml", document(blocks)},
		{"word/_rels/document.xml.rels", []byte(documentRels)},
		{"word/styles.xml", []byte(styles())},
		{"word/fontTable.xml", []byte(fontTable())},
		{settingsPart, []byte(settings)},
		{"word/footer1.xml", footer("right", "a7")},
		{"word/footer2.xml", footer("left", "a8")},
	} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: opc.NoTime})
		if err != nil {
			return err
		}
		if _, err := f.Write(p.text); err != nil {
			return err
		}
	}
	return z.Close()
}
