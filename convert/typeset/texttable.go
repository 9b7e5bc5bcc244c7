package typeset

import (
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Measures of a table in the text.
const (
	textTableSize = 10.5 // 五号
	leastColumn   = 2.6  // em, with its margins
	mostColumn    = 14.0 // em that a column asks for: longer texts are broken
)

// textTable sets a table that stands in the text, ruled as the form's are: over the
// measure, across the sheet where its columns would be too narrow. One that no page
// holds, for its columns or for a row that is higher, is set as text, a row a line.
func (s *setter) textTable(p *report.Paragraph) {
	t := s.newTextTable(p)
	if t == nil {
		for _, row := range unbroken(report.Prose(p.Plain())) {
			s.prose(row.Text)
		}
		return
	}
	if n := len(s.elements); n > 0 && s.elements[n-1].texts != nil && s.captions(n-1) {
		s.elements[n-1].keep = true
	}
	s.elements = append(s.elements, element{table: t})
	s.part = 0
}

// captions reports whether an element is a line that leads to a table.
func (s *setter) captions(at int) bool {
	texts := s.elements[at].texts
	last := texts[len(texts)-1].Runes
	return strings.ContainsRune("：:表", last[len(last)-1])
}

// newTextTable is nil when no page holds the table.
func (s *setter) newTextTable(p *report.Paragraph) *setTable {
	g := textGrid(p)
	if g == nil {
		return nil
	}
	t := &setTable{grid: g, size: textTableSize, foot: bottom}
	wish := s.wishes(g)
	if !t.share(wish, measure) {
		if t.foot = footTurned; !t.share(wish, depth) {
			return nil
		}
	}
	parts, part := len(s.doc.Parts), s.part
	s.fill(t, nil, newForm(g))
	for y := range g.Rows {
		head := 0
		if y >= g.Blocks[0].Data {
			head = g.Blocks[0].Data
		}
		rows := append(t.span(0, head), y)
		if high := (&tablePart{heights: t.heights(rows)}).depth(); high > t.foot-top {
			s.doc.Parts, s.part = s.doc.Parts[:parts], part
			return nil
		}
	}
	return t
}

// textGrid is the grid of a table in the text: the rows that its first cells cover are
// its head, all others data. It is nil when the cells do not fill it.
func textGrid(p *report.Paragraph) *layouts.Grid {
	cells, width, ok := p.Places()
	if !ok {
		return nil
	}
	g := &layouts.Grid{Rows: len(p.Table), Columns: width}
	head := 1
	for _, c := range cells {
		if c.Row < head {
			head = max(head, c.Row+c.Rows)
		}
	}
	if head == g.Rows {
		head = 0
	}
	for _, c := range cells {
		kind := layouts.UnitCell
		if c.Row < head {
			kind = layouts.HeadCell
		}
		text := strings.Join(strings.FieldsFunc(report.OneLine(c.Text), unicode.IsControl), "")
		g.Cells = append(g.Cells, &layouts.Cell{Kind: kind, Row: c.Row, Col: c.Col, Rowspan: c.Rows, Colspan: c.Cols, Text: text})
	}
	g.Blocks = []layouts.Span{{Start: 0, Data: head, End: g.Rows, To: g.Columns}}
	return g
}

// wishes are the widths, in em, that the columns ask for: those of their longest texts,
// up to a limit. A text over several columns asks each for its part.
func (s *setter) wishes(g *layouts.Grid) []float64 {
	wish := make([]float64, g.Columns)
	for i := range wish {
		wish[i] = leastColumn
	}
	for _, c := range g.Cells {
		em := 0.0
		for _, ch := range c.Text {
			w, _ := s.metrics.Advance(song, ch)
			em += w
		}
		for x := c.Col; x < c.Col+c.Colspan; x++ {
			wish[x] = max(wish[x], min(em/float64(c.Colspan)+1, mostColumn))
		}
	}
	return wish
}

// share gives each column its least and its part of the rest of a width; it reports
// whether there is room for all.
func (t *setTable) share(wish []float64, width float64) bool {
	const least = leastColumn * textTableSize
	rest, asked := width-least*float64(len(wish)), 0.0
	if rest < 0 {
		return false
	}
	for _, w := range wish {
		asked += w*textTableSize - least + 1
	}
	t.edges = []float64{left}
	for _, w := range wish {
		t.edges = append(t.edges, t.edges[len(t.edges)-1]+least+rest*(w*textTableSize-least+1)/asked)
	}
	return true
}
