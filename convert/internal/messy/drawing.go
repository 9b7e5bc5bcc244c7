package messy

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// A drawing is a table as it will be drawn: a box at every place, the same box at
// all the places that it covers. Places change, columns and rows move, and what is
// still side by side stays merged.
type drawing struct {
	table *layouts.Table
	rows  [][]*box
	heads []bool // rows above data
}

// A spot is where a box begins and how far it reaches.
type spot struct {
	*box
	row, at, wide, high int
}

// draw makes the drawing of a sheet as the form prints it.
func draw(s *sheet) *drawing {
	d := &drawing{table: s.table, rows: make([][]*box, len(s.lines)), heads: slices.Clone(s.heads)}
	for i := range d.rows {
		d.rows[i] = make([]*box, s.width)
	}
	for i, line := range s.lines {
		for _, b := range line {
			for y := i; y < min(i+b.rows, len(d.rows)); y++ {
				for x := b.col; x < b.col+b.cols; x++ {
					d.rows[y][x] = b
				}
			}
		}
	}
	return d
}

func (d *drawing) width() int {
	if len(d.rows) == 0 {
		return 0
	}
	return len(d.rows[0])
}

// wideAt is the width of a row without the places that are gone from its end.
func (d *drawing) wideAt(y int) int {
	w := len(d.rows[y])
	for w > 0 && d.rows[y][w-1].gone {
		w--
	}
	return w
}

// spots are the boxes of the drawing, row by row, from left to right.
func (d *drawing) spots() [][]spot {
	seen := make([][]bool, len(d.rows))
	for i := range seen {
		seen[i] = make([]bool, d.width())
	}
	all := make([][]spot, len(d.rows))
	for y, row := range d.rows {
		for x, b := range row {
			if seen[y][x] || b.gone {
				continue
			}
			s := spot{box: b, row: y, at: x, wide: 1, high: 1}
			for x+s.wide < len(row) && row[x+s.wide] == b && !seen[y][x+s.wide] {
				s.wide++
			}
			for y+s.high < len(d.rows) && d.below(s) {
				s.high++
			}
			for i := y; i < y+s.high; i++ {
				for k := x; k < x+s.wide; k++ {
					seen[i][k] = true
				}
			}
			all[y] = append(all[y], s)
		}
	}
	return all
}

// below reports whether the row below a spot goes on with its box in just its places.
func (d *drawing) below(s spot) bool {
	row := d.rows[s.row+s.high]
	for x := s.at; x < s.at+s.wide; x++ {
		if row[x] != s.box {
			return false
		}
	}
	return (s.at == 0 || row[s.at-1] != s.box) && (s.at+s.wide == len(row) || row[s.at+s.wide] != s.box)
}

// copyOf is the same drawing with boxes of its own.
func (d *drawing) copyOf() *drawing {
	c := &drawing{table: d.table, heads: slices.Clone(d.heads)}
	own := map[*box]*box{}
	for _, row := range d.rows {
		r := make([]*box, len(row))
		for x, b := range row {
			if own[b] == nil {
				n := *b
				own[b] = &n
			}
			r[x] = own[b]
		}
		c.rows = append(c.rows, r)
	}
	return c
}

// isData reports whether a row holds values.
func (d *drawing) isData(y int) bool {
	return slices.ContainsFunc(d.rows[y], func(b *box) bool { return b.kind == layouts.DataCell })
}

// firstValue is the column of the first value of the drawing.
func (d *drawing) firstValue() int {
	first := d.width()
	for _, row := range d.rows {
		if x := slices.IndexFunc(row, func(b *box) bool { return b.kind == layouts.DataCell }); x >= 0 {
			first = min(first, x)
		}
	}
	return first
}

// each runs over the boxes, once each.
func (d *drawing) each(do func(*box)) {
	seen := map[*box]bool{}
	for _, row := range d.rows {
		for _, b := range row {
			if !seen[b] {
				seen[b] = true
				do(b)
			}
		}
	}
}

