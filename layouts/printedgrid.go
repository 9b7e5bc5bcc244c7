package layouts

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/words"
)

// A Grid is a table as printed: cells at places, merged over rows and columns.
// Every place is covered by exactly one cell.
type Grid struct {
	Rows, Columns int
	Cells         []*Cell // from top to bottom, left to right
	Blocks        []Span  // the grid rows of each block
}

// A Span is the place of a block: grid rows from Start to End, Head heading rows up to
// Data, then data rows; grid columns from From to To.
type Span struct {
	Start, Data, End int
	From, To         int
}

// HeadRows counts the heading rows above all data of a table that has its data below one
// head, with blocks side by side or one alone; 0 where blocks stand one below the other.
func (g *Grid) HeadRows() int {
	first, last := g.Blocks[0], g.Blocks[len(g.Blocks)-1]
	if first.Start != last.Start {
		return 0
	}
	return first.Data
}

// BlockOf is the place of the block that a cell stands in.
func (g *Grid) BlockOf(c *Cell) Span {
	var found Span
	for _, b := range g.Blocks {
		if b.Start <= c.Row && b.From <= c.Col && c.Col < b.To {
			found = b
		}
	}
	return found
}

// A CellKind tells what is printed in a grid cell.
type CellKind int

const (
	TitleCell   CellKind = iota // 第二十条第（一）项
	HeadCell                    // 信息内容, 自然人
	GroupCell                   // （三）不予公开, left of its rows
	LabelCell                   // 1.属于国家秘密
	DataCell                    // a value
	CaptionCell                 // 一、主动公开情况, on a line between rows
	UnitCell                    // a row's unit, or the mark beside a caption
	BlankCell                   // a place beside rows of a longer half
)

// A Cell is one printed cell. Row and Col are its place from 0; Line and Column
// are set for data cells, Line for labels too.
type Cell struct {
	Kind             CellKind
	Row, Col         int
	Rowspan, Colspan int
	Text             string   // "" in data cells
	Indent           int      // of the text, in characters
	Align            Align    // of the text
	Variants         []string // other wordings of a caption
	Line             *Row     // the row of data it belongs to
	Column           *Column  // the column of data; also on a column's heading
}

// Alignment is where the cell's text stands in it: labels that begin with an ordinal or are
// indented stand left, others in the middle, unless the form says otherwise.
func (c *Cell) Alignment() Align {
	switch ordinal, _ := CutOrdinal(c.Text); {
	case c.Align != "":
		return c.Align
	case c.Kind == CaptionCell, c.Kind == LabelCell && (ordinal != "" || c.Indent > 0):
		return AlignLeft
	}
	return AlignCenter
}

// A flaw is a mistake in a layout, with the path of its cause in the file
// ($.tables[1].rows[3]).
type flaw struct {
	path string
	why  error
}

type gridBuilder struct {
	grid     *Grid
	taken    map[[2]int]*placed // by row and column
	from, to int                // the places of the block that is placed
}

// placed is a cell with its path in the file.
type placed struct {
	*Cell
	path string
}

// buildGrid places every printed cell of the table. path is the table's place in
// the layout file, for errors.
func buildGrid(t *Table, path string) (*Grid, *flaw) {
	g := &gridBuilder{grid: &Grid{Columns: len(t.Widths)}, taken: map[[2]int]*placed{}}
	row := 0
	for first := 0; first < len(t.Blocks); {
		end := first + 1
		for end < len(t.Blocks) && t.Blocks[end].Beside {
			end++
		}
		next, err := g.band(t.Blocks, first, end, row, path)
		if err != nil {
			return nil, err
		}
		row, first = next, end
	}
	g.grid.Rows = row
	if t.hasHalves() {
		slices.SortStableFunc(g.grid.Cells, func(a, b *Cell) int { return cmp.Or(a.Row-b.Row, a.Col-b.Col) })
	}
	return g.grid, nil
}

// band places blocks that stand side by side, one alone where there are no such, and
// returns the row below them.
func (g *gridBuilder) band(blocks []*Block, first, end, row int, path string) (int, *flaw) {
	lines, all, err := levels(blocks[first:end], func(i int) string { return fmt.Sprintf("%s.blocks[%d]", path, first+i) })
	if err != nil {
		return 0, err
	}
	span := Span{Start: row, Data: row + len(blocks[first].Head)}
	span.End = span.Data + all
	for i := first; i < end; i++ {
		b, bpath := blocks[i], fmt.Sprintf("%s.blocks[%d]", path, i)
		if g.from, g.to = 0, g.grid.Columns; end-first > 1 {
			if i > first {
				g.from = g.grid.Blocks[i-1].To
			}
			if g.to = g.from + b.places(); g.to > g.grid.Columns {
				return 0, &flaw{bpath, words.New("layout.beside-wide", g.to, g.grid.Columns)}
			}
		}
		span.From, span.To = g.from, g.to
		g.grid.Blocks = append(g.grid.Blocks, span)
		if err := g.block(b, span, lines[i-first], bpath); err != nil {
			return 0, err
		}
	}
	if g.to < g.grid.Columns {
		return 0, &flaw{fmt.Sprintf("%s.blocks[%d]", path, end-1), words.New("layout.beside-narrow", g.to, g.grid.Columns)}
	}
	return span.End, nil
}

