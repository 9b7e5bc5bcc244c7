package xlsx

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// recordFates are what the workbook says of a record, and in which colour.
var recordFates = map[string]struct{ says, fill string }{
	report.RecordAdded:     {"新增", moreFill},
	report.RecordRemoved:   {"减少", lessFill},
	report.RecordChanged:   {"变动", infoFill},
	report.RecordAmbiguous: {"无法对应", openFill},
}

// records writes the records of lists that differ, a row each; no sheet where no report
// has a list.
func (d *diffWriter) records() {
	n, same := 0, 0
	for _, p := range d.set.Pairs {
		n, same = n+len(p.Records), same+p.SameRecords
	}
	if n+same == 0 {
		return
	}
	note := fmt.Sprintf("各行按名称对应：有变动的%d行，未变%d行。名称重复或不明的无法对应，没有比较。", n, same)
	s := d.diffSheet("各行变动", note, []string{"机关名称", "表", "名称", "变动", "内容", d.older, d.newer}, []float64{46, 50, 80, 20, 100, 40, 40}, paper{landscape: true})
	for _, p := range d.set.Pairs {
		for _, r := range p.Records {
			fate, wrapped := summaryText, summaryText
			fate.fill, wrapped.fit = recordFates[r.What].fill, wraps
			var said []string
			for i := range r.Cells {
				said = append(said, changeOf(&r.Cells[i]))
			}
			cells, older, newer := strings.Join(said, "\n"), strings.Join(r.Older, "\n"), strings.Join(r.Newer, "\n")
			lines := max(linesOf(r.Key, points(s.widths[2]), 10), linesOf(cells, points(s.widths[4]), 10), linesOf(older, points(s.widths[5]), 10), linesOf(newer, points(s.widths[6]), 10))
			s.add(heightOf(lines, 10)+6, d.linkTo(p.NewerLink, p.Newer.Agency, ""), d.text(summaryText, r.Table), d.text(wrapped, r.Key), d.text(fate, recordFates[r.What].says),
				d.text(wrapped, cells), d.text(wrapped, older), d.text(wrapped, newer))
		}
	}
	s.filterFrom(3)
}

// changeOf is what a change says in one line: 金额：5 → 7.
func changeOf(c *report.WordChange) string {
	shown := func(s string) string {
		if s == "" {
			return "空白"
		}
		return s
	}
	if c.Unknown {
		return c.Column + "：未能确定"
	}
	return c.Column + "：" + shown(c.Old) + " → " + shown(c.New)
}
