package xlsx

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// A located table is where a table of the layout stands in a workbook: a sheet
// row for each of its rows, a sheet column for each column of its blocks.
type located struct {
	form  *form
	grid  *readSheet
	rowOf map[*layouts.Row]int
	colOf map[*layouts.Column]int
}

// at is the place of a cell; false when its row or column is not there.
func (l *located) at(d *formCell) (place, bool) {
	p := place{l.colOf[d.column], l.rowOf[d.row]}
	return p, p.col > 0 && p.row > 0
}

// span is the sheet rows of the table, from its head to its last row.
func (l *located) span() (first, last int) {
	words := l.words()
	for _, y := range l.rowOf {
		last = max(last, y)
	}
	for _, y := range l.grid.rows {
		if y == last || slices.ContainsFunc(l.grid.columns[y], func(x int) bool { return words[layouts.Key(l.grid.shown(place{x, y}))] }) {
			return y, last
		}
	}
	return last, last
}

// cover adds the sheet rows of the table to a set.
func (l *located) cover(rows map[int]bool) {
	first, last := l.span()
	for y := first; y <= last; y++ {
		rows[y] = true
	}
}

// words are the labels and heads of the form.
func (l *located) words() map[string]bool {
	words := map[string]bool{}
	for _, c := range l.form.grid.Cells {
		words[layouts.Key(c.Text)] = true
	}
	for key := range l.form.labels() {
		words[key] = true
	}
	delete(words, "")
	return words
}

// locateAll finds the tables of a layout, and says how many of their rows the
// workbook has.
func (w *workbook) locateAll(l *layouts.Layout) (own *layouts.Layout, found []*located, rows int) {
	w.markFields(l)
	if l.Repeats() {
		return w.locateRepeated(l)
	}
	for _, t := range l.Tables {
		loc := w.locate(formOf(t))
		found = append(found, loc)
		if loc != nil {
			rows += len(loc.rowOf)
		}
	}
	return l, found, rows
}

// locate finds a table by the names of its cells, when they stand beside the
// labels they belong to; else by labels, on the sheet that has most of them.
func (w *workbook) locate(f *form) *located {
	byName := w.byNames(f)
	if byName != nil && byName.complete() {
		return byName
	}
	best := byName
	for _, g := range w.sheets {
		if loc := byLabels(f, g); loc != nil && (best == nil || len(loc.rowOf) > len(best.rowOf)) {
			best = loc
		}
	}
	return best
}

// complete reports whether every row and column was found.
func (l *located) complete() bool {
	for _, d := range l.form.cells {
		if _, ok := l.at(d); !ok {
			return false
		}
	}
	return true
}

// byNames trusts the names of the cells as far as labels do not contradict them;
// nil when they do, or when there are none.
func (w *workbook) byNames(f *form) *located {
	loc := &located{form: f, rowOf: map[*layouts.Row]int{}, colOf: map[*layouts.Column]int{}}
	for _, d := range f.cells {
		t, ok := w.names[strings.ToLower(NameOf(d.id))]
		if !ok {
			continue
		}
		if loc.grid == nil {
			loc.grid = t.sheet
		}
		row, col := loc.rowOf[d.row], loc.colOf[d.column]
		if loc.grid != t.sheet || row != 0 && row != t.at.row || col != 0 && col != t.at.col {
			return nil // the cells of a row no longer stand in a row
		}
		loc.rowOf[d.row], loc.colOf[d.column] = t.at.row, t.at.col
	}
	if loc.grid == nil || loc.contradicted() {
		return nil
	}
	loc.dropRows()
	return loc
}

// dropRows leaves out the rows whose names stand where nothing is: neither label nor
// figure. A program has deleted them and moved no names.
func (l *located) dropRows() {
	labels := l.form.labels()
	for r, y := range l.rowOf {
		gone := r.Label != ""
		from, left, right := l.sides(r)
		for _, x := range l.grid.columns[y] {
			if x >= from && x <= right && (x >= left || slices.Contains(labels[layouts.Key(l.grid.shown(place{x, y}))], r)) {
				gone = false
			}
		}
		if gone {
			delete(l.rowOf, r)
		}
	}
}

// contradicted reports whether a row has the label of another row beside it, and
// not its own.
func (l *located) contradicted() bool {
	labels := l.form.labels()
	for r, y := range l.rowOf {
		own, other := false, false
		from, left, _ := l.sides(r)
		for _, x := range l.grid.columns[y] {
			if x < from {
				continue
			}
			if x >= left {
				break
			}
			if rows := labels[layouts.Key(l.grid.shown(place{x, y}))]; rows != nil {
				own = own || slices.Contains(rows, r)
				other = true
			}
		}
		if !own && (other || l.elsewhere(r, labels)) {
			return true
		}
	}
	return l.shifted()
}

