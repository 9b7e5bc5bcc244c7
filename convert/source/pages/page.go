package pages

import (
	"math"
	"slices"
)

// A Glyph is a character that stands on a page. Its place is where it begins and
// ends on its baseline; x0, x1 and y are the same once the page is upright.
type Glyph struct {
	Text      string // "" when nothing says what it is
	From, To  Point
	x0, x1, y float64
	Size      float64
	seq       int // when it was drawn
	Ink       Ink
	up        bool // it is turned against most of the text
	Column    bool // it stands in vertical writing
	lost      bool // it is cut off by what it stands in
	outside   bool // it is not on the sheet
	Doubts
}

// Doubts are what may make the text that a character is of another.
type Doubts struct {
	partial bool // it goes on in a character that is lost
	Cut     bool // it stands beside one that is lost, a line goes through it, or its reader is not sure that it is shown
}

// A segment is a ruling, upright or level.
type segment struct {
	level  bool
	at     float64 // y of a level one, x of an upright one
	lo, hi float64
	seq    int
	cut    bool // it goes on where it is cut off
}

func newSegment(r Rect, seq int) segment {
	if r.Width() >= r.Height() {
		return segment{level: true, at: (r.Y0 + r.Y1) / 2, lo: r.X0, hi: r.X1, seq: seq}
	}
	return segment{at: (r.X0 + r.X1) / 2, lo: r.Y0, hi: r.Y1, seq: seq}
}

func (s segment) rect() Rect {
	if s.level {
		return Rect{s.lo, s.at, s.hi, s.at}
	}
	return Rect{s.at, s.lo, s.at, s.hi}
}

// A fill is an area that was painted: it is behind what comes after it, and hides what was before.
type fill struct {
	Rect
	ink   Ink
	seq   int
	hides bool // it hides all of what is below
}

// An Ink is a colour as far as it matters: how light, and whether it is there at all.
type Ink struct {
	Light float64 // 0 is black, 1 white
	Alpha float64
}

// white is as light as the paper, to an eye.
const white = 0.97

func (i Ink) seen() bool { return i.Alpha > 0.05 }

// A Page is what was drawn on one, in its own coordinates: what is turned on it is made upright
// when it is taken in.
type Page struct {
	meter    *Meter
	number   int
	box      Rect
	glyphs   []Glyph
	segments []segment
	slants   []slant
	fills    []fill
	struck   []Rect  // what is struck out by a mark on the page
	unknown  int     // characters that nothing says what they are
	picture  float64 // the largest share of the page that a picture takes
	seq      int
}

// NewPage begins a page; its box is the sheet.
func NewPage(m *Meter, number int, box Rect) *Page { return &Page{meter: m, number: number, box: box} }

// Put puts a character on the page, within what clip leaves; one that is not shown
// is none, but a blank is one.
func (p *Page) Put(g Glyph, clip Rect, shown bool) {
	if !p.meter.glyph() || !Around(g.From, g.To).Valid() || g.Size <= 0 || g.Size > 1e4 {
		return
	}
	p.seq++
	g.seq = p.seq
	if !isBlank(g.Text) {
		if !shown || !g.Ink.seen() || g.Size < 0.5 {
			return
		}
		g.lost = !clip.Has((g.From.X+g.To.X)/2, (g.From.Y+g.To.Y)/2+0.3*g.Size, 0.1)
	}
	p.glyphs = append(p.glyphs, g)
}

// isBlank reports whether a character leaves no ink.
func isBlank(s string) bool {
	switch s {
	case " ", "\u00a0", "\u3000", "\t", "\u200b", "\u2002", "\u2003", "\u2009", "\ufeff", "\u00ad":
		return true
	}
	return false
}

// Upright turns the page as it is to be looked at: by its /Rotate, and then by
// the direction of most of its text.
func Upright(box Rect, rotate int) Matrix {
	switch ((rotate % 360) + 360) % 360 / 90 {
	case 1:
		return Matrix{0, -1, 1, 0, -box.Y0, box.X1}
	case 2:
		return Matrix{-1, 0, 0, -1, box.X1, box.Y1}
	case 3:
		return Matrix{0, 1, -1, 0, box.Y1, -box.X0}
	}
	return Matrix{1, 0, 0, 1, -box.X0, -box.Y0}
}

// turnByText turns a page most of whose text runs up, down or upside down.
func (p *Page) turnByText() {
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
		p.turn(Upright(p.box, 90*best))
	}
	level := p.glyphs[:0]
	for _, g := range p.glyphs {
		switch q := g.quarter(); {
		case q == 0:
			g.x0, g.x1, g.y = g.From.X, g.To.X, (g.From.Y+g.To.Y)/2
		case q > 0:
			g.up = true
			middle := (g.From.Y + g.To.Y) / 2
			g.x0, g.x1, g.y = min(g.From.X, g.To.X)-g.Size/2, max(g.From.X, g.To.X)+g.Size/2, middle-g.Size/3
		default: // a watermark
			continue
		}
		level = append(level, g)
	}
	p.glyphs = level
	p.dropTurnedNumber()
}

