package pages

import (
	"math"
	"slices"
)

// A grid is a table while it is read: its columns from left to right, its rows
// from the top down, and the cells that the rulings leave.
type grid struct {
	xs, ys []float64 // the edges of columns, and of rows from the top down
	cells  []*gridCell
	at     [][]*gridCell // by row and column
	page   int
	box    Rect
	sheet  Rect // of the page
	torn   bool // columns of it may be missing
}

// A gridCell is one of a grid.
type gridCell struct {
	row, col, rows, cols int
	box                  Rect
	glyphs               []Glyph
	open                 bool // it reaches the edge of the sheet, has no rule at its right, or is hatched
	text                 cellText
}

// grids makes the tables of a page.
func (p *Page) grids() []*grid {
	var list []*grid
	for _, t := range p.lattices() {
		if g := p.newGrid(t); g != nil {
			list = append(list, g)
		}
	}
	slices.SortStableFunc(list, func(a, b *grid) int { return compare(a.box.Width()*a.box.Height(), b.box.Width()*b.box.Height()) })
	return list
}

// openSide is how far lines must go on beyond the last that crosses them to leave a cell there.
const openSide = 6.0

// newGrid makes a grid of rulings that cross; nil for one of one column.
func (p *Page) newGrid(t *lattice) *grid {
	g := &grid{xs: places(t.uprights), ys: places(t.levels), page: p.number, sheet: p.box}
	lo, hi := reach(t.levels)
	openLeft, openRight := lo < g.xs[0]-openSide, hi > g.xs[len(g.xs)-1]+openSide
	if openLeft {
		g.xs = slices.Insert(g.xs, 0, lo)
	}
	if openRight {
		g.xs = append(g.xs, hi)
	}
	lo, hi = reach(t.uprights)
	if lo < g.ys[0]-openSide {
		g.ys = slices.Insert(g.ys, 0, lo)
	}
	if hi > g.ys[len(g.ys)-1]+openSide {
		g.ys = append(g.ys, hi)
	}
	slices.Reverse(g.ys)
	columns, rows := len(g.xs)-1, len(g.ys)-1
	if columns < 2 || rows < 1 { // a frame around text
		return nil
	}
	if columns*rows > maxPlaces {
		p.meter.Fail(ErrTooLarge, "too-large.pages.places", columns*rows)
		return nil
	}
	if !p.meter.labour(columns * rows * (len(t.levels) + len(t.uprights)) / 4) {
		return nil
	}
	g.box = Rect{g.xs[0], g.ys[rows], g.xs[columns], g.ys[0]}
	g.join(t)
	g.open(t)
	return g
}

// open marks the cells that may be cut: those without a rule at their right, and
// those that are not all on the sheet. A table whose rulings break off, at the edge of the sheet
// or where they are cut off, is torn: nobody can say what else its rows had.
func (g *grid) open(t *lattice) {
	const edge = 1.0
	inside := Rect{g.sheet.X0 + edge, g.sheet.Y0 + edge, g.sheet.X1 - edge, g.sheet.Y1 - edge}
	isCut := func(r ruling) bool { return r.cut }
	g.torn = math.Abs(g.box.X1-g.sheet.X1) <= edge || slices.ContainsFunc(t.levels, isCut)
	for _, c := range g.cells {
		right, ruled := g.xs[c.col+c.cols], true
		for r := c.row; r < c.row+c.rows; r++ {
			ruled = ruled && crosses(t.uprights, right, (g.ys[r]+g.ys[r+1])/2)
		}
		c.open = c.open || !ruled || !inside.Has(c.box.X0, c.box.Y0, 0) || !inside.Has(c.box.X1, c.box.Y1, 0)
	}
}

