package word

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/typeset"
)

// section is the sheet: A4, margins of 37, 26, 35 and 28 mm, 22 lines of 28.95 pt; odd
// pages have the first foot, even ones the second. The lines stand on the grid; characters
// have 28 to a line by their style, for programs that put each into a cell of a grid of
// characters do it in ways of their own.
const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>` +
	`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1304" w:gutter="0"/>` +
	`<w:docGrid w:type="lines" w:linePitch="579" w:charSpace="-849"/></w:sectPr>`

// textWidth is what stands between the margins, in twentieths of a point.
const textWidth = 11906 - 1474 - 1587

// A body is the XML of the document as it grows.
type body struct{ strings.Builder }

// document writes the blocks.
func document(blocks []typeset.Block) []byte {
	var b body
	b.WriteString(declaration + `<w:document ` + namespaces + `><w:body>`)
	for i := range blocks {
		b.block(&blocks[i])
	}
	if n := len(blocks); n > 0 && (blocks[n-1].Kind == typeset.FormBlock || blocks[n-1].Kind == typeset.TextTableBlock) {
		b.paragraph(bodyStyle, "") // Word asks for one behind a table
	}
	b.WriteString(section + `</w:body></w:document>`)
	return []byte(b.String())
}

func (b *body) block(k *typeset.Block) {
	switch k.Kind {
	case typeset.TitleBlock:
		b.paragraph(titleStyle, "", run{text: k.Text})
	case typeset.HeadingBlock:
		b.paragraph([]string{bodyStyle, levelOneStyle, levelTwoStyle, levelThreeStyle}[k.Level], "", run{text: k.Text})
	case typeset.ProseBlock:
		b.paragraph(bodyStyle, "", run{k.Head, []string{fangsong, heiti, kaiti}[k.Level]}, run{text: k.Text})
	case typeset.EnclosureBlock:
		b.paragraph(enclosureStyle, "", run{text: k.Text})
	case typeset.NameBlock:
		b.paragraph(signedStyle, inset(k.Indent), run{text: k.Text})
	case typeset.DateBlock:
		b.paragraph(signedStyle, `<w:keepNext w:val="0"/>`+inset(k.Indent), run{text: k.Text})
	case typeset.BelowBlock:
		b.paragraph(bodyStyle, "", run{text: k.Text})
	case typeset.AnnexBlock:
		b.paragraph(annexStyle, "", run{text: k.Text})
	case typeset.AnnexTitleBlock:
		b.paragraph(annexTitleStyle, "", run{text: k.Text})
	case typeset.TextTableBlock:
		b.textTable(k.Table)
	case typeset.FormBlock:
		b.form(k.Form, k.Data)
	case typeset.AboveBlock:
		b.paragraph(cellStyle, `<w:keepNext/>`+besideTable+`<w:jc w:val="right"/>`, run{text: k.Text})
	case typeset.NoteBlock, typeset.SignOffBlock:
		b.paragraph(cellStyle, besideTable+`<w:jc w:val="left"/>`, run{text: k.Text})
	case typeset.EmptyBlock:
		b.paragraph(bodyStyle, "")
	}
}

// besideTable is the room round the lines above and below a table.
const besideTable = `<w:spacing w:before="60" w:after="60"/>`

// inset begins a line so many characters in.
func inset(characters float64) string {
	const width = 316 // of a character, in twentieths of a point
	return fmt.Sprintf(`<w:ind w:leftChars="%d" w:left="%d" w:firstLineChars="0" w:firstLine="0"/>`, int(characters*100), int(characters*width))
}

// A run is text in one face; "" for that of its style.
type run struct{ text, face string }

func (b *body) paragraph(style, properties string, runs ...run) {
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + properties + `</w:pPr>`)
	for _, r := range runs {
		b.run(r, "")
	}
	b.WriteString(`</w:p>`)
}

// run writes text. Marks that Han and Latin share are set in the Han face; tabs and line
// breaks are elements.
func (b *body) run(r run, properties string) {
	if r.text == "" {
		return
	}
	b.WriteString(`<w:r><w:rPr>`)
	if r.face == "" {
		b.WriteString(`<w:rFonts w:hint="eastAsia"/>`)
	} else {
		b.WriteString(strings.Replace(fonts(r.face), `<w:rFonts `, `<w:rFonts w:hint="eastAsia" `, 1))
	}
	b.WriteString(properties + `</w:rPr>`)
	for i, line := range strings.Split(r.text, "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		for k, part := range strings.Split(line, "\t") {
			if k > 0 {
				b.WriteString(`<w:tab/>`)
			}
			if part != "" {
				b.WriteString(`<w:t xml:space="preserve">` + escape(part) + `</w:t>`)
			}
		}
	}
	b.WriteString(`</w:r>`)
}
