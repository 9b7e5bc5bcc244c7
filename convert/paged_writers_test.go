package convert_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/layouts"
)

// tool returns the path of the first of the programs that is there, or skips the
// test by the name of the first.
func tool(t *testing.T, names ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skipf("starts %s", names[0])
	}
	for _, n := range names {
		if path, err := exec.LookPath(n); err == nil {
			return path
		}
	}
	t.Skipf("%s is not installed", names[0])
	return ""
}

// execute runs a program in a folder.
func execute(t *testing.T, dir, program string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
}

// put writes a file into a folder.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// writtenBy prints the papers with print, has a program make PDFs of them, and
// scores what is read. In the environment, NIANBAO_PAGED names a folder that keeps
// the PDFs, to be read again.
func writtenBy(t *testing.T, shape, ext string, least float64, print func(*paper) string, make func(dir string, n int)) {
	r := newMessyRun(t)
	cases := pagedPapers(t, r, pagedReports)
	dir := t.TempDir()
	if kept := os.Getenv("NIANBAO_PAGED"); kept != "" {
		dir = filepath.Join(kept, strings.Map(func(r rune) rune {
			if r < 'a' || r > 'z' {
				return '_'
			}
			return r
		}, strings.ToLower(shape)))
		_ = os.MkdirAll(dir, 0o755)
	}
	for i, m := range cases {
		put(t, dir, fmt.Sprintf("%02d%s", i, ext), print(m.paper))
	}
	if _, err := os.Stat(filepath.Join(dir, fmt.Sprintf("%02d.pdf", len(cases)-1))); err != nil {
		make(dir, len(cases))
	}
	for i, m := range cases {
		m.data = load(t, filepath.Join(dir, fmt.Sprintf("%02d.pdf", i)))
	}
	scorePaged(t, r, cases, shape, least)
}

func TestPDFOfLibreOffice(t *testing.T) {
	office := tool(t, "soffice", "libreoffice")
	for _, fine := range []bool{false, true} {
		name := map[bool]string{false: "docx", true: "docx, narrow columns"}[fine]
		t.Run(name, func(t *testing.T) {
			writtenBy(t, "LibreOffice "+name, ".docx", 99.9, func(p *paper) string { return wordFile(t, p, fine) }, func(dir string, n int) {
				files, _ := filepath.Glob(filepath.Join(dir, "*.docx"))
				execute(t, dir, office, append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf"}, files...)...)
			})
		})
	}
}

func TestPDFOfChromium(t *testing.T) {
	browser := tool(t, "chromium", "chromium-browser", "google-chrome")
	for _, tt := range []struct{ name, style string }{
		{"collapsed borders", "table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:4px}"},
		{"borders apart", "table{width:100%}td{border:1px solid #999}"},
		{"shaded heads", "table{border-collapse:collapse}td{border:1px solid #ccc;padding:2px 8px;font-size:13px}tr:first-child td{background:#246;color:#fff}"},
		{"no borders", "table{width:100%}td{padding:2px 6px}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			least := 99.9
			if tt.name == "no borders" {
				least = 0
			}
			print := func(p *paper) string {
				return strings.Replace(page((*paper).spanned)(p), "td{border:1px solid}", "body{font-family:'Noto Serif CJK SC',serif}"+tt.style, 1)
			}
			writtenBy(t, "Chromium "+tt.name, ".html", least, print, func(dir string, n int) {
				for i := range n {
					execute(t, dir, browser, "--headless", "--no-sandbox", "--disable-gpu", fmt.Sprintf("--print-to-pdf=%02d.pdf", i), fmt.Sprintf("file://%s/%02d.html", dir, i))
				}
			})
		})
	}
}

func TestPDFOfReportlab(t *testing.T) {
	python := tool(t, "python3")
	if exec.Command(python, "-c", "import reportlab").Run() != nil {
		t.Skip("reportlab is not installed")
	}
	writtenBy(t, "reportlab", ".json", 99.9, dataOf, func(dir string, n int) {
		put(t, dir, "set.py", reportlabScript)
		execute(t, dir, python, "set.py")
	})
}

func TestPDFOfTypst(t *testing.T) {
	node := tool(t, "node")
	modules := os.Getenv("NIANBAO_NODE_MODULES")
	if modules == "" {
		t.Skip("@myriaddreamin/typst-ts-node-compiler is not installed (NIANBAO_NODE_MODULES)")
	}
	writtenBy(t, "Typst", ".typ", 99.9, typstOf, func(dir string, n int) {
		put(t, dir, "set.cjs", strings.ReplaceAll(typstScript, "MODULES", modules))
		execute(t, dir, node, "set.cjs")
	})
}

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

const reportlabScript = `
import glob, json
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Paragraph, Table, TableStyle, Spacer
from xml.sax.saxutils import escape
pdfmetrics.registerFont(UnicodeCIDFont('STSong-Light'))
body = ParagraphStyle('body', fontName='STSong-Light', fontSize=12, leading=20, wordWrap='CJK', firstLineIndent=24)
cell = ParagraphStyle('cell', fontName='STSong-Light', fontSize=7, leading=9, wordWrap='CJK', alignment=1)
for f in glob.glob('*.json'):
    story = []
    for b in json.load(open(f, encoding='utf-8')):
        if not b['Cells']:
            story.append(Paragraph(escape(b['Text']), body))
            continue
        rows = [['' for _ in range(b['Width'])] for _ in range(b['Rows'])]
        style = [('GRID', (0, 0), (-1, -1), 0.5, (0, 0, 0)), ('VALIGN', (0, 0), (-1, -1), 'MIDDLE'), ('LEFTPADDING', (0, 0), (-1, -1), 2), ('RIGHTPADDING', (0, 0), (-1, -1), 2)]
        for c in b['Cells']:
            rows[c['Row']][c['Col']] = Paragraph(escape(c['Text']), cell)
            if c['Rows'] > 1 or c['Cols'] > 1:
                style.append(('SPAN', (c['Col'], c['Row']), (c['Col'] + c['Cols'] - 1, c['Row'] + c['Rows'] - 1)))
        share = [1] * b['Width']
        for c in b['Cells']:
            if c['Cols'] == 1 and len(c['Text']) > 8:
                share[c['Col']] = 4
        w = [500 * s / sum(share) for s in share]
        t = Table(rows, colWidths=w, repeatRows=0, splitInRow=0)
        t.setStyle(TableStyle(style))
        story += [t, Spacer(1, 10)]
    SimpleDocTemplate(f.replace('.json', '.pdf'), pagesize=A4, topMargin=30, bottomMargin=30, leftMargin=40, rightMargin=40).build(story)
`

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

const typstScript = `
const { NodeCompiler } = require('MODULES/@myriaddreamin/typst-ts-node-compiler');
const fs = require('fs');
const c = NodeCompiler.create({ workspace: process.cwd(), fontArgs: [{ fontPaths: ['/usr/share/fonts'] }] });
for (const f of fs.readdirSync('.').filter(f => f.endsWith('.typ')))
  fs.writeFileSync(f.replace('.typ', '.pdf'), Buffer.from(c.pdf({ mainFileContent: fs.readFileSync(f, 'utf8') })));
`

// wordFile is a paper as a .docx with ruled tables.
func wordFile(t *testing.T, p *paper, narrow bool) string {
	t.Helper()
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
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
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
