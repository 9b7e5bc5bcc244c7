package ofd

import "github.com/nianbao/nianbao/convert/typeset"

// rule writes a straight line. It reaches half its width beyond its ends, so that two that
// meet make a whole corner. Readers cut off what reaches beyond the Boundary, some at whole
// pixels: it is as much larger as the line is wide.
func (p *painter) rule(r typeset.Rule) {
	width, half := length(r.Width), length(r.Width/2)
	x, y := length(r.X1)-width, length(r.Y1)-width
	w, h := length(r.X2)-x+width, length(r.Y2)-y+width
	p.add("<ofd:PathObject")
	p.identify()
	p.place(box{x, y, w, h})
	p.add(` LineWidth="`)
	p.out = appendLength(p.out, width)
	p.add(`"><ofd:AbbreviatedData>`)
	if w > h {
		p.line(width-half, width, w-width+half, width)
	} else {
		p.line(width, width-half, width, h-width+half)
	}
	p.add("</ofd:AbbreviatedData></ofd:PathObject>")
}

// line is a part of a path.
func (p *painter) line(x1, y1, x2, y2 int) {
	p.add("M ")
	p.numbers(x1, y1)
	p.add(" L ")
	p.numbers(x2, y2)
}

// shade marks an open cell: grey, hatched, as convert/pdf does.
func (p *painter) shade(b typeset.Box) {
	x, y := length(b.X), length(b.Y)
	w, h := length(b.X+b.W)-x, length(b.Y+b.H)-y
	p.add("<ofd:PathObject")
	p.identify()
	p.place(box{x, y, w, h})
	p.add(` Stroke="false" Fill="true"><ofd:FillColor Value="230 230 230"/><ofd:AbbreviatedData>M 0 0 L `)
	p.numbers(w, 0)
	p.add(" L ")
	p.numbers(w, h)
	p.add(" L ")
	p.numbers(0, h)
	p.add(" C</ofd:AbbreviatedData></ofd:PathObject><ofd:PathObject")
	p.identify()
	p.place(box{x, y, w, h})
	const step, width = 5.0, 0.4 // points
	p.add(` LineWidth="`)
	p.out = appendLength(p.out, length(width))
	p.add(`"><ofd:AbbreviatedData>`)
	for n := 0; ; n++ { // lines that rise to the right; d is where one would meet the upper edge
		d := length(step/2 + float64(n)*step)
		if d >= w+h {
			break
		}
		if n > 0 {
			p.add(" ")
		}
		low, high := max(d-h, 0), min(d, w)
		p.line(low, d-low, high, d-high)
	}
	p.add("</ofd:AbbreviatedData></ofd:PathObject>")
}
