package extract

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// place gives the rows of the table to those of the form.
func (g *gridTable) place(r *report.Report) *draft.Table {
	p := newPlacer(g.v, g.layout(), r)
	p.headed, p.records = len(g.headings) > 0, g.records
	p.units = g.units()
	g.wrapped()
	g.gather()
	g.below()
	first, strays := g.once(p)
	rest := p.labelled(first)
	rest = append(p.unlabelled(rest), strays...)
	rest = p.alike(rest)
	rest = p.inOrder(g.groups, rest)
	g.doubtBare(p, rest)
	g.partialSums(p)
	p.subtotalRows(rest, nil)
	g.say(r)
	p.write(nil, nil)
	g.repeated(p)
	return p.out
}

func newPlacer(v *vocabulary, t *layouts.Table, r *report.Report) *placer {
	p := &placer{v: v, table: t, r: r, out: &draft.Table{ID: t.ID}, parts: map[int][]*group{}}
	for bi, b := range t.Blocks {
		for _, row := range b.Rows {
			p.rows = append(p.rows, row)
			p.blocks = append(p.blocks, bi)
		}
	}
	p.got = make([]*group, len(p.rows))
	return p
}

// once takes a row that stands in the source more than once one time; what the others
// say otherwise it keeps. What is no row of its own beside those that are is astray.
func (g *gridTable) once(p *placer) (first, strays []*group) {
	g.notes()
	own := map[int]*group{} // by item; nameless rows by their block, behind all items
	for _, w := range g.groups {
		key := w.item
		switch {
		case w.item >= 0 && g.v.items[w.item].kind == rowItem:
		case w.item < 0 && p.nameless(w.block) >= 0 && w.fixed:
			key = len(g.v.items) + w.block
		case w.item < 0 && p.nameless(w.block) >= 0 && g.hasFixed(w.block):
			strays = append(strays, w)
			continue
		default:
			first = append(first, w)
			continue
		}
		o := own[key]
		switch {
		case o == nil:
			own[key] = w
			first = append(first, w)
		case w.values() == 0 && !w.fixed:
		case o.values() == 0 && !o.fixed:
			*o = *w // a label alone, and then the row
		default:
			o.rival(w)
		}
	}
	return first, strays
}

// notes tells from the rows without a label what is a note across the table: it has
// words in its first cell and nothing else, and another row has values.
func (g *gridTable) notes() {
	isNote := func(w *group) bool {
		return w.item < 0 && w.fixed && w.values() == 1 && len(w.pieces) > 1 && w.pieces[0].Text != "" && !isValue(w.pieces[0].Text) && !figure.IsBlank(w.pieces[0].Text)
	}
	for _, w := range g.groups {
		if isNote(w) && slices.ContainsFunc(g.groups, func(o *group) bool { return o.item < 0 && o.fixed && o.block == w.block && !isNote(o) }) {
			w.words, w.pieces, w.fixed = []string{w.pieces[0].Text}, nil, false
		}
	}
}

// hasFixed reports whether a row without a label has a cell for each column of the block.
func (g *gridTable) hasFixed(block int) bool {
	return slices.ContainsFunc(g.groups, func(w *group) bool { return w.item < 0 && w.fixed && w.block == block })
}

// rival adds what another row of the same label says otherwise.
func (w *group) rival(o *group) {
	switch {
	case joinedTexts(w.pieces) == joinedTexts(o.pieces) && slices.Equal(w.lacks, o.lacks):
	case w.fixed && o.fixed && slices.Equal(w.lacks, o.lacks):
		w.others = append(w.others, o.pieces)
	default:
		w.doubt = true
	}
}

func joinedTexts(pieces []draft.Piece) string {
	s := ""
	for _, q := range pieces {
		s += q.Text + "\t"
	}
	return s
}

// gather gives a row that has a label and no cell the cells on the lines below it, where
// they are as many as columns and can be no other row's: no value stands right above the
// label, and the next label has its own. Cells on lines of their own without a label are
// a row, too, if they are as many.
func (g *gridTable) gather() {
	var out []*group
	for i := 0; i < len(g.groups); i++ {
		w := g.groups[i]
		end := i + 1
		if !g.bare(w) {
			end = i
		}
		from := end
		var pieces []draft.Piece
		for end < len(g.groups) && g.stray(g.groups[end]) && g.groups[end].block == w.block {
			pieces = append(pieces, valuesOnly(g.groups[end].pieces)...)
			end++
		}
		block := g.layout().Blocks[w.block]
		alone := (i == 0 || !g.stray(g.groups[i-1])) && (end == len(g.groups) || !g.bare(g.groups[end]))
		if end == from || len(pieces) != len(block.Columns) || !alone || from == i && end == i+1 {
			out = append(out, w)
			continue
		}
		if from == i { // without a label
			w = &group{item: -1, block: w.block, line: w.line, at: w.at, grid: true}
		}
		w.pieces, w.fixed, w.moved = pieces, true, true
		out = append(out, w)
		i = end - 1
	}
	g.groups = out
}

