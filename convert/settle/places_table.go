package settle

import (
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
	drawn := drawnTables(puzzles)
	for _, p := range puzzles {
		sh := shapes[p.shape()]
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
		default:
			p.loose = sh != nil && len(sh.lengths) > 1
		}
	}
	if !slipped {
		strain(puzzles, shapes)
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
		case p.isFull() && !slices.Equal(p.stands(), p.gridPlaces()):
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
