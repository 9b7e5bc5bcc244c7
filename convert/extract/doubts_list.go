package extract

// scattered doubts the rows of a list whose cells have left their labels, as the
// reading order of some pages makes them: a row whose unit stands behind its figure
// where those of most stand before it, with the empty rows above it; and where
// figures are left over that have no label, every row that shows nothing.
func (p *loosePlacer) scattered() {
	before, behind := 0, 0
	for _, g := range p.got {
		switch {
		case g == nil || g.unit == "" || g.values() == 0:
		case g.behind:
			behind++
		default:
			before++
		}
	}
	for i, g := range p.got {
		if g == nil || g.unit == "" || g.values() == 0 || g.behind == (behind > before) {
			continue
		}
		g.doubt = true
		for k := i - 1; k >= 0 && p.got[k] != nil && p.got[k].values() == 0; k-- {
			p.got[k].doubt = true
		}
	}
	for _, g := range p.rest {
		if g.item < 0 && g.label() == "" && g.values() > 0 && !g.marks() {
			p.doubtEmpty()
			return
		}
	}
}

// doubtEmpty doubts the rows that have neither a value nor an empty cell.
func (p *placer) doubtEmpty() {
	for _, g := range p.got {
		if g != nil && len(g.pieces) == 0 {
			g.doubt = true
		}
	}
}
