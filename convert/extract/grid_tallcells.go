package extract

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A merged cell may reach over several records. Its words hold for each of them. A number
// may be the sum of all, or each one's: it is left open in every one.

// tallCells are the merged cells of figures in records, by line and place where they begin.
type tallCells map[[2]int]*tallCell

// A tallCell is a merged cell of a figure: the records that have it.
type tallCell struct {
	text   string
	column *layouts.Column
	line   int // of the source
	in     []tallPiece
}

// A tallPiece is a piece of a record that is a tall cell's.
type tallPiece struct {
	cell  *tallCell
	group *group
	piece int
}

// reachDown notes in each row the merged cells that begin above and reach into it, where
// the source says how far they do.
func reachDown(rows []*gridRow) {
	type open struct {
		cell gridCell
		left int // rows that it still covers
	}
	var tall []open
	for i, r := range rows {
		if i > 0 && rows[i-1].part != r.part {
			tall = nil
		}
		if !r.spans {
			continue
		}
		for k := range tall {
			o := &tall[k]
			if o.left--; o.left >= 0 && !slices.ContainsFunc(r.cells, func(c gridCell) bool { return c.col < o.cell.col+o.cell.cols && o.cell.col < c.col+c.cols }) {
				r.above = append(r.above, o.cell)
			}
		}
		tall = slices.DeleteFunc(tall, func(o open) bool { return o.left <= 0 })
		for _, c := range r.cells {
			if c.rows > 1 {
				c.began = r.line + 1
				tall = append(tall, open{c, c.rows - 1})
			}
		}
	}
}

// withAbove is a record with the merged cells that begin in records above it.
func (g *gridTable) withAbove(r *gridRow) *gridRow {
	own := *r
	own.cells = slices.Clone(r.cells)
	for _, c := range r.above {
		if slices.ContainsFunc(g.records, func(w *group) bool { return w.at == c.began-1 }) {
			own.cells = append(own.cells, c)
		}
	}
	if len(own.cells) == len(r.cells) {
		return r
	}
	slices.SortStableFunc(own.cells, func(a, b gridCell) int { return cmp.Compare(a.col, b.col) })
	return &own
}

// keepTall notes a piece that a record is about to get, where it is a merged cell's number.
func (g *gridTable) keepTall(own *group, r *gridRow, column *layouts.Column, c *gridCell) {
	if (c.rows < 2 && c.began == 0) || !column.Kind.IsFigure() || column.Counted || c.text == "" || figure.IsBlank(c.text) || g.layout().Blocks[own.block].Repeated() == nil {
		return
	}
	key := [2]int{c.began - 1, c.col}
	if c.began == 0 {
		key[0] = r.line
	}
	t := g.tall[key]
	if t == nil {
		t = &tallCell{text: c.text, column: column, line: c.no}
		g.tall[key] = t
	}
	part := tallPiece{t, own, len(own.pieces)}
	t.in = append(t.in, part)
	own.tall = append(own.tall, part)
}

// tallPieces are the pieces of a record that are of several.
func (w *group) tallPieces() (pieces []int) {
	for _, p := range w.tall {
		if len(p.cell.in) > 1 {
			pieces = append(pieces, p.piece)
		}
	}
	return pieces
}

// sayTall says which numbers stay open because their cell is several records'.
func (p *placer) sayTall(ids map[*group]string) {
	seen := map[*tallCell]bool{}
	for _, w := range p.records {
		for _, part := range w.tall {
			t := part.cell
			if seen[t] || len(t.in) < 2 || ids[w] == "" {
				continue
			}
			seen[t] = true
			f := report.NewFinding(report.CodeUnreadable, fmt.Sprintf("表“%s”的“%s”列有一格在原文里合并了%d行，写作“%s”：可能是这几行之和，无法确定各行的数，请对照原文填写。", p.table.Name, t.column.Title(), len(t.in), t.text))
			f.Text, f.Line = t.text, t.line
			for _, q := range t.in {
				f.Cells = append(f.Cells, layouts.CellID(p.table.ID, ids[q.group], t.column.ID))
			}
			p.r.Add(f)
		}
	}
}
