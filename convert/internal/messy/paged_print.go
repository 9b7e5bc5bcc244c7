package messy

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/nianbao/nianbao/layouts"
)

// A PDFStyle is how a paper is set on pages by hand: in fonts that are not
// embedded and have no ToUnicode, as official PDFs were made.
type PDFStyle struct {
	Coding   string  // GBK-EUC-H, UniGB-UCS2-H
	Bare     bool    // no rulings
	OpenSide bool    // no rule at the right of the tables
	Wide     float64 // of the tables, in widths of the type area; 0 is 1
	Clipped  bool    // the tables are cut off at the type area's right
	Rotate   int     // the pages are turned; 90, 270
	Heads    bool    // running heads and page numbers
}

const (
	sheetWidth, sheetHeight = 595.0, 842.0
	sideMargin, topMargin   = 60.0, 72.0
	typeSize, lineHeight    = 9.0, 13.0
)

// A pdfPress sets a paper.
type pdfPress struct {
	PDFStyle
	pages []*bytes.Buffer
	y     float64 // where the next line or row begins, from the foot of the page
}

func (st PDFStyle) print(p *paper) string {
	w := &pdfPress{PDFStyle: st}
	w.newPage()
	for i, par := range p.paragraphs() {
		switch {
		case par.sheet != nil:
			w.table(par.sheet)
		case i == 0:
			w.text(par.text, 0, true)
		case strings.ContainsRune("一二三四五六", []rune(par.text)[0]):
			w.text(par.text, 2, false)
		default:
			w.text("　　"+par.text, 0, false)
		}
	}
	return w.file()
}

func (w *pdfPress) newPage() {
	b := &bytes.Buffer{}
	w.pages = append(w.pages, b)
	w.y = sheetHeight - topMargin
	if w.Heads {
		w.put(sideMargin, sheetHeight-40, agency+"年报")
		w.put(sheetWidth/2-15, 36, fmt.Sprintf("— %d —", len(w.pages)))
	}
	if w.Clipped {
		fmt.Fprintf(b, "q 0 0 %.2f %.2f re W n\n", sheetWidth-sideMargin, sheetHeight)
	}
}

func (w *pdfPress) page() *bytes.Buffer { return w.pages[len(w.pages)-1] }

// put shows a string.
func (w *pdfPress) put(x, y float64, s string) {
	enc := simplifiedchinese.GB18030.NewEncoder()
	if strings.HasPrefix(w.Coding, "UniGB") {
		enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()
	}
	code, err := enc.String(s)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(w.page(), "BT /F1 %.1f Tf %.2f %.2f Td <%x> Tj ET\n", typeSize, x, y, code)
}

func textWidth(s string) float64 {
	n := 0.0
	for _, r := range s {
		if r < 0x80 {
			n += 0.5
		} else {
			n++
		}
	}
	return n * typeSize
}

// wrapText breaks a text where its width is full.
func wrapText(s string, width float64) []string {
	var lines []string
	line := ""
	for _, r := range s {
		if r == '\n' || textWidth(line+string(r)) > width && line != "" {
			lines = append(lines, line)
			line = ""
		}
		if r != '\n' {
			line += string(r)
		}
	}
	return append(lines, line)
}

func (w *pdfPress) text(s string, indent float64, centred bool) {
	width := sheetWidth - 2*sideMargin
	for i, line := range wrapText(s, width-indent*typeSize) {
		if w.y -= lineHeight * 1.4; w.y < topMargin {
			w.newPage()
			w.y -= lineHeight
		}
		x := sideMargin
		if i == 0 {
			x += indent * typeSize
		}
		if centred {
			x = sideMargin + (width-textWidth(line))/2
		}
		w.put(x, w.y, line)
	}
	w.y -= 4
}

// columnsOf are the edges of a sheet's columns: labels take what values leave.
func (w *pdfPress) columnsOf(s *sheet) []float64 {
	width := sheetWidth - 2*sideMargin
	if w.Wide != 0 {
		width *= w.Wide
	}
	first := s.width
	for _, line := range s.lines {
		if v := values(line); len(v) > 0 {
			first = min(first, v[0].col)
		}
	}
	shares := make([]float64, s.width)
	for i := range shares {
		shares[i] = 1
		if i < first {
			shares[i] = 1.7
		}
	}
	sum := 0.0
	for _, n := range shares {
		sum += n
	}
	xs := []float64{sideMargin}
	for _, n := range shares {
		xs = append(xs, xs[len(xs)-1]+width*n/sum)
	}
	return xs
}

