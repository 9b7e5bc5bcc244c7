package compare

import (
	"strconv"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// together is the form of a sum whose rows repeat as often as those of all units, and
// those rows by table.row: copies, counted anew where the form counts them.
func together(l *layouts.Layout, units []Unit) (*layouts.Layout, map[string]*report.Row) {
	counts, rows := map[string]int{}, map[string]*report.Row{}
	for _, u := range units {
		for _, t := range u.Report.Tables {
			for _, row := range t.Rows {
				id, n := layouts.CutRepeated(row.ID)
				if n == 0 {
					continue
				}
				counts[t.ID+"."+id]++
				own := &report.Row{ID: layouts.RepeatedID(id, counts[t.ID+"."+id])}
				for _, c := range row.Cells {
					cell := *c
					cell.Line, cell.Page = 0, 0 // of another source
					own.Cells = append(own.Cells, &cell)
				}
				rows[t.ID+"."+own.ID] = own
			}
		}
	}
	l = l.For(counts)
	recount(l, rows)
	return l, rows
}

// recount numbers rows in the columns that count them.
func recount(l *layouts.Layout, rows map[string]*report.Row) {
	for _, t := range l.Tables {
		for _, b := range t.Blocks {
			for _, c := range b.Columns {
				if !c.Counted {
					continue
				}
				for _, r := range b.Rows {
					_, n := layouts.CutRepeated(r.ID)
					if row := rows[t.ID+"."+r.ID]; row != nil {
						if cell := row.Cell(c.ID); cell != nil && !cell.Open {
							cell.Value, _ = report.ParseNumber(strconv.Itoa(n))
						}
					}
				}
			}
		}
	}
}

// Layout is the form of the sum: with the rows of all units, where they repeat.
func (s *Sum) Layout() *layouts.Layout { return s.layout }
