package extract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A placer gives the groups of one region to the rows of its table.
type placer struct {
	v       *vocabulary
	table   *layouts.Table
	rows    []*layouts.Row // of all blocks, in order
	blocks  []int          // the block of each row
	got     []*group       // the group of each row; nil for none
	parts   map[int][]*group
	units   map[*layouts.Column]string // that the headings state
	headed  bool                       // labels of the table are there
	records []*group                   // of rows that repeat
	r       *report.Report
	out     *draft.Table
}

// blockOf is the block of a row, as the row has it.
func (p *placer) blockOf(i int) *layouts.Block {
	_, b := p.table.Row(p.rows[i].ID)
	return b
}

// labelled takes the groups whose words name a row or sub-row.
func (p *placer) labelled(groups []*group) (rest []*group) {
	for _, g := range groups {
		if g.item < 0 {
			rest = append(rest, g)
			continue
		}
		it := p.v.items[g.item]
		switch it.kind {
		case rowItem:
			p.got[p.index(it.row)] = g
		case partItem:
			i := p.index(it.row)
			p.parts[i] = append(p.parts[i], g)
		default:
			rest = append(rest, g)
		}
	}
	return rest
}

func (p *placer) index(row *layouts.Row) int {
	for i, r := range p.rows {
		if r == row {
			return i
		}
	}
	return -1
}

// unlabelled gives rows that only their heading names the values below it.
func (p *placer) unlabelled(groups []*group) (rest []*group) {
	for _, g := range groups {
		i := p.nameless(g.block)
		if g.item >= 0 || i < 0 || g.values() == 0 {
			rest = append(rest, g)
			continue
		}
		p.got[i] = g
		if !p.headed {
			f := report.NewFinding(report.CodeLabelVariant, fmt.Sprintf("表“%s”没有表头，各数按列的顺序读取。", p.table.Name), rowCells(p.table, p.rows[i], p.table.Blocks[p.blocks[i]])...)
			f.Line = g.line
			p.r.Add(f)
		}
	}
	return rest
}

func (p *placer) nameless(block int) int {
	for i, r := range p.rows {
		if r.Label == "" && !r.Repeat && p.blocks[i] == block && p.got[i] == nil {
			return i
		}
	}
	return -1
}

// alike gives groups to rows whose label theirs resembles: misspelt, cut short,
// or out of order.
func (p *placer) alike(groups []*group) (rest []*group) {
	const enough, ahead = 0.6, 0.15
	const ordinal = 2 // digits that may number a row
	for _, g := range groups {
		if g.item >= 0 || g.values() == 0 && (!g.fixed || p.isCaption(g)) || g.label() == "" {
			rest = append(rest, g)
			continue
		}
		best, second, at := 0.0, 0.0, -1
		for i, row := range p.rows {
			if p.got[i] != nil || row.Label == "" || !p.mayBeAt(g, i) || p.v.labels[layouts.Key(g.label())] && likeness(g.label(), row) < 1 {
				continue // or another row's own label
			}
			if g.grid && digitCount(g.label()) > digitCount(row.Label)+ordinal {
				continue // a figure stands in the label's cell, and would be lost
			}
			switch l := likeness(g.label(), row); {
			case l > best:
				best, second, at = l, best, i
			case l > second:
				second = l
			}
		}
		if at < 0 || best < enough || best < 1 && best-second < ahead {
			rest = append(rest, g)
			continue
		}
		p.got[at] = g
	}
	return rest
}

// isCaption reports whether a group's words are a caption of the form, a line without values.
func (p *placer) isCaption(g *group) bool {
	return slices.ContainsFunc(p.v.worded(g.label(), layouts.Key(g.label())), func(i int) bool { return p.v.items[i].kind == captionItem })
}

// inOrder names groups without a label by their place: between two rows that are
// there, as many groups as rows are missing.
func (p *placer) inOrder(groups, rest []*group) []*group {
	place := map[*group]int{}
	for i, g := range groups {
		place[g] = i
	}
	taken := map[*group]bool{}
	for i := 0; i < len(p.rows); i++ {
		if p.got[i] != nil {
			continue
		}
		end := i
		for end < len(p.rows) && p.got[end] == nil {
			end++
		}
		from, to := -1, len(groups)
		if i > 0 {
			from = place[p.got[i-1]]
		}
		if end < len(p.rows) {
			to = place[p.got[end]]
		}
		var between []*group
		for _, g := range rest {
			if place[g] > from && place[g] < to && (g.values() > 0 || g.unit != "") && p.nameableAs(g, p.rows[i]) && p.mayBeAt(g, i) {
				between = append(between, g)
			}
		}
		if len(between) == end-i && (i > 0 || between[0].moved) {
			for k, g := range between {
				p.got[i+k] = g
				taken[g] = true
				g.doubt = g.doubt || g.label() == "" && slices.ContainsFunc(rest, func(o *group) bool { // its label stands elsewhere
					return o.values() == 0 && layouts.Key(o.label()) == layouts.Key(p.rows[i+k].Label)
				})
			}
		}
		i = end
	}
	var left []*group
	for _, g := range rest {
		if !taken[g] {
			left = append(left, g)
		}
	}
	return left
}

// mayBeAt reports whether a group may be a row of its block: cells that stand one a
// column are of the columns they stand in.
func (p *placer) mayBeAt(g *group, i int) bool { return !g.fixed || g.block == p.blocks[i] }

func valuesOnly(pieces []draft.Piece) []draft.Piece {
	var v []draft.Piece
	for _, q := range pieces {
		if q.Text != "" {
			v = append(v, q)
		}
	}
	return v
}

