package xlsx

import (
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// emptyTotal is the formula of a total in a workbook without figures. It shows
// nothing until a part is filled in.
func (f *form) emptyTotal(d *formCell) string {
	return emptied(f.sum(d.live.Right, place.ref))
}

// emptied is a sum that shows nothing where there is nothing to add.
func emptied(sum string) string {
	return "IF(COUNT" + strings.TrimPrefix(sum, "SUM") + `=0,"",` + sum + ")"
}

// holds reports whether a total may be a formula: every rule that makes it adds
// up to the number the source has, from parts that are all known. Otherwise the
// source's number stands as it is.
func (w *writer) holds(d *formCell, c *report.Cell) bool {
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
