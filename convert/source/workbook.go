package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/words"
)

// A Sheet is a sheet of a workbook that another program made: the cells that show
// something, row by row and from left to right.
type Sheet struct {
	Name  string
	Cells []SheetCell
	Last  int // its last row: the next sheet's lines are counted on from there
}

// A SheetCell is a cell that shows something; a merged one stands where it begins.
type SheetCell struct {
	Row, Col         int // its place, from 1
	LastRow, LastCol int // its end, where it is merged; else its place
	Runs             []SheetRun
}

// A SheetRun is a part of what a cell shows.
type SheetRun struct {
	Text           string
	Struck, Raised bool
}

// FromSheets makes a document of the sheets of a workbook. A line's number is its row,
// counted on through the sheets. What stands alone on a row is prose, as in CSV, and
// the rest is a grid; the name of a sheet is a heading where none stands on it.
//
// The error wraps ErrEmpty, ErrTooLarge or ErrDamaged.
func FromSheets(sheets []Sheet) (*Document, error) {
	doc := &Document{Kind: Workbook}
	b := sheetBinder{}
	b.story.meter = &b.meter
	for i := range sheets {
		b.sheet(&sheets[i], len(sheets) > 1)
		b.base += sheets[i].Last
	}
	lines, err := finish(b.story.close(), &b.meter)
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, words.New("empty.text", ErrEmpty)
	}
	doc.Lines = lines
	doc.plain()
	return doc, nil
}

// A sheetBinder makes one story of sheets.
type sheetBinder struct {
	story story
	meter meter
	base  int        // rows of the sheets before
	rows  []sheetRow // of the grid that is being gathered
	seen  extent     // of those rows
}

// An extent is how far the rows of a grid reach.
type extent struct {
	lastRow     int // of its merged cells
	left, right int // columns in which cells begin
	gaps        int // rows with an empty one above
}

// add takes a row into the grid.
func (b *sheetBinder) add(r sheetRow) {
	s := &b.seen
	if n := len(b.rows); n == 0 {
		*s = extent{left: r.cells[0].Col}
	} else if b.rows[n-1].no < r.no-1 {
		s.gaps++
	}
	for _, c := range r.cells {
		s.lastRow, s.left, s.right = max(s.lastRow, c.LastRow), min(s.left, c.Col), max(s.right, c.Col)
	}
	b.rows = append(b.rows, r)
}

type sheetRow struct {
	no    int
	cells []*SheetCell
}

func (b *sheetBinder) sheet(s *Sheet, several bool) {
	var rows []sheetRow
	for i := range s.Cells {
		c := &s.Cells[i]
		if len(rows) == 0 || rows[len(rows)-1].no != c.Row {
			rows = append(rows, sheetRow{no: c.Row})
		}
		last := &rows[len(rows)-1]
		last.cells = append(last.cells, c)
	}
	if several && needsName(s.Name, rows) {
		b.paragraph(&SheetCell{Runs: []SheetRun{{Text: s.Name}}}, rows[0].no)
	}
	for i, r := range rows {
		if b.isProse(rows, i) {
			b.closeGrid()
			b.paragraph(r.cells[0], r.no)
			continue
		}
		b.add(r)
	}
	b.closeGrid()
}

var standardName = pattern.New(`(?i)^(sheet|table|工作表|表格?)\s*[\d一二三四五六七八九十]*( ?\(\d+\))?$`)

// needsName reports whether the name of a sheet is a heading that the sheet lacks: it
// begins with an ordinal, or with a table, and none of its first rows says the same.
func needsName(name string, rows []sheetRow) bool {
	han := 0
	for _, r := range name {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	const words = 4 // a heading has at least
	if len(rows) == 0 || han < words || standardName.MatchString(trim(name)) {
		return false
	}
	const first = 5 // rows in which a sheet has its heading
	key := headingKey(name)
	for _, r := range rows[:min(first, len(rows))] {
		for _, c := range r.cells {
			alone := len(r.cells) == 1
			k := headingKey(c.text())
			if k != "" && (strings.Contains(k, key) || alone && (strings.Contains(key, k) || startsOrdinal(c.text()))) {
				return false
			}
		}
	}
	return startsOrdinal(name) || len(rows[0].cells) > 1
}

// headingKey is what of a heading is compared: its Chinese characters.
func headingKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) && !strings.ContainsRune("一二三四五六七八九十", r) {
			return r
		}
		return -1
	}, s)
}

