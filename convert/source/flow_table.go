package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A docTable is one of a page or a Word document, while it is read.
type docTable struct {
	rows []tableRow
	open bool  // the last row is still open
	in   bool  // the last cell of it is
	back shade // its colour; 0 for none
}

type tableRow struct {
	no      int // line of the source where it begins
	cells   []*docCell
	deleted bool // by a tracked change
}

type docCell struct {
	flow
	no         int   // line of the source where it begins
	cols, rows int   // how many places it takes
	covered    bool  // it belongs to the cell above or to the left
	above      bool  // and it says that this is the one above
	back       shade // its colour; 0 for none
	deleted    bool  // by a tracked change
	partial    bool  // its text goes on where it is cut off
}

func (t *docTable) openRow(no int) {
	t.rows = append(t.rows, tableRow{no: no})
	t.open, t.in = true, false
}

func (t *docTable) openCell(c *docCell) {
	row := &t.rows[len(t.rows)-1]
	row.cells = append(row.cells, c)
	t.in = true
}

// cell returns the open cell, nil if there is none.
func (t *docTable) cell() *docCell {
	if !t.in {
		return nil
	}
	row := t.rows[len(t.rows)-1]
	return row.cells[len(row.cells)-1]
}

// A place is one of a grid: a cell where it begins, nil where one covers it or
// where the row has ended.
type place = *docCell

// grid lays the cells out. It returns nil when there are too many places.
func (t *docTable) grid(m *meter) [][]place {
	t.fitSpans()
	grid := make([][]place, len(t.rows))
	var free []int // for each column, the first row that no cell from above covers
	for r, row := range t.rows {
		col := 0
		for _, c := range row.cells {
			for col < len(free) && free[col] > r {
				col++
			}
			if !m.fields(col + c.cols - len(grid[r])) {
				return nil
			}
			for len(grid[r]) < col+c.cols {
				grid[r] = append(grid[r], nil)
			}
			for len(free) < col+c.cols {
				free = append(free, 0)
			}
			if !c.covered {
				grid[r][col] = c
			}
			for range c.cols {
				free[col] = r + c.rows
				col++
			}
		}
	}
	for r := range grid {
		if missing := len(free) - len(grid[r]); missing > 0 {
			if !m.fields(missing) {
				return nil
			}
			grid[r] = append(grid[r], make([]place, missing)...)
		}
	}
	return grid
}

// fitSpans cuts a colspan that no table of this width can mean.
func (t *docTable) fitSpans() {
	width := 1
	for _, row := range t.rows {
		n := 0
		for _, c := range row.cells {
			if c.cols <= MaxColumns {
				n += c.cols
			} else {
				n++
			}
		}
		width = max(width, n)
	}
	for _, row := range t.rows {
		n := 0
		for _, c := range row.cells {
			if c.cols > MaxColumns {
				c.cols = max(1, width-n)
			}
			n += c.cols
		}
	}
}

// lines returns the rows as lines. A row that only lays out the page (it has a
// table or long prose in a cell, or its table has one column) gives the lines
// of its cells instead; the rows around it are grids of their own.
func (t *docTable) lines(m *meter) []Line {
	var lines []Line
	grid, gridNo := t.grid(m), 0
	t.reachDown()
	withoutBlankRows(grid)
	for r, row := range grid {
		if len(row) == 1 || isLayout(row) {
			gridNo = 0
			for _, c := range row {
				lines = appendBlock(lines, c)
			}
			continue
		}
		line := rowLine(row, t.rows[r].no)
		if line.Text == "" {
			continue
		}
		if gridNo == 0 {
			m.nGrids++
			gridNo, line.Gap = m.nGrids, true
		}
		line.Grid = gridNo
		lines = append(lines, line)
	}
	return lines
}

// reachDown makes cells as high as those below say that belong to them.
func (t *docTable) reachDown() {
	type span struct {
		cell *docCell
		end  int // the row below it
	}
	top := map[[2]int]span{} // by place and width
	for r, row := range t.rows {
		col := 0
		for _, c := range row.cells {
			key := [2]int{col, c.cols}
			col += c.cols
			s := top[key]
			switch {
			case !c.covered:
				top[key] = span{c, r + c.rows}
			case c.above && s.cell != nil && s.end == r:
				s.cell.rows++
				top[key] = span{s.cell, r + 1}
			}
		}
	}
}

// withoutBlankRows takes the rows that have no text, and so no line, out of the heights of
// the merged cells that cover them.
func withoutBlankRows(grid [][]place) {
	type span struct {
		cell *docCell
		end  int // the row below it
	}
	var open []span
	for r, row := range grid {
		blank := true
		for _, c := range row {
			if c != nil && len(c.flow.lines) > 0 {
				blank = false
			}
		}
		open = slices.DeleteFunc(open, func(s span) bool { return s.end <= r })
		for _, s := range open {
			if blank {
				s.cell.rows--
			}
		}
		for _, c := range row {
			if c != nil && c.rows > 1 && !blank {
				open = append(open, span{c, r + c.rows})
			}
		}
	}
}

func appendBlock(lines []Line, c *docCell) []Line {
	if c == nil || len(c.flow.lines) == 0 {
		return lines
	}
	c.flow.lines[0].Gap = true
	return append(lines, c.flow.lines...)
}

// isLayout reports whether a cell of the row holds what no cell of a report's
// tables holds: a table, more than a note of prose, or a sentence across the row.
func isLayout(row []place) bool {
	const record = 4 // cells with text: that of a list may say much in one of them
	own, filled, long, essay, spoken := 0, 0, false, false, false
	for _, c := range row {
		if c == nil {
			continue
		}
		if own++; len(c.flow.lines) == 0 {
			continue
		}
		filled++
		runes, sentences := 0, 0
		for _, l := range c.flow.lines {
			if l.Grid != 0 {
				return true
			}
			runes += utf8.RuneCountInString(l.Text)
			if isSentence(l.Text) {
				sentences++
			}
		}
		long = long || runes > 200
		essay = essay || runes > 200 && sentences > 2
		spoken = spoken || sentences > 0
	}
	return essay && filled < record || long && filled <= 2 || spoken && own == 1
}

// rowLine makes the line of a row that begins on line no at the latest.
func rowLine(row []place, no int) Line {
	line := Line{No: no, Fields: make([]Field, len(row))}
	var text strings.Builder
	for i, c := range row {
		f := Field{Line: no, Col: i, Merged: c == nil}
		if c != nil {
			f.Text, f.Mark = c.figure()
			f.Struck, f.Line = c.struckOut(), c.no
			f.Cols, f.Rows, f.Partial = c.cols, c.rows, c.partial
			if len(c.flow.lines) > 0 {
				f.Line = c.flow.lines[0].No
			}
		}
		if i > 0 {
			text.WriteByte('\t')
		}
		text.WriteString(strings.ReplaceAll(f.Text, "\n", " "))
		line.Fields[i] = f
	}
	line.Text = trim(text.String())
	for _, f := range line.Fields {
		if f.Text != "" {
			line.No = f.Line
			break
		}
	}
	return line
}
