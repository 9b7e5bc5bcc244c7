package extract

import "slices"

// withoutEnds takes the empty cells from the ends of the rows of a table that stand behind
// its heads: a program has put a mark behind some lines, those of heads, too, and none
// behind others, so that rows differ where the table does not. all are the rows of the
// report: where figures stand behind the heads of a table, or its rows differ by more than
// one place, cells may have come into rows, and their ends are left as they are.
func (g *gridTable) withoutEnds(all []*gridRow) {
	ends := map[int]tableEnd{}
	for _, r := range all {
		if r.sure || r.lined {
			return
		}
		e := ends[r.owner]
		e.add(r)
		ends[r.owner] = e
	}
	for table, e := range ends {
		if table >= 0 && (e.heads < e.texts || e.least < e.heads || e.most > e.heads+1) {
			return
		}
	}
	end := ends[g.table]
	if end.marked <= end.heads {
		return
	}
	for i, r := range g.rows {
		if r.wide > end.heads {
			cut := *r
			cut.cells = slices.DeleteFunc(slices.Clone(r.cells), func(c gridCell) bool { return c.col >= end.heads })
			cut.wide = end.heads
			g.rows[i] = &cut
		}
	}
}

// A tableEnd is where the rows of a table end.
type tableEnd struct {
	heads, texts int // the place behind the last head, and behind the last text below heads
	marked       int // the places of the longest row of heads
	least, most  int // the places of the shortest row, and of the longest
}

func (e *tableEnd) add(r *gridRow) {
	if e.least == 0 || r.wide < e.least {
		e.least = r.wide
	}
	e.most = max(e.most, r.wide)
	if r.head {
		e.heads, e.marked = max(e.heads, r.textEnd()), max(e.marked, r.wide)
	} else {
		e.texts = max(e.texts, r.textEnd())
	}
}

// textEnd is the place behind the last cell with text.
func (r *gridRow) textEnd() int {
	for i := len(r.cells) - 1; i >= 0; i-- {
		if c := &r.cells[i]; c.text != "" {
			return c.col + max(c.cols, 1)
		}
	}
	return 0
}

// doubtAmongOverfull takes rows whose cells have a line each, and some of which are blank,
// for rows that keep no places, where several others have more values than columns: a column
// that the form does not have would give them as many cells.
func (g *gridTable) doubtAmongOverfull() {
	const several = 2
	over := 0
	for _, w := range g.groups {
		if w.apart && w.values() > len(g.layout().Blocks[w.block].Columns) {
			over++
		}
	}
	if over < several || !g.rows[0].lined {
		return
	}
	for _, w := range g.groups {
		if n := w.values(); w.fixed && n > 0 && n < len(w.pieces) {
			w.fixed, w.apart = false, true
		}
	}
}
