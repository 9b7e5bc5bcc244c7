package xlsx

import (
	"slices"

	"github.com/nianbao/nianbao/convert/report"
)

// textTables finds the tables in the text of a sheet: rows that are not, as paragraphs
// are, merged over all columns that paragraphs are merged over. One with a single text is
// of the table right above it.
type textTables struct {
	*workbook
	g      *readSheet
	merges *merges
	rows   []int // of tables
	inside int   // rows before this one belong to the table that was read last
}

func (w *workbook) newTextTables(g *readSheet, out map[int]bool) *textTables {
	t := &textTables{workbook: w, g: g}
	wide := 1
	for _, a := range g.view.merges {
		if a.from.col == 1 {
			wide = max(wide, a.to.col)
		}
	}
	if wide == 1 {
		return t
	}
	var err error
	if t.merges, err = newMerges(g); err != nil {
		return t
	}
	for _, y := range g.rows {
		if out[y] {
			continue
		}
		n := len(t.rows)
		follows := n > 0 && t.rows[n-1] == y-1
		if a := t.merges.at(place{1, y}); a == nil && (len(g.columns[y]) > 1 || follows) || a != nil && a.to.col < wide {
			t.rows = append(t.rows, y)
		}
	}
	return t
}

// at returns the table that begins in a row; rest is whether the row belongs to the one
// before.
func (t *textTables) at(y int) (table [][]report.TextCell, rest bool) {
	if y < t.inside {
		return nil, true
	}
	i, found := slices.BinarySearch(t.rows, y)
	if !found {
		return nil, false
	}
	end := i + 1
	for end < len(t.rows) && t.rows[end] == t.rows[end-1]+1 {
		end++
	}
	t.inside = t.rows[end-1] + 1
	p := report.Paragraph{Table: t.cells(t.rows[i:end])}
	if _, _, ok := p.Places(); p.Table == nil || !ok {
		t.inside = y
		return nil, false
	}
	return p.Table, false
}

// cells reads the rows of a table; nil for one of more columns than a table may have. A
// column begins where in some row a cell begins.
func (t *textTables) cells(rows []int) [][]report.TextCell {
	last := 1
	for _, y := range rows {
		columns := t.g.columns[y]
		last = max(last, columns[len(columns)-1])
	}
	for _, a := range t.g.view.merges {
		if rows[0] <= a.from.row && a.from.row <= rows[len(rows)-1] {
			last = max(last, a.to.col)
		}
	}
	var begins []int
	for x := 1; x <= min(last, lastCol); x++ {
		if slices.ContainsFunc(rows, func(y int) bool { a := t.merges.at(place{x, y}); return a == nil || a.from.col == x }) {
			begins = append(begins, x)
		}
	}
	if len(begins) > report.MostColumns {
		return nil
	}
	places := func(from, to int) (n int) { // columns that begin between
		for _, x := range begins {
			if from <= x && x <= to {
				n++
			}
		}
		return n
	}
	table := make([][]report.TextCell, len(rows))
	for i, y := range rows {
		for _, x := range begins {
			a := t.merges.at(place{x, y})
			c := report.TextCell{Text: t.textOf(t.g.at(place{x, y}))}
			switch {
			case a != nil && a.from != (place{x, y}):
				continue
			case a != nil:
				c.Cols, c.Rows = over(places(x, a.to.col)), over(min(a.to.row, rows[len(rows)-1])-y+1)
			}
			table[i] = append(table[i], c)
		}
	}
	return table
}

// over is how many places a cell covers, 0 for one.
func over(n int) int {
	if n <= 1 {
		return 0
	}
	return n
}

// beside is what stands right of a cell and of what it is merged with.
func (g *readSheet) beside(at place) string {
	col := at.col
	for _, a := range g.view.merges {
		if a.from == at {
			col = a.to.col
		}
	}
	return g.shown(place{col + 1, at.row})
}
