package extract

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// An extraColumn is a column of subtotals that the form does not have.
type extraColumn struct {
	label   string
	at      int // how many of the form's columns stand before it
	members []*layouts.Column
}

// subtotalWord is how offices name subtotals.
const subtotalWord = "小计"

// extraColumns finds the columns of subtotals among the headings that are none
// of the form's.
func (p *placer) extraColumns(rest []*group) (map[int][]extraColumn, []*group) {
	extras := map[int][]extraColumn{}
	var left []*group
	for _, g := range rest {
		if g.item >= 0 || g.values() > 0 || !strings.Contains(layouts.Fold(g.label()), subtotalWord) || p.begun(g) {
			left = append(left, g)
			continue
		}
		if e, ok := p.extraColumn(g); ok {
			extras[g.block] = append(extras[g.block], e)
		} else {
			left = append(left, g)
		}
	}
	return extras, left
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

// extraColumn places a subtotal behind the columns of the heading that spans
// several of them but not all.
func (p *placer) extraColumn(g *group) (extraColumn, bool) {
	b := p.table.Blocks[g.block]
	for _, it := range p.v.items {
		if it.kind != headItem || it.block != b {
			continue
		}
		var members []*layouts.Column
		at := 0
		for i, c := range b.Columns {
			if from := columnPlace(p.table, b, c); from >= it.span[0] && from < it.span[1] {
				members = append(members, c)
				at = i + 1
			}
		}
		if len(members) > 1 && len(members) < len(b.Columns) {
			return extraColumn{g.label(), at, members}, true
		}
	}
	return extraColumn{}, false
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

// dropExtras takes the subtotals out of a row that has them.
func (p *placer) dropExtras(row *layouts.Row, b *layouts.Block, pieces []report.Piece, extras []extraColumn) []report.Piece {
	if len(extras) == 0 {
		return pieces
	}
	values := valuesOnly(pieces)
	if len(values) != len(b.Columns)+len(extras) {
		return pieces
	}
	var kept []report.Piece
	next := 0
	for i := 0; i <= len(b.Columns); i++ {
		for _, e := range extras {
			if e.at != i {
				continue
			}
			var members []string
			for _, c := range e.members {
				members = append(members, layouts.CellID(p.table.ID, row.ID, c.ID))
			}
			p.out.Subtotals = append(p.out.Subtotals, report.Subtotal{Label: e.label, Members: members, Piece: values[next]})
			next++
		}
		if i < len(b.Columns) {
			kept = append(kept, values[next])
			next++
		}
	}
	return kept
}

// sumParts makes a row of its sub-rows when it has no values of its own. It is
// nil when a sub-row cannot be read cell by cell.
func (p *placer) sumParts(row *layouts.Row, b *layouts.Block, parts []*group) *report.Row {
	sums := make([]*big.Rat, len(b.Columns))
	decimals := make([]int, len(b.Columns))
	var labels []string
	for _, g := range parts {
		values := valuesOnly(g.pieces)
		if len(values) != len(b.Columns) {
			return nil
		}
		labels = append(labels, g.label())
		for c := range b.Columns {
			n, _, err := report.ReadNumber(values[c].Text)
			if err != nil {
				return nil
			}
			if sums[c] == nil {
				sums[c] = new(big.Rat)
			}
			sums[c].Add(sums[c], n.Rat())
			decimals[c] = max(decimals[c], n.Decimals())
		}
	}
	out := &report.Row{ID: row.ID, Line: parts[0].line}
	for c := range b.Columns {
		out.Pieces = append(out.Pieces, report.Piece{Text: report.NumberOf(sums[c], decimals[c]).String(), Line: parts[0].line})
	}
	f := report.NewFinding("repaired", fmt.Sprintf("“%s”一行本身没有数字，取各子项（%s）之和。", row.Title(), strings.Join(labels, "、")), rowCells(p.table, row, b)...)
	f.Line = parts[0].line
	p.r.Add(f)
	return out
}
