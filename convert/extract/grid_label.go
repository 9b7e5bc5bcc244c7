package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
)

// A rowLabelCell is the cell of a row that names it.
type rowLabelCell struct {
	cell int // index; -1 for none
	item int
	also bool // another cell names another row
}

// labelOf finds the cell that names a row: the last before its values that names one of
// the table's, or else the last that names a group of its rows. A cell with some words
// of a row's label only names none beside one that names it wholly.
func (g *gridTable) labelOf(r *gridRow) rowLabelCell {
	if g.byCells {
		return g.labelByCells(r)
	}
	found := rowLabelCell{cell: -1, item: -1}
	isRow := false
	for i := range r.cells {
		c := &r.cells[i]
		item := g.itemOf(c)
		row := item >= 0 && g.v.items[item].kind != groupItem
		switch {
		case item < 0 && isRow && c.isFigure():
			found.also = found.also || g.namesOther(r.cells[i:], found.item)
			return found
		case item < 0, isRow && !row, isRow && c.loosely && !r.cells[found.cell].loosely:
		case isRow && item != found.item && !r.cells[found.cell].loosely:
			found.also = true
		default:
			found.cell, found.item, isRow = i, item, row
		}
	}
	if found.item >= 0 && !isRow && g.ownWords(r, found.cell) != "" {
		return rowLabelCell{cell: -1, item: -1} // a row with words of its own beside the group's
	}
	return found
}

// namesOther reports whether a cell names another row wholly.
func (g *gridTable) namesOther(cells []gridCell, item int) bool {
	return slices.ContainsFunc(cells, func(c gridCell) bool {
		other := g.itemOf(&c)
		return other >= 0 && other != item && !c.loosely && g.v.items[other].kind == rowItem
	})
}

// ownWords are the words right behind a cell that are no figure and no blank.
func (g *gridTable) ownWords(r *gridRow, cell int) string {
	if cell+1 < len(r.cells) {
		if c := &r.cells[cell+1]; c.text != "" && !figure.IsBlank(c.text) && !isValue(c.text) && strings.ContainsFunc(c.text, isHan) && c.text != r.cells[cell].text {
			return c.text
		}
	}
	return ""
}

// itemOf is the row, sub-row or group that a cell names; -1 for none.
func (g *gridTable) itemOf(c *gridCell) int {
	group := -1
	for _, i := range c.known {
		it := g.v.items[i]
		if it.table != g.table {
			continue
		}
		switch it.kind {
		case rowItem, partItem:
			return i
		case groupItem:
			group = i
		}
	}
	return group
}
