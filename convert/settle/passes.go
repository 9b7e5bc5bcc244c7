package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// A pass is one step of settling that serves one kind of source. The tables below are
// all of them, in the order in which they run; passes_test.go switches each off and
// asks for the case that then fails. T is what the pass looks at.
type pass[T any] struct {
	name   string
	serves string // the case
	run    func(T)
}

func runPasses[T any](f *Form, passes []pass[T], what T) {
	for i := range passes {
		if p := &passes[i]; p.name != f.without {
			p.run(what)
		}
	}
}

// draftPasses look at the rows of a table as the source has them.
var draftPasses = []pass[*tableRows]{
	{"copies", "a program has put a copy of a merged cell into each of its places", func(t *tableRows) { uncopied(t.spec, t.src) }},
}

// reportPasses look at all rows of a report that are read by the order of their values.
var reportPasses = []pass[[]*puzzle]{
	{"vanished blanks", "digits are run together, and blank cells leave no trace among them", markGaps},
	{"two rows", "a label is lost, and the cells of its row stand behind the blank ones of the row above", afterAnother},
	{"odd rows", "a full row is the only one of its table that stands elsewhere", markOdd},
	{"places", "merged cells leave empty slots: full rows tell which of them are blank cells", learnPlaces},
}

// tablePasses look at the rows of a table and the ways in which each can be read.
var tablePasses = []pass[*tableRows]{
	{"totals first", "a row with blanks can be read with its total and without", func(t *tableRows) { preferTested(unfixed(t.rows)) }},
	{"a column gone", "all rows are a value short: any column may be gone", func(t *tableRows) { doubtShort(t.loose) }},
	{"sums", "several ways to read a row are left: the sums over rows choose", (*tableRows).bySums},
	{"sentences", "the sums leave several ways: what the text states chooses", (*tableRows).bySentences},
	{"places alike", "the sums would put a row elsewhere than the rows like it", func(t *tableRows) { keepPlaces(t.loose) }},
	{"disputed totals", "a total is blank, and the last value is the sum of the others", func(t *tableRows) { dispute(t.loose) }},
	{"no label", "a row was named by its place, and a sum fails with it", func(t *tableRows) { bearOut(t.spec, t.rows) }},
	{"strained", "a row stands otherwise than those around it, and no sum bears it out", func(t *tableRows) { bearStrained(t.spec, t.rows) }},
	{"parted by chance", "figures are damaged, and a row's own sum parts its digits by chance", func(t *tableRows) { bearParted(t.spec, t.rows, t.damaged) }},
	{"found again", "a lost value is told by one sum alone", func(t *tableRows) { bearRefound(t.spec, t.rows) }},
	{"too many beside", "rows have more values than columns: others may have one that is none of theirs, and a blank", func(t *tableRows) { doubtAmongOverfull(t.loose) }},
	{"cells", "the source keeps cells apart: no other row can refute them", (*tableRows).keepFixed},
	{"beside too many", "a row has no value, and one beside it has too many", func(t *tableRows) { doubtBare(t.rows) }},
	{"cells aside", "cells stand a column aside: their total is blank, and those of other rows are not", func(t *tableRows) { shifted(t.rows) }},
}

// A tableRows is a table on its way to cells.
type tableRows struct {
	form    *Form
	d       *draft.Draft
	claims  func() []claims.Claim // of the report's sentences
	spec    *layouts.Table
	src     *draft.Table
	all     []*puzzle
	rows    []*puzzle // of figures alone
	loose   []*puzzle // that are read by the order of their values
	after   []int     // readings of each row that the sums over rows leave
	damaged bool      // no choice of readings satisfies the sums
}

func (t *tableRows) bySums() {
	t.damaged = solve(t.spec, t.rows, nil)
	t.after = counts(t.rows)
}

func (t *tableRows) bySentences() {
	if slices.Max(append(t.after, 0)) > 1 {
		if stated := claims.OfTable(t.spec, t.claims()); len(stated) > 0 {
			solve(t.spec, t.rows, stated)
		}
	}
}

func (t *tableRows) keepFixed() {
	for _, p := range t.rows {
		p.keepFixed()
	}
}
