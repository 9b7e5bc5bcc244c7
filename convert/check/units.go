package check

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// units notes amounts that are in another unit than their column's, or look as if
// they were.
func (c *checker) units() {
	for _, rt := range c.r.Tables {
		t := c.l.Table(rt.ID)
		c.unitLine(t, rt)
		var others []report.Finding // by unit
		units := map[string]int{}
		for _, row := range rt.Rows {
			spec, b := t.Row(row.ID)
			for _, cell := range row.Cells {
				f, other, ok := doubtfulUnit(t, spec, b.Column(cell.Column), cell)
				switch at, seen := units[cell.Unit]; {
				case !ok:
				case !other:
					c.addOnce(f)
				case c.named(report.CodeUnit, f.Cells[0]):
				case seen:
					others[at].Cells = append(others[at].Cells, f.Cells...)
				default:
					units[cell.Unit] = len(others)
					others = append(others, f)
				}
			}
		}
		for _, f := range others {
			if n := len(f.Cells); n > 1 {
				f.Message, f.Actual = fmt.Sprintf("表“%s”有%d格的单位是“%s”，与表格规定不同，数字照录，未作换算。", t.Name, n, c.r.Cell(f.Cells[0]).Unit), ""
			}
			c.add(f)
		}
	}
}

// unitLine notes a table above which another unit stands than the form says, where none of
// its amounts has one of its own.
func (c *checker) unitLine(t *layouts.Table, rt *report.Table) {
	for _, ref := range t.FieldsAt(layouts.Above) {
		f := c.r.Field(ref.FullID)
		if f == nil || f.Text == "" {
			continue
		}
		says, due := unitsIn(f.Text), unitsIn(ref.Text)
		var cells []string
		for _, row := range rt.Rows {
			spec, b := t.Row(row.ID)
			for _, cell := range row.Cells {
				col := b.Column(cell.Column)
				if unit := spec.UnitOf(col); unit != "" && cell.Unit == "" && !cell.Value.Blank() && due[unit] && !says[unit] {
					cells = append(cells, layouts.CellID(t.ID, row.ID, col.ID))
				}
			}
		}
		if cells != nil {
			n := report.NewFinding(report.CodeUnit, fmt.Sprintf("表“%s”写明“%s：%s”，规定是%s，数字照录，未作换算，请核对。", t.Name, ref.Label, f.Text, ref.Text), cells...)
			n.Expected, n.Actual, n.Line = ref.Text, f.Text, f.Line
			c.addOnce(n)
		}
	}
}

// unitsIn are the units that a text lists: 万元、件.
func unitsIn(text string) map[string]bool {
	all := map[string]bool{}
	for _, unit := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,/／;； \u3000和", r) }) {
		all[strings.TrimPrefix(unit, "人民币")] = true
	}
	return all
}

// doubtfulUnit finds an amount with another unit than its column's (other), and one whose size
// says that it is in a smaller one: beyond the column's bound, and to the fen or in
// round thousands.
func doubtfulUnit(t *layouts.Table, spec *layouts.Row, col *layouts.Column, c *report.Cell) (f report.Finding, other, ok bool) {
	bound, own := spec.DoubtfulOf(col), spec.UnitOf(col)
	other = c.Unit != "" && c.Unit != own && own != "" && c.Value.Sign() != 0
	if !other && !tooLarge(c, bound) {
		return f, false, false
	}
	id := layouts.CellID(t.ID, spec.ID, col.ID)
	f = report.NewFinding(report.CodeUnit, fmt.Sprintf("%s为%s，表中单位是%s，数值偏大，可能以元为单位，请核对。数字照录，未作换算。", t.CellName(id), c.Value, own), id)
	f.Actual, f.Line = c.Value.String(), c.Line
	if other {
		f.Message = fmt.Sprintf("%s的单位是“%s”，表中单位是%s，数字照录，未作换算。", t.CellName(id), c.Unit, own)
		f.Actual += c.Unit
	}
	return f, other, true
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