// quarter is how often a glyph is turned by 90 degrees to the left; -1 when it is aslant.
func (g *Glyph) quarter() int {
	dx, dy := g.To.X-g.From.X, g.To.Y-g.From.Y
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
func (p *Page) turn(m Matrix) {
	p.box = p.box.Through(m)
	for i := range p.glyphs {
		g := &p.glyphs[i]
		g.From, g.To = m.Apply(g.From.X, g.From.Y), m.Apply(g.To.X, g.To.Y)
	}
	for i, s := range p.segments {
		r := s.rect().Through(m)
		p.segments[i] = newSegment(r, s.seq)
		p.segments[i].cut = s.cut
	}
	for i, s := range p.slants {
		p.slants[i] = slant{m.Apply(s.from.X, s.from.Y), m.Apply(s.to.X, s.to.Y)}
	}
	for i := range p.fills {
		p.fills[i].Rect = p.fills[i].Rect.Through(m)
	}
	for i := range p.struck {
		p.struck[i] = p.struck[i].Through(m)
	}
}

// unseen drops the characters that are not shown: outside the page, covered by
// what was painted later, or as light as what is behind them. Where a part of a
// word is lost so, what is left of it is marked.
func (p *Page) unseen() {
	shown := p.glyphs[:0]
	var lost []Glyph
	for _, g := range p.glyphs {
		if !p.meter.labour(1 + len(p.fills)) {
			return
		}
		covered, seen := p.look(g)
		switch blank := isBlank(g.Text); {
		case blank && !g.lost && !covered:
			shown = append(shown, g)
		case blank:
		case p.outside(&g) && !g.lost:
			lost, shown = append(lost, g), append(shown, g)
		case g.lost, covered:
			lost = append(lost, g)
		case !seen:
		default:
			if g.Text == "" {
				p.unknown++
			}
			shown = append(shown, g)
		}
	}
	p.glyphs = shown
	p.strikeOut()
	for _, l := range lost {
		if !p.meter.labour(len(shown)) {
			return
		}
		for i := range shown {
			g := &shown[i]
			if !g.outside && math.Abs(g.y-l.y) < l.Size/2 && g.x0-l.x1 < l.Size && l.x0-g.x1 < l.Size {
				g.Cut = true
				g.partial = g.partial || l.lost && g.beside(&l)
			}
		}
	}
}

// beside reports whether a character of the same line stands right before another or behind it.
func (g *Glyph) beside(o *Glyph) bool {
	const apart = 0.5 // of the size: programs part Chinese from digits
	near := func(a, b float64) bool { return math.Abs(a-b) < apart*g.Size }
	return near(g.y, o.y) && (near(g.x1, o.x0) || near(o.x1, g.x0))
}

// strikeOut marks the characters that a line goes through: they may be struck out.
func (p *Page) strikeOut() {
	var levels []segment
	for _, s := range p.segments {
		if s.level {
			levels = append(levels, s)
		}
	}
	if !p.meter.labour(len(p.glyphs) * (len(levels) + len(p.struck))) {
		return
	}
	for i := range p.glyphs {
		g := &p.glyphs[i]
		x, y := g.centre()
		through := func(s segment) bool {
			return s.lo <= x && x <= s.hi && s.at > g.y+0.12*g.Size && s.at < g.y+0.55*g.Size
		}
		g.Cut = g.Cut || slices.ContainsFunc(levels, through) || slices.ContainsFunc(p.struck, func(r Rect) bool { return r.Has(x, y, 0) })
	}
}

// outside notes whether a character is not on the sheet.
func (p *Page) outside(g *Glyph) bool {
	x, y := g.centre()
	g.outside = !p.box.Has(x, y, 0)
	return g.outside
}

// look tells whether a character is covered, and whether it differs from what is behind it.
func (p *Page) look(g Glyph) (covered, seen bool) {
	x, y := g.centre()
	back := 1.0
	for i := range p.fills {
		f := &p.fills[i]
		switch {
		case !f.Has(x, y, 0):
		case f.seq > g.seq:
			covered = covered || f.hides
		default:
			back = back*(1-f.ink.Alpha) + f.ink.Light*f.ink.Alpha
		}
	}
	return covered, math.Abs(g.Ink.Light-back) >= 1-white
}

// centre is the middle of a glyph's body.
func (g *Glyph) centre() (x, y float64) { return (g.x0 + g.x1) / 2, g.y + 0.35*g.Size }