// insertColumn puts a column before place x. A nil from fill stretches what stands
// on the left.
func (d *drawing) insertColumn(x int, fill func(y int) *box) {
	for y, row := range d.rows {
		b := fill(y)
		if b == nil && x > 0 {
			b = row[x-1]
		} else if b == nil {
			b = &box{}
		}
		d.rows[y] = slices.Insert(row, x, b)
	}
}

// insertRow puts a row before row y. What covers both neighbours covers it, too.
func (d *drawing) insertRow(y int, row []*box, head bool) {
	if y > 0 && y < len(d.rows) {
		for x := range row {
			if d.rows[y-1][x] == d.rows[y][x] {
				row[x] = d.rows[y][x]
			}
		}
	}
	d.rows = slices.Insert(d.rows, y, row)
	d.heads = slices.Insert(d.heads, y, head)
}

// across is a row of one box.
func (d *drawing) across(kind layouts.CellKind, text string) []*box {
	b := &box{kind: kind, text: text}
	row := make([]*box, d.width())
	for x := range row {
		row[x] = b
	}
	return row
}

// emptyRow is a row of empty cells with a text in the first.
func (d *drawing) emptyRow(kind layouts.CellKind, text string) []*box {
	row := make([]*box, d.width())
	for x := range row {
		row[x] = &box{kind: kind}
	}
	row[0].text = text
	return row
}

// orderColumns puts the columns into another order.
func (d *drawing) orderColumns(order []int) {
	for y, row := range d.rows {
		n := make([]*box, len(row))
		for x, from := range order {
			n[x] = row[from]
		}
		d.rows[y] = n
	}
}

// orderBoxes puts the boxes of a row, however wide each is, into another order.
func (d *drawing) orderBoxes(y int, order []int) bool {
	var boxes []*box
	wide := map[*box]int{}
	for _, b := range d.rows[y] {
		if wide[b] == 0 {
			boxes = append(boxes, b)
		}
		wide[b]++
	}
	if len(boxes) != len(order) {
		return false
	}
	var row []*box
	for _, i := range order {
		for range wide[boxes[i]] {
			row = append(row, boxes[i])
		}
	}
	d.rows[y] = row
	return true
}

// orderRows puts rows from y on into another order.
func (d *drawing) orderRows(y int, order []int) {
	was := slices.Clone(d.rows[y : y+len(order)])
	for i, from := range order {
		d.rows[y+i] = was[from]
	}
}

// unmerge gives every place a box of its own: with the text of what covered it, or
// empty but for the first.
func (d *drawing) unmerge(repeat bool) {
	for _, row := range d.spots() {
		for _, s := range row {
			for y := s.row; y < s.row+s.high; y++ {
				for x := s.at; x < s.at+s.wide; x++ {
					if y == s.row && x == s.at {
						continue
					}
					b := &box{kind: s.kind}
					if repeat {
						b.text = s.text
					}
					d.rows[y][x] = b
				}
			}
		}
	}
}

// append puts another drawing below, both filled up to one width.
func (d *drawing) append(o *drawing) {
	w := max(d.width(), o.width())
	d.widen(w)
	o.widen(w)
	d.rows = append(d.rows, o.rows...)
	d.heads = append(d.heads, o.heads...)
}

// beside puts another drawing to the right, with an empty column between.
func (d *drawing) beside(o *drawing) {
	h := max(len(d.rows), len(o.rows))
	d.lengthen(h)
	o.lengthen(h)
	for y := range d.rows {
		d.rows[y] = append(append(d.rows[y], &box{}), o.rows[y]...)
	}
}

func (d *drawing) widen(w int) {
	for y, row := range d.rows {
		for len(row) < w {
			row = append(row, &box{})
		}
		d.rows[y] = row
	}
}

func (d *drawing) lengthen(h int) {
	for w := d.width(); len(d.rows) < h; {
		row := make([]*box, w)
		for x := range row {
			row[x] = &box{}
		}
		d.rows = append(d.rows, row)
		d.heads = append(d.heads, false)
	}
}
