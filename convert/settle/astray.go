package settle

import (
	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

// A row with blanks is strained when its empty slots do not fit those of the rows
// around it: a cell was lost, added or shifted, and which is not to be seen.

// strain marks the strained rows among puzzles whose places are learned.
func strain(puzzles []*puzzle, shapes map[string]*shape) {
	kept, headless := false, 0
	short := map[*layouts.Table]int{}
	longer := map[*layouts.Table]int{} // rows with slots beyond their columns
	for _, p := range puzzles {
		if n := len(p.src.Pieces); n > 0 && p.src.Indent != draft.NoLabel {
			kept = kept || p.src.Pieces[n-1].Text == ""
		}
		if p.partsAlone() {
			headless++
		}
		if p.falls() > 0 {
			short[p.table]++
		}
		if len(p.src.Pieces) > p.need() {
			longer[p.table]++
		}
	}
	const company = 3 // rows that leave off a total, or empty cells
	for _, p := range puzzles {
		switch {
		case p.src.Indent == draft.NoLabel:
			p.wary = headless < company
		case !p.hasPlaces():
		case p.falls() > 0 && len(p.rules) > 0:
			p.strained = kept || p.partsAlone() && headless < company
		case p.falls() > 0:
			p.strained = kept || short[p.table] < company
		case p.learned == nil:
			p.strained = p.falls() < 0 && len(p.rules) > 0 && !p.over
		default:
			p.strained = p.falls() < 0 && longer[p.table] == 1 || p.cutShort(shapes[p.shape()])
		}
	}
}

// hasPlaces reports whether a row has values, and empty slots that tell where.
func (p *puzzle) hasPlaces() bool {
	return len(p.values) > 0 && !p.isFull() && len(p.slots) > len(p.values) && p.src.Indent != draft.NoLabel
}

// falls is how many slots a row with blanks falls short of its columns.
func (p *puzzle) falls() int {
	if !p.hasPlaces() {
		return 0
	}
	return p.need() - len(p.slots)
}

// cutShort reports whether a row has no total, and fewer slots than all full rows of
// its shape, which have as many: one of its cells may be gone.
func (p *puzzle) cutShort(sh *shape) bool {
	if sh == nil || sh.fullLength <= len(p.slots) {
		return false
	}
	readings := p.at(p.learned)
	return len(readings) == 1 && p.lacksTotal(readings[0])
}

// need is how many slots a row's columns take up.
func (p *puzzle) need() int {
	if p.learned != nil {
		return p.learned[len(p.learned)-1] + 1
	}
	return p.width()
}
