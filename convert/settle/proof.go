package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// dropSuspects leaves rows open whose readings no sum over other rows bears out.
func (s *solver) dropSuspects() {
	for _, p := range s.open {
		if p.suspect {
			p.leave(unproved)
		}
	}
}

// bearOut leaves rows open that were named by their place only, when a sum over
// rows that are all settled fails with them.
func bearOut(t *layouts.Table, puzzles []*puzzle) {
	if !slices.ContainsFunc(puzzles, func(p *puzzle) bool { return p.src.Indent == draft.NoLabel }) {
		return
	}
	byRow := map[string]*puzzle{}
	for _, p := range puzzles {
		byRow[p.spec.ID] = p
	}
	for _, r := range t.Rules() {
		if r.Op != layouts.Equal || !overRows(r) || weigh(t, byRow, r) != tipped {
			continue
		}
		for _, id := range r.Cells() {
			if p, _ := locate(t, byRow, id); p != nil && p.src.Indent == draft.NoLabel && p.spec.Label != "" {
				p.leave(misplaced)
			}
		}
	}
}

// How a sum over rows weighs.
type weight int

const (
	untold   weight = iota // a cell of it is not settled, or its total is blank
	balanced               // it holds
	tipped                 // it does not
)

func weigh(t *layouts.Table, byRow map[string]*puzzle, r *layouts.Rule) weight {
	total := int64(0)
	for side, ids := range [][]string{r.Left, r.Right} {
		for _, id := range ids {
			p, column := locate(t, byRow, id)
			if p == nil || len(p.readings) != 1 || p.why != none || p.words {
				return untold
			}
			v, ok := p.worth(p.readings[0], column)
			if !ok || side == 0 && len(r.Left) == 1 && p.readings[0].values[column].Blank() {
				return untold
			}
			total += v * int64(1-2*side)
		}
	}
	if total != 0 {
		return tipped
	}
	return balanced
}

// borneCells are the cells of the sums over rows that hold, with one row at the most that
// is unsure: nil says that none is.
func borneCells(t *layouts.Table, puzzles []*puzzle, unsure func(*puzzle) bool) []string {
	byRow := map[string]*puzzle{}
	for _, p := range puzzles {
		byRow[p.spec.ID] = p
	}
	var borne []string
	for _, r := range t.Rules() {
		if r.Op == layouts.Equal && overRows(r) && weigh(t, byRow, r) == balanced && (unsure == nil || unsureRows(t, byRow, r, unsure) < 2) {
			borne = append(borne, r.Cells()...)
		}
	}
	return borne
}

// unsureRows counts the rows of a sum that are unsure.
func unsureRows(t *layouts.Table, byRow map[string]*puzzle, r *layouts.Rule, unsure func(*puzzle) bool) int {
	n := 0
	for _, id := range r.Cells() {
		if p, _ := locate(t, byRow, id); p != nil && unsure(p) {
			n++
		}
	}
	return n
}

func (p *puzzle) borneOut(borne []string) bool {
	r := p.readings[0]
	if !p.over {
		return p.tested(r)
	}
	for c, v := range r.values {
		if !v.Blank() && !p.isExtra(c) && !slices.Contains(borne, p.id(c)) {
			return false
		}
	}
	return true
}

// doubtBare leaves rows without a value open beside a row whose values cannot be read:
// theirs may be among them.
func doubtBare(puzzles []*puzzle) {
	for i, p := range puzzles {
		for _, beside := range puzzles[max(i-1, 0):min(i+2, len(puzzles))] {
			if len(p.readings) > 0 || len(beside.values) > 0 || beside == p {
				continue
			}
			if k := beside.width(); len(beside.src.Pieces) == 0 && p.overfull(k) || len(p.src.Pieces) >= p.width()+k {
				beside.leave(besideOverfull)
			}
		}
	}
}

// doubtAmongOverfull leaves rows open that no sum of their own holds where several rows of
// the table have more values than columns, or one has, and each a cell more, an empty one here
// in one place and there in another: a column that the form does not have would give a row
// with one blank just as many.
func doubtAmongOverfull(puzzles []*puzzle) {
	const several = 2
	over, all := 0, true
	blank := map[int]bool{} // where full rows have their empty cell
	for _, p := range puzzles {
		switch n := len(p.src.Pieces); {
		case len(p.values) > p.width():
			over++
		case len(p.values) > 0 && n != p.width()+1:
			all = false
		case p.isFull():
			blank[slices.IndexFunc(p.src.Pieces, func(q draft.Piece) bool { return q.Text == "" })] = true
		}
	}
	if over < several && !(over > 0 && all && len(blank) > 1) {
		return
	}
	for _, p := range puzzles {
		if len(p.values) > 0 && len(p.readings) == 1 && !p.tested(p.readings[0]) {
			p.leave(astray)
		}
	}
}

// overfull reports whether a row has values for more columns than its own.
func (p *puzzle) overfull(more int) bool {
	if len(p.values) > p.width() {
		return true
	}
	digits := 0
	for _, v := range p.values {
		text, _ := runTogether(v.Text)
		digits += len(text)
	}
	return p.glued && digits >= p.width()+more
}

// bearStrained leaves strained rows open whose values are not each part of a sum
// over rows that holds or, in a table without such sums, of one of the row's own.
func bearStrained(t *layouts.Table, puzzles []*puzzle) {
	if !slices.ContainsFunc(puzzles, func(p *puzzle) bool { return p.strained }) {
		return
	}
	borne := borneCells(t, puzzles, nil)
	for _, p := range puzzles {
		if p.strained && len(p.readings) == 1 && p.readings[0].manner != parted && !p.borneOut(borne) {
			p.leave(unproved)
		}
	}
}
