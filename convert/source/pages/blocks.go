package pages

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
)

// A composer writes blocks from lines and tables in their order.
type composer struct {
	doc   *Document
	unit  float64 // width of a column of text
	line  int     // of the document
	sheet *pageSheet
	edges [2]float64  // left and right end of the text of the page
	last  *lastLine   // the line that a paragraph may go on from; nil when something else stands below it
	table *pagedTable // the table that may go on; nil when something stands below it
}

// A lastLine is the one above, and what its page was like.
type lastLine struct {
	*textLine
	page  int
	right float64
}

// openSheet begins a page. Where its text begins and ends the pages of its size say together.
func (c *composer) openSheet(s *pageSheet, all []*pageSheet) {
	c.sheet = s
	c.edges = [2]float64{s.box.X1, s.box.X0}
	for _, o := range all {
		if math.Abs(o.box.Width()-s.box.Width()) < 1 {
			c.edges = [2]float64{min(c.edges[0], o.left), max(c.edges[1], o.right)}
		}
	}
}

// measure finds where the text of a page begins and ends.
func (s *pageSheet) measure() {
	s.left, s.right = s.box.X1, s.box.X0
	for _, it := range s.items {
		if it.line != nil && !it.drop && !it.line.isTabular() {
			s.left, s.right = min(s.left, it.line.x0), max(s.right, it.line.x1)
		}
	}
}

// columnGap is the room between columns, in sizes of the type.
const columnGap = 1.5

// isTabular reports whether a line has wide room in it, as between columns.
func (l *textLine) isTabular() bool {
	for i := range l.glyphs {
		if l.gap(i) > columnGap {
			return true
		}
	}
	return false
}

// text adds a line: to the paragraph above it where that goes on, or as a block.
func (c *composer) text(l *textLine) {
	c.closeTable()
	c.line++
	if l.isTabular() {
		c.last = nil
		c.doc.Blocks = append(c.doc.Blocks, Block{Page: c.sheet.number, Line: c.line, Text: c.columns(l)})
		return
	}
	text := l.text()
	if c.continues(l) {
		b := &c.doc.Blocks[len(c.doc.Blocks)-1]
		b.Text += joint(b.Text, text) + text
		b.Whole = true
	} else {
		c.doc.Blocks = append(c.doc.Blocks, Block{Page: c.sheet.number, Line: c.line, Text: text, Gap: c.begins(l)})
	}
	c.last = &lastLine{l, c.sheet.number, c.edges[1]}
}

// begins reports whether a line is indented, or has room above it.
func (c *composer) begins(l *textLine) bool {
	const wide = 2.2
	return c.last == nil || c.last.page != c.sheet.number || c.last.y-l.y > wide*max(l.size, c.last.size) || l.x0 > c.edges[0]+l.size
}

// continues reports whether a line goes on with the paragraph of the last: that is
// full, and the line is not indented.
func (c *composer) continues(l *textLine) bool {
	p := c.last
	if p == nil || isHeading(l) || l.x0 > c.edges[0]+0.8*l.size || p.size > 1.2*l.size || l.size > 1.2*p.size {
		return false
	}
	if p.page == c.sheet.number && p.y-l.y > 3.5*l.size {
		return false
	}
	const enough = 8 // a line of fewer characters is no line of a paragraph
	return p.right-p.x1 < 1.6*p.size && len(p.glyphs) >= enough
}

// isHeading reports whether a line begins as headings do: 一、 （二）
func isHeading(l *textLine) bool {
	s := strings.TrimLeft(l.text(), "（(")
	rest := strings.TrimLeft(s, "一二三四五六七八九十")
	return len(rest) < len(s) && strings.ContainsRune("、）)", []rune(rest + " ")[0])
}

// joint is what stands between two lines of a paragraph: a blank between two words of letters.
func joint(above, below string) string {
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	isLetter := func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	if isLetter(last) && isLetter(first) {
		return " "
	}
	return ""
}

// columns writes a line so that what stands at a place of the page stands at its
// column of text, as on a terminal: Chinese characters take two.
func (c *composer) columns(l *textLine) string {
	var b strings.Builder
	at := 0
	write := func(s string) {
		b.WriteString(s)
		for _, r := range s {
			if at++; isWide(string(r)) {
				at++
			}
		}
	}
	const least, widest = 3, 1000
	for i := range l.glyphs {
		g := &l.glyphs[i]
		column := min(widest, max(0, int((g.x0-c.sheet.box.X0)/c.unit+0.5)))
		switch {
		case i == 0:
			write(strings.Repeat(" ", column))
		case l.apart(i):
			write(strings.Repeat(" ", max(column-at, least)))
		case l.parted(i):
			write(" ")
		}
		last := i+1 == len(l.glyphs) || l.apart(i+1)
		if write(shown(g.Text)); (g.Cut || l.vague && last) && figure.HasDigit(g.Text) {
			write(openMark)
		}
	}
	return b.String()
}

// grid adds a table, or the rest of the table that the page before broke off.
func (c *composer) grid(g *grid) {
	c.last = nil
	if c.table != nil && c.table.carry(g) {
		return
	}
	c.closeTable()
	c.table = &pagedTable{parts: []*grid{g}, from: []int{0}}
}

// closeTable writes the rows of a table that is complete.
func (c *composer) closeTable() {
	if c.table == nil {
		return
	}
	b := Block{Page: c.table.parts[0].page, Line: c.line + 1, Gap: true}
	for i, g := range c.table.parts {
		for r := c.table.from[i]; r < len(g.at); r++ {
			c.line++
			b.Rows = append(b.Rows, Row{Page: g.page, Line: c.line, Cells: g.rowCells(r)})
		}
	}
	c.doc.Blocks = append(c.doc.Blocks, b)
	c.table = nil
}

// rowCells are the cells that begin in a row, from left to right.
func (g *grid) rowCells(r int) []Cell {
	var cells []Cell
	for k, cl := range g.at[r] {
		if cl.row != r || cl.col != k {
			continue
		}
		var lines []string
		if s := cl.text.String(); s != "" {
			lines = strings.Split(s, "\n")
		}
		cells = append(cells, Cell{Lines: lines, Cols: cl.cols, Rows: cl.rows, Cut: cl.text.cut, Partial: cl.text.partial})
	}
	return cells
}
