package typeset

import "github.com/nianbao/nianbao/layouts"

// Where a table may cross a page.
const (
	wholeTable = 0.6 // of the page: up to this a table is not divided
	worthWhile = 0.3 // of the page: less than this left, and a table begins on the next
	fewestRows = 4   // of data at the foot of a page
)

// begins reports whether the table may begin with so much room left on the page.
func (t *table) begins(room, tail float64) bool {
	whole := part{heights: t.heights(t.from(0))}
	need := whole.depth() + tail
	switch {
	case need <= room:
		return true
	case need <= depth*wholeTable || room < depth*worthWhile:
		return false
	}
	return t.end(0, room) >= t.grid.Blocks[0].Data+fewestRows
}

// from lists the rows from r to the last.
func (t *table) from(r int) []int { return t.span(r, t.grid.Rows) }

// span lists the rows from r up to k, after those of the head when r goes on with a
// block begun on the page before.
func (t *table) span(r, k int) []int {
	var rows []int
	for _, b := range t.grid.Blocks {
		if r > b.Data && r < b.End {
			for i := b.Start; i < b.Data; i++ {
				rows = append(rows, i)
			}
		}
	}
	for i := r; i < k; i++ {
		rows = append(rows, i)
	}
	return rows
}

// divides reports whether a page may end before row k: not between the head of a
// block and its first row, nor below a caption.
func (t *table) divides(k int) bool {
	if k > 0 && k < t.grid.Rows && t.cells[t.owner[k-1][0]].Kind == layouts.CaptionCell {
		return false
	}
	for _, b := range t.grid.Blocks {
		if k > b.Start && k <= b.Data {
			return false
		}
	}
	return true
}

// end is the row before which the page ends when the table goes on from r in the
// room left: as late as it may, but up to four rows earlier when that cuts fewer
// labels. It is r when not even one row fits.
func (t *table) end(r int, room float64) int {
	best, latest, cuts := r, r, 0
	for k := t.grid.Rows; k > r; k-- {
		if k < t.grid.Rows && !t.divides(k) {
			continue
		}
		p := part{heights: t.heights(t.span(r, k))}
		if p.depth() > room {
			continue
		}
		if k == t.grid.Rows {
			return k
		}
		if latest == r {
			latest = k
		}
		if c := t.cut(k); best == r || c < cuts {
			best, cuts = k, c
		}
		if latest-k >= 4 {
			break
		}
	}
	return best
}

// cut counts the labels that a page ending before row k cuts, twice those of which
// a single row would stand alone.
func (t *table) cut(k int) int {
	n := 0
	for _, i := range t.spread {
		c := &t.cells[i]
		if above, below := k-c.Row, c.Row+c.Rowspan-k; above > 0 && below > 0 {
			n++
			if above == 1 || below == 1 {
				n++
			}
		}
	}
	return n
}

// parts divides the table, the first part beginning at y. tail is the room that
// must be left below the last part. turn gives the top of the next page.
func (t *table) parts(y, tail float64, turn func() float64, put func(part)) {
	for r := 0; r < t.grid.Rows; {
		k := t.end(r, bottom-y)
		if k == t.grid.Rows && tail > 0 {
			last := part{heights: t.heights(t.span(r, k))}
			if y+last.depth()+tail > bottom {
				k = t.before(r, k)
			}
		}
		if k == r && y > top {
			y = turn()
			continue
		}
		if k == r { // not even one row fits on a page: it runs over its foot
			k = r + 1
			for k < t.grid.Rows && !t.divides(k) {
				k++
			}
		}
		p := part{rows: t.span(r, k), y: y}
		p.heights = t.heights(p.rows)
		put(p)
		if r = k; r < t.grid.Rows {
			y = turn()
		}
	}
}

// before is a row two or more before k where the page may end, k when there is none.
func (t *table) before(r, k int) int {
	for i := k - 2; i > r; i-- {
		if t.divides(i) {
			return i
		}
	}
	return k
}
