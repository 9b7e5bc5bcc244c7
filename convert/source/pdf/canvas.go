package pdf

import (
	"bytes"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// A canvas runs instructions: those of a page, or of a form that stands on it.
type canvas struct {
	page      *sheet
	state     state
	saved     []state
	resources dict
	operands  []object
	path      path
	text      pages.Matrix // where the next character is
	line      pages.Matrix // where the line of text began
	depth     int          // of forms
	marks     []bool       // open marks of content; true for one that is not shown
	off       int          // how many of them are not shown
}

// A state is what q keeps and Q brings back.
type state struct {
	ctm       pages.Matrix
	clip      pages.Rect
	lineWidth float64
	fill      pages.Ink
	stroke    pages.Ink
	spaces    [2]colors // of fill and of stroke
	blended   bool      // colours are mixed with what is below: nothing is hidden
	textState
}

type textState struct {
	font                 *font
	size                 float64
	spacing, wordSpacing float64
	stretch              float64 // Tz, 1 for 100
	leading, rise        float64
	mode                 int
}

// boundless is a clip that nothing is outside of.
var boundless = pages.Rect{X0: -1e6, Y0: -1e6, X1: 1e6, Y1: 1e6}

// black is what is drawn with where nothing else is said.
var black = pages.Ink{Alpha: 1}

func newState(m pages.Matrix) state {
	return state{ctm: m, clip: boundless, lineWidth: 1, fill: black, stroke: black, textState: textState{stretch: 1, size: 1}}
}

const maxOperands = 2_000

// run runs instructions. What is broken in them is passed over, as viewers do.
func (c *canvas) run(data []byte) {
	l := lexer{data: data}
	m := c.page.doc.meter
	for m.Err() == nil {
		switch o := l.next().(type) {
		case word:
			if o == end && l.pos >= len(l.data) {
				return
			}
			if !m.op() {
				return
			}
			if o == "BI" {
				c.skipPicture(&l)
			} else {
				c.do(string(o))
			}
			c.operands = c.operands[:0]
		default:
			if len(c.operands) < maxOperands {
				c.operands = append(c.operands, o)
			}
		}
	}
}

// skipPicture passes over a picture inside the instructions.
func (c *canvas) skipPicture(l *lexer) {
	d := dict{}
	for {
		key := l.next()
		if key == word("ID") || key == end {
			break
		}
		if k, ok := key.(name); ok {
			d[k] = l.next()
		}
	}
	l.pos = min(l.pos+1, len(l.data))
	for l.pos < len(l.data) {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return
		}
		at := l.pos + i
		l.pos = at + 2
		if (at == 0 || isSpace(l.data[at-1])) && (l.pos == len(l.data) || isSpace(l.data[l.pos])) && isInstructions(l.data[l.pos:]) {
			break
		}
	}
	c.picture(false)
}

// isInstructions reports whether what follows a picture are no bytes of it.
func isInstructions(rest []byte) bool {
	for _, b := range rest[:min(len(rest), 12)] {
		if b >= 0x7f || b < 0x20 && !isSpace(b) || b == 0 {
			return false
		}
	}
	return true
}

// num returns the operand at i as a number, 0 when there is none.
func (c *canvas) num(i int) float64 {
	if i < 0 || i >= len(c.operands) {
		return 0
	}
	n, _ := number(c.operands[i])
	return n
}

func (c *canvas) matrix() pages.Matrix {
	return pages.Matrix{c.num(0), c.num(1), c.num(2), c.num(3), c.num(4), c.num(5)}
}

// name is the first operand, "" when it is no name.
func (c *canvas) name() name {
	if len(c.operands) == 0 {
		return ""
	}
	n, _ := c.operands[0].(name)
	return n
}

