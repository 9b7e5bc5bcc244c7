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
}

func (v *vocabulary) place(r *report.Report, rg *region, groups []*group, units map[*layouts.Column]string) *draft.Table {
	p := &loosePlacer{placer: newPlacer(v, rg.table, r), groups: groups, rest: groups}
	p.units, p.headed = units, len(rg.matches) > 0
	runPasses(v, rowPasses, p)
	p.write(p.extras, nil)
	return p.out
}

// doubtStranded doubts the rows that show nothing where figures are left over.
func (p *loosePlacer) doubtStranded() {
	if slices.ContainsFunc(p.rest, p.stranded) {
		p.doubtEmpty()
	}
}

// repeated gives a row that shows nothing the values that stand behind its label
// elsewhere: what was taken for the label is a head repeated on the next page.
func (p *loosePlacer) repeated() {
	var rest []*group
	for _, g := range p.rest {
		at := -1
		if n := len(g.words); g.item < 0 && n > 0 && g.values() > 0 {
			at = slices.IndexFunc(p.rows, func(r *layouts.Row) bool { return r.Label != "" && layouts.Key(r.Label) == layouts.Key(g.words[n-1]) })
		}
		if at < 0 || p.got[at] == nil || p.got[at].values() > 0 || p.got[at].at > g.at {
			rest = append(rest, g)
			continue
		}
		p.got[at] = g
	}
	p.rest = rest
}
