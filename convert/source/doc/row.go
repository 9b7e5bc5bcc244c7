package doc

import "github.com/nianbao/nianbao/convert/source/wordgrid"

// A rowProps is what the mark at the end of a row says about its cells.
type rowProps struct {
	left   int
	cells  []rowCell
	shaded bool
}

type rowCell struct {
	right int
	flags int
}

// The flags of a cell (TCGRF, [MS-DOC] 2.9.317).
const (
	flagsHorizontal = 0x0003 // 1: goes on with the cell to its left; 2, 3: the first of such
	flagGoesOn      = 0x0020 // with the cell above
	flagRestarts    = 0x0040 // begins cells merged downwards
	cellSize        = 20     // bytes of a cell (TC80)
)

func (row *rowProps) apply(code int, value bytes) {
	switch code {
	case rowCells:
		row.define(value)
	case rowVertMerge:
		if i := value.u8(0); i < len(row.cells) {
			cell := &row.cells[i]
			cell.flags &^= flagGoesOn | flagRestarts
			switch value.u8(1) {
			case 1:
				cell.flags |= flagGoesOn
			case 3:
				cell.flags |= flagGoesOn | flagRestarts
			}
		}
	case rowMerge:
		first, limit := value.u8(0), min(value.u8(1), len(row.cells))
		for i := first; i < limit; i++ {
			row.cells[i].flags = row.cells[i].flags&^flagsHorizontal | 1
			if i == first {
				row.cells[i].flags++
			}
		}
	default:
		row.shade(code, value)
	}
}

// define takes the edges of the cells, and the flags of as many as have them.
func (row *rowProps) define(value bytes) {
	n := value.u8(0)
	if len(value) < 1+2*(n+1) {
		return
	}
	row.left, row.cells = value.i16(1), make([]rowCell, n)
	for i := range row.cells {
		row.cells[i] = rowCell{right: value.i16(3 + 2*i), flags: value.u16(1 + 2*(n+1) + cellSize*i)}
	}
}

// edges returns the row as package wordgrid wants it.
func (row *rowProps) edges() wordgrid.RowEdges {
	e := wordgrid.RowEdges{Left: row.left, Shaded: row.shaded, Cells: make([]wordgrid.CellEdge, len(row.cells))}
	for i, c := range row.cells {
		e.Cells[i] = wordgrid.CellEdge{
			Right: c.right,
			Left:  c.flags&flagsHorizontal == 1,
			Above: c.flags&flagGoesOn != 0 && c.flags&flagRestarts == 0,
		}
	}
	return e
}
