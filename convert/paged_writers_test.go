package convert_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/internal/messy"
)

// tool returns the path of the first of the programs that is there, or skips the
// test by the name of the first.
func tool(t *testing.T, names ...string) string {
	t.Helper()
	if !long.Tests() {
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
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
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
func writtenBy(t *testing.T, shape, ext string, least float64, print func(*messy.Paper) string, make func(dir string, n int)) {
	writtenPapers(t, pagedReports, shape, ext, least, print, make)
}

// writtenPapers are so many papers, for a writer that takes long.
func writtenPapers(t *testing.T, n int, shape, ext string, least float64, print func(*messy.Paper) string, make func(dir string, n int)) {
	r := messy.NewRun(t, readMessy(t))
	cases := r.Papers(n)
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
		put(t, dir, fmt.Sprintf("%02d%s", i, ext), print(m))
	}
	if _, err := os.Stat(filepath.Join(dir, fmt.Sprintf("%02d.pdf", len(cases)-1))); err != nil {
		make(dir, len(cases))
	}
	for i, m := range cases {
		if least == 0 { // no rulings
			m.LoseBlanks()
		}
		m.Data = load(t, filepath.Join(dir, fmt.Sprintf("%02d.pdf", i)))
	}
	r.Pages(cases, shape, least)
}

func TestPDFOfLibreOffice(t *testing.T) {
	t.Parallel() // waits for other programs
	office := tool(t, "soffice", "libreoffice")
	for _, fine := range []bool{false, true} {
		name := map[bool]string{false: "docx", true: "docx, narrow columns"}[fine]
		t.Run(name, func(t *testing.T) {
			writtenBy(t, "LibreOffice "+name, ".docx", 99.9, func(p *messy.Paper) string { return p.Word(fine) }, func(dir string, n int) {
				files, _ := filepath.Glob(filepath.Join(dir, "*.docx"))
				execute(t, dir, office, append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf"}, files...)...)
			})
		})
	}
}

func TestPDFOfChromium(t *testing.T) {
	t.Parallel() // waits for other programs
	browser := tool(t, "chromium", "chromium-browser", "google-chrome")
	for _, tt := range []struct {
		name  string
		least float64
		style string
	}{
		{"collapsed borders", 99.9, "table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:4px}"},
		{"borders apart", 99.9, "table{width:100%}td{border:1px solid #999}"},
		{"shaded heads", 99.9, "table{border-collapse:collapse}td{border:1px solid #ccc;padding:2px 8px;font-size:13px}tr:first-child td{background:#246;color:#fff}"},
		{"no borders", 0, "table{width:100%;border:none}td{border:none;padding:2px 6px}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			print := func(p *messy.Paper) string { return p.Page(tt.style) }
			writtenPapers(t, 6, "Chromium "+tt.name, ".html", tt.least, print, func(dir string, n int) {
				for i := range n {
					execute(t, dir, browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--user-data-dir="+filepath.Join(dir, "profile"), fmt.Sprintf("--print-to-pdf=%02d.pdf", i), fmt.Sprintf("file://%s/%02d.html", dir, i))
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
	writtenBy(t, "reportlab", ".json", 99.9, (*messy.Paper).JSON, func(dir string, n int) {
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
	writtenBy(t, "Typst", ".typ", 99.9, (*messy.Paper).Typst, func(dir string, n int) {
		put(t, dir, "set.cjs", strings.ReplaceAll(typstScript, "MODULES", modules))
		execute(t, dir, node, "set.cjs")
	})
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

const typstScript = `
const { NodeCompiler } = require('MODULES/@myriaddreamin/typst-ts-node-compiler');
const fs = require('fs');
const c = NodeCompiler.create({ workspace: process.cwd(), fontArgs: [{ fontPaths: ['/usr/share/fonts'] }] });
for (const f of fs.readdirSync('.').filter(f => f.endsWith('.typ')))
  fs.writeFileSync(f.replace('.typ', '.pdf'), Buffer.from(c.pdf({ mainFileContent: fs.readFileSync(f, 'utf8') })));
`

// TestOFDOfOfdrw reads what ofdrw, the library that most programs in Java write OFD
// with, writes: texts drawn at their places, or set as paragraphs. OFDRW is a folder with
// its jars.
func TestOFDOfOfdrw(t *testing.T) {
	t.Parallel() // waits for other programs
	java, jars := tool(t, "java"), os.Getenv("OFDRW")
	if jars == "" {
		t.Skip("ofdrw is not installed (OFDRW, a folder of jars)")
	}
	program, err := filepath.Abs("testdata/Ofdrw.java")
	if err != nil {
		t.Fatal(err)
	}
	for _, how := range []string{"canvas", "paragraphs"} {
		t.Run(how, func(t *testing.T) {
			r := messy.NewRun(t, readMessy(t))
			cases, dir := r.Papers(pagedReports), t.TempDir()
			args := []string{"-cp", filepath.Join(jars, "*"), program, how, fmt.Sprintf("%.4f", messy.TypeSize)}
			for i, m := range cases {
				name := fmt.Sprintf("%02d.marks", i)
				put(t, dir, name, marksOf(m.Marks(messy.Setting{Heads: true})))
				args = append(args, name)
			}
			execute(t, dir, java, args...)
			for i, m := range cases {
				m.Data = load(t, filepath.Join(dir, fmt.Sprintf("%02d.ofd", i)))
			}
			r.Pages(cases, "ofdrw "+how, 99.9)
		})
	}
}

// marksOf lists what stands on pages, in millimetres from the top: x, y and a text, or x, y
// and where a ruling ends.
func marksOf(pages [][]messy.Mark) string {
	const k, height = 25.4 / 72, 297
	var b strings.Builder
	for i, marks := range pages {
		if i > 0 {
			b.WriteByte('\f')
		}
		for _, m := range marks {
			if m.Text != "" {
				fmt.Fprintf(&b, "%.3f\t%.3f\t%s\n", m.X0*k, height-m.Y0*k, m.Text)
			} else {
				fmt.Fprintf(&b, "%.3f\t%.3f\t%.3f\t%.3f\n", m.X0*k, height-m.Y0*k, m.X1*k, height-m.Y1*k)
			}
		}
	}
	return b.String()
}
