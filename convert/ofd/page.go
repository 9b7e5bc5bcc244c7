package ofd

import (
	"math"
	"strconv"

	"github.com/nianbao/nianbao/convert/typeset"
)

// The sheet, in thousandths of a millimetre.
const (
	sheetWidth  = 210_000
	sheetHeight = 297_000
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	namespace   = ` xmlns:ofd="http://www.ofdspec.org/2016"`
)

// draw draws the pages, and returns the last id that they use. Fonts have the first, pages
// the next: pageID.
func draw(doc *typeset.Document, f *faces) (pages [][]byte, last int) {
	p := painter{faces: f, id: pageID(len(doc.Pages)-1, len(f.fonts))}
	for _, page := range doc.Pages {
		p.out = make([]byte, 0, 32<<10)
		p.add(declaration + "<ofd:Page" + namespace + ">")
		if page.Turned != nil { // it lies, so that it is read without turning the head
			p.add("<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area>")
		}
		p.add(`<ofd:Content><ofd:Layer Type="Body"`)
		p.identify()
		p.add(">")
		if page.Turned != nil {
			p.draw(page.Turned)
		}
		p.upright = page.Turned != nil
		p.draw(page)
		p.upright = false
		p.add("</ofd:Layer></ofd:Content></ofd:Page>")
		pages = append(pages, p.out)
	}
	return pages, p.id
}

// pageID is the id of a page, which counts from 0, in a document of so many fonts.
func pageID(page, fonts int) int { return fonts + 1 + page }

// A painter writes what stands on pages.
type painter struct {
	out     []byte
	faces   *faces
	id      int  // the last that was given
	upright bool // what it draws stands upright on a sheet that lies
}

func (p *painter) draw(page *typeset.Page) {
	for _, box := range page.Shades {
		p.shade(box)
	}
	for _, r := range page.Rules {
		p.rule(r)
	}
	for i := range page.Texts {
		for _, r := range p.faces.next() {
			p.text(&page.Texts[i], r)
		}
	}
}

func (p *painter) add(s string) { p.out = append(p.out, s...) }

// identify gives an object its id.
func (p *painter) identify() {
	p.id++
	p.add(` ID="`)
	p.out = append(strconv.AppendInt(p.out, int64(p.id), 10), '"')
}

// A box is a rectangle in thousandths of a millimetre.
type box struct {
	x, y, w, h int
}

// place writes the attribute Boundary. What stands upright on a sheet that lies is turned a
// quarter to the right: the point (x, y) of the upright sheet is (297 mm − y, x).
func (p *painter) place(b box) {
	p.add(` Boundary="`)
	if p.upright {
		b = box{sheetHeight - b.y - b.h, b.x, b.h, b.w}
	}
	p.numbers(b.x, b.y, b.w, b.h)
	p.add(`"`)
	if p.upright {
		p.add(` CTM="0 1 -1 0 `)
		p.numbers(b.w, 0)
		p.add(`"`)
	}
}

// numbers writes lengths, parted by spaces.
func (p *painter) numbers(all ...int) {
	for i, n := range all {
		if i > 0 {
			p.out = append(p.out, ' ')
		}
		p.out = appendLength(p.out, n)
	}
}

// length is one of points in thousandths of a millimetre.
func length(points float64) int { return int(math.Round(points * 25_400 / 72)) }

// appendLength writes thousandths of a millimetre as millimetres.
func appendLength(b []byte, n int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, int64(n/1000), 10)
	if n %= 1000; n > 0 {
		b = append(b, '.', byte('0'+n/100))
		if n%100 > 0 {
			b = append(b, byte('0'+n/10%10))
		}
		if n%10 > 0 {
			b = append(b, byte('0'+n%10))
		}
	}
	return b
}
