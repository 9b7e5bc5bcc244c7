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
// failed is taken back (proof.go, totals.go, astray.go). What one reading is left
// of becomes cells, with a `repaired` finding where it is not as the source has it; all
// else stays open (write.go), and reasons.go says why.
//
// Settle owns every guess about where a value belongs within its row. It does not own
// which row a value is in, which extract says, nor what a settled report should hold
// to, which check says. Conform does for decoded data, which have cells, what is left
// to do of this.
package settle

import (
	"sync"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
)

// Settle turns the pieces of the draft's rows into cells of its report. What several
// readings leave open stays open, with a finding.
func Settle(f *Form, d *draft.Draft) {
	var all []*puzzle
	var tables []*tableRows
	glued := gluedRows(d)
	stated := sync.OnceValue(func() []claims.Claim { return claims.Read(f.layout, d.Report) })
	for _, dt := range d.Tables {
		t := &tableRows{form: f, claims: stated, d: d, spec: f.layout.Table(dt.ID), src: dt}
		runPasses(f, draftPasses, t)
		for _, row := range dt.Rows {
			p := f.newPuzzle(t.spec, row)
			p.glued = gluedTable(dt, glued, p)
			t.all = append(t.all, p)
			if !p.hasWords() {
				t.rows = append(t.rows, p)
			}
		}
		t.loose = loosely(t.rows)
		all = append(all, t.loose...)
		tables = append(tables, t)
	}
	runPasses(f, reportPasses, all)
	for _, t := range tables {
		t.settle()
	}
	subtotals(f.layout, d)
}

func (t *tableRows) settle() {
	for _, p := range t.rows {
		p.read()
	}
	before := counts(t.rows)
	t.after = before
	runPasses(t.form, tablePasses, t)
	w := &writer{r: t.d.Report, d: t.src, t: t.spec, rows: t.all}
	out := &report.Table{ID: t.spec.ID}
	t.d.Report.Tables = append(t.d.Report.Tables, out)
	i := 0 // among the rows of figures
	for _, p := range t.all {
		if p.hasWords() {
			w.worded(p)
		} else {
			w.row(p, settledBy(p, before[i], t.after[i]))
			i++
		}
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