const cellPadding = 3.0

func (w *pdfPress) table(s *sheet) {
	xs := w.columnsOf(s)
	heights := make([]float64, len(s.lines))
	for i, line := range s.lines {
		heights[i] = lineHeight + 4
		for _, b := range line {
			n := float64(len(wrapText(b.text, xs[b.col+b.cols]-xs[b.col]-2*cellPadding)))
			heights[i] = max(heights[i], (n*lineHeight+4)/float64(b.rows))
		}
	}
	w.y -= 6
	top := 0
	for top < len(s.lines) {
		n, room := 0, w.y-topMargin
		for top+n < len(s.lines) && room >= heights[top+n] {
			room -= heights[top+n]
			n++
		}
		if n == 0 {
			w.newPage()
			continue
		}
		w.rows(s, xs, heights, top, top+n)
		if top += n; top < len(s.lines) {
			w.newPage()
		}
	}
}

// rows sets the rows of a table that stand on one page, and what merged cells that
// began before have there.
func (w *pdfPress) rows(s *sheet, xs, heights []float64, from, to int) {
	ys := []float64{w.y}
	for _, h := range heights[from:to] {
		ys = append(ys, ys[len(ys)-1]-h)
	}
	for i, line := range s.lines[:to] {
		for _, b := range line {
			if i+b.rows <= from {
				continue
			}
			top, bottom := ys[max(i, from)-from], ys[min(i+b.rows, to)-from]
			left, right := xs[b.col], xs[b.col+b.cols]
			w.frame(left, bottom, right, top, b.col+b.cols == s.width)
			if i < from {
				continue // its text stands where it began
			}
			lines := wrapText(b.text, right-left-2*cellPadding)
			y := (top+bottom)/2 + float64(len(lines))*lineHeight/2 - lineHeight + 3
			for _, l := range lines {
				x := left + cellPadding
				if b.kind == layouts.DataCell || b.kind == layouts.HeadCell {
					x = (left + right - textWidth(l)) / 2
				}
				w.put(x, y, l)
				y -= lineHeight
			}
		}
	}
	w.y = ys[len(ys)-1]
}

func (w *pdfPress) frame(x0, y0, x1, y1 float64, last bool) {
	if w.Bare {
		return
	}
	b := w.page()
	fmt.Fprintf(b, "0.5 w %.2f %.2f m %.2f %.2f l S\n%.2f %.2f m %.2f %.2f l S\n", x0, y0, x1, y0, x0, y1, x1, y1)
	fmt.Fprintf(b, "%.2f %.2f m %.2f %.2f l S\n", x0, y0, x0, y1)
	if !last || !w.OpenSide {
		fmt.Fprintf(b, "%.2f %.2f m %.2f %.2f l S\n", x1, y0, x1, y1)
	}
}

// file writes the pages as a PDF.
func (w *pdfPress) file() string {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	const first = 5
	var kids strings.Builder
	for i := range w.pages {
		fmt.Fprintf(&kids, "%d 0 R ", first+2*i)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(w.pages))
	object("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-%s/Encoding/%[1]s/DescendantFonts[4 0 R]>>", w.Coding)
	object("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]>>")
	for i, page := range w.pages {
		box, turn := fmt.Sprintf("0 0 %g %g", sheetWidth, sheetHeight), ""
		switch w.Rotate {
		case 90:
			box, turn = fmt.Sprintf("0 0 %g %g", sheetHeight, sheetWidth), fmt.Sprintf("0 1 -1 0 %g 0 cm\n", sheetHeight)
		case 270:
			box, turn = fmt.Sprintf("0 0 %g %g", sheetHeight, sheetWidth), fmt.Sprintf("0 -1 1 0 0 %g cm\n", sheetWidth)
		}
		object("<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", box, w.Rotate, first+2*i+1)
		object("<</Length %d>>\nstream\n%s%s\nendstream", len(turn)+page.Len(), turn, page.String())
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, at)
	return b.String()
}
