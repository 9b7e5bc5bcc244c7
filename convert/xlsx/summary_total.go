package xlsx

import (
	"fmt"
	"math/big"

	"github.com/nianbao/nianbao/convert/report"
)

// A tally adds up a column of a list of reports. Amounts in several units are not
// added.
type tally struct {
	sum   big.Rat
	count int
	unit  string
	mixed bool // of several units, or with more digits than a spreadsheet keeps
}

// sum adds a row's values to the tallies of its sheet.
func (r *rows) sum(values []*report.Cell) {
	if r.tallies == nil {
		r.tallies = make([]tally, len(values))
	}
	for i, c := range values {
		if c == nil || c.Value.Blank() {
			continue
		}
		t := &r.tallies[i]
		t.mixed = t.mixed || t.count > 0 && c.Unit != t.unit || significant(c.Value) > mostDigits
		t.unit = c.Unit
		t.count++
		t.sum.Add(&t.sum, c.Value.Rat())
	}
}

// totals is the last row of a sheet of reports: the sums of what is shown above, so
// that they follow the filter.
func (s *Summary) totals(l *list, r *rows) []writtenCell {
	head := summaryHead
	first := len(reportColumns)
	row := []writtenCell{s.workbookWriter.text(head, "合计")}
	for range reportColumns[1:] {
		row = append(row, writtenCell{style: s.style(head)})
	}
	plain := look{font: song, size: 10, bold: true, bordered: true, fill: headFill, horizontal: "center", vertical: "center", fit: shrinks}
	i := 0
	for _, f := range l.forms {
		for _, d := range f.cells {
			t := &r.tallies[i]
			col := first + i + 1
			formula := fmt.Sprintf("SUBTOTAL(109,%s:%s)", place{col, l.heads + 1}.ref(), place{col, r.last}.ref())
			if d.kind.Fraction() {
				formula = fmt.Sprintf("ROUND(%s,%d)", formula, moreDecimals)
			}
			c := writtenCell{style: s.style(plain)}
			if total := decimal(&t.sum); d.kind.Adds() && t.count > 0 && !t.mixed && len(total) <= mostDigits {
				c.number, c.formula = total, formula
			}
			row = append(row, c)
			i++
		}
	}
	return row
}
