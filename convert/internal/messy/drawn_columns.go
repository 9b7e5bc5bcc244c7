package messy

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// columnShapes have columns that the form does not.
var columnShapes = []drawnShape{
	{name: "last-year-right", draw: func(r *drawnReport) { r.lastYear(false, false) }, doubt: inLines},
	{name: "last-year-left", draw: func(r *drawnReport) { r.lastYear(true, false) }, doubt: inLines},
	{name: "last-year-by-number", draw: func(r *drawnReport) { r.lastYear(false, true) }, doubt: inLines},
	{name: "both-years-below-head", draw: (*drawnReport).bothYears, doubt: noGrid},
	{name: "line-numbers", draw: func(r *drawnReport) { r.numberColumn(0, "行次") }, doubt: inLines},
	{name: "ordinals-left", draw: func(r *drawnReport) { r.numberColumn(0, "序号") }, doubt: inLines},
	{name: "codes-left", draw: func(r *drawnReport) { r.numberColumn(0, "编号") }, doubt: inLines},
	{name: "index-left", draw: (*drawnReport).indexColumn, only: withGrid},
	{name: "line-numbers-before-values", draw: func(r *drawnReport) { r.numberColumn(-1, "行次") }, doubt: inLines},
	{name: "column-numbers", draw: func(r *drawnReport) { r.columnNumbers("栏次") }, doubt: inLines},
	{name: "column-numbers-jia", draw: func(r *drawnReport) { r.columnNumbers("甲") }, doubt: inLines},
	{name: "subtotal-column", draw: (*drawnReport).subtotalOfGroup, doubt: inLines},
	{name: "sum-column", draw: func(r *drawnReport) { r.remarkColumn("合计", sumRemark) }, doubt: inLines},
	{name: "remark-column", draw: func(r *drawnReport) { r.remarkColumn("备注", wordRemark) }, doubt: inLines},
	{name: "remark-column-empty", draw: func(r *drawnReport) { r.remarkColumn("备注", noRemark) }, doubt: inLines},
	{name: "remark-column-numbers", draw: func(r *drawnReport) { r.remarkColumn("备注", numberRemark) }, doubt: inLines},
	{name: "unit-column", draw: (*drawnReport).unitColumn, doubt: inLines},
	{name: "growth-column", draw: func(r *drawnReport) { r.remarkColumn("同比增减", growthRemark) }, doubt: inLines},
	{name: "growth-column-percent", draw: func(r *drawnReport) { r.remarkColumn("同比增长（%）", growthRemark) }, doubt: inLines},
	{name: "column-missing", draw: (*drawnReport).dropColumn, doubt: always},
}

// headAt is a box for a new column: head on the lowest row of heads, value on a row
// of values, and nil, which stretches what stands on the left, elsewhere.
func (d *drawing) headAt(y int, head string, value func(y int) string) *box {
	switch {
	case d.isData(y):
		return &box{kind: layouts.DataCell, text: value(y)}
	case y+1 < len(d.rows) && d.isData(y+1) && d.heads[y]:
		return &box{kind: layouts.HeadCell, text: head}
	}
	return nil
}

// lastYear puts a column of last year's into every block of table two, and one into
// table three: left of this year's columns or right of them. Its head may be just the
// year.
func (r *drawnReport) lastYear(left, bare bool) {
	year := r.yearBefore()
	before := []string{year + "年", "上年", year + "年度"}[r.rnd.IntN(3)]
	if r.layout.Years.To != 0 {
		before = year + "年" // its form has a column 上一年项目数量
	}
	d, _ := r.drawing("proactive")
	at := d.width()
	if left {
		at = 1
	}
	heads := make([]string, len(d.rows))
	for y := range d.rows {
		if v := d.valuesOf(y); bare {
			heads[y] = year + "年"
		} else if len(v) > 0 && y > 0 {
			heads[y-1] = before + strings.TrimPrefix(strings.TrimPrefix(v[len(v)-1].column.Title(), "本年度"), "本年")
		}
	}
	d.insertColumn(at, func(y int) *box { return d.headAt(y, heads[y], r.someNumber) })
	d, _ = r.drawing("applications")
	at = d.width()
	if left {
		at = d.firstValue()
	}
	r.addTallColumn(d, at, year+"年总计", r.someNumber)
	r.codes = append(r.codes, "unknown-column")
}

func (r *drawnReport) yearBefore() string {
	if to := r.layout.Years.To; to != 0 {
		return fmt.Sprint(to - 1)
	}
	return "2023"
}

func (r *drawnReport) someNumber(int) string { return fmt.Sprint(r.rnd.IntN(400)) }

// addColumn puts a column into a table whose heads stand on one row above the values.
func (r *drawnReport) addColumn(d *drawing, at int, head string, value func(int) string) {
	d.insertColumn(at, func(y int) *box {
		b := d.headAt(y, head, value)
		if b == nil && at == 0 {
			return &box{kind: layouts.HeadCell}
		}
		return b
	})
}

// addTallColumn puts a column whose head is as tall as all heads of the table.
func (r *drawnReport) addTallColumn(d *drawing, at int, head string, value func(int) string) {
	b := &box{kind: layouts.HeadCell, text: head}
	d.insertColumn(at, func(y int) *box {
		if d.isData(y) {
			return &box{kind: layouts.DataCell, text: value(y)}
		}
		return b
	})
}

