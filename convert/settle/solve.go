package settle

import (
	"slices"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/layouts"
)

// solve narrows the readings of the table's puzzles to those that some choice
// satisfying all sums uses. Where there is none, or the search is cut off, the
// readings are left as they were; it reports whether there is none.
func solve(t *layouts.Table, puzzles []*puzzle, stated []claims.Claim) bool {
	s := &solver{}
	for _, p := range puzzles {
		if (len(p.readings) > 1 || p.suspect) && p.why == none {
			s.open = append(s.open, p)
		}
	}
	if len(s.open) == 0 {
		return false
	}
	defer s.dropSuspects()
	// The rows with the fewest readings first: a dead end shows early.
	slices.SortStableFunc(s.open, func(a, b *puzzle) int { return len(a.readings) - len(b.readings) })
	var before [][]reading
	for _, p := range s.open {
		before = append(before, p.readings)
	}
	s.constrain(t, puzzles, stated)
	if !s.narrow() {
		s.restore(before)
		return true
	}
	s.prepare()
	s.search(0)
	if s.cut || s.solutions == 0 {
		s.restore(before)
		return !s.cut
	}
	for i, p := range s.open {
		p.readings = pick(p.readings, s.used[i])
		if slices.ContainsFunc(s.constraints, func(c *constraint) bool { return c.parts[i] != nil }) {
			p.suspect = false
		}
	}
	return false
}

// A solver finds the choices of readings that satisfy all sums of a table.
type solver struct {
	open        []*puzzle
	constraints []*constraint
	steps       int
	cut         bool
	choice      []int
	used        [][]bool // readings of each open puzzle in some solution
	adds        [][]term // what each open puzzle adds, and to which sums
	solutions   int
}

// restore gives the open puzzles the readings that they had.
func (s *solver) restore(before [][]reading) {
	for i, p := range s.open {
		p.readings = before[i]
	}
}

func pick(readings []reading, used []bool) []reading {
	var kept []reading
	for i, r := range readings {
		if used[i] {
			kept = append(kept, r)
		}
	}
	return kept
}

// A constraint is a sum over several rows that must come to 0. parts has, for each
// open puzzle, what each of its readings adds; nil where a row adds nothing.
type constraint struct {
	parts     [][]int64
	rest      int64   // what the settled rows add
	low, high []int64 // least and most that the puzzles from each on can add
}

// constrain turns the rules over several rows, and what sentences state, into
// sums of whole numbers. A rule with a cell that is absent, unread or a fraction,
// or with a blank total, constrains nothing.
func (s *solver) constrain(t *layouts.Table, puzzles []*puzzle, stated []claims.Claim) {
	byRow := map[string]*puzzle{}
	for _, p := range puzzles {
		byRow[p.spec.ID] = p
	}
	for _, r := range t.Rules() {
		if r.Op == layouts.Equal && overRows(r) {
			s.add(t, byRow, r.Left, r.Right, 0, len(r.Left) == 1)
		}
	}
	for _, c := range stated {
		s.add(t, byRow, c.Cells, nil, c.Value, false)
	}
}

// add adds the constraint sum(left) - sum(right) = target.
func (s *solver) add(t *layouts.Table, byRow map[string]*puzzle, left, right []string, target int64, total bool) {
	c := &constraint{parts: make([][]int64, len(s.open)), rest: -target}
	free := false
	for side, ids := range [][]string{left, right} {
		sign := int64(1 - 2*side)
		for _, id := range ids {
			p, column := locate(t, byRow, id)
			if p == nil || len(p.readings) == 0 || p.why != none || p.words {
				return
			}
			i := slices.Index(s.open, p)
			if i < 0 && len(p.readings) > 1 {
				return
			}
			values := make([]int64, len(p.readings))
			for k, r := range p.readings {
				v, ok := p.worth(r, column)
				if !ok || total && side == 0 && r.values[column].Blank() {
					return
				}
				values[k] = sign * v
			}
			if i < 0 {
				c.rest += values[0]
				continue
			}
			free = true
			if c.parts[i] == nil {
				c.parts[i] = make([]int64, len(values))
			}
			for k, v := range values {
				c.parts[i][k] += v
			}
		}
	}
	if free {
		s.constraints = append(s.constraints, c)
	}
}

