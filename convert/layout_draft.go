package convert

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/convert/xlsx"
	"github.com/nianbao/nianbao/layouts"
)

// DraftLayout drafts a layout from an empty official workbook, to be finished by hand: a
// table for each sheet, its merged heads and labels as printed, a figure in each cell that
// is empty. Ids are numbers, kinds are counts, and there are no rules. The draft is a
// layout that layouts.Parse takes.
func DraftLayout(book []byte) ([]byte, error) {
	b, err := xlsx.Sheets(book)
	if err != nil {
		return nil, err
	}
	var tables []*draftTable
	for i := range b.Sheets {
		if t := newDraftTable(&b.Sheets[i]); t != nil {
			t.id = fmt.Sprintf("table%d", len(tables)+1)
			tables = append(tables, t)
		}
	}
	if len(tables) == 0 {
		return nil, words.New("layout.no-drafts")
	}
	out := writeDraft(tables)
	_, err = layouts.Parse("draft", out)
	return out, err
}

// A draftTable is a sheet as a table of a form.
type draftTable struct {
	id, name, title string
	grid            [][]*xlsx.SheetCell // nil where nothing is printed
	wide            int
	heads           int // rows
	sides           []draftSide
	from            int // sheet row of the first head
	fields          []draftField
}

// A draftSide is a table, or one of its halves side by side: the places of labels, and of data
// right of them.
type draftSide struct{ from, labels, to int }

// newDraftTable finds the table of a sheet; nil where there is none: heads, and below them
// rows that begin with labels and have empty cells.
func newDraftTable(s *xlsx.Sheet) *draftTable {
	t := &draftTable{name: s.Name}
	fields, cells := draftFields(s.Cells)
	from, last := 0, 0
	inRow := map[int]int{}
	for _, c := range cells {
		inRow[c.Row]++
		t.wide = max(t.wide, c.LastCol)
	}
	for _, c := range cells {
		switch text := strings.TrimSpace(c.Text()); {
		case inRow[c.Row] > 1 || from > 0:
			if from == 0 {
				from = c.Row
			}
			if c.LastCol-c.Col+1 < t.wide { // a note goes over all columns
				last = max(last, c.LastRow)
			}
		case t.title == "":
			t.title = text
		}
	}
	if from == 0 || t.wide < 2 || last <= from {
		return nil
	}
	t.from, t.fields = from, fields
	t.grid = make([][]*xlsx.SheetCell, last-from+1)
	for y := range t.grid {
		t.grid[y] = make([]*xlsx.SheetCell, t.wide)
	}
	for i := range cells {
		c := &cells[i]
		for y := c.Row; y <= min(c.LastRow, last); y++ {
			for x := c.Col; x <= c.LastCol && y >= from; x++ {
				t.grid[y-from][x-1] = c
			}
		}
	}
	return t.measured()
}

// measured tells heads, labels and data apart.
func (t *draftTable) measured() *draftTable {
	for t.heads < len(t.grid) && !slices.Contains(t.grid[t.heads], nil) {
		t.heads++
	}
	if t.heads == 0 || t.heads == len(t.grid) {
		return nil
	}
	if t.sides = t.halves(); len(t.sides) > 1 {
		return t
	}
	labels := t.wide
	for _, row := range t.grid[t.heads:] {
		labels = min(labels, slices.Index(row, nil))
		if slices.Index(row, nil) < 0 {
			return nil
		}
	}
	if labels == 0 {
		return nil
	}
	t.sides = []draftSide{{0, labels, t.wide}}
	return t
}

// halves parts a table where labels stand right of data again; nil where it has no halves.
func (t *draftTable) halves() (sides []draftSide) {
	labelled := func(x int) bool { // most rows have a text there
		n := 0
		for _, row := range t.grid[t.heads:] {
			if row[x] != nil && strings.TrimSpace(row[x].Text()) != "" {
				n++
			}
		}
		return 2*n > len(t.grid)-t.heads
	}
	for x := 0; x < t.wide; {
		s := draftSide{from: x}
		for ; x < t.wide && labelled(x); x++ {
		}
		s.labels = x
		for ; x < t.wide && !labelled(x); x++ {
		}
		if s.to = x; s.labels == s.from || s.to == s.labels {
			return nil
		}
		sides = append(sides, s)
	}
	return sides
}

// begins reports whether a cell begins at a place of the grid.
func (t *draftTable) begins(y, x int) bool {
	c := t.grid[y][x]
	return c != nil && (x == 0 || t.grid[y][x-1] != c) && (y == 0 || t.grid[y-1][x] != c)
}

// span is how many places and rows a cell takes within the table.
func (t *draftTable) span(y, x int) (cols, rows int) {
	c := t.grid[y][x]
	for cols = 1; x+cols < t.wide && t.grid[y][x+cols] == c; cols++ {
	}
	for rows = 1; y+rows < len(t.grid) && t.grid[y+rows][x] == c; rows++ {
	}
	return cols, rows
}

