package messy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// mishaps are tables in which cells have slipped: what stands where is for a person to
// doubt, and no number may be wrong in silence.
var mishaps = []drawnShape{
	{name: "cells-lost", draw: func(r *drawnReport) { r.cellsLost(3) }, doubt: always},
	{name: "total-first-and-cells-lost", draw: func(r *drawnReport) { r.totalFirst(); r.cellsLost(3) }, doubt: always},
	{name: "columns-shuffled-and-cells-lost", draw: func(r *drawnReport) { r.shuffleApplicants(); r.cellsLost(2) }, doubt: always},
	{name: "outcomes-in-another-order-and-cells-lost", draw: func(r *drawnReport) { r.orderCases([]int{1, 3, 0, 2, 4}); r.cellsLost(2) }, doubt: always},
	{name: "cell-beyond-heads", draw: func(r *drawnReport) { r.cellBeyond(3) }, doubt: always},
	{name: "cells-beyond-heads", draw: func(r *drawnReport) { r.cellBeyond(1) }, doubt: always},
	{name: "empty-cell-among-values", draw: func(r *drawnReport) { r.emptyAmong(3) }, doubt: always},
	{name: "empty-cells-among-values", draw: func(r *drawnReport) { r.emptyAmong(1) }, doubt: always},
	{name: "numbers-left-without-head", draw: func(r *drawnReport) { r.numberColumn(0, "") }, doubt: always},
	{name: "numbers-before-values-without-head", draw: func(r *drawnReport) { r.numberColumn(-1, "") }, doubt: always},
	{name: "two-values-in-a-cell", draw: func(r *drawnReport) { r.valuesTogether(false) }, doubt: always},
	{name: "two-values-in-a-cell-of-one-less", draw: func(r *drawnReport) { r.valuesTogether(true) }, doubt: always},
	{name: "values-below-their-label", draw: func(r *drawnReport) { r.valuesBelow(false) }, doubt: always},
	{name: "values-below-their-label-merges-repeated", draw: func(r *drawnReport) { r.valuesBelow(true) }, doubt: always},
	{name: "label-over-two-rows", draw: func(r *drawnReport) { r.labelOver(false) }, doubt: always},
	{name: "label-over-two-rows-values-below", draw: func(r *drawnReport) { r.labelOver(true) }, doubt: always},
	{name: "blank-total-row", draw: (*drawnReport).blankTotal, doubt: always},
	{name: "total-row-named-subtotal", draw: (*drawnReport).totalAsSubtotal, doubt: always},
}

// someRows runs over the rows with values of all tables, one of n.
func (r *drawnReport) someRows(n int, do func(d *drawing, y int)) {
	r.drawings(func(d *drawing) {
		for y := len(d.rows) - 1; y >= 0; y-- { // from below: rows may be put in
			if len(d.valuesOf(y)) > 0 && r.rnd.IntN(n) == 0 {
				do(d, y)
			}
		}
	})
}

// places are those of the values of a row, one each.
func (d *drawing) places(y int) (at []int) {
	for x, b := range d.rows[y] {
		if b.kind == layouts.DataCell && (x == 0 || d.rows[y][x-1] != b) {
			at = append(at, x)
		}
	}
	return at
}

// cellsLost takes a cell from rows: those behind it move up.
func (r *drawnReport) cellsLost(n int) {
	r.someRows(n, func(d *drawing, y int) {
		at := d.places(y)
		if len(at) < 2 {
			return
		}
		x := at[r.rnd.IntN(len(at))]
		b := d.rows[y][x]
		end := x
		for end < d.width() && d.rows[y][end] == b {
			end++
		}
		if w := r.want[b.id]; w != nil {
			w.open, w.or, w.none = true, r.full[b.id], true
		}
		row := slices.Delete(slices.Clone(d.rows[y]), x, end)
		for len(row) < d.width() {
			row = append(row, &box{gone: true})
		}
		d.rows[y] = row
	})
}

// cellBeyond puts a cell with a number behind the last of rows.
func (r *drawnReport) cellBeyond(n int) {
	beyond := map[*drawing][]int{}
	r.someRows(n, func(d *drawing, y int) { beyond[d] = append(beyond[d], y) })
	r.drawings(func(d *drawing) {
		if len(beyond[d]) > 0 {
			d.insertColumn(d.width(), func(y int) *box {
				if slices.Contains(beyond[d], y) {
					return &box{kind: layouts.DataCell, text: []string{"0", "7", r.someNumber(y)}[r.rnd.IntN(3)]}
				}
				return &box{gone: true}
			})
		}
	})
}

