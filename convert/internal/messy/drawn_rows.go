package messy

import (
	"fmt"

	"github.com/nianbao/nianbao/layouts"
)

// rowShapes have rows and lines that the form does not.
var rowShapes = []drawnShape{
	{name: "subtotal-rows", draw: (*drawnReport).subtotalOfRows, doubt: inLines},
	{name: "stray-line-between", draw: func(r *drawnReport) { r.strayRow("applications", -1) }, doubt: inLines},
	{name: "stray-line-above-cases", draw: func(r *drawnReport) { r.strayRow("litigation", 0) }, doubt: []string{"lines", "tabs", "markdown", "csv"}},
	{name: "stray-line-below", draw: func(r *drawnReport) { r.strayBelow("proactive") }, doubt: inLines},
	{name: "stray-line-in-proactive", draw: func(r *drawnReport) { r.strayRow("proactive", -1) }, doubt: inLines},
	{name: "note-below-heads", draw: func(r *drawnReport) { r.noteRow("（以上各列单位：件）") }},
	{name: "note-below-heads-with-number", draw: func(r *drawnReport) { r.noteRow("注：含2023年结转的3件") }},
	{name: "caption-row", draw: (*drawnReport).captionRow},
	{name: "empty-rows", draw: (*drawnReport).emptyRows, doubt: inLines},
	{name: "empty-columns", draw: (*drawnReport).emptyColumns, doubt: noGrid},
	{name: "unknown-row", draw: (*drawnReport).foreignRow, doubt: inLines},
	{name: "sum-row-of-proactive", draw: (*drawnReport).sumRow, doubt: inLines},
	{name: "heads-again", draw: (*drawnReport).headsAgain},
	{name: "page-break", draw: func(r *drawnReport) { r.pageBreak(true) }},
	{name: "page-break-without-heads", draw: func(r *drawnReport) { r.pageBreak(false) }},
	{name: "row-missing", draw: (*drawnReport).dropRow},
}

// subtotalOfRows prints the sums of the groups of table three on rows of their own
// above their members.
func (r *drawnReport) subtotalOfRows() {
	d, _ := r.drawing("applications")
	for y := len(d.rows) - 1; y > 0; y-- {
		g := d.groupAt(y)
		if g == nil || d.groupAt(y-1) == g {
			continue
		}
		row := make([]*box, d.width())
		label := &box{kind: layouts.LabelCell, text: g.text}
		for x := range row {
			row[x] = label
		}
		row[0] = d.rows[y][0]
		for x := d.firstValue(); x < d.width(); x++ {
			var members []*box
			for i := y; i < len(d.rows) && d.groupAt(i) == g; i++ {
				members = append(members, d.rows[i][x])
			}
			row[x] = &box{kind: layouts.DataCell, text: r.sumOf(members)}
		}
		g.text = "其中"
		d.insertRow(y, row, false)
		if d.rows[y][0] != d.rows[y+1][0] {
			d.rows[y][0] = d.rows[y+1][0]
		}
	}
	r.codes = append(r.codes, "subtotal")
}

// strayRow puts a row with one number and nothing else between the rows of a table,
// or above its values.
func (r *drawnReport) strayRow(id string, at int) {
	d, _ := r.drawing(id)
	var rows []int
	for y := range d.rows {
		if d.isData(y) && (at == 0 || y > 0 && d.isData(y-1)) {
			rows = append(rows, y)
		}
	}
	y := rows[0]
	if at < 0 {
		y = rows[r.rnd.IntN(len(rows))]
	}
	d.insertRow(y, d.across(layouts.DataCell, fmt.Sprint(2+r.rnd.IntN(60))), false)
	r.codes = append(r.codes, "unknown-row")
}

func (r *drawnReport) strayBelow(id string) {
	d, _ := r.drawing(id)
	d.insertRow(len(d.rows), d.emptyRow(layouts.DataCell, "37"), false)
	r.codes = append(r.codes, "unknown-row")
}

// noteRow puts a remark across each table below its heads.
func (r *drawnReport) noteRow(text string) {
	r.drawings(func(d *drawing) {
		for y := 1; y < len(d.rows); y++ {
			if d.isData(y) && !d.isData(y-1) {
				d.insertRow(y, d.across(layouts.HeadCell, text), true)
				return
			}
		}
	})
}

func (r *drawnReport) captionRow() {
	r.drawings(func(d *drawing) {
		d.insertRow(0, d.across(layouts.TitleCell, "表"+string([]rune("二三四")[len(r.tableBefore(d))])+"  "+d.table.Name+"统计表"), true)
	})
}