func locate(t *layouts.Table, byRow map[string]*puzzle, id string) (*puzzle, int) {
	at := t.Ref(id)
	if at == nil {
		return nil, 0
	}
	p := byRow[at.Row.ID]
	if p == nil || p.column(at.Column.ID) < 0 {
		return nil, 0
	}
	return p, p.column(at.Column.ID)
}

// worth is what a cell counts in sums: its number, 0 for a blank part, the sum
// of its parts for a blank total. It is false for what is no whole number.
func (p *puzzle) worth(r reading, column int) (int64, bool) {
	if !r.values[column].Blank() {
		return r.values[column].Int()
	}
	for _, rule := range p.rules {
		if rule.total == column {
			return sumWhole(r.values, rule.right)
		}
	}
	return 0, true
}

// narrow drops readings that no choice for the other rows can complete, sum by
// sum, until nothing changes. It is false when a row is left without any.
func (s *solver) narrow() bool {
	for changed := true; changed; {
		changed = false
		for _, c := range s.constraints {
			low, high := c.rest, c.rest
			for _, v := range c.parts {
				if v != nil {
					low += slices.Min(v)
					high += slices.Max(v)
				}
			}
			for i, v := range c.parts {
				if v == nil {
					continue
				}
				lo, hi := low-slices.Min(v), high-slices.Max(v)
				var keep []int
				for k, x := range v {
					if lo+x <= 0 && hi+x >= 0 {
						keep = append(keep, k)
					}
				}
				if len(keep) == 0 {
					return false
				}
				if len(keep) < len(v) {
					s.keep(i, keep)
					changed = true
					break
				}
			}
		}
	}
	return true
}

// keep keeps only the given readings of an open puzzle, here and in all sums.
func (s *solver) keep(i int, keep []int) {
	readings := s.open[i].readings
	s.open[i].readings = make([]reading, len(keep))
	for n, k := range keep {
		s.open[i].readings[n] = readings[k]
	}
	for _, c := range s.constraints {
		if c.parts[i] == nil {
			continue
		}
		v := make([]int64, len(keep))
		for n, k := range keep {
			v[n] = c.parts[i][k]
		}
		c.parts[i] = v
	}
}

// A term is what the readings of one puzzle add to one sum.
type term struct {
	to     *constraint
	values []int64
}

// prepare makes ready for the search.
func (s *solver) prepare() {
	s.choice = make([]int, len(s.open))
	s.used = make([][]bool, len(s.open))
	s.adds = make([][]term, len(s.open))
	for i, p := range s.open {
		s.used[i] = make([]bool, len(p.readings))
		for _, c := range s.constraints {
			if v := c.parts[i]; v != nil {
				s.adds[i] = append(s.adds[i], term{c, v})
			}
		}
	}
	for _, c := range s.constraints {
		c.reach(len(s.open))
	}
}

// reach fills in what the puzzles from each on can add.
func (c *constraint) reach(n int) {
	c.low, c.high = make([]int64, n+1), make([]int64, n+1)
	for i := n - 1; i >= 0; i-- {
		c.low[i], c.high[i] = c.low[i+1], c.high[i+1]
		if v := c.parts[i]; v != nil {
			c.low[i] += slices.Min(v)
			c.high[i] += slices.Max(v)
		}
	}
}

// search tries the readings of puzzle i and all after it.
func (s *solver) search(i int) {
	if s.steps++; s.steps > maxSteps {
		s.cut = true
		return
	}
	if i == len(s.open) {
		s.solutions++
		for k, r := range s.choice {
			s.used[k][r] = true
		}
		return
	}
	for k := range s.open[i].readings {
		s.choice[i] = k
		if s.take(i, k, 1) {
			s.search(i + 1)
		}
		s.take(i, k, -1)
		if s.cut {
			return
		}
	}
}

// take adds what reading k of puzzle i adds to every sum, or takes it back, and
// reports whether the rows after it can still bring every sum to 0. The sums that it
// adds nothing to stay as they were.
func (s *solver) take(i, k int, sign int64) bool {
	possible := true
	for _, t := range s.adds[i] {
		c := t.to
		c.rest += sign * t.values[k]
		possible = possible && c.rest+c.low[i+1] <= 0 && c.rest+c.high[i+1] >= 0
	}
	return possible
}