// below gives rows that have a label and no cell the values beyond the columns of the row
// above, where they are just as many: copied by columns, labels may stand below the
// values of several rows. Where they are not, the rows may have lost theirs to it.
func (g *gridTable) below() {
	for i, w := range g.groups {
		if w.item < 0 || !w.apart || w.fixed {
			continue
		}
		values, k := figuresOnly(w.pieces), len(g.layout().Blocks[w.block].Columns)
		bare := i + 1
		for bare < len(g.groups) && (g.bare(g.groups[bare]) || g.isGroup(g.groups[bare])) && g.groups[bare].block == w.block {
			bare++
		}
		rows := slices.DeleteFunc(slices.Clone(g.groups[i+1:bare]), g.isGroup)
		if len(rows) == 0 || len(values) <= k {
			continue
		}
		if len(values) != k*(len(rows)+1) {
			for _, o := range rows {
				o.doubt = true
			}
			continue
		}
		for m, o := range append([]*group{w}, rows...) {
			o.pieces, o.fixed, o.apart, o.doubt, o.moved = values[m*k:(m+1)*k], true, false, false, true
		}
	}
}

// figuresOnly are the pieces that hold a value or a mark for nothing.
func figuresOnly(pieces []draft.Piece) []draft.Piece {
	return slices.DeleteFunc(valuesOnly(pieces), func(q draft.Piece) bool { return figure.Read(q.Text).Kind == figure.Words })
}

// isGroup reports whether a row is the label of a group alone, or words of one.
func (g *gridTable) isGroup(w *group) bool {
	return w.values() == 0 && (w.item < 0 || g.v.items[w.item].kind == groupItem)
}

// bare reports whether a row has a label of the form and no cell behind it.
func (g *gridTable) bare(w *group) bool {
	return w.item >= 0 && g.v.items[w.item].kind == rowItem && !w.fixed && len(valuesOnly(w.pieces)) == 0
}

// stray reports whether a row has values and no label.
func (g *gridTable) stray(w *group) bool {
	return w.item < 0 && len(w.words) == 0 && w.values() > 0 && g.layout().Blocks[w.block].Rows[0].Label != ""
}

// doubtBare doubts rows without values beside rows of values without a label, or of
// words with digits that are no row: those may be theirs.
func (g *gridTable) doubtBare(p *placer, rest []*group) {
	for _, w := range rest {
		if w.item >= 0 || w.values() == 0 && digitCount(w.label()) == 0 {
			continue
		}
		if g.rows[0].lined { // whose they are no place tells
			for i, o := range p.got {
				if o != nil && p.blocks[i] == w.block && g.bare(o) {
					o.doubt = true
				}
			}
		}
		at := slices.Index(g.groups, w)
		for _, beside := range []int{at - 1, at + 1} {
			if beside < 0 || beside >= len(g.groups) {
				continue
			}
			if o := g.groups[beside]; slices.Contains(p.got, o) && o.values() == 0 && (!o.fixed || p.v.within(layouts.Key(w.label()))) && !g.headsBetween(min(w.at, o.at), max(w.at, o.at)) {
				o.doubt = true
			}
		}
	}
}

// partialSums hands the values of columns of subtotals to the checks.
func (g *gridTable) partialSums(p *placer) {
	for i, w := range p.got {
		if w == nil {
			continue
		}
		for _, s := range w.sums {
			var members []string
			for _, c := range s.members {
				members = append(members, layouts.CellID(p.table.ID, p.rows[i].ID, c))
			}
			p.out.Subtotals = append(p.out.Subtotals, draft.Subtotal{Label: s.label, Members: members, Piece: s.piece})
		}
	}
}

// repeated says which rows stand in the source more than once and differ.
func (g *gridTable) repeated(p *placer) {
	for i, w := range p.got {
		if w == nil || len(w.others) == 0 || w.doubt {
			continue
		}
		row := p.out.Row(p.rows[i].ID)
		f := report.NewFinding(report.CodeRepeated, repeatedRow(p.rows[i]))
		for at, c := range present(p.blockOf(i), w.lacks) {
			differs := slices.ContainsFunc(w.others, func(o []draft.Piece) bool { return !sameValue(o[at].Text, w.pieces[at].Text) })
			if !differs {
				continue
			}
			f.Cells = append(f.Cells, layouts.CellID(p.table.ID, row.ID, c.ID))
			row.Rivals = append(row.Rivals, at)
		}
		for _, reading := range slices.Insert(slices.Clone(w.others), 0, w.pieces) {
			var values []string
			for _, at := range row.Rivals {
				values = append(values, reading[at].Text)
			}
			if !slices.ContainsFunc(f.Candidates, func(c []string) bool { return slices.Equal(c, values) }) {
				f.Candidates = append(f.Candidates, values)
			}
			f.Line = reading[0].Line
		}
		if len(f.Cells) > 0 {
			p.r.Add(f)
		}
	}
}

// sameValue reports whether two texts say the same.
func sameValue(a, b string) bool {
	if a == b || figure.IsBlank(a) && figure.IsBlank(b) {
		return true
	}
	m, n := figure.Read(a), figure.Read(b)
	return m.Kind == figure.Exact && n.Kind == figure.Exact && m.Unit == n.Unit && m.Number.Rat().Cmp(n.Number.Rat()) == 0
}

// present are the columns of a block but those that are lacking.
func present(b *layouts.Block, lacks []string) []*layouts.Column {
	return slices.DeleteFunc(slices.Clone(b.Columns), func(c *layouts.Column) bool { return slices.Contains(lacks, c.ID) })
}

// cover marks the lines of the table.
func (g *gridTable) cover(covered []bool) (first int) {
	first = -1
	for _, r := range g.rows {
		if first < 0 {
			first = r.line
		}
		for i := r.line; i <= r.last; i++ {
			covered[i] = true
		}
	}
	return first
}

// repeatedRow says that a row stands in the source more than once.
func repeatedRow(row *layouts.Row) string {
	return fmt.Sprintf("“%s”一行在原文中不止一处，各处的数不同，无法确定以哪个为准，请对照原文填写。", row.Title())
}
