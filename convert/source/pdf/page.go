package pdf

import (
	"math"
	"slices"
)

// A glyph is a character that stands on a page. Its place is where it begins and
// ends on its baseline; x0, x1 and y are the same once the page is upright.
type glyph struct {
	text      string // "" when nothing says what it is
	from, to  point
	x0, x1, y float64
	size      float64
	seq       int // when it was drawn
	ink       ink
	up        bool // it is turned against most of the text
	column    bool // it stands in vertical writing
	lost      bool // it is cut off by what it stands in
	outside   bool // it is not on the sheet
	cut       bool // it stands beside one that is lost, or a line goes through it
}

// A segment is a ruling, upright or level.
type segment struct {
	level  bool
	at     float64 // y of a level one, x of an upright one
	lo, hi float64
	seq    int
	cut    bool // it goes on where it is cut off
}

func newSegment(r rect, seq int) segment {
	if r.width() >= r.height() {
		return segment{level: true, at: (r.y0 + r.y1) / 2, lo: r.x0, hi: r.x1, seq: seq}
	}
	return segment{at: (r.x0 + r.x1) / 2, lo: r.y0, hi: r.y1, seq: seq}
}

func (s segment) rect() rect {
	if s.level {
		return rect{s.lo, s.at, s.hi, s.at}
	}
	return rect{s.at, s.lo, s.at, s.hi}
}

// A fill is an area that was painted: it is behind what comes after it, and hides what was before.
type fill struct {
	rect
	ink   ink
	seq   int
	hides bool // it hides all of what is below
}

// An ink is a colour as far as it matters: how light, and whether it is there at all.
type ink struct {
	light float64 // 0 is black, 1 white
	alpha float64
}

// white is as light as the paper, to an eye.
const white = 0.97

func (i ink) seen() bool { return i.alpha > 0.05 }

// A page is one while its instructions are run, in its own coordinates; turn
// makes them upright.
type page struct {
	doc      *reader
	number   int
	box      rect
	glyphs   []glyph
	segments []segment
	fills    []fill
	struck   []rect  // what is struck out by a mark on the page
	unknown  int     // characters that nothing says what they are
	picture  float64 // the largest share of the page that a picture takes
	seq      int
	turned   matrix
	whole    bool // its instructions are all there
}

// A reader is the state of reading a file.
type reader struct {
	file  *file
	meter *meter
	fonts map[int]*font
	forms map[int][]byte // unpacked
	off   map[int]bool   // optional content that is not shown
}

// upright turns the page as it is to be looked at: by its /Rotate, and then by
// the direction of most of its text.
func upright(box rect, rotate int) matrix {
	switch ((rotate % 360) + 360) % 360 / 90 {
	case 1:
		return matrix{0, -1, 1, 0, -box.y0, box.x1}
	case 2:
		return matrix{-1, 0, 0, -1, box.x1, box.y1}
	case 3:
		return matrix{0, 1, -1, 0, box.y1, -box.x0}
	}
	return matrix{1, 0, 0, 1, -box.x0, -box.y0}
}

// readPage runs the instructions of a page.
func (d *reader) readPage(pd pageDict, number int) *page {
	p := &page{doc: d, number: number, whole: true}
	p.turned = upright(pd.box, pd.rotate)
	p.box = pd.box.through(p.turned)
	var data []byte
	add := func(o object) {
		if s := d.file.stream(o); s != nil {
			part, whole := d.file.unpack(s)
			data = append(append(data, part...), '\n')
			p.whole = p.whole && whole
		} else if o != nil {
			p.whole = false
		}
	}
	if parts, ok := d.file.resolve(pd.dict["Contents"]).(array); ok {
		for _, o := range parts {
			add(o)
		}
	} else {
		add(pd.dict["Contents"])
	}
	c := &canvas{page: p, state: newState(p.turned), resources: d.file.dict(pd.resources)}
	c.run(data)
	p.annotations(pd)
	if !p.whole {
		d.meter.fail(ErrDamaged, "damaged.pdf.page", number)
	}
	p.turnByText()
	p.unseen()
	return p
}

