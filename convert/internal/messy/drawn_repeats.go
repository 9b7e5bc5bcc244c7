package messy

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// repeatShapes print a row or a table more than once.
var repeatShapes = []drawnShape{
	{name: "row-twice", draw: func(r *drawnReport) { r.rowTwice(false) }},
	{name: "row-twice-differs", draw: func(r *drawnReport) { r.rowTwice(true) }},
	{name: "proactive-row-twice-differs", draw: (*drawnReport).proactiveRowTwice},
	{name: "table-twice", draw: func(r *drawnReport) { r.tableTwice("applications", false) }},
	{name: "table-twice-differs", draw: func(r *drawnReport) { r.tableTwice("applications", true) }},
	{name: "proactive-twice", draw: func(r *drawnReport) { r.tableTwice("proactive", false) }},
	{name: "proactive-twice-differs", draw: func(r *drawnReport) { r.tableTwice("proactive", true) }},
	{name: "cases-twice", draw: func(r *drawnReport) { r.tableTwice("litigation", false) }},
	{name: "cases-twice-differs", draw: func(r *drawnReport) { r.tableTwice("litigation", true) }},
	{name: "cases-twice-below-one-head", draw: (*drawnReport).casesTwice, doubt: inLines},
}

// alter writes other numbers into some of the values of boxes that stand for the
// second time: what then says two things must be open.
func (r *drawnReport) alter(boxes []*box) {
	n := 0
	for i, b := range boxes {
		if b.id != "" && r.want[b.id] != nil && (r.rnd.IntN(3) == 0 || n == 0 && i == len(boxes)-1) {
			n++
			b.text = fmt.Sprint(rat(r.values[b.id]).Num().Int64()%90 + 3)
			if same(b.text, r.values[b.id]) {
				b.text += "1"
			}
			r.want[b.id].open = true
		}
	}
	r.codes = append(r.codes, "repeated")
}

// rowTwice prints a row of table three again below itself.
func (r *drawnReport) rowTwice(differs bool) {
	d, _ := r.drawing("applications")
	id := []string{"granted", "received", "unavailable_not_held", "refused_duplicate", "processed_total"}[r.rnd.IntN(5)]
	_, y := d.label(id)
	r.again(d, y, differs)
}

// again prints row y once more below itself.
func (r *drawnReport) again(d *drawing, y int, differs bool) {
	one := (&drawing{table: d.table, rows: d.rows[y : y+1], heads: []bool{false}}).copyOf()
	row := one.rows[0]
	for x, b := range d.rows[y] {
		if b.kind == layouts.GroupCell {
			row[x] = b
		}
	}
	if differs {
		r.alter(one.valuesOf(0))
	}
	d.rows = slices.Insert(d.rows, y+1, row)
	d.heads = slices.Insert(d.heads, y+1, false)
}

func (r *drawnReport) proactiveRowTwice() {
	d, _ := r.drawing("proactive")
	_, y := d.label([]string{"licensing", "normative", "fees"}[r.rnd.IntN(3)])
	r.again(d, y, true)
}

// tableTwice prints a table again below itself, as a correction is.
func (r *drawnReport) tableTwice(id string, differs bool) {
	d, at := r.drawing(id)
	second := d.copyOf()
	words := "附：上表电子版"
	if differs {
		words = "更正后的表："
		var all []*box
		for y := range second.rows {
			all = append(all, second.valuesOf(y)...)
		}
		r.rnd.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		r.alter(all[:min(6, len(all))])
	}
	r.parts = slices.Insert(r.parts, at+1, drawnPart{text: words}, drawnPart{table: second})
}

// casesTwice prints two rows of values below the heads of table four.
func (r *drawnReport) casesTwice() {
	d, _ := r.drawing("litigation")
	r.again(d, len(d.rows)-1, true)
}
