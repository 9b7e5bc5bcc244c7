package extract

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A loosePlacer gives the groups of a region, in which the source keeps no cells apart,
// to the rows of its table.
type loosePlacer struct {
	*placer
	groups []*group              // all, in the order of the source
	rest   []*group              // that are no row's yet
	extras map[int][]draft.Extra // by block
	astray []*layouts.Block      // whose heads stand in another order than the form's
}

func (v *vocabulary) place(r *report.Report, rg *region, groups []*group, units map[*layouts.Column]string) *draft.Table {
	p := &loosePlacer{placer: newPlacer(v, rg.table, r), groups: groups, rest: groups, astray: rg.astray}
	p.units, p.headed = units, len(rg.matches) > 0
	runPasses(v, rowPasses, p)
	p.write(p.extras, nil)
	return p.out
}

// doubtStraysAbove doubts the rows of a block where values stand between its heads and
// the first label: labels may stand below the first of their values.
func (p *loosePlacer) doubtStraysAbove() {
	begun := map[int]bool{} // blocks with a label
	for _, g := range p.groups {
		switch {
		case g.item >= 0 && p.v.items[g.item].kind == rowItem:
			begun[g.block] = true
		case begun[g.block] || g.item >= 0 || len(g.words) > 0 || g.values() == 0 || !slices.Contains(p.rest, g):
		case p.table.Blocks[g.block].Rows[0].Label != "":
			for i, o := range p.got {
				if o != nil && p.blocks[i] == g.block && o.mayLack() {
					o.doubt = true
				}
			}
		}
	}
}

// mayLack reports whether a row's values may be another row's, or its own another's: it
// has some, or shows nothing.
func (g *group) mayLack() bool { return g.values() > 0 || len(g.pieces) == 0 }

// doubtAstray doubts all rows but empty cells below heads in another order than the form's.
func (p *loosePlacer) doubtAstray() {
	for i, g := range p.got {
		if g != nil && g.mayLack() && slices.Contains(p.astray, p.table.Blocks[p.blocks[i]]) {
			g.doubt = true
		}
	}
}

// doubtStranded doubts the rows that show nothing where figures are left over; where they
// have words that are no label of the form, only those beside them.
func (p *loosePlacer) doubtStranded() {
	if slices.ContainsFunc(p.rest, p.stranded) {
		p.doubtEmpty()
	}
	for i, g := range p.groups {
		if g.item >= 0 || g.values() < len(p.table.Blocks[g.block].Columns) || !slices.Contains(p.rest, g) {
			continue
		}
		for _, beside := range []*group{p.labelBeside(i, -1), p.labelBeside(i, 1)} {
			if beside != nil && len(beside.pieces) == 0 {
				beside.doubt = true
			}
		}
	}
}

// labelBeside is the row next to a group on one side, over words that name nothing; nil
// for none.
func (p *loosePlacer) labelBeside(at, step int) *group {
	for i := at + step; i >= 0 && i < len(p.groups); i += step {
		if g := p.groups[i]; g.item >= 0 || g.values() > 0 {
			if slices.Contains(p.got, g) {
				return g
			}
			return nil
		}
	}
	return nil
}

// repeated gives a row that shows nothing the values that stand behind its label
// elsewhere: what was taken for the label is a head repeated on the next page. A row whose
// label stands elsewhere beside other values is in doubt.
func (p *loosePlacer) repeated() {
	var rest []*group
	for _, g := range p.rest {
		at := -1
		if n := len(g.words); g.item < 0 && n > 0 && g.values() > 0 {
			at = slices.IndexFunc(p.rows, func(r *layouts.Row) bool { return r.Label != "" && layouts.Key(r.Label) == layouts.Key(g.words[n-1]) })
		}
		switch {
		case at >= 0 && p.got[at] != nil && p.got[at].values() == 0 && p.got[at].at <= g.at:
			p.got[at] = g
			continue
		case at >= 0 && p.got[at] != nil && len(g.words) == 1 && joinedTexts(valuesOnly(g.pieces)) != joinedTexts(valuesOnly(p.got[at].pieces)):
			p.got[at].doubt = true
			f := report.NewFinding(report.CodeRepeated, repeatedRow(p.rows[at]), rowCells(p.table, p.rows[at], p.blockOf(at))...)
			f.Line = g.line
			p.r.Add(f)
		}
		rest = append(rest, g)
	}
	p.rest = rest
}