// turnByText turns a page most of whose text runs up, down or upside down.
func (p *page) turnByText() {
	var votes [4]int
	for _, g := range p.glyphs {
		if q := g.quarter(); q >= 0 {
			votes[q]++
		}
	}
	best := 0
	for q, n := range votes {
		if n > votes[best] {
			best = q
		}
	}
	if best != 0 {
		p.turn(upright(p.box, 90*best))
	}
	level := p.glyphs[:0]
	for _, g := range p.glyphs {
		switch q := g.quarter(); {
		case q == 0:
			g.x0, g.x1, g.y = g.from.x, g.to.x, (g.from.y+g.to.y)/2
		case q > 0:
			g.up = true
			middle := (g.from.y + g.to.y) / 2
			g.x0, g.x1, g.y = min(g.from.x, g.to.x)-g.size/2, max(g.from.x, g.to.x)+g.size/2, middle-g.size/3
		default: // a watermark
			continue
		}
		level = append(level, g)
	}
	p.glyphs = level
}

// quarter is how often a glyph is turned by 90 degrees to the left; -1 when it is aslant.
func (g *glyph) quarter() int {
	dx, dy := g.to.x-g.from.x, g.to.y-g.from.y
	const aslant = 0.2
	switch {
	case math.Abs(dy) <= aslant*math.Abs(dx):
		if dx < 0 {
			return 2
		}
		return 0
	case math.Abs(dx) <= aslant*math.Abs(dy):
		if dy < 0 {
			return 3
		}
		return 1
	}
	return -1
}

// turn turns all that stands on the page.
func (p *page) turn(m matrix) {
	p.box = p.box.through(m)
	for i := range p.glyphs {
		g := &p.glyphs[i]
		g.from, g.to = m.apply(g.from.x, g.from.y), m.apply(g.to.x, g.to.y)
	}
	for i, s := range p.segments {
		r := s.rect().through(m)
		p.segments[i] = newSegment(r, s.seq)
		p.segments[i].cut = s.cut
	}
	for i := range p.fills {
		p.fills[i].rect = p.fills[i].rect.through(m)
	}
	for i := range p.struck {
		p.struck[i] = p.struck[i].through(m)
	}
}

// unseen drops the characters that are not shown: outside the page, covered by
// what was painted later, or as light as what is behind them. Where a part of a
// word is lost so, what is left of it is marked.
func (p *page) unseen() {
	shown := p.glyphs[:0]
	var lost []glyph
	for _, g := range p.glyphs {
		if !p.doc.meter.labour(1 + len(p.fills)) {
			return
		}
		covered, seen := p.look(g)
		switch blank := isBlank(g.text); {
		case blank && !g.lost && !covered:
			shown = append(shown, g)
		case blank:
		case p.outside(&g) && !g.lost:
			lost, shown = append(lost, g), append(shown, g)
		case g.lost, covered:
			lost = append(lost, g)
		case !seen:
		default:
			if g.text == "" {
				p.unknown++
			}
			shown = append(shown, g)
		}
	}
	p.glyphs = shown
	p.strikeOut()
	for _, l := range lost {
		if !p.doc.meter.labour(len(shown)) {
			return
		}
		for i := range shown {
			g := &shown[i]
			if !g.outside && math.Abs(g.y-l.y) < l.size/2 && g.x0-l.x1 < l.size && l.x0-g.x1 < l.size {
				g.cut = true
			}
		}
	}
}

// strikeOut marks the characters that a line goes through: they may be struck out.
func (p *page) strikeOut() {
	var levels []segment
	for _, s := range p.segments {
		if s.level {
			levels = append(levels, s)
		}
	}
	if !p.doc.meter.labour(len(p.glyphs) * (len(levels) + len(p.struck))) {
		return
	}
	for i := range p.glyphs {
		g := &p.glyphs[i]
		x, y := g.centre()
		through := func(s segment) bool {
			return s.lo <= x && x <= s.hi && s.at > g.y+0.12*g.size && s.at < g.y+0.55*g.size
		}
		g.cut = g.cut || slices.ContainsFunc(levels, through) || slices.ContainsFunc(p.struck, func(r rect) bool { return r.has(x, y, 0) })
	}
}

// outside notes whether a character is not on the sheet.
func (p *page) outside(g *glyph) bool {
	x, y := g.centre()
	g.outside = !p.box.has(x, y, 0)
	return g.outside
}

// look tells whether a character is covered, and whether it differs from what is behind it.
func (p *page) look(g glyph) (covered, seen bool) {
	x, y := g.centre()
	back := 1.0
	for i := range p.fills {
		f := &p.fills[i]
		switch {
		case !f.has(x, y, 0):
		case f.seq > g.seq:
			covered = covered || f.hides
		default:
			back = back*(1-f.ink.alpha) + f.ink.light*f.ink.alpha
		}
	}
	return covered, math.Abs(g.ink.light-back) >= 1-white
}

// centre is the middle of a glyph's body.
func (g *glyph) centre() (x, y float64) { return (g.x0 + g.x1) / 2, g.y + 0.35*g.size }