var ordinal = pattern.New(`^[\s　]*[一二三四五六七八九十]{1,2}[、.．，]`)

func startsOrdinal(s string) bool { return ordinal.MatchString(s) }

func (c *SheetCell) text() string {
	var b strings.Builder
	for _, r := range c.Runs {
		if !r.Struck {
			b.WriteString(r.Text)
		}
	}
	return trim(b.String())
}

// isProse reports whether a row is a line of text, and no row of a grid.
func (b *sheetBinder) isProse(rows []sheetRow, i int) bool {
	r := rows[i]
	if len(r.cells) != 1 || b.covered(r.no) {
		return false
	}
	c := r.cells[0]
	text := c.text()
	switch {
	case isSentence(text), utf8.RuneCountInString(text) > 60:
		return true
	case len(b.rows) == 0: // above a grid, or in no grid at all
		return true
	}
	if gap := rows[i-1].no < r.no-1; gap && !b.spaced() {
		return true
	}
	if !startsOrdinal(text) || c.LastCol > c.Col && !b.acrossGrid(c) {
		return false
	}
	return c.LastCol > c.Col || i+1 < len(rows) && opensPart(&rows[i+1])
}

// covered reports whether a merged cell from above reaches into a row.
func (b *sheetBinder) covered(no int) bool { return len(b.rows) > 0 && b.seen.lastRow >= no }

// spaced reports whether the rows of the grid stand apart from each other: an empty one
// then ends nothing.
func (b *sheetBinder) spaced() bool {
	return b.seen.gaps > 1 && b.seen.gaps*2 >= len(b.rows)-1
}

// acrossGrid reports whether a cell is as wide as the grid above it.
func (b *sheetBinder) acrossGrid(c *SheetCell) bool {
	return c.Col <= b.seen.left && b.seen.right <= c.LastCol
}

// opensPart reports whether a row is the first below a heading: a text, or the heads
// of a table, without a figure.
func opensPart(r *sheetRow) bool {
	if len(r.cells) == 1 {
		return isSentence(r.cells[0].text())
	}
	return !slices.ContainsFunc(r.cells, func(c *SheetCell) bool { return isValue(c.text()) })
}

// paragraph writes what stands alone on a row.
func (b *sheetBinder) paragraph(c *SheetCell, row int) {
	b.write(c, b.base+row)
	b.story.endParagraph()
}

func (b *sheetBinder) write(c *SheetCell, no int) {
	for _, r := range c.Runs {
		if r.Struck {
			b.story.strike(r.Text)
			continue
		}
		for i, part := range strings.Split(r.Text, "\n") {
			if i > 0 {
				b.story.breakLine()
			}
			b.story.writeAs(part, no, look{raised: r.Raised})
		}
	}
}

// closeGrid writes the rows that were gathered as a grid: its columns are those in
// which a cell begins.
func (b *sheetBinder) closeGrid() {
	if len(b.rows) == 0 {
		return
	}
	var cols, nos []int
	for _, r := range b.rows {
		nos = append(nos, r.no)
		for _, c := range r.cells {
			cols = append(cols, c.Col)
		}
	}
	slices.Sort(cols)
	cols = slices.Compact(cols)
	between := func(list []int, from, to int) int { // how many of the list
		i, _ := slices.BinarySearch(list, from)
		j, _ := slices.BinarySearch(list, to+1)
		return j - i
	}
	free := make([]int, len(cols)) // for each column, the last row that a cell from above covers
	b.story.openTable()
	for _, r := range b.rows {
		b.story.openRow(b.base + r.no)
		cells := r.cells
		for i := 0; i < len(cols) && b.meter.err == nil; i++ {
			if free[i] >= r.no {
				continue
			}
			in := b.story.openCell(b.base + r.no)
			if len(cells) == 0 || cells[0].Col != cols[i] {
				continue
			}
			c := cells[0]
			cells = cells[1:]
			in.cols, in.rows = between(cols, c.Col, c.LastCol), between(nos, c.Row, c.LastRow)
			for k := i; k < i+in.cols; k++ {
				free[k] = max(free[k], c.LastRow)
			}
			b.write(c, b.base+r.no)
			i += in.cols - 1
		}
		if len(cells) > 0 {
			b.meter.fail(damaged("damaged.sheet.merges", r.no))
		}
	}
	b.story.closeTable()
	b.rows = nil
}
