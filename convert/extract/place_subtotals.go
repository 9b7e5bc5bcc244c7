package extract

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// subtotalWord is how offices name subtotals.
var subtotalWord = layouts.Words().Subtotal

// extraColumns finds the columns of subtotals among the headings that are none
// of the form's.
func (p *loosePlacer) extraColumns() {
	extras := map[int][]draft.Extra{}
	var left []*group
	for _, g := range p.rest {
		if g.item >= 0 || g.values() > 0 || !strings.Contains(layouts.Fold(g.label()), subtotalWord) || p.begun(g) {
			left = append(left, g)
			continue
		}
		if e, ok := p.extraColumn(g.block); ok {
			e.Label = g.label()
			extras[g.block] = append(extras[g.block], e)
		} else {
			left = append(left, g)
		}
	}
	for bi := range p.table.Blocks {
		if e, ok := p.extraColumn(bi); ok && len(extras[bi]) == 0 && p.sumsUp(bi, e) {
			e.Label = subtotalWord
			extras[bi] = append(extras[bi], e)
		}
	}
	p.extras, p.rest = extras, left
}

// sumsUp reports whether the rows of a block have one value more than columns, and it
// is the sum of the members, in rows whose own sums hold: a column of subtotals whose
// heading is lost. A few rows may be damaged.
func (p *placer) sumsUp(block int, e draft.Extra) bool {
	const company, often = 5, 4 // rows; for one that is otherwise
	fit, other := 0, 0
	for i, g := range p.got {
		switch {
		case g == nil || p.blocks[i] != block || g.values() == 0:
		case p.sumsUpIn(p.rows[i], p.table.Blocks[block], g, e):
			fit++
		default:
			other++
		}
	}
	return fit >= company && fit > often*other
}

func (p *placer) sumsUpIn(row *layouts.Row, b *layouts.Block, g *group, e draft.Extra) bool {
	values, ok := ratsOf(g, len(b.Columns)+1)
	if !ok {
		return false
	}
	own := map[string]*big.Rat{}
	sum := new(big.Rat).Set(values[e.Before])
	for c, n := range slices.Delete(values, e.Before, e.Before+1) {
		id := b.Columns[c].ID
		own[layouts.CellID(p.table.ID, row.ID, id)] = n
		if slices.Contains(e.Members, id) {
			sum.Sub(sum, n)
		}
	}
	return sum.Sign() == 0 && p.holds(row, own)
}

// ratsOf are the values of a row that has so many; blanks are 0, but for the last.
func ratsOf(g *group, n int) ([]*big.Rat, bool) {
	pieces := g.pieces
	if len(pieces) != n {
		pieces = valuesOnly(g.pieces)
	}
	if len(pieces) != n || figure.IsBlank(pieces[n-1].Text) {
		return nil, false
	}
	var values []*big.Rat
	for _, q := range pieces {
		f := figure.Read(q.Text)
		if f.Kind != figure.Exact && f.Kind != figure.Blank {
			return nil, false
		}
		values = append(values, f.Number.Rat())
	}
	return values, true
}

// holds reports whether the sums within a row hold.
func (p *placer) holds(row *layouts.Row, cells map[string]*big.Rat) bool {
	for _, r := range p.table.Rules() {
		if r.Op != layouts.Equal || r.Row != row.ID {
			continue
		}
		if sum, _, ok := weighCells(r, cells); !ok || sum.Sign() != 0 {
			return false
		}
	}
	return true
}

// begun reports whether rows of the group's block stand before it.
func (p *placer) begun(g *group) bool {
	for i, o := range p.got {
		if o != nil && p.blocks[i] == g.block && o.at < g.at {
			return true
		}
	}
	return false
}