// writeDraft writes the layout.
func writeDraft(tables []*draftTable) []byte {
	var b bytes.Buffer
	title := cmp.Or(tables[0].title, tables[0].name)
	fmt.Fprintf(&b, "# 草稿：请改 id、years、title、signs、各列的 kind 和 unit，并补写 rules，再用 nianbao layouts 文件名 检查。\n")
	fmt.Fprintf(&b, "id: my-form\nname: %s\nclause: 待填\ntitle: %s\ntitles: [%s]\nsections:\n", quoted(title), quoted("{agency}{year}年"+title), quoted(title))
	for i, t := range tables {
		fmt.Fprintf(&b, "  - {id: section%d, heading: %s, table: %s}\n", i+1, quoted(t.name), t.id)
	}
	b.WriteString("tables:\n")
	for _, t := range tables {
		t.write(&b)
	}
	return b.Bytes()
}

func quoted(s string) string { return strconv.Quote(strings.Join(strings.Fields(s), "")) }

func (t *draftTable) write(b *bytes.Buffer) {
	const measure = 156 // mm
	fmt.Fprintf(b, "  - id: %s\n    name: %s\n    clause: 待填\n    widths: [%s]\n    size: 10.5\n", t.id, quoted(t.name), strings.TrimSuffix(strings.Repeat(fmt.Sprintf("%.2f, ", measure/float64(t.wide)), t.wide), ", "))
	t.writeFields(b)
	b.WriteString("    blocks:\n")
	for i := range t.sides {
		t.writeSide(b, i)
	}
}

// writeSide writes a block.
func (t *draftTable) writeSide(b *bytes.Buffer, side int) {
	s := t.sides[side]
	if b.WriteString("      - "); side > 0 {
		b.WriteString("beside: true\n        ")
	}
	b.WriteString("head:\n")
	for y := range t.heads {
		var cells []string
		for x := s.from; x < s.to; x++ {
			if !t.begins(y, x) && (x > s.from || y > 0 && t.grid[y-1][x] == t.grid[y][x]) {
				continue
			}
			cols, rows := t.span(y, x)
			cols = min(cols, s.to-x)
			cell := "text: " + quoted(t.grid[y][x].Text())
			if x >= s.labels && cols == 1 && y+rows == t.heads {
				cell = fmt.Sprintf("column: c%d", x-s.labels+1)
			}
			cells = append(cells, "{"+cell+spanKey("colspan", cols)+spanKey("rowspan", rows)+"}")
		}
		fmt.Fprintf(b, "          - [%s]\n", strings.Join(cells, ", "))
	}
	b.WriteString("        columns:\n")
	for x := s.labels; x < s.to; x++ {
		fmt.Fprintf(b, "          - {id: c%d, label: %s, kind: count}\n", x-s.labels+1, quoted(t.grid[t.heads-1][x].Text()))
	}
	b.WriteString("        rows:\n")
	above := 0 // lines of the half without a row
	for y := t.heads; y < len(t.grid); y++ {
		if len(t.sides) > 1 && !t.hasRow(side, y) {
			above++
			continue
		}
		level := ""
		for other := range t.sides {
			if above > 0 && other != side && t.hasRow(other, y) {
				level = ", level: " + t.rowID(other, y)
				break
			}
		}
		above = 0
		t.writeRow(b, side, y, level)
	}
}

// hasRow reports whether a half has a row on a line.
func (t *draftTable) hasRow(side, y int) bool {
	s := t.sides[side]
	return slices.ContainsFunc(t.grid[y][s.from:s.labels], func(c *xlsx.SheetCell) bool { return c != nil && strings.TrimSpace(c.Text()) != "" })
}

// rowID is the id of the row that a half has on a line: of halves, with the half's letter.
func (t *draftTable) rowID(side, y int) string {
	letter := "r"
	if len(t.sides) > 1 {
		letter = string(rune('a' + side))
	}
	return fmt.Sprintf("%s%d", letter, y-t.heads+1)
}

// writeRow writes a row: its last label, and as groups those that begin left of it.
func (t *draftTable) writeRow(b *bytes.Buffer, side, y int, level string) {
	s := t.sides[side]
	var groups []string
	label, colspan := "", 1
	for x := s.from; x < s.labels; x++ {
		if !t.begins(y, x) {
			continue
		}
		cols, rows := t.span(y, x)
		if x+cols == s.labels {
			label, colspan = t.grid[y][x].Text(), cols
		} else {
			groups = append(groups, "{label: "+quoted(t.grid[y][x].Text())+spanKey("colspan", cols)+spanKey("rowspan", rows)+"}")
		}
	}
	fmt.Fprintf(b, "          - {id: %s, label: %s%s%s", t.rowID(side, y), quoted(label), spanKey("colspan", colspan), level)
	if groups != nil {
		fmt.Fprintf(b, ", groups: [%s]", strings.Join(groups, ", "))
	}
	b.WriteString("}\n")
}

func spanKey(key string, n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(", %s: %d", key, n)
}