// block places a block: its heads, and its rows on their lines.
func (g *gridBuilder) block(b *Block, span Span, lines []int, path string) *flaw {
	for hi, heads := range b.Head {
		if err := g.headRow(b, span.Start+hi, heads, fmt.Sprintf("%s.head[%d]", path, hi)); err != nil {
			return err
		}
	}
	if err := g.closed(span.Start, span.Data, path+".head"); err != nil {
		return err
	}
	next := span.Data
	for ri, r := range b.Rows {
		rpath, at := fmt.Sprintf("%s.rows[%d]", path, ri), span.Data+lines[ri]-len(r.Captions)
		for ; next < at; next++ {
			g.blanks(b, next)
		}
		for ci, c := range r.Captions {
			if err := g.caption(b, r, c, at+ci, fmt.Sprintf("%s.captions[%d]", rpath, ci)); err != nil {
				return err
			}
		}
		next = span.Data + lines[ri]
		if err := g.dataRow(b, ri, next, lines, rpath); err != nil {
			return err
		}
		next++
	}
	for ; next < span.End; next++ {
		g.blanks(b, next)
	}
	return g.closed(span.Data, span.End, path+".rows")
}

func (g *gridBuilder) headRow(b *Block, row int, heads []*Head, path string) *flaw {
	for i, h := range heads {
		c := &Cell{Kind: HeadCell, Text: h.Text, Rowspan: h.Rowspan, Colspan: h.Colspan}
		if h.Title {
			c.Kind = TitleCell
		}
		if h.Column != "" {
			c.Column = b.Column(h.Column)
			c.Text = c.Column.Label
		}
		if err := g.place(c, row, fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

// caption places the line of a caption above row r.
func (g *gridBuilder) caption(b *Block, r *Row, c *Caption, row int, path string) *flaw {
	label := &Cell{Kind: CaptionCell, Text: c.Label, Colspan: r.Colspan, Indent: c.Indent, Align: c.Align, Variants: c.Variants}
	if c.Mark == "" {
		label.Colspan = g.to - g.free(row)
	}
	if err := g.place(label, row, path); err != nil || c.Mark == "" {
		return err
	}
	if b.Units {
		if err := g.place(&Cell{Kind: UnitCell, Text: c.Mark}, row, path); err != nil {
			return err
		}
	}
	for _, col := range b.Columns {
		if err := g.place(&Cell{Kind: UnitCell, Text: c.Mark, Colspan: col.Colspan}, row, path); err != nil {
			return err
		}
	}
	return nil
}

// dataRow places the ri-th row of a block. A group goes over the lines of its rows, with
// what stands between them.
func (g *gridBuilder) dataRow(b *Block, ri, row int, lines []int, path string) *flaw {
	r := b.Rows[ri]
	for i, gr := range r.Groups {
		last := min(ri+max(gr.Rowspan, 1), len(lines)) - 1
		c := &Cell{Kind: GroupCell, Text: gr.Label, Rowspan: lines[last] - lines[ri] + 1, Colspan: gr.Colspan}
		if err := g.place(c, row, fmt.Sprintf("%s.groups[%d]", path, i)); err != nil {
			return err
		}
	}
	if r.Label != "" {
		if err := g.place(&Cell{Kind: LabelCell, Text: r.Label, Colspan: b.labelSpan(r), Indent: r.Indent, Align: r.Align, Line: r}, row, path); err != nil {
			return err
		}
	}
	if b.Units {
		if err := g.place(&Cell{Kind: UnitCell, Text: r.UnitOf(b.Columns[0]), Line: r}, row, path); err != nil {
			return err
		}
	}
	for _, col := range b.ColumnsOf(r) {
		if err := g.place(&Cell{Kind: DataCell, Colspan: col.Colspan, Line: r, Column: col}, row, path); err != nil {
			return err
		}
	}
	return nil
}

// free is the first free place of a row.
func (g *gridBuilder) free(row int) int {
	x := g.from
	for g.taken[[2]int{row, x}] != nil {
		x++
	}
	return x
}

// place puts the cell at the first free place of its row.
func (g *gridBuilder) place(c *Cell, row int, path string) *flaw {
	c.Row, c.Col, c.Rowspan, c.Colspan = row, g.free(row), max(c.Rowspan, 1), max(c.Colspan, 1)
	if c.Col+c.Colspan > g.to {
		if from := g.intruder(row); from != nil {
			return &flaw{from.path, words.New("layout.full-row", from.Text, row+1)}
		}
		return &flaw{path, words.New("layout.reaches", c.Text, c.Col+c.Colspan-g.from, g.to-g.from)}
	}
	for y := row; y < row+c.Rowspan; y++ {
		for x := c.Col; x < c.Col+c.Colspan; x++ {
			if g.taken[[2]int{y, x}] != nil {
				return &flaw{path, words.New("layout.overlaps", c.Text)}
			}
			g.taken[[2]int{y, x}] = &placed{c, path}
		}
	}
	g.grid.Cells = append(g.grid.Cells, c)
	return nil
}

// intruder is the cell from above whose last row is this one, if there is one.
func (g *gridBuilder) intruder(row int) *placed {
	for x := g.from; x < g.to; x++ {
		if p := g.taken[[2]int{row, x}]; p != nil && p.Row < row && p.Row+p.Rowspan-1 == row {
			return p
		}
	}
	return nil
}

// closed checks that rows from start up to end are full and that no merge
// reaches beyond them.
func (g *gridBuilder) closed(start, end int, path string) *flaw {
	for y := start; y < end; y++ {
		for x := g.from; x < g.to; x++ {
			if g.taken[[2]int{y, x}] == nil {
				return &flaw{path, words.New("layout.uncovered", x-g.from+1, y-start+1)}
			}
		}
	}
	for x := g.from; x < g.to; x++ {
		if g.taken[[2]int{end, x}] != nil {
			return &flaw{path, words.New("layout.below")}
		}
	}
	return nil
}
