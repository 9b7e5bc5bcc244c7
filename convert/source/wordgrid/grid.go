package wordgrid

import "slices"

// A Table is its rows.
type Table struct {
	Rows []Row
}

// A Row has the cells that its marks end; Edges says where they lie.
type Row struct {
	Edges RowEdges
	Cells []Cell
}

// A Cell is one of a row, also one that another covers.
type Cell struct {
	No     int // paragraph it begins with
	Blocks []Block
}

// RowEdges says where the cells of a row lie, in twips from some left edge
// that all rows of a table share. No cells: the row does not say.
type RowEdges struct {
	Left   int
	Cells  []CellEdge
	Shaded bool // a colour is behind a cell of it
}

// A CellEdge is the right edge of a cell and what it goes on with.
type CellEdge struct {
	Right int
	Left  bool // it belongs to the cell to its left
	Above bool // it belongs to the cell above
}

// sameEdge is how close two edges are one, in twips: 0.26 mm. Writers round
// the edges of each row by themselves; no column of a table is that narrow.
const sameEdge = 15

// A Span is a cell on the grid.
type Span struct {
	Cell    *Cell // nil for places left out before the first cell
	Columns int   // how many it takes
	Covered bool  // it belongs to the cell to its left or above
}

// Spans lays the cells of the table on one grid. Where the edges of a row do
// not fit its cells, a table whose rows have equally many is taken as it
// stands. Of any other Spans returns nil: which cell stands below which can
// not be told, and no reader may guess it.
func (t *Table) Spans() [][]Span {
	columns := t.columns()
	rows := make([][]Span, len(t.Rows))
	for r := range t.Rows {
		var ok bool
		if rows[r], ok = t.Rows[r].spans(columns); !ok {
			return t.count()
		}
	}
	return rows
}

// columns returns the edges of all rows, those that are one given once; nil if
// a row does not say where its cells lie.
func (t *Table) columns() []int {
	var edges []int
	for _, row := range t.Rows {
		if len(row.Edges.Cells) < len(row.Cells) {
			return nil
		}
		edges = append(edges, row.Edges.Left)
		for _, c := range row.Edges.Cells[:len(row.Cells)] {
			edges = append(edges, c.Right)
		}
	}
	slices.Sort(edges)
	columns := edges[:0]
	for i, last := 0, 0; i < len(edges); i++ {
		e := edges[i]
		if i == 0 || e-last >= sameEdge {
			columns = append(columns, e)
		}
		last = e
	}
	return columns
}

// column returns the place of an edge among columns: the last that does not lie behind it.
func column(columns []int, edge int) int {
	i, found := slices.BinarySearch(columns, edge)
	if !found {
		i--
	}
	return i
}

// spans lays one row on the columns. It fails where the row does not say where
// its cells lie, or a cell with text has no width.
func (row *Row) spans(columns []int) ([]Span, bool) {
	if len(columns) == 0 || len(row.Edges.Cells) < len(row.Cells) {
		return nil, false
	}
	var spans []Span
	at := column(columns, row.Edges.Left)
	if at > 0 {
		spans = append(spans, Span{Columns: at, Covered: true})
	}
	for i := range row.Cells {
		c, edge := &row.Cells[i], row.Edges.Cells[i]
		to := column(columns, edge.Right)
		if to <= at {
			if to < at || !c.isEmpty() {
				return nil, false
			}
			continue
		}
		spans = append(spans, Span{Cell: c, Columns: to - at, Covered: edge.Left && i > 0 || edge.Above})
		at = to
	}
	return spans, true
}

// count gives each cell one column where all rows have equally many.
func (t *Table) count() [][]Span {
	rows := make([][]Span, len(t.Rows))
	for r := range t.Rows {
		row := &t.Rows[r]
		if len(row.Cells) != len(t.Rows[0].Cells) {
			return nil
		}
		for i := range row.Cells {
			span := Span{Cell: &row.Cells[i], Columns: 1}
			if i < len(row.Edges.Cells) {
				span.Covered = row.Edges.Cells[i].Left && i > 0 || row.Edges.Cells[i].Above
			}
			rows[r] = append(rows[r], span)
		}
	}
	return rows
}

// isEmpty reports whether nothing stands in the cell.
func (c *Cell) isEmpty() bool {
	for _, b := range c.Blocks {
		if b.Table != nil || len(b.Para.Items) > 0 {
			return false
		}
	}
	return true
}

// No is the paragraph the row begins with.
func (row *Row) No() int {
	if len(row.Cells) == 0 {
		return 0
	}
	return row.Cells[0].No
}