// extraColumn places a column of subtotals behind the columns of the heading that spans
// several of them but not all.
func (p *placer) extraColumn(block int) (draft.Extra, bool) {
	b := p.table.Blocks[block]
	for _, it := range p.v.items {
		if it.kind != headItem || it.block != b {
			continue
		}
		var members []string
		at := 0
		for i, c := range b.Columns {
			if from := columnPlace(p.table, b, c); from >= it.span[0] && from < it.span[1] {
				members = append(members, c.ID)
				at = i + 1
			}
		}
		if len(members) > 1 && len(members) < len(b.Columns) {
			return draft.Extra{Before: at, Members: members}, true
		}
	}
	return draft.Extra{}, false
}

// columnPlace is the grid place where the column's heading begins.
func columnPlace(t *layouts.Table, b *layouts.Block, c *layouts.Column) int {
	for _, cell := range t.Grid().Cells {
		if cell.Column == c && cell.Kind == layouts.HeadCell {
			return cell.Col
		}
	}
	return -1
}

// A partSum is the sums of a row's sub-rows, a text for each column; "" is blank.
type partSum struct {
	texts  []string
	labels string
	pieces []draft.Piece // as the source has them
	ok     bool          // every sub-row could be read cell by cell
}

// addParts adds up a row's sub-rows.
func addParts(b *layouts.Block, parts []*group) partSum {
	sum := partSum{texts: make([]string, len(b.Columns)), ok: true}
	totals := make([]*big.Rat, len(b.Columns))
	decimals := make([]int, len(b.Columns))
	var labels []string
	for _, g := range parts {
		labels = append(labels, g.label())
		cells := g.pieces
		if v := valuesOnly(cells); len(v) == len(b.Columns) || len(v) == 0 {
			cells = v
		}
		sum.pieces = append(sum.pieces, cells...)
		if len(cells) != len(b.Columns) && len(cells) > 0 {
			sum.ok = false
			continue
		}
		for c, q := range cells {
			f := figure.Read(q.Text)
			if f.Kind == figure.Blank {
				continue
			}
			if f.Kind != figure.Exact {
				sum.ok = false
				continue
			}
			if totals[c] == nil {
				totals[c] = new(big.Rat)
			}
			totals[c].Add(totals[c], f.Number.Rat())
			decimals[c] = max(decimals[c], f.Number.Decimals())
		}
	}
	for c, t := range totals {
		if t != nil {
			sum.texts[c] = figure.NumberOf(t, decimals[c]).String()
		}
	}
	sum.labels = strings.Join(labels, "、")
	return sum
}

// sumParts makes a row of its sub-rows when it has no values of its own. A sub-row
// that cannot be read cell by cell leaves the row in doubt.
func (p *placer) sumParts(row *layouts.Row, b *layouts.Block, parts []*group) *draft.Row {
	out := &draft.Row{ID: row.ID, Line: parts[0].line, Indent: draft.NoLabel}
	sum := addParts(b, parts)
	if !sum.ok {
		out.Doubt, out.Pieces = true, sum.pieces
		return out
	}
	for _, text := range sum.texts {
		out.Pieces = append(out.Pieces, draft.Piece{Text: text, Line: parts[0].line})
	}
	f := report.NewFinding(report.CodeRepaired, fmt.Sprintf("“%s”一行本身没有数字，取各子项（%s）之和。", row.Title(), sum.labels), rowCells(p.table, row, b)...)
	f.Line = parts[0].line
	p.r.Add(f)
	return out
}

// checkParts keeps the sub-rows of a row that has values of its own: their sums are
// compared with it; what cannot be read is kept as text.
func (p *placer) checkParts(row *layouts.Row, b *layouts.Block, parts []*group) {
	if len(parts) == 0 {
		return
	}
	sum := addParts(b, parts)
	if !sum.ok || len(parts) == 1 { // one sub-row alone need not be all of it
		for _, g := range parts {
			p.r.Add(unknownRow(p.table, g))
		}
		return
	}
	for c, text := range sum.texts {
		if text == "" {
			continue
		}
		id := layouts.CellID(p.table.ID, row.ID, b.Columns[c].ID)
		p.out.Subtotals = append(p.out.Subtotals, draft.Subtotal{Label: sum.labels, Members: []string{id}, Piece: draft.Piece{Text: text, Line: parts[0].line}})
	}
}
