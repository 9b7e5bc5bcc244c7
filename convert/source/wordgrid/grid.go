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

// How close two edges are one, in twips. Writers round the edges of each row by
// themselves (0.26 mm); and hands that draw a table leave the same line of it a
// little aside from row to row (1 mm), which is two only if a row has both.
const (
	sameEdge = 15
	nearEdge = 57
)

// A Span is a cell on the grid.
type Span struct {
	Cell    *Cell // nil for places left out before the first cell
	Columns int   // how many it takes
	Covered bool  // it belongs to the cell to its left or above
	Above   bool  // and it says that this is the one above
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

// An edge is one of a row.
type edge struct{ at, row int }

// columns returns the edges of all rows, those that are one given once; nil if
// a row does not say where its cells lie.
func (t *Table) columns() []int {
	var edges []edge
	for r, row := range t.Rows {
		if len(row.Edges.Cells) < len(row.Cells) {
			return nil
		}
		edges = append(edges, edge{row.Edges.Left, r})
		for _, c := range row.Edges.Cells[:len(row.Cells)] {
			edges = append(edges, edge{c.Right, r})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return a.at - b.at })
	var columns []int
	var rows map[int]bool // that have the last edge of columns
	for len(edges) > 0 {
		n := 1
		for n < len(edges) && edges[n].at-edges[n-1].at < sameEdge {
			n++
		}
		one := len(columns) > 0 && edges[0].at-columns[len(columns)-1] < nearEdge
		for i := 0; i < n && one; i++ {
			one = !rows[edges[i].row]
		}
		if !one {
			columns, rows = append(columns, edges[0].at), map[int]bool{}
		}
		for _, e := range edges[:n] {
			rows[e.row] = true
		}
		edges = edges[n:]
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
		spans = append(spans, Span{Cell: c, Columns: to - at, Covered: edge.Left && i > 0 || edge.Above, Above: edge.Above})
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
				span.Above = row.Edges.Cells[i].Above
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
