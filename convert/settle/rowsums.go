package settle

import (
	"math/big"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// holds reports whether the values satisfy the row's own sums, a blank part
// counting as 0 and a blank total taking the sum of its parts.
func (p *puzzle) holds(values []report.Number) bool {
	for _, r := range p.rules {
		if r.total >= 0 && values[r.total].Blank() {
			continue
		}
		if sum(values, r.left).Cmp(sum(values, r.right)) != 0 {
			return false
		}
	}
	return true
}

// sum adds the values of the columns; blanks are 0.
func sum(values []report.Number, columns []int) *big.Rat {
	if whole, ok := sumWhole(values, columns); ok {
		return new(big.Rat).SetInt64(whole)
	}
	total := new(big.Rat)
	for _, c := range columns {
		total.Add(total, values[c].Rat())
	}
	return total
}

// sumWhole adds counts small enough for machine integers, as nearly all are.
func sumWhole(values []report.Number, columns []int) (int64, bool) {
	const small = 1 << 56
	total := int64(0)
	for _, c := range columns {
		if values[c].Blank() {
			continue
		}
		v, ok := values[c].Int()
		if !ok || v > small || v < -small || len(columns) > 100 {
			return 0, false
		}
		total += v
	}
	return total, true
}

// What solving a sum for one of its cells can come to.
type solved int

const (
	unbound    solved = iota // no sum has the cell
	unsolvable               // the sums leave no value of the cell's kind
	solvedFor                // they leave one
)

// solveFor finds the value of column lost that the row's sums force.
func (p *puzzle) solveFor(values []report.Number, lost int) (report.Number, solved) {
	var n *big.Rat
	for _, r := range p.rules {
		v := solveRule(r, values, lost)
		if v == nil {
			continue
		}
		if n != nil && n.Cmp(v) != 0 {
			return report.Number{}, unsolvable
		}
		n = v
	}
	if n == nil {
		return report.Number{}, unbound
	}
	decimals := 0
	for _, v := range values {
		decimals = max(decimals, v.Decimals())
	}
	if p.kind(lost) != layouts.Amount {
		decimals = 0
	}
	number := report.NumberOf(n, decimals)
	if number.Rat().Cmp(n) != 0 || !OfKind(number, p.kind(lost)) {
		return report.Number{}, unsolvable
	}
	return number, solvedFor
}

// solveRule solves one rule for a column; nil when the rule does not have it, or
// has a blank total.
func solveRule(r rowRule, values []report.Number, lost int) *big.Rat {
	side := 0
	for _, c := range r.left {
		if c == lost {
			side = 1
		}
	}
	for _, c := range r.right {
		if c == lost {
			side = -1
		}
	}
	if side == 0 || r.total >= 0 && r.total != lost && values[r.total].Blank() {
		return nil
	}
	v := new(big.Rat).Sub(sum(values, r.right), sum(values, r.left))
	if side < 0 {
		v.Neg(v)
	}
	return v
}