// elsewhere reports whether the label of a row stands in a sheet row that is none of
// the table's: a program has inserted a row and moved no names.
func (l *located) elsewhere(r *layouts.Row, labels map[string][]*layouts.Row) bool {
	if r.Label == "" {
		return false
	}
	taken := map[int]bool{}
	for o, y := range l.rowOf {
		taken[y] = taken[y] || l.sameHalf(o, r)
	}
	from, left, _ := l.sides(r)
	for _, y := range l.grid.rows {
		if taken[y] {
			continue
		}
		for _, x := range l.grid.columns[y] {
			if x >= from && x < left && slices.Contains(labels[layouts.Key(l.grid.shown(place{x, y}))], r) {
				return true
			}
		}
	}
	return false
}

// shifted reports whether the head of a column stands over another, or a row without
// a label, which its head tells, elsewhere below it.
func (l *located) shifted() bool {
	from, start := 1, 1
	for i, b := range l.form.table.Blocks {
		h := headOf(l.form.grid, i)
		if b.Beside {
			from = start
			h.from, _, _ = l.sides(b.Rows[0])
		}
		start = from
		y := h.find(l.grid, from)
		if y == 0 {
			continue
		}
		found := h.match(l.grid, y)
		for _, c := range h.cells {
			p, ok := found[c]
			x := l.colOf[c.Column]
			if x > 0 && ok && x != p.col+h.data[c.Column]-c.Col || x > 0 && !ok && !h.worded(l.grid, y, x-h.data[c.Column]+c.Col, found) {
				return true
			}
		}
		from = y + h.rows
		if at := l.rowOf[b.Rows[0]]; b.Rows[0].Label == "" && at > 0 && (at < from || len(l.grid.columns[at]) == 0 && (l.figures(l.grid.next(at)) || l.figures(from))) {
			return true
		}
	}
	return false
}

// figures reports whether a sheet row holds numbers in columns of the table.
func (l *located) figures(y int) bool {
	for _, x := range l.colOf {
		if l.grid.at(place{x, y}).number {
			return true
		}
	}
	return false
}

// leftmost is the first column with data.
func (l *located) leftmost() int {
	left := 1 << 20
	for _, x := range l.colOf {
		left = min(left, x)
	}
	return left
}

// rightmost is the last column with data.
func (l *located) rightmost() int {
	right := 0
	for _, x := range l.colOf {
		right = max(right, x)
	}
	return right
}

// labels are the rows of the form by what they are called.
func (f *form) labels() map[string][]*layouts.Row {
	rows := map[string][]*layouts.Row{}
	for _, b := range f.table.Blocks {
		for _, r := range b.Rows {
			if r.Label == "" {
				continue
			}
			called := append([]string{r.Label}, r.Variants...)
			if !r.Exact {
				called = append(called, r.Name)
			}
			for _, c := range called {
				if key := layouts.Key(c); key != "" && !slices.Contains(rows[key], r) {
					rows[key] = append(rows[key], r)
				}
			}
		}
	}
	return rows
}

// byLabels finds a table on a sheet by the labels of its columns and rows, block
// by block from the top; nil when the sheet has none of them. Of halves side by side only
// names tell which column is whose.
func byLabels(f *form, g *readSheet) *located {
	if f.halved() {
		return nil
	}
	loc := &located{form: f, grid: g, rowOf: map[*layouts.Row]int{}, colOf: map[*layouts.Column]int{}}
	from := 1
	for i, b := range f.table.Blocks {
		h := headOf(f.grid, i)
		start := h.find(g, from)
		if start == 0 {
			continue
		}
		h.place(loc, g, start)
		from = start + h.rows
		end := g.last() + 1
		if i+1 < len(f.table.Blocks) {
			if next := headOf(f.grid, i+1).find(g, from); next > 0 {
				end = next
			}
		}
		from = loc.placeRows(b, from, end)
	}
	if len(loc.rowOf) == 0 {
		return nil
	}
	return loc
}

// placeRows finds the rows of a block between two sheet rows and returns the row
// after the last. Rows of one label follow each other as in the form, each behind
// the rows above it.
func (l *located) placeRows(b *layouts.Block, from, end int) int {
	labels, left := l.form.labels(), l.leftmost()
	todo, next, after := slices.Clone(b.Rows), from, -1
	for _, y := range l.grid.rows {
		if y < from || y >= end || len(todo) == 0 || l.grid.fieldRows[y] {
			continue
		}
		var called []*layouts.Row
		for _, x := range l.grid.columns[y] {
			if x < left {
				called = append(called, labels[layouts.Key(l.grid.shown(place{x, y}))]...)
			}
		}
		at := slices.IndexFunc(todo, func(r *layouts.Row) bool {
			if r.Label == "" {
				return true // it is the one below its heading
			}
			return slices.Contains(called, r) && (len(called) == 1 || slices.Index(b.Rows, r) > after)
		})
		if at >= 0 {
			l.rowOf[todo[at]] = y
			after = max(after, slices.Index(b.Rows, todo[at]))
			todo, next = slices.Delete(todo, at, at+1), y+1
		}
	}
	return next
}
