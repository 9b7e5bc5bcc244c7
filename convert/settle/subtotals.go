package settle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// subtotals compares a table's subtotals, for which the form has no cells, with the
// sums of the cells that are settled.
func subtotals(l *layouts.Layout, d *draft.Draft) {
	var b *sums.Book
	for _, t := range l.Tables {
		dt := d.Table(t.ID)
		if dt == nil || len(dt.Subtotals) == 0 {
			continue
		}
		if b == nil {
			b = sums.NewBook(l, d.Report)
		}
		if !allBlank(b, t) {
			compareSubtotals(b, t, dt.Subtotals)
		}
	}
}

// allBlank reports whether no cell of a table has a value, and none is open: its
// subtotals are then the whole that the report says, and check names it.
func allBlank(b *sums.Book, t *layouts.Table) bool {
	blank := false
	for _, id := range t.CellIDs() {
		switch c := b.Cells[id]; {
		case c == nil:
		case c.Open || !c.Value.Blank():
			return false
		default:
			blank = true
		}
	}
	return blank
}

func compareSubtotals(b *sums.Book, t *layouts.Table, list []draft.Subtotal) {
	var cells, labels []string
	line := 0
	for _, s := range list {
		f := figure.Read(s.Piece.Text)
		members := b.Add(s.Members)
		if n := f.Number; f.Kind == figure.Exact && !members.Unknown && members.Value.Cmp(n.Rat()) != 0 {
			want := report.NumberOf(members.Value, members.Decimals).String()
			f := report.NewFinding(report.CodeRowSum, fmt.Sprintf("表“%s”中“%s”写作%s，所含各格之和为%s。", t.Name, s.Label, n, want), s.Members...)
			f.Actual, f.Expected, f.Line = n.String(), want, s.Piece.Line
			b.Report.Add(f)
			continue
		}
		for _, id := range s.Members {
			if !slices.Contains(cells, id) {
				cells = append(cells, id)
			}
		}
		if !slices.Contains(labels, s.Label) {
			labels = append(labels, s.Label)
		}
		line = max(line, s.Piece.Line)
	}
	if len(cells) > 0 {
		f := report.NewFinding(report.CodeSubtotal, fmt.Sprintf("表“%s”另有小计（%s），已与所含各格核对，不重复计入。", t.Name, strings.Join(labels, "、")), cells...)
		f.Line = line
		b.Report.Add(f)
	}
}