// do runs one instruction.
func (c *canvas) do(op string) {
	switch op {
	case "q":
		if len(c.saved) < 10_000 {
			c.saved = append(c.saved, c.state)
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.state, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "cm":
		if len(c.operands) >= 6 {
			c.state.ctm = c.matrix().Times(c.state.ctm)
		}
	case "w":
		c.state.lineWidth = c.num(0)
	case "gs":
		c.graphics(c.lookUp("ExtGState", c.name()))
	case "Do":
		c.object(c.name())
	case "BMC", "BDC":
		hidden := op == "BDC" && c.name() == "OC" && c.isOff()
		if len(c.marks) < 10_000 {
			c.marks = append(c.marks, hidden)
			if hidden {
				c.off++
			}
		}
	case "EMC":
		if n := len(c.marks); n > 0 {
			if c.marks[n-1] {
				c.off--
			}
			c.marks = c.marks[:n-1]
		}
	default:
		if !c.doPath(op) && !c.doText(op) {
			c.doColor(op)
		}
	}
}

// lookUp finds a named resource.
func (c *canvas) lookUp(kind, n name) object {
	return c.page.doc.file.dict(c.resources[kind])[n]
}

// graphics sets what a dict of graphics state says.
func (c *canvas) graphics(o object) {
	f := c.page.doc.file
	d := f.dict(o)
	if w, ok := number(f.resolve(d["LW"])); ok {
		c.state.lineWidth = w
	}
	if a, ok := number(f.resolve(d["ca"])); ok {
		c.state.fill.Alpha = a
	}
	if a, ok := number(f.resolve(d["CA"])); ok {
		c.state.stroke.Alpha = a
	}
	if list := f.array(d["Font"]); len(list) == 2 {
		c.state.font = c.page.font(list[0])
		c.state.size, _ = number(f.resolve(list[1]))
	}
	if mask := f.resolve(d["SMask"]); mask != nil {
		c.state.blended = mask != name("None") || c.state.blended
	}
	switch mode := f.resolve(d["BM"]).(type) {
	case name:
		c.state.blended = mode != "Normal" && mode != "Compatible"
	case array:
		c.state.blended = len(mode) > 0 && mode[0] != name("Normal")
	}
}

// isOff reports whether the layer of a mark is not shown.
func (c *canvas) isOff() bool {
	if len(c.operands) < 2 {
		return false
	}
	o := c.operands[1]
	if n, ok := o.(name); ok {
		o = c.lookUp("Properties", n)
	}
	return c.page.doc.isOff(o)
}

// isOff reports whether optional content is not shown: a layer that is off, or a
// membership all of whose layers are.
func (d *reader) isOff(o object) bool {
	if r, ok := o.(ref); ok && d.off[r.num] {
		return true
	}
	group := d.file.dict(o)
	switch layers := group["OCGs"].(type) {
	case ref:
		if d.off[layers.num] {
			return true
		}
		list, _ := d.file.resolve(layers).(array)
		return d.allOff(list)
	case array:
		return d.allOff(layers)
	}
	return false
}

func (d *reader) allOff(list array) bool {
	for _, o := range list {
		if r, ok := o.(ref); !ok || !d.off[r.num] {
			return false
		}
	}
	return len(list) > 0
}

// readLayers notes the layers that are not shown.
func (d *reader) readLayers() {
	f := d.file
	config := f.dict(f.dict(f.catalog()["OCProperties"])["D"])
	if f.name(config["BaseState"]) == "OFF" {
		for _, o := range f.array(f.dict(f.catalog()["OCProperties"])["OCGs"]) {
			if r, ok := o.(ref); ok {
				d.off[r.num] = true
			}
		}
		for _, o := range f.array(config["ON"]) {
			if r, ok := o.(ref); ok {
				delete(d.off, r.num)
			}
		}
	}
	for _, o := range f.array(config["OFF"]) {
		if r, ok := o.(ref); ok {
			d.off[r.num] = true
		}
	}
}

// object draws a form or a picture.
func (c *canvas) object(n name) {
	o := c.lookUp("XObject", n)
	s := c.page.doc.file.stream(o)
	c.page.whole = c.page.whole && (s != nil || o == nil)
	if s == nil || s.dict["OC"] != nil && c.page.doc.isOff(s.dict["OC"]) {
		return
	}
	switch c.page.doc.file.name(s.dict["Subtype"]) {
	case "Image":
		c.picture(s.dict["SMask"] == nil && s.dict["Mask"] == nil && s.dict["ImageMask"] != true)
	case "Form":
		c.form(s)
	}
}

// picture notes a picture: it fills the unit square.
func (c *canvas) picture(whole bool) {
	if c.off == 0 {
		unit := pages.Rect{X1: 1, Y1: 1}
		c.page.Picture(unit.Through(c.state.ctm).And(c.state.clip), c.state.fill.Alpha, whole && !c.state.blended)
	}
}

// form draws a form.
func (c *canvas) form(s *stream) {
	if c.depth >= maxForms {
		return
	}
	d, f := c.page.doc, c.page.doc.file
	data, ok := d.forms[s.ref.num]
	if !ok {
		var whole bool
		data, whole = f.unpack(s)
		c.page.whole = c.page.whole && whole
		d.forms[s.ref.num] = data
	}
	inner := &canvas{page: c.page, state: c.state, resources: c.resources, depth: c.depth + 1, off: c.off}
	if own := f.dict(s.dict["Resources"]); own != nil {
		inner.resources = own
	}
	if m, ok := pages.MatrixOf(f.numbers(s.dict["Matrix"], 6)); ok {
		inner.state.ctm = m.Times(inner.state.ctm)
	}
	if box := f.numbers(s.dict["BBox"], 4); len(box) == 4 {
		inner.state.clip = inner.state.clip.And(pages.RectOf(box).Through(inner.state.ctm))
	}
	inner.run(data)
}

// annotations draws the forms' fields and the text that was added to a page.
func (p *sheet) annotations(pd pageDict) {
	f := p.doc.file
	for _, o := range f.array(pd.dict["Annots"]) {
		a := f.dict(o)
		switch f.name(a["Subtype"]) {
		case "StrikeOut":
			if where := f.numbers(a["Rect"], 4); len(where) == 4 {
				p.Strike(pages.RectOf(where).Through(p.turned))
			}
			continue
		case "Widget", "FreeText", "Stamp":
		default:
			continue
		}
		const hidden, noView = 2, 32
		if f.int(a["F"], 0)&(hidden|noView) != 0 || a["OC"] != nil && p.doc.isOff(a["OC"]) || p.doc.meter.Err() != nil {
			continue
		}
		look := f.resolve(f.dict(a["AP"])["N"])
		if states, ok := look.(dict); ok {
			look = f.resolve(states[f.name(a["AS"])])
		}
		s, ok := look.(*stream)
		where, box := f.numbers(a["Rect"], 4), f.numbers(f.dict(look)["BBox"], 4)
		if !ok || len(where) != 4 || len(box) != 4 {
			continue
		}
		m, _ := pages.MatrixOf(f.numbers(s.dict["Matrix"], 6))
		from, to := pages.RectOf(box).Through(m), pages.RectOf(where)
		if from.Width() <= 0 || from.Height() <= 0 {
			continue
		}
		sx, sy := to.Width()/from.Width(), to.Height()/from.Height()
		place := pages.Matrix{sx, 0, 0, sy, to.X0 - from.X0*sx, to.Y0 - from.Y0*sy}
		c := &canvas{page: p, state: newState(place.Times(p.turned))}
		c.form(s)
	}
}
