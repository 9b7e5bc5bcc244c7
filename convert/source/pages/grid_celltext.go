package pages

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
)

// A cellText is what a cell says, line by line.
type cellText struct {
	lines   []string
	cut     bool // it may be a part of what the cell says, or of several cells
	partial bool // it goes on where it is cut off
}

// Room that no cell's own padding leaves: beside a line of digits that goes on
// below, and between digits of one number, in sizes of the type.
const (
	padding   = 14.0 // points, left and right together
	wideApart = 0.7
)

// readCell reads the characters of a cell. A label that goes on outside the sheet
// is read there, too; of a value there is only what the sheet shows, and it stays open.
func readCell(c *gridCell) cellText {
	t := readGlyphs(c, c.glyphs)
	if slices.ContainsFunc(c.glyphs, func(g Glyph) bool { return g.outside }) {
		t.cut = true
		if isFigure(strings.Join(t.lines, "\n")) {
			t = readGlyphs(c, slices.DeleteFunc(slices.Clone(c.glyphs), func(g Glyph) bool { return g.outside }))
			t.cut = true
		}
	}
	return t
}

// readGlyphs reads some characters of a cell. Digits that its width has broken over
// lines are one number; what may be two numbers is marked.
func readGlyphs(c *gridCell, glyphs []Glyph) cellText {
	t := cellText{cut: c.open}
	level, columns := splitColumns(glyphs)
	if len(columns) > 0 {
		t.lines = append(t.lines, columns...)
	}
	lines := linesOf(level)
	for i := range lines {
		l := &lines[i]
		s := readCellLine(l, &t)
		if s == "" {
			continue
		}
		t.partial = t.partial || c.overruns(l)
		if n := len(t.lines); n > 0 && goesOn(t.lines[n-1], s) {
			above := &lines[max(i-1, 0)]
			first := l.glyphs[0].x1 - l.glyphs[0].x0
			if c.box.Width()-(above.x1-above.x0)-first < padding {
				t.lines[n-1] += s
				continue
			}
			t.cut = true
		}
		t.lines = append(t.lines, s)
	}
	return t
}

// overruns reports whether a line goes over an edge of its cell: programs leave out the
// characters that stand wholly beyond.
func (c *gridCell) overruns(l *textLine) bool {
	const over = 0.3 // points
	first, last := &l.glyphs[0], &l.glyphs[len(l.glyphs)-1]
	mark := func(g *Glyph) bool {
		return strings.ContainsAny(g.Text, "，。、；：！？）》”’（《“‘")
	} // may hang
	return last.x1 > c.box.X1+over && !mark(last) || first.x0 < c.box.X0-over && !mark(first)
}

// splitColumns takes vertical writing out of a cell: each column is a line.
func splitColumns(glyphs []Glyph) (level []Glyph, columns []string) {
	var upright []Glyph
	for _, g := range glyphs {
		if g.Column || g.up {
			upright = append(upright, g)
		} else {
			level = append(level, g)
		}
	}
	if len(upright) == 0 {
		return level, nil
	}
	var b strings.Builder
	for _, g := range upright { // in the order in which they were written
		if !isBlank(g.Text) {
			b.WriteString(shown(g.Text))
		}
	}
	return level, []string{b.String()}
}

// readCellLine writes a line of a cell without the marks of notes.
func readCellLine(l *textLine, t *cellText) string {
	var b strings.Builder
	for i := range l.glyphs {
		g := &l.glyphs[i]
		t.cut, t.partial = t.cut || g.Cut, t.partial || g.partial
		if l.raised(g) && b.Len() > 0 {
			continue
		}
		if l.parted(i) && b.Len() > 0 {
			b.WriteByte(' ')
		}
		if l.gap(i) > wideApart && (figure.HasDigit(l.glyphs[i-1].Text) || figure.HasDigit(g.Text)) {
			t.cut = true
		}
		b.WriteString(shown(g.Text))
	}
	return b.String()
}

// goesOn reports whether two lines may be parts of one number.
func goesOn(above, below string) bool {
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	const inNumbers = "0123456789０１２３４５６７８９.,．，"
	return strings.ContainsRune(inNumbers+"+-－", last) && strings.ContainsRune(inNumbers, first) && (figure.HasDigit(above) || figure.HasDigit(below))
}

// openMark stands behind a text that may be a part of what its cell says: what
// carries it is no number and no blank.
const openMark = "…"

// String is the cell's text; what may be a part of a value is marked.
func (t cellText) String() string {
	s := strings.Join(t.lines, "\n")
	if t.cut && isFigure(s) {
		return s + openMark
	}
	return s
}

// isFigure reports whether a text may be a value or a blank: all but what has a
// word in it.
func isFigure(s string) bool {
	const beside = "件条项个宗次份例起篇人元万亿余约计共无零〇一二两三四五六七八九十百千点"
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) && !strings.ContainsRune(beside, r) })
}
