package messy

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// dataOf is a paper as a list of paragraphs and tables for scripts.
func dataOf(p *paper) string {
	type cell struct {
		Text                 string
		Row, Col, Rows, Cols int
	}
	type block struct {
		Text  string
		Width int
		Rows  int
		Cells []cell
	}
	var blocks []block
	for _, par := range p.paragraphs() {
		b := block{Text: par.text}
		if s := par.sheet; s != nil {
			b.Width, b.Rows = s.width, len(s.lines)
			for r, line := range s.lines {
				for _, x := range line {
					b.Cells = append(b.Cells, cell{x.text, r, x.col, x.rows, x.cols})
				}
			}
		}
		blocks = append(blocks, b)
	}
	data, err := json.Marshal(blocks)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// typstOf sets a paper in Typst's language.
func typstOf(p *paper) string {
	var b strings.Builder
	b.WriteString("#set page(paper: \"a4\", numbering: \"— 1 —\")\n#set text(font: \"Noto Serif CJK SC\", lang: \"zh\", size: 11pt)\n#set par(first-line-indent: 2em, justify: true)\n")
	for _, par := range p.paragraphs() {
		if par.sheet == nil {
			fmt.Fprintf(&b, "#par[#%s]\n\n", typstString(par.text))
			continue
		}
		fmt.Fprintf(&b, "#text(size: 8pt)[#table(columns: (1fr,) * %d, inset: 3pt, align: center + horizon,\n", par.sheet.width)
		for _, line := range par.sheet.lines {
			for _, x := range line {
				fmt.Fprintf(&b, "table.cell(colspan: %d, rowspan: %d)[#%s],\n", x.cols, x.rows, typstString(x.text))
			}
		}
		b.WriteString(")]\n\n")
	}
	return b.String()
}

func typstString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// wordFile is a paper as a .docx with ruled tables.
func wordFile(p *paper, narrow bool) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	run := func(s string, size int) string {
		return fmt.Sprintf(`<w:r><w:rPr><w:rFonts w:eastAsia="Noto Serif CJK SC" w:hint="eastAsia"/><w:sz w:val="%d"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, size, html.EscapeString(s))
	}
	for i, par := range p.paragraphs() {
		switch {
		case par.sheet != nil:
			b.WriteString(wordTable(par.sheet, run, narrow) + "<w:p/>")
		case i == 0:
			b.WriteString(`<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + run(par.text, 36) + "</w:p>")
		default:
			b.WriteString(`<w:p><w:pPr><w:ind w:firstLine="560"/></w:pPr>` + run(par.text, 28) + "</w:p>")
		}
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1474" w:bottom="1440" w:left="1588"/></w:sectPr></w:body></w:document>`)
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   b.String(),
	} {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return z.String()
}

// wordTable is a table of a .docx. Narrow columns break their numbers over lines.
func wordTable(s *sheet, run func(string, int) string, narrow bool) string {
	var b strings.Builder
	width := 8800 / s.width
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="8800" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	b.WriteString(`</w:tblBorders></w:tblPr><w:tblGrid>` + strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, width), s.width) + `</w:tblGrid>`)
	size := 18
	if narrow && s.width < 15 {
		size = 24
	}
	for r := range s.lines {
		b.WriteString("<w:tr>")
		for col := 0; col < s.width; {
			x, top := s.boxAt(r, col)
			if x == nil {
				col++
				continue
			}
			merge := ""
			if x.rows > 1 {
				merge = map[bool]string{true: `<w:vMerge w:val="restart"/>`, false: `<w:vMerge/>`}[top == r]
			}
			text := ""
			if top == r {
				text = run(x.text, size)
			}
			align := `<w:pPr><w:jc w:val="center"/></w:pPr>`
			if x.kind == layouts.LabelCell {
				align = ""
			}
			fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>%s<w:vAlign w:val="center"/></w:tcPr><w:p>%s%s</w:p></w:tc>`, width*x.cols, x.cols, merge, align, text)
			col = x.col + x.cols
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}

// boxAt is the box that covers a place, and the line where it begins.
func (s *sheet) boxAt(row, col int) (*box, int) {
	for r := row; r >= 0; r-- {
		for _, x := range s.lines[r] {
			if r+x.rows > row && x.col <= col && x.col+x.cols > col {
				return x, r
			}
		}
	}
	return nil, 0
}
