package settle

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A table may lack a column, head and all. Its rows are read without it; what stood
// there their sums tell.

// lacking writes the cells of the columns that the source lacks: as the row's sum
// tells them when the row is settled, else open.
func (w *writer) lacking(p *puzzle, settled bool) {
	_, b := p.table.Row(p.src.ID)
	settled = settled && !slices.ContainsFunc(p.out.Cells, func(c *report.Cell) bool { return c.Open })
	for _, column := range p.src.Lacks {
		id := layouts.CellID(p.table.ID, p.spec.ID, column)
		cell := &report.Cell{Column: column, Line: p.src.Line}
		p.out.Cells = append(p.out.Cells, cell)
		if settled && len(p.src.Lacks) < len(b.Columns) && !slices.ContainsFunc(p.out.Cells, func(c *report.Cell) bool { return !c.Value.Blank() }) {
			continue // a row without a value has none here, either
		}
		if n, ok := p.rest(id); settled && ok && !p.src.Fixed {
			cell.Value = n
			a := w.act(lacked, byRow, p)
			a.cells = append(a.cells, id)
			a.says = append(a.says, fmt.Sprintf("“%s”行“%s”为%s", p.table.RowTitle(p.spec), b.Column(column).Title(), n))
			continue
		}
		cell.Open = true
		a := w.act(lacked, nothing, p)
		a.cells = append(a.cells, id)
	}
	slices.SortFunc(p.out.Cells, func(x, y *report.Cell) int { return place(b, x) - place(b, y) })
}

func place(b *layouts.Block, cell *report.Cell) int {
	return slices.IndexFunc(b.Columns, func(c *layouts.Column) bool { return c.ID == cell.Column })
}

// rest is what the one sum of the row's cells leaves for a part that is lacking, and
// nothing where several are.
func (p *puzzle) rest(id string) (report.Number, bool) {
	for _, r := range p.table.Rules() {
		if r.Op != layouts.Equal || r.Row != p.spec.ID || len(r.Left) != 1 || !slices.Contains(r.Right, id) {
			continue
		}
		total := p.written(r.Left[0])
		if total.Blank() {
			return report.Number{}, false
		}
		n := total.Rat()
		for _, part := range r.Right {
			if v := p.written(part); !v.Blank() {
				n.Sub(n, v.Rat())
			}
		}
		number := report.NumberOf(n, 0)
		return number, number.Rat().Cmp(n) == 0 && (n.Sign() == 0 || n.Sign() > 0 && len(p.src.Lacks) == 1)
	}
	return report.Number{}, false
}

// written is the value of a cell of the row as it was settled.
func (p *puzzle) written(id string) report.Number {
	for _, c := range p.out.Cells {
		if layouts.CellID(p.table.ID, p.spec.ID, c.Column) == id {
			return c.Value
		}
	}
	return report.Number{}
}

// doubtShort leaves rows open that are one value short where all are, and no digits are
// run together: a column may be gone. Each sum would find its value in any, and where
// the last value of every row is at least the sum of the others, it is the total.
func doubtShort(puzzles []*puzzle) {
	const habit = 3
	var short, found []*puzzle
	outweighed, headless := 0, false
	for _, p := range puzzles {
		switch n := len(p.values); {
		case n >= p.width() || p.glued:
			return
		case n < p.width()-1 || len(p.rules) == 0 || p.why != none && p.why != tooMany:
			continue
		}
		short = append(short, p)
		if len(p.readings) > 1 && slices.ContainsFunc(p.readings, func(r reading) bool { return r.manner == refound }) {
			found = append(found, p)
		}
		headless = headless || len(p.readings) == 1 && p.lacksTotal(p.readings[0])
		if p.outweighed() {
			outweighed++
		}
	}
	if !headless || outweighed < len(short) {
		short = found
	}
	if len(short) < habit {
		return
	}
	for _, p := range short {
		p.leave(columnGone)
	}
}

// outweighed reports whether the last of the row's values is at least the sum of the
// others.
func (p *puzzle) outweighed() bool {
	n := new(big.Rat)
	for i, q := range p.values {
		f := figure.Read(q.Text)
		if f.Kind != figure.Exact {
			return false
		}
		if i < len(p.values)-1 {
			n.Sub(n, f.Number.Rat())
		} else {
			n.Add(n, f.Number.Rat())
		}
	}
	return n.Sign() >= 0
}
