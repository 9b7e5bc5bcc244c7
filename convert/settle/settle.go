// Package settle makes cells of a draft's rows: numbers, or cells that stay open with
// a reason.
//
//	form := settle.NewForm(l) // once for each layout
//	settle.Settle(form, d)
//	cell := d.Report.Cell("applications.received.total")
//
// A row is read in every way that its kinds and its own sums allow (candidates.go,
// digits.go, places.go). Where several are left, the sums over the table choose, and
// then what sentences state (solve.go); a choice that no sum bears out that could have
// failed is taken back (proof.go, blanktotals.go, astray.go). What one reading is left
// of becomes cells, with a `repaired` finding where it is not as the source has it; all
// else stays open (write.go), and reasons.go says why.
//
// Settle owns every guess about where a value belongs within its row. It does not own
// which row a value is in, which extract says, nor what a settled report should hold
// to, which check says. Conform does for decoded data, which have cells, what is left
// to do of this.
package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Settle turns the pieces of the draft's rows into cells of its report. What several
// readings leave open stays open, with a finding.
func Settle(f *Form, d *draft.Draft) {
	var all []*puzzle
	byTable := map[string][]*puzzle{}
	glued := gluedRows(d)
	for _, dt := range d.Tables {
		t := f.layout.Table(dt.ID)
		uncopied(t, dt)
		for _, row := range dt.Rows {
			p := f.newPuzzle(t, row)
			p.glued = gluedTable(dt, glued, p)
			byTable[dt.ID] = append(byTable[dt.ID], p)
		}
		all = append(all, byTable[dt.ID]...)
	}
	loose := loosely(all)
	markGaps(loose)
	learnPlaces(loose)
	for _, dt := range d.Tables {
		f.settleTable(d, f.layout.Table(dt.ID), byTable[dt.ID])
	}
	subtotals(f.layout, d)
}

func (f *Form) settleTable(d *draft.Draft, t *layouts.Table, puzzles []*puzzle) {
	for _, p := range puzzles {
		p.read()
	}
	loose := loosely(puzzles)
	preferTested(loose)
	doubtShort(loose)
	before := counts(puzzles)
	damaged := solve(t, puzzles, nil)
	after := counts(puzzles)
	if slices.Max(append(after, 0)) > 1 {
		if stated := claims.OfTable(t, claims.Read(f.layout, d.Report)); len(stated) > 0 {
			solve(t, puzzles, stated)
		}
	}
	keepPlaces(loose)
	dispute(loose)
	bearOut(t, puzzles)
	bearStrained(t, puzzles)
	bearParted(t, puzzles, damaged)
	bearRefound(t, puzzles)
	doubtBare(loose)
	for _, p := range puzzles {
		p.keepFixed()
	}
	w := &writer{r: d.Report, d: d.Table(t.ID), t: t}
	out := &report.Table{ID: t.ID}
	d.Report.Tables = append(d.Report.Tables, out)
	for i, p := range puzzles {
		w.row(p, settledBy(p, before[i], after[i]))
		out.Rows = append(out.Rows, p.out)
	}
	w.acts()
}

func counts(puzzles []*puzzle) []int {
	n := make([]int, len(puzzles))
	for i, p := range puzzles {
		n[i] = len(p.readings)
	}
	return n
}

// settledBy names what left a row one reading.
func settledBy(p *puzzle, before, after int) basis {
	switch {
	case before == 1 && (len(p.rules) == 0 || p.readings[0].manner == plain):
		return byForm
	case before == 1:
		return byRow
	case after == 1:
		return byTable
	}
	return byProse
}
