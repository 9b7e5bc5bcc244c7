package messy

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// orderShapes have the form's own columns and rows, in another order.
var orderShapes = []drawnShape{
	{name: "columns-in-another-order", draw: func(r *drawnReport) { r.orderApplicants([]int{6, 1, 2, 3, 4, 5, 0}) }, doubt: inLines},
	{name: "columns-within-group", draw: func(r *drawnReport) { r.orderApplicants([]int{0, 5, 3, 1, 4, 2, 6}) }, doubt: inLines},
	{name: "columns-shuffled", draw: (*drawnReport).shuffleApplicants, doubt: inLines},
	{name: "total-first", draw: (*drawnReport).totalFirst, doubt: inLines},
	{name: "total-first-of-cases", draw: func(r *drawnReport) { r.orderCases([]int{4, 0, 1, 2, 3}) }, doubt: inLines},
	{name: "outcomes-in-another-order", draw: func(r *drawnReport) { r.orderCases([]int{1, 3, 0, 2, 4}) }, doubt: inLines},
	{name: "cases-in-another-order", draw: (*drawnReport).orderGroups, doubt: inLines},
	{name: "proactive-columns-in-another-order", draw: (*drawnReport).orderProactive, doubt: inLines},
	{name: "rows-in-another-order", draw: (*drawnReport).shuffleRows},
	{name: "rows-in-another-order-renumbered", draw: func(r *drawnReport) { r.shuffleRows(); r.renumber() }},
	{name: "carried-in-above-received", draw: (*drawnReport).swapReceived},
	{name: "blocks-in-another-order", draw: (*drawnReport).orderBlocks},
	{name: "total-row-first", draw: (*drawnReport).totalRowFirst},
}

// tailOrder is the order of all columns when only those from first on move.
func tailOrder(first int, tail []int) []int {
	var order []int
	for x := range first {
		order = append(order, x)
	}
	for _, t := range tail {
		order = append(order, first+t)
	}
	return order
}

// orderApplicants moves the seven columns of table three.
func (r *drawnReport) orderApplicants(tail []int) {
	d, _ := r.drawing("applications")
	d.orderColumns(tailOrder(d.firstValue(), tail))
	r.codes = append(r.codes, "column-order")
}

// shuffleApplicants moves 自然人, the group, and the columns within the group.
func (r *drawnReport) shuffleApplicants() {
	group := []int{1, 2, 3, 4, 5}
	for slices.IsSorted(group) {
		r.rnd.Shuffle(5, func(i, k int) { group[i], group[k] = group[k], group[i] })
	}
	parts := [][]int{{0}, group, {6}}
	r.rnd.Shuffle(3, func(i, k int) { parts[i], parts[k] = parts[k], parts[i] })
	r.orderApplicants(slices.Concat(parts...))
}

func (r *drawnReport) totalFirst() {
	r.orderApplicants([]int{6, 0, 1, 2, 3, 4, 5})
	r.orderCases([]int{4, 0, 1, 2, 3})
}

// orderCases moves the five outcomes within each group of table four.
func (r *drawnReport) orderCases(five []int) {
	d, _ := r.drawing("litigation")
	var order []int
	for g := range 3 {
		for _, x := range five {
			order = append(order, 5*g+x)
		}
	}
	d.orderColumns(order)
	r.codes = append(r.codes, "column-order")
}

// orderGroups puts 行政诉讼 before 行政复议, and 复议后起诉 before 未经复议直接起诉.
func (r *drawnReport) orderGroups() {
	d, _ := r.drawing("litigation")
	var order []int
	for _, g := range []int{2, 1, 0} {
		for x := range 5 {
			order = append(order, 5*g+x)
		}
	}
	d.orderColumns(order)
	r.codes = append(r.codes, "column-order")
}

// orderProactive turns the columns of the first block of table two around.
func (r *drawnReport) orderProactive() {
	d, _ := r.drawing("proactive")
	for y := 1; y < 4; y++ {
		d.orderBoxes(y, []int{0, 3, 1, 2})
	}
	r.codes = append(r.codes, "column-order")
}

// shuffleRows shuffles the rows of each group of table three.
func (r *drawnReport) shuffleRows() {
	d, _ := r.drawing("applications")
	for y := 0; y < len(d.rows); {
		n := 1
		for group := d.groupAt(y); group != nil && y+n < len(d.rows) && d.groupAt(y+n) == group; {
			n++
		}
		if order := r.rnd.Perm(n); n > 2 {
			d.orderRows(y, order)
			r.codes = append(r.codes, "column-order")
		}
		y += n
	}
}

// groupAt is the inner group that a row of values belongs to; nil for none.
func (d *drawing) groupAt(y int) *box {
	var group *box
	if !d.isData(y) {
		return nil
	}
	for _, b := range d.rows[y] {
		if b.kind == layouts.GroupCell {
			group = b
		}
	}
	if group != nil && group == d.rows[y][0] && d.rows[y][1].kind != layouts.GroupCell {
		return nil // only 三、本年度办理结果 stands there
	}
	return group
}

// renumber numbers the rows of each group from 1 again.
func (r *drawnReport) renumber() {
	d, _ := r.drawing("applications")
	var last *box
	n := 0
	for y := range d.rows {
		if g := d.groupAt(y); g != last {
			last, n = g, 0
		}
		for _, b := range d.rows[y] {
			if b.kind == layouts.LabelCell && last != nil {
				n++
				b.text = string(rune('0'+n)) + "." + layouts.TrimOrdinal(b.text)
				break
			}
		}
	}
}

func (r *drawnReport) swapReceived() {
	d, _ := r.drawing("applications")
	_, y := d.label("received")
	d.orderRows(y, []int{1, 0})
	r.codes = append(r.codes, "column-order")
}

// orderBlocks turns the blocks of table two around.
func (r *drawnReport) orderBlocks() {
	d, _ := r.drawing("proactive")
	blocks := d.table.Grid().Blocks
	var order []int
	for i := len(blocks) - 1; i >= 0; i-- {
		for y := blocks[i].Start; y < blocks[i].End; y++ {
			order = append(order, y)
		}
	}
	d.orderRows(0, order)
	r.codes = append(r.codes, "column-order")
}

// totalRowFirst puts （七）总计 above （一）予以公开.
func (r *drawnReport) totalRowFirst() {
	d, _ := r.drawing("applications")
	_, first := d.label("granted")
	_, total := d.label("processed_total")
	order := []int{total - first}
	for i := range total - first {
		order = append(order, i)
	}
	d.orderRows(first, order)
	r.codes = append(r.codes, "column-order")
}
