package typeset

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// emptiest is the most of a page that is left empty rather than divide a table.
const emptiest = 0.25 * depth

// begins reports whether the table may begin with so much room left on the page. empty
// is what stays empty there when it, with its heading, begins on the next.
func (t *setTable) begins(room, empty, tail float64) bool {
	whole := tablePart{heights: t.heights(t.from(0))}
	if whole.depth()+tail <= room {
		return true
	}
	return empty > emptiest && t.end(0, room, wholly) > 0
}

// from lists the rows from r to the last.
func (t *setTable) from(r int) []int { return t.span(r, t.grid.Rows) }

// span lists the rows from r up to k, after those of the head when r goes on with a
// block begun on the page before.
func (t *setTable) span(r, k int) []int {
	var rows []int
	for _, b := range t.grid.Blocks {
		if r > b.Data && r < b.End {
			for i := b.Start; i < b.Data; i++ {
				rows = append(rows, i)
			}
			break // another half has the same heads
		}
	}
	for i := r; i < k; i++ {
		rows = append(rows, i)
	}
	return rows
}

// A strictness tells where a table may be divided.
type strictness bool

const (
	wholly  strictness = true  // no part with the head of a block has but one row of it
	loosely strictness = false // where nothing else fits
)

// divides reports whether a page may end before row k: not between the head of a
// block and its first row, nor below a caption.
func (t *setTable) divides(k int, strict strictness) bool {
	if k > 0 && k < t.grid.Rows && slices.ContainsFunc(t.owner[k-1], func(i int) bool { return t.cells[i].Kind == layouts.CaptionCell }) {
		return false
	}
	for _, b := range t.grid.Blocks {
		if k > b.Start && k <= b.Data {
			return false
		}
		if strict == wholly && (k == b.Data+1 || k == b.End-1) && k < b.End {
			return false
		}
	}
	return true
}

// end is the row before which the page ends when the table goes on from r in the
// room left: between two blocks, if that leaves not too much room; else as late as it
// may, but up to four rows earlier when that cuts fewer labels. It is r when not even
// one row fits.
func (t *setTable) end(r int, room float64, strict strictness) int {
	best, latest, cuts := r, r, 0
	for k := t.grid.Rows; k > r; k-- {
		if k < t.grid.Rows && !t.divides(k, strict) {
			continue
		}
		p := tablePart{heights: t.heights(t.span(r, k))}
		left := room - p.depth()
		if left < 0 {
			continue
		}
		if k == t.grid.Rows || t.between(k) && left <= emptiest {
			return k
		}
		if latest == r {
			latest = k
		}
		if c := t.cut(k); latest-k <= 4 && (best == r || c < cuts) {
			best, cuts = k, c
		}
		if latest-k >= 4 && left > emptiest {
			break
		}
	}
	return best
}

// between reports whether row k begins a block.
func (t *setTable) between(k int) bool {
	for _, b := range t.grid.Blocks {
		if k == b.Start {
			return k > 0
		}
	}
	return false
}

// cut counts the labels that a page ending before row k cuts, twice those of which
// a single row would stand alone.
func (t *setTable) cut(k int) int {
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
func (t *setTable) parts(y, tail float64, turn func() float64, put func(tablePart)) {
	for r := 0; r < t.grid.Rows; {
		k := t.end(r, t.foot-y, wholly)
		if k == t.grid.Rows && tail > 0 {
			last := tablePart{heights: t.heights(t.span(r, k))}
			if y+last.depth()+tail > t.foot {
				k = t.before(r, k)
			}
		}
		if k == r && y > top {
			y = turn()
			continue
		}
		if k == r {
			k = t.end(r, t.foot-y, loosely)
		}
		if k == r { // not even one row fits on a page: it runs over its foot
			k = r + 1
			for k < t.grid.Rows && !t.divides(k, loosely) {
				k++
			}
		}
		p := tablePart{rows: t.span(r, k), y: y}
		p.heights = t.heights(p.rows)
		put(p)
		if r = k; r < t.grid.Rows {
			y = turn()
		}
	}
}

// before is a row two or more before k where the page may end, k when there is none.
func (t *setTable) before(r, k int) int {
	for i := k - 2; i > r; i-- {
		if t.divides(i, wholly) {
			return i
		}
	}
	return k
}