// bothYears parts the column 自然人 of table three in two, this year's and last
// year's, below one head.
func (r *drawnReport) bothYears() {
	d, _ := r.drawing("applications")
	first, year := d.firstValue(), r.yearBefore()
	head := d.rows[1][first]
	low := &box{kind: layouts.HeadCell, text: r.thisYear() + "年"}
	d.insertColumn(first+1, func(y int) *box {
		switch {
		case d.isData(y):
			return &box{kind: layouts.DataCell, text: r.someNumber(y)}
		case y == 2:
			return &box{kind: layouts.HeadCell, text: year + "年"}
		}
		return nil
	})
	if d.rows[2][first] == head {
		d.rows[2][first] = low
	}
	r.codes = append(r.codes, "unknown-column")
}

func (r *drawnReport) thisYear() string {
	if to := r.layout.Years.To; to != 0 {
		return fmt.Sprint(to)
	}
	return "2024"
}

// numberColumn numbers the rows of values, in the first column or before the values.
func (r *drawnReport) numberColumn(at int, head string) {
	r.drawings(func(d *drawing) {
		x, n := at, 0
		if x < 0 {
			if x = d.firstValue(); x == 0 {
				return
			}
		}
		number := func(int) string { n++; return fmt.Sprint(n) }
		if d.table.ID == "proactive" {
			r.addColumn(d, x, head, number)
		} else {
			r.addTallColumn(d, x, head, number)
		}
	})
	r.codes = append(r.codes, "unknown-column")
}

// indexColumn numbers all rows from 0, heads too, as data frames do.
func (r *drawnReport) indexColumn() {
	r.drawings(func(d *drawing) {
		d.insertColumn(0, func(y int) *box { return &box{kind: layouts.DataCell, text: fmt.Sprint(y)} })
	})
}

// columnNumbers puts a row of numbers below the heads of tables three and four.
func (r *drawnReport) columnNumbers(label string) {
	for _, id := range []string{"applications", "litigation"} {
		d, _ := r.drawing(id)
		first := d.firstValue()
		y := 0
		for d.heads[y] && !d.isData(y) {
			y++
		}
		row := make([]*box, d.width())
		name := &box{kind: layouts.HeadCell, text: label}
		for x := range row {
			if row[x] = name; x >= first {
				row[x] = &box{kind: layouts.HeadCell, text: fmt.Sprint(x - first + 1)}
			}
		}
		d.insertRow(y, row, true)
	}
}

// subtotalOfGroup puts 小计 behind the five columns of 法人或其他组织.
func (r *drawnReport) subtotalOfGroup() {
	d, _ := r.drawing("applications")
	first := d.firstValue()
	d.insertColumn(first+6, func(y int) *box {
		switch {
		case d.isData(y):
			return &box{kind: layouts.DataCell, text: r.sumOf(d.rows[y][first+1 : first+6])}
		case y == 2:
			return &box{kind: layouts.HeadCell, text: "小计"}
		}
		return nil
	})
	r.codes = append(r.codes, "subtotal")
}

// sumOf adds what boxes show; "" when all are blank.
func (r *drawnReport) sumOf(boxes []*box) string {
	sum, any := new(big.Rat), false
	for _, b := range boxes {
		if v := r.values[b.id]; v != "" {
			sum.Add(sum, rat(v))
			any = true
		}
	}
	if !any {
		return ""
	}
	return sum.FloatString(0)
}

func sumRemark(_ *drawnReport, d *drawing, y int) string {
	v := d.valuesOf(y)
	return v[len(v)-1].text // what 总计 shows, once more
}

func noRemark(*drawnReport, *drawing, int) string { return "" }

func wordRemark(r *drawnReport, _ *drawing, _ int) string {
	return []string{"", "", "无", "含上年结转", "由法规科统计", "见说明"}[r.rnd.IntN(6)]
}

func numberRemark(r *drawnReport, _ *drawing, _ int) string {
	return []string{"", "", "其中2件为上年", "3", "2024年起"}[r.rnd.IntN(5)]
}

func growthRemark(r *drawnReport, _ *drawing, _ int) string {
	return []string{"+12.5%", "-3", "0", "—", "12", "100%"}[r.rnd.IntN(6)]
}

// remarkColumn puts a last column on tables two and three.
func (r *drawnReport) remarkColumn(head string, text func(*drawnReport, *drawing, int) string) {
	d, _ := r.drawing("applications")
	r.addTallColumn(d, d.width(), head, func(y int) string { return text(r, d, y) })
	if head == "合计" {
		return
	}
	d, _ = r.drawing("proactive")
	r.addColumn(d, d.width(), head, func(y int) string { return text(r, d, y) })
	r.codes = append(r.codes, "unknown-column")
}

// unitColumn puts 单位 between labels and values of tables two and three.
func (r *drawnReport) unitColumn() {
	for _, id := range []string{"proactive", "applications"} {
		d, _ := r.drawing(id)
		unit := func(y int) string {
			if v := d.valuesOf(y); len(v) > 0 && v[len(v)-1].line.UnitOf(v[len(v)-1].column) == "万元" {
				return "万元"
			}
			return "件"
		}
		if id == "proactive" {
			r.addColumn(d, 1, "单位", unit)
		} else {
			r.addTallColumn(d, d.firstValue(), "单位", unit)
		}
	}
}

// dropColumn takes 科研机构 out of table three, with all that it shows. The sums of a
// row may give its value back; a row that shows nothing lacks nothing.
func (r *drawnReport) dropColumn() {
	d, _ := r.drawing("applications")
	x := d.firstValue() + 2
	for y, row := range d.rows {
		gone := row[x]
		d.rows[y] = slices.Concat(row[:x], row[x+1:])
		if gone.id == "" {
			continue
		}
		w := r.want[gone.id]
		w.open, w.or = true, r.full[gone.id]
		w.none = !slices.ContainsFunc(d.valuesOf(y), func(b *box) bool { return b.text != "" })
	}
}
