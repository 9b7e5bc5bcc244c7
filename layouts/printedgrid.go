package layouts

import (
	"fmt"

	"github.com/nianbao/nianbao/convert/words"
)

// A Grid is a table as printed: cells at places, merged over rows and columns.
// Every place is covered by exactly one cell.
type Grid struct {
	Rows, Columns int
	Cells         []*Cell // from top to bottom, left to right
	Blocks        []Span  // the grid rows of each block
}

// A Span is a run of grid rows: Head heading rows, then data rows, up to End.
type Span struct {
	Start, Data, End int
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
)

// A Cell is one printed cell. Row and Col are its place from 0; Line and Column
// are set for data cells, Line for labels too.
type Cell struct {
	Kind             CellKind
	Row, Col         int
	Rowspan, Colspan int
	Text             string   // "" in data cells
	Indent           int      // of the text, in characters
	Variants         []string // other wordings of a caption
	Line             *Row     // the row of data it belongs to
	Column           *Column  // the column of data; also on a column's heading
}

// A flaw is a mistake in a layout, with the path of its cause in the file
// ($.tables[1].rows[3]).
type flaw struct {
	path string
	why  error
}

type gridBuilder struct {
	grid  *Grid
	taken map[[2]int]*placed // by row and column
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
	for bi, b := range t.Blocks {
		span := Span{Start: row}
		bpath := fmt.Sprintf("%s.blocks[%d]", path, bi)
		for hi, heads := range b.Head {
			if err := g.headRow(b, row, heads, fmt.Sprintf("%s.head[%d]", bpath, hi)); err != nil {
				return nil, err
			}
			row++
		}
		if err := g.closed(span.Start, row, bpath+".head"); err != nil {
			return nil, err
		}
		span.Data = row
		for ri, r := range b.Rows {
			rpath := fmt.Sprintf("%s.rows[%d]", bpath, ri)
			for ci, c := range r.Captions {
				if err := g.caption(b, r, c, row, fmt.Sprintf("%s.captions[%d]", rpath, ci)); err != nil {
					return nil, err
				}
				row++
			}
			if err := g.dataRow(b, r, row, rpath); err != nil {
				return nil, err
			}
			row++
		}
		if err := g.closed(span.Data, row, bpath+".rows"); err != nil {
			return nil, err
		}
		span.End = row
		g.grid.Blocks = append(g.grid.Blocks, span)
	}
	g.grid.Rows = row
	return g.grid, nil
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
	label := &Cell{Kind: CaptionCell, Text: c.Label, Colspan: r.Colspan, Indent: c.Indent, Variants: c.Variants}
	if c.Mark == "" {
		label.Colspan = g.grid.Columns
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

func (g *gridBuilder) dataRow(b *Block, r *Row, row int, path string) *flaw {
	for i, gr := range r.Groups {
		c := &Cell{Kind: GroupCell, Text: gr.Label, Rowspan: gr.Rowspan, Colspan: gr.Colspan}
		if err := g.place(c, row, fmt.Sprintf("%s.groups[%d]", path, i)); err != nil {
			return err
		}
	}
	if r.Label != "" {
		if err := g.place(&Cell{Kind: LabelCell, Text: r.Label, Colspan: b.labelSpan(r), Indent: r.Indent, Line: r}, row, path); err != nil {
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

// place puts the cell at the first free place of its row.
func (g *gridBuilder) place(c *Cell, row int, path string) *flaw {
	c.Row, c.Rowspan, c.Colspan = row, max(c.Rowspan, 1), max(c.Colspan, 1)
	for g.taken[[2]int{row, c.Col}] != nil {
		c.Col++
	}
	if c.Col+c.Colspan > g.grid.Columns {
		if from := g.intruder(row); from != nil {
			return &flaw{from.path, words.New("layout.full-row", from.Text, row+1)}
		}
		return &flaw{path, words.New("layout.reaches", c.Text, c.Col+c.Colspan, g.grid.Columns)}
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
	for x := range g.grid.Columns {
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
		for x := range g.grid.Columns {
			if g.taken[[2]int{y, x}] == nil {
				return &flaw{path, words.New("layout.uncovered", x+1, y-start+1)}
			}
		}
	}
	for x := range g.grid.Columns {
		if g.taken[[2]int{end, x}] != nil {
			return &flaw{path, words.New("layout.below")}
		}
	}
	return nil
}
