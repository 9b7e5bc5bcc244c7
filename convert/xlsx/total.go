package xlsx

import (
	"math/big"

	"github.com/nianbao/nianbao/convert/report"
)

// emptyTotal is the formula of a total in a workbook without figures. It shows
// nothing until a part is filled in.
func (f *form) emptyTotal(d *formCell) string {
	sum := f.sum(d.live.Right, place.ref)
	return "IF(COUNT" + sum[len("SUM"):] + `=0,"",` + sum + ")"
}

// holds reports whether a total may be a formula: every rule that makes it adds
// up to the number the source has, from parts that are all known. Otherwise the
// source's number stands as it is.
func (w *writer) holds(f *form, d *formCell, c *report.Cell) bool {
	if d.live == nil {
		return false
	}
	for _, rule := range d.sums {
		sum, known := sumOf(w.report, rule.Right)
		if !known || sum.Cmp(c.Value.Rat()) != 0 {
			return false
		}
	}
	return true
}

// sumOf adds cells of a report, blank ones as 0. It is not known when one is open,
// absent or longer than a spreadsheet can add.
func sumOf(r *report.Report, ids []string) (sum *big.Rat, known bool) {
	sum = new(big.Rat)
	whole := int64(0)
	for _, id := range ids {
		c := r.Cell(id)
		if c == nil || c.Open || significant(c.Value) > mostDigits {
			return nil, false
		}
		if n, ok := c.Value.Int(); ok {
			whole += n
		} else if !c.Value.Blank() {
			sum.Add(sum, c.Value.Rat())
		}
	}
	return sum.Add(sum, new(big.Rat).SetInt64(whole)), true
}

// totals are cells that hold the formula this program gave them and no value:
// nobody has opened the workbook in a spreadsheet since it was filled in.
type totals map[string]*report.Cell

// ours reports whether a formula is the one that the total was written with, and
// total and parts still stand where it points.
func (l *located) ours(d *formCell, formula string) bool {
	if d.live == nil || formula != l.form.sum(d.live.Right, place.ref) && formula != l.form.emptyTotal(d) {
		return false
	}
	stands := func(c *formCell) bool {
		at, ok := l.at(c)
		return ok && at == c.at
	}
	for _, id := range d.live.Right {
		if !stands(l.form.byID[id]) {
			return false
		}
	}
	return stands(d)
}

// addUp gives a total the value that its formula has: the sum of its parts, other
// totals first. It stays blank when all parts are, or when one of them is in doubt.
func (t totals) addUp(r *report.Report, f *form, d *formCell) {
	total := t[d.id]
	if total == nil {
		return
	}
	delete(t, d.id)
	decimals, blank := 0, true
	for _, id := range d.live.Right {
		t.addUp(r, f, f.byID[id])
		if c := r.Cell(id); c != nil && !c.Value.Blank() {
			decimals, blank = max(decimals, c.Value.Decimals()), false
		}
	}
	if sum, known := sumOf(r, d.live.Right); known && !blank {
		total.Value = report.NumberOf(sum, decimals)
	}
}