// emptyAmong puts an empty cell among the values of rows.
func (r *drawnReport) emptyAmong(n int) {
	put := map[*drawing]map[int]int{}
	r.someRows(n, func(d *drawing, y int) {
		if put[d] == nil {
			put[d] = map[int]int{}
		}
		at := d.places(y)
		put[d][y] = at[r.rnd.IntN(len(at))]
	})
	r.drawings(func(d *drawing) {
		for y, row := range d.rows {
			x, ok := put[d][y]
			switch {
			case put[d] == nil:
			case ok:
				d.rows[y] = slices.Insert(row, x, &box{kind: layouts.DataCell})
			default:
				d.rows[y] = append(row, &box{gone: true})
			}
		}
	})
}

// valuesTogether writes the values of two cells into the first; the second is empty or
// gone.
func (r *drawnReport) valuesTogether(gone bool) {
	r.someRows(4, func(d *drawing, y int) {
		at := d.places(y)
		if len(at) < 2 {
			return
		}
		k := r.rnd.IntN(len(at) - 1)
		a, b := d.rows[y][at[k]], d.rows[y][at[k+1]]
		if a.text == "" || b.text == "" || a.id == "" || b.id == "" {
			return
		}
		for _, c := range []*box{a, b} {
			w := r.want[c.id]
			w.open, w.or = true, w.text
		}
		a.text += " " + b.text
		b.text = ""
		if gone {
			r.want[b.id].none = true
			row := slices.DeleteFunc(slices.Clone(d.rows[y]), func(c *box) bool { return c == b })
			for len(row) < d.width() {
				row = append(row, &box{gone: true})
			}
			d.rows[y] = row
		}
	})
}

// valuesBelow moves the values of rows onto a row below, with no label of its own.
func (r *drawnReport) valuesBelow(repeat bool) {
	if repeat {
		r.drawings(func(d *drawing) { d.unmerge(true) })
	}
	r.someRows(5, func(d *drawing, y int) {
		row := make([]*box, d.width())
		for x, b := range d.rows[y] {
			switch {
			case b.kind == layouts.DataCell:
				row[x], d.rows[y][x] = b, &box{}
			case b.kind == layouts.GroupCell:
				row[x] = b
			default:
				row[x] = &box{}
			}
		}
		if d.firstValue() > 0 {
			d.insertRow(y+1, row, false)
		}
	})
}

// labelOver breaks labels over two rows of the table: the values stand in the first or
// in the second.
func (r *drawnReport) labelOver(below bool) {
	r.someRows(5, func(d *drawing, y int) {
		var label *box
		for _, b := range d.rows[y] {
			if b.kind == layouts.LabelCell && b.line != nil {
				label = b
			}
		}
		if label == nil || len([]rune(label.text)) < 4 {
			return
		}
		words := []rune(label.text)
		n := 2 + r.rnd.IntN(len(words)-3)
		first, second := &box{kind: layouts.LabelCell, text: string(words[:n])}, &box{kind: layouts.LabelCell, text: string(words[n:])}
		row := slices.Clone(d.rows[y])
		for x, b := range row {
			switch {
			case b == label:
				d.rows[y][x], row[x] = first, second
			case b.kind == layouts.DataCell && below:
				d.rows[y][x] = &box{}
			case b.kind == layouts.DataCell:
				row[x] = &box{}
			}
		}
		d.insertRow(y+1, row, false)
	})
}

// blankTotal takes the numbers of the row of totals of table three.
func (r *drawnReport) blankTotal() {
	d, _ := r.drawing("applications")
	_, y := d.label("processed_total")
	for _, b := range d.valuesOf(y) {
		if w := r.want[b.id]; w.text != "" {
			w.text, w.or, w.open = "", w.text, true
			b.text = ""
			w.none = true
		}
	}
}

// totalAsSubtotal words the row of totals of table three as one of a part, and numbers
// what only the group above it adds up to.
func (r *drawnReport) totalAsSubtotal() {
	d, _ := r.drawing("applications")
	_, y := d.label("granted")
	row := make([]*box, d.width())
	label := &box{kind: layouts.LabelCell, text: "小计"}
	first := d.firstValue()
	for x := range row {
		row[x] = label
	}
	for x := first; x < d.width(); x++ {
		n, _ := strconv.Atoi(strings.TrimSpace(d.rows[y][x].text))
		row[x] = &box{kind: layouts.DataCell, text: fmt.Sprint(n + 1)}
	}
	d.insertRow(y+1, row, false)
}
