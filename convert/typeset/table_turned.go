package typeset

// A table whose figures would be smaller than 小六 even when its columns have given what
// they can is set across the sheet, turned a quarter to the left: its head is at the left
// edge of the upright sheet, on odd pages as on even ones, for that is the edge at which
// odd pages are bound and the outer one of even pages. The number of the page stays where
// it is. What stands across is planned on the sheet as it lies, 297 by 210 mm; the point
// (x, y) of it is (y, 297 mm − x) of the upright sheet.

// footTurned is where the type area of a page ends that has its depth for a measure.
const footTurned = top + measure

// turn sets the table across the sheet where its figures would be too small upright:
// there its columns are as much wider as the page is deep.
func (t *setTable) turn(figures []float64) {
	if t.holds(figures, smallest) {
		return
	}
	t.foot = footTurned
	first, scale := t.edges[0], depth/(t.edges[len(t.edges)-1]-t.edges[0])
	for i := range t.edges {
		t.edges[i] = left + (t.edges[i]-first)*scale
	}
	t.divide(figures)
}

// turned reports whether the table is set across the sheet.
func (t *setTable) turned() bool { return t.foot == footTurned }

// leadsAcross reports whether the first element is a turned table or kept with one.
func leadsAcross(elements []element) bool {
	for i, e := range elements {
		switch {
		case e.table != nil:
			return e.table.turned()
		case !e.keep || i > 0 && e.turn:
			return false
		}
	}
	return false
}

// turnAcross goes on across the next page, or the last when that is empty.
func (g *pager) turnAcross() float64 {
	if last := g.doc.Pages[len(g.doc.Pages)-1]; g.page != last || g.y > top {
		g.turn()
	}
	g.page.Turned = &Page{}
	g.page = g.page.Turned
	g.foot = footTurned
	return top
}

// lay moves what was planned across a sheet, with the left and the top margin of an
// upright one, to its place on the sheet as it lies.
func (p *Page) lay() {
	const right, down = pageHeight - bottom - left, left - top
	for i := range p.Texts {
		p.Texts[i].X += right
		p.Texts[i].Y += down
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		r.X1, r.X2, r.Y1, r.Y2 = r.X1+right, r.X2+right, r.Y1+down, r.Y2+down
	}
	for i := range p.Shades {
		p.Shades[i].X += right
		p.Shades[i].Y += down
	}
}
