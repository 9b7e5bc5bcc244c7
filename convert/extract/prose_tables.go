package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
)

// tableEnd is behind the last of the lines from i on that are rows of one table of the
// text; it is i where none begins. A table has several rows and columns with words in
// them; tabs and columns of spaces alone lay out text, too, and are none.
func (t *remainder) tableEnd(i int, out []bool) int {
	end, full := i, 0
	for ; end < len(t.doc.Lines) && !t.covered[end] && !out[end] && t.heads[end] == nil && (end == i || t.joined(end)); end++ {
		line := &t.doc.Lines[end]
		if !drawsCells(line) || line.Note != "" {
			break
		}
		if filledCells(line) > 1 {
			full++
		}
	}
	const least = 2 // rows with several cells
	if full < least || full*2 < end-i {
		return i
	}
	return end
}

// drawsCells reports whether the source draws the cells of a line: as a grid, or with bars.
func drawsCells(line *source.Line) bool {
	return line.Grid > 0 || line.Table > 0 && len(line.Fields) > 1 && strings.ContainsAny(line.Text, "|｜│┃║")
}

func filledCells(line *source.Line) int {
	n := 0
	for i := range line.Fields {
		if line.Fields[i].Text != "" {
			n++
		}
	}
	return n
}

// textTable makes a table of the text of its lines. Columns and rows without any text are
// left out; ok is false where what is left is no table.
// down is whether a place without a cell belongs to the cell above it, as in Word.
func textTable(lines []source.Line, down bool) (p report.Paragraph, ok bool) {
	width := 0
	for i := range lines {
		width = max(width, len(lines[i].Fields))
	}
	if width > report.MostColumns {
		return p, false
	}
	columns := make([]bool, width) // with a text
	for i := range lines {
		for x := range lines[i].Fields {
			columns[x] = columns[x] || lines[i].Fields[x].Text != ""
		}
	}
	owner := map[[2]int]bool{} // places that a cell above or to the left covers
	p.Table = make([][]report.TextCell, len(lines))
	for y := range lines {
		fields := lines[y].Fields
		for x := range width {
			if !columns[x] || owner[[2]int{y, x}] {
				continue
			}
			var c report.TextCell
			high := 1
			if x < len(fields) {
				f := &fields[x]
				c.Text = f.Text + source.Superscript(f.Mark)
				for y+high < len(lines) && (high < f.Rows || down) && goesOn(lines[y+high].Fields, x) {
					high++
				}
				c.Cols = covers(columns, x, max(f.Cols, 1), func(at int) bool { return !owner[[2]int{y, at}] })
			}
			for dy := range high {
				for dx := range max(c.Cols, 1) {
					owner[[2]int{y + dy, nth(columns, x, dx)}] = true
				}
			}
			if c.Rows = high; c.Rows == 1 {
				c.Rows = 0
			}
			if c.Cols == 1 {
				c.Cols = 0
			}
			p.Table[y] = append(p.Table[y], c)
		}
	}
	_, n, ok := p.Places()
	return p, ok && n > 1 && holdsAll(&p, lines)
}

// holdsAll reports whether a table of the text has each text of its lines, in order: one
// that has not is prose.
func holdsAll(p *report.Paragraph, lines []source.Line) bool {
	var have, want []string
	for _, row := range p.Table {
		for i := range row {
			if row[i].Text != "" {
				have = append(have, row[i].Text)
			}
		}
	}
	for i := range lines {
		for k := range lines[i].Fields {
			if f := &lines[i].Fields[k]; f.Text != "" || f.Mark != "" {
				want = append(want, f.Text+source.Superscript(f.Mark))
			}
		}
	}
	return slices.Equal(have, want)
}

// goesOn reports whether place x of a row belongs to the cell above: it has no cell, and
// none to its left covers it.
func goesOn(fields []source.Field, x int) bool {
	if x >= len(fields) || !fields[x].Merged {
		return false
	}
	for k := x - 1; k >= 0; k-- {
		if !fields[k].Merged {
			return k+fields[k].Cols <= x
		}
	}
	return true
}

// covers counts the columns with a text among n from x on, up to the first that is taken.
func covers(columns []bool, x, n int, free func(int) bool) int {
	found := 0
	for at := x; at < min(x+n, len(columns)); at++ {
		if columns[at] && !free(at) {
			break
		}
		if columns[at] {
			found++
		}
	}
	return found
}

// nth is the n-th column with a text from x on.
func nth(columns []bool, x, n int) int {
	for ; n > 0; n-- {
		for x++; x < len(columns) && !columns[x]; x++ {
		}
	}
	return x
}

// table adds a table of the text.
func (p *paragrapher) table(t report.Paragraph) {
	p.end()
	p.out = append(p.out, t)
	p.open = false
}