// join makes one cell of places between whose middles there is no line.
func (g *grid) join(t *lattice) {
	columns, rows := len(g.xs)-1, len(g.ys)-1
	all := make([]int, columns*rows)
	for i := range all {
		all[i] = i
	}
	root := func(i int) int {
		for all[i] != i {
			all[i] = all[all[i]]
			i = all[i]
		}
		return i
	}
	for r := range rows {
		for c := range columns {
			i := r*columns + c
			if c+1 < columns && !crosses(t.uprights, g.xs[c+1], (g.ys[r]+g.ys[r+1])/2) {
				all[root(i+1)] = root(i)
			}
			if r+1 < rows && !crosses(t.levels, g.ys[r+1], (g.xs[c]+g.xs[c+1])/2) {
				all[root(i+columns)] = root(i)
			}
		}
	}
	g.cells = g.regions(root)
	g.layOut()
}

// regions makes a cell of each region. One that is no rectangle is parted into
// its places, which stay open.
func (g *grid) regions(root func(int) int) []*gridCell {
	columns, rows := len(g.xs)-1, len(g.ys)-1
	type span struct{ r0, c0, r1, c1, n int }
	spans := map[int]*span{}
	for i := range columns * rows {
		r, c := i/columns, i%columns
		s := spans[root(i)]
		if s == nil {
			s = &span{r, c, r, c, 0}
			spans[root(i)] = s
		}
		s.r0, s.c0, s.r1, s.c1, s.n = min(s.r0, r), min(s.c0, c), max(s.r1, r), max(s.c1, c), s.n+1
	}
	var cells []*gridCell
	done := map[int]bool{}
	for i := range columns * rows {
		r, c := i/columns, i%columns
		s := spans[root(i)]
		switch {
		case s.n != (s.r1-s.r0+1)*(s.c1-s.c0+1):
			cells = append(cells, g.newCell(r, c, 1, 1, true))
		case !done[root(i)]:
			done[root(i)] = true
			cells = append(cells, g.newCell(s.r0, s.c0, s.r1-s.r0+1, s.c1-s.c0+1, false))
		}
	}
	return cells
}

func (g *grid) newCell(row, col, rows, cols int, open bool) *gridCell {
	c := &gridCell{row: row, col: col, rows: rows, cols: cols, open: open}
	c.box = Rect{g.xs[col], g.ys[row+rows], g.xs[col+cols], g.ys[row]}
	return c
}

// layOut notes which cell covers each place.
func (g *grid) layOut() {
	g.at = make([][]*gridCell, len(g.ys)-1)
	for r := range g.at {
		g.at[r] = make([]*gridCell, len(g.xs)-1)
	}
	for _, c := range g.cells {
		for r := c.row; r < c.row+c.rows; r++ {
			for k := c.col; k < c.col+c.cols; k++ {
				g.at[r][k] = c
			}
		}
	}
}

// find returns the cell at a point, nil when it is outside the grid.
func (g *grid) find(x, y float64) *gridCell {
	if !g.box.Has(x, y, 0) {
		return nil
	}
	col, _ := slices.BinarySearch(g.xs, x)
	row, _ := slices.BinarySearchFunc(g.ys, y, func(a, b float64) int { return compare(b, a) })
	return g.at[min(max(row-1, 0), len(g.at)-1)][min(max(col-1, 0), len(g.xs)-2)]
}

// findIn returns the cell of the first grid that has one at a point.
func findIn(grids []*grid, x, y float64) *gridCell {
	for _, g := range grids {
		if c := g.find(x, y); c != nil {
			return c
		}
	}
	return nil
}

// fill gives the characters of a page to the cells that their middle is in and
// returns the others.
func (p *Page) fill(grids []*grid) []Glyph {
	var rest []Glyph
	if !p.meter.labour(len(grids) * len(p.glyphs)) {
		return nil
	}
	in := make([]*gridCell, len(p.glyphs))
	for i := range p.glyphs {
		x, y := p.glyphs[i].centre()
		in[i] = findIn(grids, x, y)
	}
	p.markCrossed(in)
	p.openHatched(grids)
	for i, g := range p.glyphs {
		if in[i] == nil {
			rest = append(rest, g)
			continue
		}
		in[i].glyphs = append(in[i].glyphs, g)
	}
	for _, g := range grids {
		for _, c := range g.cells {
			c.text = readCell(c)
		}
	}
	return rest
}