// subtotalRows keeps the values that stand at a group's label above its rows,
// and the text of rows that are none of the form's.
func (p *placer) subtotalRows(rest []*group, extras map[int][]draft.Extra) {
	for _, g := range rest {
		if g.item >= 0 && p.v.items[g.item].kind == groupItem && g.values() > 0 {
			if p.subtotalRow(g, extras[g.block]) {
				continue
			}
		}
		if g.marks() && g.item >= 0 && p.v.items[g.item].kind == captionItem {
			continue // the marks beside it
		}
		if g.values() == 0 && (g.item >= 0 || p.v.within(layouts.Fold(layouts.TrimOrdinal(g.label()))) || p.v.scraps(strings.Join(g.words, " "))) {
			continue // a group's label, copies of some, or scraps of labels broken over lines
		}
		if g.label() == "" && g.values() == 0 {
			continue
		}
		p.r.Add(unknownRow(p.table, g))
	}
}

func (p *placer) subtotalRow(g *group, extras []draft.Extra) bool {
	it := p.v.items[g.item]
	values := valuesOnly(g.pieces)
	switch k := len(it.block.Columns); {
	case g.fixed && len(g.pieces) == k:
		values = g.pieces
	case len(extras) > 0 && len(g.pieces) == k+len(extras):
		values = withoutExtras(g.pieces, extras, k) // blanks keep their places
	case len(extras) > 0 || len(values) != k:
		return false
	}
	for c, col := range it.block.Columns {
		if values[c].Text == "" {
			continue
		}
		var members []string
		for _, row := range groupRows(it.block, it.label) {
			members = append(members, layouts.CellID(p.table.ID, row.ID, col.ID))
		}
		p.out.Subtotals = append(p.out.Subtotals, draft.Subtotal{Label: layouts.TrimOrdinal(it.label), Members: members, Piece: values[c]})
	}
	return true
}

// withoutExtras are a row's cells but those of the source's own columns.
func withoutExtras(pieces []draft.Piece, extras []draft.Extra, columns int) []draft.Piece {
	var own []draft.Piece
	at := 0
	for c := range columns {
		for _, e := range extras {
			if e.Before == c {
				at++
			}
		}
		own = append(own, pieces[at])
		at++
	}
	return own
}

// groupRows are the rows that a group's label stands left of.
func groupRows(b *layouts.Block, label string) []*layouts.Row {
	for i, r := range b.Rows {
		for _, g := range r.Groups {
			if g.Label == label {
				return b.Rows[i : i+max(g.Rowspan, 1)]
			}
		}
	}
	return nil
}

// write turns the groups into rows of the report, with the findings about labels.
func (p *placer) write(extras map[int][]draft.Extra, lacks map[int][]string) {
	for i, row := range p.rows {
		g := p.got[i]
		b := p.blockOf(i)
		if row.Repeat {
			p.out.Rows = append(p.out.Rows, p.recordRows(p.blocks[i], row, b)...)
			continue
		}
		if parts := p.parts[i]; len(parts) > 0 && (g == nil || g.values() == 0 && (len(parts) > 1 || !g.fixed)) {
			p.out.Rows = append(p.out.Rows, p.sumParts(row, b, parts))
			continue
		}
		p.checkParts(row, b, p.parts[i])
		if g == nil {
			if row.Label == "" { // its headings are there: it is blank
				p.out.Rows = append(p.out.Rows, &draft.Row{ID: row.ID})
			}
			continue // check names the rows that are missing
		}
		p.variant(row, b, g)
		pieces := cellWords(g, len(b.Columns)+len(extras[p.blocks[i]]))
		if len(pieces) < len(g.pieces) {
			p.r.Add(unknownRow(p.table, &group{line: g.line, groupLabel: groupLabel{words: g.notes}}))
		}
		if row.Label != "" && (g.moved || g.item < 0 || p.v.items[g.item].kind != rowItem) {
			g.indent = draft.NoLabel
		}
		p.out.Rows = append(p.out.Rows, &draft.Row{ID: row.ID, Pieces: pieces, Line: g.line, Unit: p.unitOf(g, row, b), Units: p.unitsOf(g, row, b), Indent: g.indent, Doubt: g.doubt, Extras: extras[p.blocks[i]], Lacks: append(g.lacks, lacks[p.blocks[i]]...), Grid: g.grid, Fixed: g.fixed, Apart: g.apart, Struck: g.struck})
	}
}

func rowCells(t *layouts.Table, row *layouts.Row, b *layouts.Block) []string {
	var ids []string
	for _, c := range b.Columns {
		ids = append(ids, layouts.CellID(t.ID, row.ID, c.ID))
	}
	return ids
}

// cellWords keeps words among the values only where they stand in place of a
// value; otherwise they are notes to the label.
func cellWords(g *group, k int) []draft.Piece {
	if len(g.notes) == 0 {
		return g.pieces
	}
	words := map[string]bool{}
	for _, n := range g.notes {
		words[n] = true
	}
	if g.values() <= k {
		return g.pieces
	}
	var kept []draft.Piece
	for _, q := range g.pieces {
		if !words[q.Text] {
			kept = append(kept, q)
		}
	}
	return kept
}

func unknownRow(t *layouts.Table, g *group) report.Finding {
	var values []string
	for _, q := range valuesOnly(g.pieces) {
		values = append(values, q.Text)
	}
	text := strings.Join(strings.Fields(g.label()+" "+g.unit+" "+strings.Join(values, " ")), " ")
	f := report.NewFinding(report.CodeUnknownRow, fmt.Sprintf("表“%s”中的“%s”不是规定格式里的行，内容保留在此，未计入任何单元格。", t.Name, text))
	f.Text, f.Line = text, g.line
	return f
}
