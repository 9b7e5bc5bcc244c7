package pages

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/convert/pattern"
)

// dropFurniture marks page numbers and running heads: lines at the top or at the
// foot of a page, with nothing of the report beyond them.
func (b *Binder) dropFurniture() {
	seen := map[string]int{}
	offsets := map[int]int{}
	for _, s := range b.sheets {
		for _, it := range s.edges() {
			if key := it.line.headKey(); key != "" {
				seen[key]++
			}
			if n, ok := it.line.bareNumber(); ok {
				offsets[n-s.number]++
			}
		}
	}
	for _, s := range b.sheets {
		for _, it := range s.edges() {
			key := it.line.headKey()
			n, bare := it.line.bareNumber()
			switch {
			case pageNumber.MatchString(solid(it.line.text())), browserHead.MatchString(it.line.text()):
				it.drop = true
			case bare && (2*offsets[n-s.number] > len(b.sheets) && len(b.sheets) > 1 || len(b.sheets) == 1 && n == 1):
				it.drop = true
			case key != "" && seen[key] > 1 && 2*seen[key] >= len(b.sheets):
				it.drop = true
			}
		}
	}
}

// edges are the lines in the margins of a page, from its edges inwards.
func (s *pageSheet) edges() []*item {
	const margin, most = 0.12, 3
	var list []*item
	height := s.box.Height()
	for i := 0; i < len(s.items) && i < most; i++ {
		it := &s.items[i]
		if it.line == nil || it.line.y < s.box.Y1-margin*height {
			break
		}
		list = append(list, it)
	}
	for i := len(s.items) - 1; i >= 0 && i >= len(s.items)-most; i-- {
		it := &s.items[i]
		if it.line == nil || it.line.y > s.box.Y0+margin*height {
			break
		}
		list = append(list, it)
	}
	return list
}

// pageNumber matches the number of a page, as it is set with marks around it.
var pageNumber = pattern.New(`^(?:[-—–－―─~·•]+\d{1,4}[-—–－―─~·•]+|第\d{1,4}页(?:[,，/／]?共\d{1,4}页)?|[Pp]age\d{1,4}(?:of\d{1,4})?)$`)

// dropTurnedNumber drops the number of a page whose text lies across it: the number stands
// where those of upright pages do, at the edge and turned against the text.
func (p *Page) dropTurnedNumber() {
	kept := make([]Glyph, 0, len(p.glyphs))
	for from := 0; from < len(p.glyphs); {
		to := from + 1
		for to < len(p.glyphs) && p.glyphs[from].up && p.glyphs[to].up && follows(&p.glyphs[to-1], &p.glyphs[to]) {
			to++
		}
		if run := p.glyphs[from:to]; !run[0].up || !p.atEdge(&run[0]) || !pageNumber.MatchString(solid(textOf(run))) {
			kept = append(kept, run...)
		}
		from = to
	}
	p.glyphs = kept
}

// follows reports whether a glyph stands where the one drawn before it ends.
func follows(before, g *Glyph) bool {
	return math.Hypot(g.From.X-before.To.X, g.From.Y-before.To.Y) <= before.Size
}

// atEdge reports whether a glyph stands in the margin of the sheet.
func (p *Page) atEdge(g *Glyph) bool {
	const margin = 0.12
	x, y := (g.From.X-p.box.X0)/p.box.Width(), (g.From.Y-p.box.Y0)/p.box.Height()
	return min(x, y) < margin || max(x, y) > 1-margin
}

func textOf(glyphs []Glyph) string {
	var b strings.Builder
	for i := range glyphs {
		b.WriteString(glyphs[i].Text)
	}
	return b.String()
}

// browserHead matches what browsers print around a page: date and title, address and number.
var browserHead = pattern.New(`^(?:\d{1,4}/\d{1,2}/\d{1,4},? ?(?:上午|下午)?\d{1,2}:\d\d|(?:file|https?)://\S)`)

// bareNumber returns the number of a line that is nothing else, 3 or 3/12.
func (l *textLine) bareNumber() (int, bool) {
	s, _, _ := strings.Cut(solid(l.text()), "/")
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && n < 10_000
}

// solid is a text without blanks, its digits narrow.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, s)
}

// headKey is the same for the same running head on two pages: its text, but for
// numbers, and its place. It is "" for a line that may be a row.
func (l *textLine) headKey() string {
	const few = 4
	letters, wide := 0, 0
	for i, g := range l.glyphs {
		if strings.ContainsFunc(g.Text, unicode.IsLetter) {
			letters++
		}
		if l.gap(i) > columnGap {
			wide++
		}
	}
	if letters < few || wide > 2 {
		return ""
	}
	text := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, l.text())
	const step = 4 // points
	return text + "@" + strconv.Itoa(int(l.y/step+0.5))
}
