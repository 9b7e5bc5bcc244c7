package settle

import (
	"maps"
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// learnPlaces finds out what the empty slots of rows with blanks mean. Where rows
// of one shape contradict each other, cells have slipped, and no empty slot of
// the report can be trusted: its values are taken without places.
func learnPlaces(puzzles []*puzzle) {
	if !slices.ContainsFunc(puzzles, func(p *puzzle) bool { return len(p.slots) > len(p.values) }) {
		return
	}
	shapes := map[string]*shape{}
	slipped := false
	for _, p := range puzzles {
		if p.strained || p.src.Indent == draft.NoLabel {
			continue // which of its empty slots is the label's is not known
		}
		key := p.shape()
		sh := shapes[key]
		if sh == nil {
			sh = &shape{indents: map[int]bool{}, lengths: map[int]bool{}}
			shapes[key] = sh
		}
		sh.add(p)
		slipped = slipped || sh.slipped
	}
	slipped = slipped || gapsDiffer(puzzles)
	standing(puzzles)
	begin, known := labelStyle(puzzles)
	drawn, kept := drawnTables(puzzles), endsKept(puzzles)
	for _, p := range puzzles {
		sh := shapes[p.shape()]
		p.kept = kept
		switch {
		case p.isFull():
			p.slots = p.values
		case drawn[p.table] && p.src.Indent != draft.NoLabel && !p.strained:
			p.learned = p.gridPlaces()
		case slipped:
			if len(p.slots) > len(p.values) && len(p.values) > 0 {
				p.leave(astray)
			}
			p.slots = p.values
		case p.src.Indent == draft.NoLabel:
			p.loose = true
		case sh != nil && sh.full != nil:
			p.learned = sh.full
		case known && p.narrow() && p.spec.Label != "":
			p.learned = p.run(begin(p))
		default:
			if p.loose = sh != nil && len(sh.lengths) > 1; p.loose && kept {
				all := slices.Collect(maps.Keys(sh.lengths))
				p.lengths = [2]int{slices.Min(all), slices.Max(all)}
			}
		}
	}
	if !slipped {
		strain(puzzles, shapes)
	}
}

// endsKept reports whether a row ends with an empty slot: those at the ends of rows are
// not left off.
func endsKept(puzzles []*puzzle) bool {
	return slices.ContainsFunc(puzzles, func(p *puzzle) bool {
		n := len(p.src.Pieces)
		return n > 0 && p.src.Indent != draft.NoLabel && p.src.Pieces[n-1].Text == ""
	})
}

// gapsDiffer reports whether the values of a block's full rows have empty slots between
// them in one place here and in another there.
func gapsDiffer(puzzles []*puzzle) bool {
	gaps := map[*layouts.Block]places{}
	for _, p := range puzzles {
		if p.strained || p.src.Indent == draft.NoLabel || !p.isFull() || len(p.values) == 0 {
			continue
		}
		at := p.filledSlots()
		for c, first := 0, at[0]; c < len(at); c++ {
			at[c] -= first
		}
		if gaps[p.block] != nil && !slices.Equal(gaps[p.block], at) {
			return true
		}
		gaps[p.block] = at
	}
	return false
}

// standing finds out between which slots the values of all rows of a shape stand.
func standing(puzzles []*puzzle) {
	stands := map[string][2]int{}
	for _, p := range puzzles {
		if at := p.filledSlots(); len(at) > 0 && p.src.Indent != draft.NoLabel {
			s, ok := stands[p.shape()]
			if !ok {
				s[0] = at[0]
			}
			stands[p.shape()] = [2]int{min(s[0], at[0]), max(s[1], at[len(at)-1])}
		}
	}
	for _, p := range puzzles {
		p.stands = stands[p.shape()]
	}
}

// drawnTables are those that the source has place for place as the form's grid: each
// row has all its places, and the values of full rows stand where the form puts them.
// Many rows of one line each may have one empty place more at their end.
func drawnTables(puzzles []*puzzle) map[*layouts.Table]bool {
	const company = 3 // rows
	type table struct{ rows, longer, astray int }
	count := map[*layouts.Table]*table{}
	for _, p := range puzzles {
		if count[p.table] == nil {
			count[p.table] = &table{}
		}
		c := count[p.table]
		if c.rows++; len(p.src.Pieces) == 0 || p.src.Indent == draft.NoLabel {
			continue
		}
		switch n := p.src.Indent + 1 + len(p.src.Pieces); {
		case p.isFull() && !slices.Equal(p.filledSlots(), p.gridPlaces()):
			c.astray++
		case n == p.table.Grid().Columns+1 && p.src.Pieces[len(p.src.Pieces)-1] == draft.Piece{Line: p.src.Line}:
			c.longer++
		case n != p.table.Grid().Columns:
			c.astray++
		}
	}
	drawn := map[*layouts.Table]bool{}
	for t, c := range count {
		drawn[t] = c.rows >= company && c.astray == 0 && (c.longer == 0 || c.longer >= company)
	}
	return drawn
}

// labelStyle finds out from the full rows of all shapes where values begin: right
// behind the label, merged as it may be, or behind the places that it spans.
func labelStyle(puzzles []*puzzle) (begin func(*puzzle) int, known bool) {
	behind, spanned, wide := true, true, false
	for _, p := range puzzles {
		if !p.isFull() || p.src.Indent == draft.NoLabel || !p.narrow() || p.spec.Label == "" {
			continue
		}
		at, label := p.filledSlots(), max(p.spec.Colspan, 1)-1
		wide = wide || label > 0
		behind = behind && slices.Equal(at, p.run(0))
		spanned = spanned && slices.Equal(at, p.run(label))
	}
	switch {
	case !wide || behind == spanned:
		return nil, false
	case behind:
		return func(*puzzle) int { return 0 }, true
	}
	return func(p *puzzle) int { return max(p.spec.Colspan, 1) - 1 }, true
}

// keepPlaces leaves rows open that the sums would put elsewhere than the other rows
// of their shape: the sums chose by chance, or a cell too many is in them. Rows
// whose own sums hold with their totals speak first.
func keepPlaces(puzzles []*puzzle) {
	shapes := map[string][]*puzzle{}
	for _, p := range puzzles {
		if len(p.readings) == 1 && p.readings[0].where != nil && p.learned == nil && p.src.Indent != draft.NoLabel && !p.strained {
			shapes[p.shape()] = append(shapes[p.shape()], p)
		}
	}
	for _, rows := range shapes {
		var best []*puzzle
		most := 0
		for _, p := range rows {
			at, weight := agreeing(rows, p.readings[0].where)
			if weight > most {
				best, most = at, weight
			}
		}
		for _, p := range rows {
			if !slices.Contains(best, p) {
				p.leave(otherwise)
			}
		}
		if len(best) < len(rows) && most <= (len(rows)-len(best)) {
			for _, p := range rows {
				p.leave(otherwise)
			}
		}
	}
}

// agreeing are the rows that read at the places as they are read, and their
// weight: one each, and as much as all together for one whose sums are tested.
func agreeing(rows []*puzzle, where places) (at []*puzzle, weight int) {
	for _, p := range rows {
		if r := p.at(where); len(r) == 0 || !slices.Equal(r[0].values, p.readings[0].values) {
			continue
		}
		at = append(at, p)
		weight++
		if len(p.rules) > 0 && p.tested(p.readings[0]) {
			weight += len(rows)
		}
	}
	return at, weight
}