// tableBefore are the tables of the layout before a drawing's.
func (r *drawnReport) tableBefore(d *drawing) (before []*layouts.Table) {
	for i, t := range r.layout.Tables {
		if t == d.table {
			return r.layout.Tables[:i]
		}
	}
	return nil
}

// emptyRows puts rows without text between the rows of values.
func (r *drawnReport) emptyRows() {
	r.drawings(func(d *drawing) {
		for y := len(d.rows) - 1; y > 0; y-- {
			if d.isData(y) && r.rnd.IntN(3) == 0 {
				d.insertRow(y, d.emptyRow(layouts.HeadCell, ""), false)
			}
		}
	})
}

// emptyColumns puts columns without text between labels and values, and at the end.
func (r *drawnReport) emptyColumns() {
	r.drawings(func(d *drawing) {
		for _, x := range []int{d.width(), d.firstValue()} {
			d.insertColumn(x, func(int) *box { return &box{kind: layouts.HeadCell} })
		}
	})
}

// foreignRow puts a row of another name into tables two and three.
func (r *drawnReport) foreignRow() {
	d, _ := r.drawing("applications")
	_, y := d.label("carried_over")
	r.addRow(d, y+1, "五、收到政府信息公开咨询数量")
	d, _ = r.drawing("proactive")
	_, y = d.label("penalties")
	r.addRow(d, y+1, "行政检查")
	r.codes = append(r.codes, "unknown-row")
}

func (r *drawnReport) addRow(d *drawing, y int, label string) {
	row := make([]*box, d.width())
	b := &box{kind: layouts.LabelCell, text: label}
	for x := range row {
		row[x] = b
	}
	like := map[*box]*box{}
	for x := d.firstValue(); x < d.width(); x++ {
		over := d.rows[y-1][x]
		if like[over] == nil {
			like[over] = &box{kind: layouts.DataCell, text: r.someNumber(0)}
		}
		row[x] = like[over]
	}
	d.insertRow(y, row, false)
}

// sumRow adds 合计 below the rows of the first block of table two.
func (r *drawnReport) sumRow() {
	d, _ := r.drawing("proactive")
	_, y := d.label("normative")
	r.addRow(d, y+1, "合计")
	v := d.rows[y+1]
	for x := 1; x < d.width(); x++ {
		v[x].text = r.sumOf([]*box{d.rows[y-1][x], d.rows[y][x]})
	}
}

// heading are the rows of heads above the first values.
func (d *drawing) heading() [][]*box {
	y := 0
	for y < len(d.rows) && !d.isData(y) {
		y++
	}
	return d.rows[:y]
}

// headsAgain prints the heads of table three once more in its middle.
func (r *drawnReport) headsAgain() {
	d, _ := r.drawing("applications")
	heads := (&drawing{table: d.table, rows: d.heading(), heads: make([]bool, 3)}).copyOf()
	at := 8 + r.rnd.IntN(10)
	group := d.rows[at][0]
	d.rows = append(append(append([][]*box(nil), d.rows[:at]...), heads.rows...), d.rows[at:]...)
	d.heads = append(append(append([]bool(nil), d.heads[:at]...), true, true, true), d.heads[at:]...)
	rest := *group // a merge does not cross the heads
	for y := at + 3; y < len(d.rows); y++ {
		if d.rows[y][0] == group {
			d.rows[y][0] = &rest
		}
	}
}

// pageBreak cuts table three in two, with a page number between; the heads are
// printed again or not.
func (r *drawnReport) pageBreak(heads bool) {
	d, at := r.drawing("applications")
	cut := 8 + r.rnd.IntN(10)
	rest := (&drawing{table: d.table, rows: d.rows[cut:], heads: d.heads[cut:]}).copyOf()
	if heads {
		again := (&drawing{table: d.table, rows: d.heading(), heads: make([]bool, 3)}).copyOf()
		again.append(rest)
		rest = again
	}
	d.rows, d.heads = d.rows[:cut], d.heads[:cut]
	parts := append([]drawnPart(nil), r.parts[:at+1]...)
	parts = append(parts, drawnPart{text: "— 3 —"}, drawnPart{table: rest})
	r.parts = append(parts, r.parts[at+1:]...)
}

// dropRow leaves one row of table three out.
func (r *drawnReport) dropRow() {
	d, _ := r.drawing("applications")
	_, y := d.label("denied_third_party")
	for _, b := range d.valuesOf(y) {
		r.want[b.id].open = true
	}
	d.rows = append(append([][]*box(nil), d.rows[:y]...), d.rows[y+1:]...)
	d.heads = append(append([]bool(nil), d.heads[:y]...), d.heads[y+1:]...)
	r.codes = append(r.codes, "missing-row")
}
