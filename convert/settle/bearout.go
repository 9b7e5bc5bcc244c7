package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// loneSuspect leaves suspects open where there are several: their many readings
// come to the right sums by chance.
func loneSuspect(puzzles []*puzzle) {
	n := 0
	for _, p := range puzzles {
		if p.suspect {
			n++
		}
	}
	for _, p := range puzzles {
		p.lost = p.lost || p.suspect && n > 1
	}
}

// dropSuspects leaves rows open whose readings no sum over other rows bears out.
func (s *solver) dropSuspects() {
	for _, p := range s.open {
		p.lost = p.lost || p.suspect
	}
}

// bearOut leaves rows open that were named by their place only, when a sum over
// rows that are all settled fails with them.
func bearOut(t *layouts.Table, puzzles []*puzzle) {
	if !slices.ContainsFunc(puzzles, func(p *puzzle) bool { return p.row.Indent == draft.NoLabel }) {
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
			if p, _ := locate(t, byRow, id); p != nil && p.row.Indent == draft.NoLabel && p.spec.Label != "" {
				p.lost = true
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
			if p == nil || len(p.readings) != 1 || p.lost || p.cut || p.words {
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
