package check

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// over tests the rules over several tables, and the ratios.
func (c *checker) over() {
	c.counted()
	for _, rule := range c.l.Rules() {
		if rule.Op == layouts.Quotient {
			c.ratio(rule)
			continue
		}
		c.rule(c.l.Ref(rule.Left[0]).Table, rule)
	}
}

// counted says where the numbers that count a table's rows do not go on from 1.
func (c *checker) counted() {
	for _, t := range c.l.Tables {
		for _, b := range t.Blocks {
			for _, column := range b.Columns {
				if column.Counted {
					c.countedIn(t, b, column)
				}
			}
		}
	}
}

func (c *checker) countedIn(t *layouts.Table, b *layouts.Block, column *layouts.Column) {
	for _, row := range b.Rows {
		id := layouts.CellID(t.ID, row.ID, column.ID)
		cell := c.book.Cells[id]
		_, n := layouts.CutRepeated(row.ID)
		if cell == nil || cell.Open || n == 0 || cell.Value.Blank() || cell.Value.String() == strconv.Itoa(n) {
			continue
		}
		f := report.NewFinding(report.CodeNumbering, fmt.Sprintf("表“%s”的“%s”在第%d行是%s，没有逐行递增。", t.Name, column.Title(), n, cell.Value), id)
		f.Line = cell.Line
		c.add(f)
		return
	}
}

// ratio holds a percentage to the two figures that it is made of, at as many decimals as
// it has, rounded or cut off.
func (c *checker) ratio(rule *layouts.Rule) {
	id := rule.Left[0]
	ref, cell := c.l.Ref(id), c.book.Cells[id]
	if cell == nil || cell.Open || cell.Value.Blank() {
		return
	}
	unit := ref.Row.UnitOf(ref.Column)
	if cell.Unit != "" {
		unit = cell.Unit
	}
	q, ok := c.book.Quotient(rule.Right[0], rule.Right[1], unit)
	if !ok {
		return
	}
	want := report.NumberOf(q, cell.Value.Decimals())
	if is := cell.Value.Rat(); want.Rat().Cmp(is) == 0 || cutOff(q, cell.Value.Decimals()).Cmp(is) == 0 {
		return
	}
	f := report.NewFinding(report.CodeRatio, fmt.Sprintf("%s为%s%s，按%s除以%s应为%s%s（%s）。", ref.Table.CellName(id), cell.Value, unit,
		c.shortName(rule.Right[0]), c.shortName(rule.Right[1]), want, unit, rule.Says), rule.Cells()...)
	f.Actual, f.Expected, f.Line = cell.Value.String(), want.String(), cell.Line
	c.add(f)
}

// cutOff is a value without the decimals beyond some.
func cutOff(q *big.Rat, decimals int) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	n := new(big.Int).Mul(q.Num(), scale)
	return new(big.Rat).SetFrac(n.Quo(n, q.Denom()), scale)
}

// sumName names the cells of one side of a rule; those of other tables with theirs.
func (c *checker) sumName(t *layouts.Table, ids []string) string {
	var names []string
	for _, id := range ids {
		own, name := c.l.Ref(id).Table, c.shortName(id)
		if own != t {
			name = "表“" + own.Name + "”的" + name
		}
		names = append(names, name)
	}
	return strings.Join(names, "加")
}

func (c *checker) shortName(id string) string { return c.l.Ref(id).Table.ShortName(id) }
