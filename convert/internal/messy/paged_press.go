package messy

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

const (
	sheetWidth, sheetHeight = 595.0, 842.0
	sideMargin, topMargin   = 60.0, 72.0
	typeSize, lineHeight    = 9.0, 13.0
)

// A Setting is where a paper's characters and rulings stand.
type Setting struct {
	Bare     bool    // no rulings
	OpenSide bool    // no rule at the right of the tables
	Wide     float64 // of the tables, in widths of the type area; 0 is 1
	Heads    bool    // running heads and page numbers
}

// A Mark is a text, or a ruling where it has none. Places are points from the left and from
// the foot of an upright page of A4; a text stands on its baseline.
type Mark struct {
	Text           string
	X0, Y0, X1, Y1 float64
}

// A press sets a paper.
type press struct {
	Setting
	pages [][]Mark
	y     float64 // where the next line or row begins, from the foot of the page
}

// set sets a paper: the marks of each page.
func (st Setting) set(p *paper) [][]Mark {
	w := &press{Setting: st}
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
	return w.pages
}

func (w *press) newPage() {
	w.pages = append(w.pages, nil)
	w.y = sheetHeight - topMargin
	if w.Heads {
		w.put(sideMargin, sheetHeight-40, agency+"年报")
		w.put(sheetWidth/2-15, 36, fmt.Sprintf("— %d —", len(w.pages)))
	}
}

func (w *press) mark(m Mark) {
	last := &w.pages[len(w.pages)-1]
	*last = append(*last, m)
}

// put sets a text; an empty one leaves no mark.
func (w *press) put(x, y float64, s string) {
	if s != "" {
		w.mark(Mark{Text: s, X0: x, Y0: y})
	}
}

// rule draws a ruling.
func (w *press) rule(x0, y0, x1, y1 float64) { w.mark(Mark{X0: x0, Y0: y0, X1: x1, Y1: y1}) }

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

func (w *press) text(s string, indent float64, centred bool) {
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
func (w *press) columnsOf(s *sheet) []float64 {
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

func (w *press) table(s *sheet) {
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
func (w *press) rows(s *sheet, xs, heights []float64, from, to int) {
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

func (w *press) frame(x0, y0, x1, y1 float64, last bool) {
	if w.Bare {
		return
	}
	w.rule(x0, y0, x1, y0)
	w.rule(x0, y1, x1, y1)
	w.rule(x0, y0, x0, y1)
	if !last || !w.OpenSide {
		w.rule(x1, y0, x1, y1)
	}
}
