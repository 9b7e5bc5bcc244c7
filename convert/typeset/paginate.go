package typeset

import "fmt"

// belowTable is the room between a table and the text below it: as between a line of
// text and a table below that.
const belowTable = lead - body

// A pager fills pages with elements, from the top of the first.
type pager struct {
	doc  *Document
	y    float64 // where the next element may begin
	foot float64 // where the page ends
	page *Page   // being filled: the last, or what stands across it
}

func (g *pager) turn() float64 {
	g.page = &Page{}
	g.doc.Pages = append(g.doc.Pages, g.page)
	g.y, g.foot = top, bottom
	return top
}

// paginate puts the elements on pages and numbers these.
func (s *setter) paginate() *Document {
	g := &pager{doc: &s.doc}
	g.turn()
	kept := false // the element is kept with one before, and was found to fit with it
	for i, e := range s.elements {
		switch across := leadsAcross(s.elements[i:]); {
		case across && g.foot == bottom:
			g.turnAcross()
			kept = false
		case !across && !e.across && g.foot != bottom, e.turn && g.y > top:
			g.turn()
			kept = false
		}
		if !kept {
			fits := g.fits(s.elements[i:])
			if !fits && g.y > top {
				if e.across {
					g.turnAcross()
				} else {
					g.turn()
				}
				fits = g.fits(s.elements[i:])
			}
			kept = fits
		}
		kept = kept && e.keep && e.table == nil
		if g.y <= top && s.elements[i].empty() {
			continue // room above what now begins a page
		}
		g.put(s.elements[i:])
	}
	for i, p := range g.doc.Pages {
		s.number(p, i+1)
		if p.Turned != nil {
			p.Turned.lay()
		}
	}
	return g.doc
}

// fits reports whether the first element, with those it is kept with, still fits on
// the page.
func (g *pager) fits(elements []element) bool {
	y := g.y
	for i, e := range elements {
		if i > 0 && e.turn {
			return true
		}
		if e.table != nil {
			return e.table.begins(g.foot-y, g.foot-g.y, tail(elements[i:]))
		}
		y = rowTop(rowBelow(y) + e.rows)
		if y-lead+body > g.foot+0.01 {
			return false
		}
		if !e.keep {
			return true
		}
	}
	return true
}

// tail is the room that must be left below a table for what is kept with it.
func tail(elements []element) float64 {
	rows := 0
	for _, e := range elements {
		rows += e.rows
		if !e.keep {
			break
		}
	}
	if rows == 0 {
		return 0
	}
	return float64(rows+1) * lead
}

// put places the first of the elements.
func (g *pager) put(elements []element) {
	e := elements[0]
	if e.table != nil {
		g.table(e.table, tail(elements), len(elements) > 1, len(elements) > 1 && elements[1].across)
		return
	}
	row := rowBelow(g.y)
	if e.bookmark != "" {
		g.doc.Bookmarks = append(g.doc.Bookmarks, Bookmark{e.bookmark, e.level, len(g.doc.Pages) - 1, rowTop(row)})
	}
	for _, t := range e.texts {
		t.Y += rowTop(row)
		g.page.Texts = append(g.page.Texts, t)
	}
	g.y = rowTop(row + e.rows)
}

// table places a table. The rows of data of its last part are made higher so that the
// text below goes on the grid and yet at its distance. Heads are not: programs that take
// text out of a page would read their columns one by one.
func (g *pager) table(t *setTable, tail float64, followed, across bool) {
	turn := g.turn
	if t.turned() {
		turn, followed = g.turnAcross, false
		if !across {
			tail = 0
		}
	}
	t.parts(g.y, tail, turn, func(p tablePart) {
		below := p.y + p.depth() + belowTable
		if next := rowTop(rowBelow(below)); followed && p.rows[len(p.rows)-1] == t.grid.Rows-1 && next+body <= bottom+0.01 {
			t.widen(p, next-below)
			below = next
		}
		t.draw(g.page, p)
		g.y = below
	})
}

// number prints — 1 — below the type area: its dashes 7 mm below it, one character
// in from the right on odd pages and from the left on even ones.
func (s *setter) number(page *Page, n int) {
	s.part = 0
	p := newPiece(s.chars(fmt.Sprintf("— %d —", n), song))
	all := span{0, len(p.chars)}
	at := p.positions(all, 100, true, 0)
	x := left + pageSize
	if n%2 == 1 {
		x = left + measure - pageSize - (at[len(at)-1]+p.chars[len(at)-1].width)*pageSize
	}
	const dashHeight = 0.33 // of a dash above the baseline, in em
	page.Texts = append(page.Texts, p.texts(all, pageSize, x, bottom+7*mm+dashHeight*pageSize, at)...)
}
