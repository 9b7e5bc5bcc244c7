package check

import (
	"fmt"
	"math/big"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// units notes amounts that are in another unit than their column's, or look as if
// they were.
func (c *checker) units() {
	for _, rt := range c.r.Tables {
		t := c.l.Table(rt.ID)
		for _, row := range rt.Rows {
			spec, b := t.Row(row.ID)
			for _, cell := range row.Cells {
				if f, ok := doubtfulUnit(t, spec, b.Column(cell.Column), cell); ok {
					c.addOnce(f)
				}
			}
		}
	}
}

// doubtfulUnit finds an amount with another unit than its column's, and one whose size
// says that it is in a smaller one: beyond the column's bound, and to the fen or in
// round thousands.
func doubtfulUnit(t *layouts.Table, spec *layouts.Row, col *layouts.Column, c *report.Cell) (report.Finding, bool) {
	bound, own := spec.DoubtfulOf(col), spec.UnitOf(col)
	other := c.Unit != "" && c.Unit != own && own != "" && c.Value.Sign() != 0
	if !other && !tooLarge(c, bound) {
		return report.Finding{}, false
	}
	id := layouts.CellID(t.ID, spec.ID, col.ID)
	f := report.NewFinding(report.CodeUnit, fmt.Sprintf("%s为%s，表中单位是%s，数值偏大，可能以元为单位，请核对。数字照录，未作换算。", t.CellName(id), c.Value, own), id)
	f.Actual, f.Line = c.Value.String(), c.Line
	if other {
		f.Message = fmt.Sprintf("%s的单位是“%s”，表中单位是%s，数字照录，未作换算。", t.CellName(id), c.Unit, own)
		f.Actual += c.Unit
	}
	return f, true
}

// tooLarge reports whether an amount without a unit looks as if it were in a smaller
// one than its column's.
func tooLarge(c *report.Cell, bound int64) bool {
	if bound == 0 || c.Value.Blank() || c.Unit != "" {
		return false
	}
	whole, ok := c.Value.Int()
	if !ok {
		whole = wholePart(c.Value)
	}
	return whole > bound && (c.Value.Decimals() == 2 || c.Value.Decimals() == 0 && whole%1000 == 0)
}

// wholePart is the whole part of a decimal, the largest integer for more.
func wholePart(n report.Number) int64 {
	r := n.Rat()
	w := new(big.Int).Quo(r.Num(), r.Denom())
	if !w.IsInt64() {
		return 1<<63 - 1
	}
	return w.Int64()
}
