package typeset

import (
	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Measures inside a table, in em of its type or points.
const (
	cellLead    = 1.25 // of lines
	cellPad     = 0.34 // above and below the lines
	cellMargin  = 0.05 // of the cell's width left and right of them,
	mostMargin  = 2.6  // but at most so many points
	longestWrap = 80   // characters of a label that is shaped, not just wrapped
)

// A setTable is a table of the report on the grid of its layout.
type setTable struct {
	grid   *layouts.Grid
	edges  []float64 // of the columns, from the left of the sheet
	foot   float64   // where the pages that it stands on end
	size   float64
	cells  []setCell // those of the grid
	owner  [][]int   // index into cells, by grid row and column
	spread []int     // cells over several rows
}

// A setCell is a printed cell with its lines.
type setCell struct {
	*layouts.Cell
	piece *piece
	lines []span
	size  float64
	left  bool // aligned left, or
	right bool // right, else centred
	open  bool
	drawn bool // what is drawn again is the page's, not the table's
}

func (s *setter) newTable(l *layouts.Table, r *report.Table) *setTable {
	g := l.Grid()
	t := &setTable{grid: g, size: l.Size, edges: edges(l.Widths), foot: bottom}
	figures := s.figures(g, r)
	t.divide(figures)
	t.turn(figures)
	if l.Form() == l {
		s.fill(t, r, formOf(g))
	} else {
		s.fill(t, r, newForm(g)) // of one report
	}
	return t
}

// fill sets the cells of a table on its grid.
func (s *setter) fill(t *setTable, r *report.Table, f *form) {
	g := t.grid
	t.cells = make([]setCell, len(g.Cells))
	t.owner = make([][]int, g.Rows)
	room := make([]int, g.Rows*g.Columns)
	for i := range t.owner {
		t.owner[i] = room[i*g.Columns : (i+1)*g.Columns]
	}
	part, parts := s.tableParts(f)
	for i, c := range g.Cells {
		s.part = part + parts[i]
		t.cells[i] = s.newCell(t, c, r)
		s.doc.Parts[s.part].Open = t.cells[i].open
		if c.Rowspan > 1 {
			t.spread = append(t.spread, i)
		}
		for y := c.Row; y < c.Row+c.Rowspan; y++ {
			for x := c.Col; x < c.Col+c.Colspan; x++ {
				t.owner[y][x] = i
			}
		}
	}
}

// edges puts columns of the widths, in mm, in the middle of the measure, narrowed
// when they are wider than it.
func edges(widths []float64) []float64 {
	sum := 0.0
	for _, w := range widths {
		sum += w * mm
	}
	scale := 1.0
	if sum > measure {
		scale = measure / sum
	}
	out := []float64{left + (measure-sum*scale)/2}
	for _, w := range widths {
		out = append(out, out[len(out)-1]+w*mm*scale)
	}
	return out
}

func (s *setter) newCell(t *setTable, c *layouts.Cell, r *report.Table) setCell {
	out := setCell{Cell: c, size: t.size}
	wide := t.edges[c.Col+c.Colspan] - t.edges[c.Col]
	room := wide - 2*margin(wide) - out.indent()
	text := c.Text
	if c.Kind == layouts.DataCell {
		text, out.open = value(c, r)
	}
	out.piece = newPiece(s.chars(text, song))
	n := len(out.piece.chars)
	if n == 0 {
		return out
	}
	width := room / out.size
	natural := out.piece.natural(0, n)
	out.left, out.right = c.Alignment() == layouts.AlignLeft, c.Alignment() == layouts.AlignRight
	if c.Kind == layouts.DataCell {
		out.left = c.Line.KindOf(c.Column) == layouts.Text && natural > width
	}
	switch {
	case c.Kind == layouts.DataCell && c.Line.KindOf(c.Column).IsFigure():
		out.size = min(out.size, room/natural)
		out.lines = []span{{0, n}}
	case c.Kind == layouts.DataCell:
		out.lines = out.piece.lines(width, width)
		out.shrink(room)
	case n > longestWrap:
		out.lines = out.piece.lines(width, width)
	default:
		out.lines = out.piece.shaped(width, 1, out.piece.words)
	}
	return out
}

// highest is the height of the highest cell: a row is on one page, below a head.
const highest = 0.6 * depth

// shrink sets a long text smaller until its lines fit on a page: none of it may be lost.
func (c *setCell) shrink(room float64) {
	const step = 0.95
	for c.height() > highest {
		c.size *= step
		c.lines = c.piece.lines(room/c.size, room/c.size)
	}
}

// indent is left free before the cell's text that stands left.
func (c *setCell) indent() float64 {
	if c.Indent == 0 || c.Alignment() != layouts.AlignLeft {
		return 0
	}
	return float64(c.Indent) * c.size
}

// margin is left free on both sides of a cell.
func margin(width float64) float64 { return min(cellMargin*width, mostMargin) }

// value is the text of a data cell and whether it is open.
func value(c *layouts.Cell, r *report.Table) (text string, open bool) {
	row := r.Row(c.Line.ID)
	if row == nil {
		return "", false
	}
	v := row.Cell(c.Column.ID)
	if v == nil {
		return "", false
	}
	return entry.Shown(c.Line, c.Column, v), v.Open
}

// height is what the cell's lines need.
func (c *setCell) height() float64 {
	return c.size * (float64(max(len(c.lines), 1))*cellLead + 2*cellPad)
}

// heights of some rows of the grid that are printed one below the other. A label
// over several of them that needs more than they have widens the last.
func (t *setTable) heights(rows []int) []float64 {
	out := make([]float64, len(rows))
	for i, r := range rows {
		for x := 0; x < t.grid.Columns; {
			c := &t.cells[t.owner[r][x]]
			if c.Rowspan == 1 {
				out[i] = max(out[i], c.height())
			}
			x = c.Col + c.Colspan
		}
		out[i] = max(out[i], t.size*(cellLead+2*cellPad))
	}
	for _, n := range t.spread {
		c, last, have := &t.cells[n], -1, 0.0
		for i, r := range rows {
			if r >= c.Row && r < c.Row+c.Rowspan {
				last, have = i, have+out[i]
			}
		}
		if need := c.height(); last >= 0 && have < need {
			out[last] += need - have
		}
	}
	return out
}

// A tablePart is the rows of a table on one page: those of the repeated head, then its
// own.
type tablePart struct {
	rows    []int
	heights []float64
	y       float64
}

func (p *tablePart) depth() float64 {
	sum := 0.0
	for _, h := range p.heights {
		sum += h
	}
	return sum
}

// widen makes the rows of data of a part higher by so much together, those of one line
// where there are such: figures stay beside the first or the last line of their label.
func (t *setTable) widen(p tablePart, more float64) {
	var data, single []int
	for i, r := range p.rows {
		for _, b := range t.grid.Blocks {
			if r < b.Data || r >= b.End {
				continue
			}
			data = append(data, i)
			if p.heights[i] < t.size*2*cellLead {
				single = append(single, i)
			}
			break // another half has the same lines
		}
	}
	if len(single) > 0 {
		data = single
	}
	for _, i := range data {
		p.heights[i] += more / float64(len(data))
	}
}

// draw puts a part of the table on the page. A cell that is cut by the page is
// printed on both, with its label in the middle of what is there.
func (t *setTable) draw(page *Page, p tablePart) {
	tops := make([]float64, len(p.rows)+1)
	tops[0] = p.y
	for i, h := range p.heights {
		tops[i+1] = tops[i] + h
	}
	for i, r := range p.rows {
		for x := 0; x < t.grid.Columns; {
			n := t.owner[r][x]
			c := &t.cells[n]
			x = c.Col + c.Colspan
			if i > 0 && t.owner[p.rows[i-1]][c.Col] == n {
				continue
			}
			end := i + 1
			for end < len(p.rows) && t.owner[p.rows[end]][c.Col] == n {
				end++
			}
			t.fill(page, c, Box{t.edges[c.Col], tops[i], t.edges[x] - t.edges[c.Col], tops[end] - tops[i]})
		}
	}
	t.rules(page, p.rows, tops)
}

func (t *setTable) fill(page *Page, c *setCell, box Box) {
	if c.open {
		page.Shades = append(page.Shades, box)
	}
	first := len(page.Texts)
	y := box.Y + (box.H-c.size*cellLead*float64(len(c.lines)))/2 + c.size*((cellLead-1)/2+rise)
	for _, sp := range c.lines {
		width := min(c.piece.natural(sp.from, sp.end), (box.W-2*margin(box.W)-c.indent())/c.size)
		x := box.X + margin(box.W) + c.indent()
		switch {
		case c.right:
			x = box.X + box.W - margin(box.W) - width*c.size
		case !c.left:
			x = box.X + (box.W-width*c.size)/2
		}
		at := c.piece.positions(sp, width, true, 0)
		page.Texts = append(page.Texts, c.piece.texts(sp, c.size, x, y, at)...)
		y += c.size * cellLead
	}
	for i := first; c.drawn && i < len(page.Texts); i++ {
		page.Texts[i].Part = 0
	}
	c.drawn = true
}
