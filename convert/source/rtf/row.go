package rtf

import "github.com/nianbao/nianbao/convert/source/wordgrid"

// A rowDef is a row as its words describe it.
type rowDef struct {
	left   int
	next   wordgrid.CellEdge // the cell whose edge is still to come
	cells  []wordgrid.CellEdge
	shaded bool
}

// maxRowCells is how many cells a row may be said to have: Word writes 63.
const maxRowCells = 1_000

// rowDef returns the row that is described here.
func (r *reader) rowDef() *rowDef {
	if r.group.inner {
		return &r.innerRow
	}
	return &r.row
}

// word takes what is said of a row or its cells.
func (row *rowDef) word(t token) bool {
	switch t.word {
	case "trowd":
		*row = rowDef{}
	case "trleft":
		row.left = t.number
	case "clmrg":
		row.next.Left = true
	case "clvmrg":
		row.next.Above = true
	case "clmgf":
		row.next.Left = false
	case "clvmgf":
		row.next.Above = false
	case "clcbpat", "clcbpatraw", "trcbpat", "clshdng", "clshdngraw", "trshdng":
		row.shaded = row.shaded || t.number != 0
	case "cellx":
		if row.next.Right = t.number; len(row.cells) < maxRowCells {
			row.cells = append(row.cells, row.next)
		}
		row.next = wordgrid.CellEdge{}
	default:
		return false
	}
	return true
}

func (row *rowDef) edges() wordgrid.RowEdges {
	return wordgrid.RowEdges{Left: row.left, Cells: row.cells, Shaded: row.shaded}
}
