package extract

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// A record is a row that has no label: the form's row repeats, and its columns alone tell
// what its cells are. Records are read from cells only.

// labelByCells finds the cell that names a row of a table that is read by its cells: the
// first that is not empty, or, behind labels of groups, one before the last columns. What
// stands further behind is an entry, whatever it names.
func (g *gridTable) labelByCells(r *gridRow) rowLabelCell {
	found := rowLabelCell{cell: -1, item: -1}
	for i := range r.cells {
		c := &r.cells[i]
		if c.text == "" {
			continue
		}
		item := g.itemOf(c)
		if item < 0 || c.loosely {
			return found
		}
		found.cell, found.item = i, item
		if g.v.items[item].kind != groupItem {
			return found
		}
	}
	return found
}

// record keeps a row of a block whose row repeats. One text across several columns is a
// note; cells that do not show which column they stand in are kept, and stay open.
func (g *gridTable) record(own *group, r *gridRow, h *heading) {
	r = g.withAbove(r)
	values, ok := g.values(r, -1, h)
	only := r.only()
	switch {
	case only != nil && (!ok || only.cols > 1 && len(h.leaves) > 1):
		g.unlabelled(own, r, h)
		return
	case ok && isCountOff(values) && hasText(h.block):
		return // a row that numbers the columns
	case ok:
		g.marks.fixed++
		g.fix(own, h, values, r)
		g.groups = g.groups[:len(g.groups)-1]
	default:
		g.marks.uneven++
		own.doubt = true
		for _, c := range r.cells {
			own.pieces = append(own.pieces, draft.Piece{Text: c.text, Line: c.no})
		}
	}
	g.records = append(g.records, own)
}

// hasText reports whether a column of the block holds text, under which no number stands.
func hasText(b *layouts.Block) bool {
	return slices.ContainsFunc(b.Columns, func(c *layouts.Column) bool { return c.Kind == layouts.Text })
}

// underLabel are the texts of a row that stand under columns over which its label stands.
func underLabel(r *gridRow, label int, row *layouts.Row, h *heading) (texts []string) {
	if row == nil || len(row.Over) == 0 {
		return nil
	}
	for i := label + 1; i < len(r.cells); i++ {
		if h.placed && h.over(r.cells[i].col) || !h.placed && i >= len(r.cells)-len(h.leaves) {
			continue
		}
		if text := r.cells[i].text; text != "" && text != r.cells[label].text && !figure.IsBlank(text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// of is the heading of a row whose label stands over some of the columns.
func (h *heading) of(row *layouts.Row) *heading {
	if row == nil || len(row.Over) == 0 {
		return h
	}
	own := *h
	block := *h.block
	block.Columns = h.block.ColumnsOf(row)
	own.block, own.leaves = &block, nil
	for _, f := range h.leaves {
		if f.column == nil || !slices.Contains(row.Over, f.column.ID) {
			own.leaves = append(own.leaves, f)
		}
	}
	return &own
}

// recordRows are the draft's rows of the records that stand in a block.
func (p *placer) recordRows(block int, row *layouts.Row, b *layouts.Block) []*draft.Row {
	var rows []*draft.Row
	ids := map[*group]string{}
	for _, w := range p.records {
		if w.block == block {
			rows = append(rows, &draft.Row{ID: layouts.RepeatedID(row.ID, len(rows)+1), Pieces: w.pieces, Line: w.line, Unit: p.unitOf(w, row, b), Units: p.unitsOf(w, row, b), Grid: true, Fixed: w.fixed, Doubt: w.doubt, Lacks: w.lacks, Struck: w.struck, Rivals: w.tallPieces()})
			ids[w] = rows[len(rows)-1].ID
		}
	}
	p.sayTall(ids)
	return rows
}

// formOf is the form as a draft has it: its rows repeat as often as the source's. The error
// wraps source.ErrTooLarge.
func formOf(l *layouts.Layout, d *draft.Draft) (*layouts.Layout, error) {
	if !l.Repeats() {
		return l, nil
	}
	counts := map[string]int{}
	for _, t := range d.Tables {
		for _, row := range t.Rows {
			if id, n := layouts.CutRepeated(row.ID); n > 0 {
				counts[t.ID+"."+id]++
			}
		}
	}
	for _, n := range counts {
		if n > layouts.MostRepeated {
			return nil, words.New("too-large.report.rows", source.ErrTooLarge, n, layouts.MostRepeated)
		}
	}
	return l.For(counts), nil
}
