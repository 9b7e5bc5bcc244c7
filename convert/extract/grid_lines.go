package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// Pages copied out of a browser, and what programs write as plain text, have a cell a
// line: their rows begin where a label of the form stands.

// A lineCell is a cell with a line of its own.
type lineCell struct {
	gridCell
	line   int // index
	blanks int // empty lines before it
}

// fewestLines is how many lines of a cell each may be a table.
const fewestLines = 8

// A linePart is lines that follow one another and have a cell each.
type linePart struct {
	cells []lineCell
	end   int // empty lines behind it
}

// lineParts are the parts of a document that have a cell a line.
func (c *candidate) lineParts(doc *document, taken []bool) []linePart {
	var parts []linePart
	var cells []lineCell
	for i := 0; i < len(doc.Lines); i++ {
		cells = cells[:0]
		for ; i < len(doc.Lines) && !taken[i] && c.heads[i] == nil && isLined(&doc.Lines[i]) && c.tabular(doc, i); i++ {
			line := &doc.Lines[i]
			if isPageNumber(doc, i) {
				continue
			}
			for fi := range line.Fields {
				cell := lineCell{c.gridCell(line, &line.Fields[fi], fi), i, 0}
				if fi == 0 {
					cell.blanks = line.Blanks
				}
				cells = append(cells, cell)
			}
		}
		if len(cells) < fewestLines || slices.ContainsFunc(cells, c.v.isGlued) {
			continue
		}
		part := linePart{cells: slices.Clone(cells)}
		if i < len(doc.Lines) {
			part.end = doc.Lines[i].Blanks
		}
		parts = append(parts, part)
	}
	return parts
}

// lineRows are the rows of parts that have a cell a line. empty is how many empty lines
// stand for an empty cell, 0 when they say nothing.
func (c *candidate) lineRows(parts []linePart, empty int) []*gridRow {
	var rows []*gridRow
	for i, part := range parts {
		b := &lineRowBuilder{v: c.v, part: i + 1}
		for _, cell := range b.withEmpty(b.joined(part.cells), empty, part.end) {
			b.add(cell)
		}
		rows = append(rows, b.finish()...)
	}
	return rows
}

// A lineRowBuilder parts cells into rows.
type lineRowBuilder struct {
	v     *vocabulary
	part  int
	rows  []*gridRow
	cur   *gridRow
	kind  lineRowKind
	title bool // the row of heads is a block's title
	begun bool // values stand behind the label
	named bool // the label is a row's, not only a group's
	index int  // columns before the labels
}

type lineRowKind int

const (
	headsRow lineRowKind = iota + 1
	labelRow
	freeRow // values without a label
)

// isValue reports whether a cell holds a value or a mark for nothing.
func (c *gridCell) isValue() bool {
	return c.text != "" && len(c.known) == 0 && (figure.IsBlank(c.text) || isValue(c.text) || figure.Read(c.text).Kind != figure.Words)
}

// add takes the next cell.
func (b *lineRowBuilder) add(c lineCell) {
	head, row, group, title := b.kinds(c)
	ordinal, _ := layouts.CutOrdinal(c.text)
	switch {
	case (row || group) && b.isDigitsBefore(c):
		b.append(c)
	case (row || group) && (!head || ordinal != "" || b.kind == labelRow && b.begun):
		b.label(c, row)
	case head && !title && b.kind == headsRow && !b.title && !b.below(c):
		b.append(c)
	case head:
		b.start(headsRow, c)
		b.title = title
	case b.kind == headsRow && c.text != "" && c.isValue():
		b.values(c)
	case b.cur == nil, b.kind == freeRow && c.text != "" && !c.isValue() && len(b.cur.cells) >= b.v.namelessWidth():
		b.start(freeRow, c)
	default:
		b.append(c)
	}
}

// isDigitsBefore reports whether a cell is digits and a label run together, 7其他, where
// a value is due: no row is numbered in that way above.
func (b *lineRowBuilder) isDigitsBefore(c lineCell) bool {
	if b.kind != labelRow || b.begun || !b.named || !isBareNumbered(c.text) || isBareNumbered(b.cur.cells[0].text) {
		return false
	}
	ordinal, _ := layouts.CutOrdinal(c.text)
	return !slices.ContainsFunc(c.known, func(i int) bool { return strings.HasPrefix(b.v.items[i].whole, strings.TrimSpace(ordinal)) })
}

// isBareNumbered reports whether a label begins with digits that no mark parts from it.
func isBareNumbered(label string) bool {
	ordinal, _ := layouts.CutOrdinal(label)
	ordinal = strings.TrimSpace(ordinal)
	return ordinal != "" && strings.Trim(ordinal, "0123456789") == ""
}

// kinds tells what a cell may be.
func (b *lineRowBuilder) kinds(c lineCell) (head, row, group, title bool) {
	for _, i := range c.known {
		switch it := b.v.items[i]; it.kind {
		case headItem, columnItem:
			head = true
			title = title || b.v.isTitleItem(it)
		case rowItem, partItem:
			row = true
		case groupItem:
			group = true
		}
	}
	return head, row, group, title
}

// isTitleItem reports whether a head is the title row of a block.
func (v *vocabulary) isTitleItem(it *item) bool {
	t := v.layout.Tables[it.table]
	return it.kind == headItem && it.span[0] == 0 && it.span[1] == t.Grid().Columns
}

// below reports whether a head stands in the row below that of the heads so far: one of
// those stands over it.
func (b *lineRowBuilder) below(c lineCell) bool {
	for _, i := range c.known {
		it := b.v.items[i]
		if it.kind != headItem && it.kind != columnItem {
			continue
		}
		up := b.v.parent(it)
		if up != nil && slices.ContainsFunc(b.cur.cells, func(o gridCell) bool {
			return slices.ContainsFunc(o.known, func(k int) bool { return b.v.items[k] == up })
		}) {
			return true
		}
	}
	return false
}

// label begins a row at its label, or goes on with it behind the label of a group.
func (b *lineRowBuilder) label(c lineCell, row bool) {
	if b.kind == labelRow && !b.begun && row && !b.named {
		b.append(c)
		b.begun, b.named = false, true
		return
	}
	before := b.takeIndex()
	b.start(labelRow, c)
	if len(before) > 0 {
		b.cur.cells = append(before, b.cur.cells...)
	}
	b.begun, b.named = false, row
}

// takeIndex takes the cells of columns before the labels from the end of the row above.
func (b *lineRowBuilder) takeIndex() []gridCell {
	if b.index == 0 || b.cur == nil || len(b.cur.cells) < b.index || b.kind == headsRow {
		return nil
	}
	at := len(b.cur.cells) - b.index
	taken := slices.Clone(b.cur.cells[at:])
	if slices.ContainsFunc(taken, func(c gridCell) bool { return !c.isFigure() }) {
		return nil
	}
	b.cur.cells = b.cur.cells[:at]
	return taken
}

// values begins a row without a label below heads. The empty cells behind the last head
// may be its own.
func (b *lineRowBuilder) values(c lineCell) {
	n := len(b.cur.cells)
	for n > 0 && b.cur.cells[n-1].text == "" {
		n--
	}
	empty := slices.Clone(b.cur.cells[n:])
	b.cur.cells = b.cur.cells[:n]
	b.start(freeRow, c)
	b.cur.cells = append(empty, b.cur.cells...)
}

func (b *lineRowBuilder) append(c lineCell) {
	b.cur.cells = append(b.cur.cells, c.gridCell)
	b.cur.last = c.line
	b.begun = b.begun || c.text == "" || c.isValue()
}

func (b *lineRowBuilder) start(kind lineRowKind, c lineCell) {
	if b.kind == headsRow && kind != headsRow {
		b.index = b.columnsBefore()
	}
	const usual = 8 // cells of a row
	b.cur = &gridRow{line: c.line, last: c.line, part: b.part, owner: -1, lined: true, kind: kind, cells: append(make([]gridCell, 0, usual), c.gridCell)}
	b.rows = append(b.rows, b.cur)
	b.kind, b.title, b.begun = kind, false, false
}

// columnsBefore counts the heads of columns that number the rows before the head over
// the rows' labels.
func (b *lineRowBuilder) columnsBefore() int {
	for _, r := range slices.Backward(b.rows) {
		n := 0
		for i := range r.cells {
			switch c := &r.cells[i]; {
			case isIndexHead(c.text):
				n++
			case n > 0 && len(c.known) > 0:
				return n
			}
		}
		if len(r.cells) > 0 && !slices.ContainsFunc(r.cells, func(c gridCell) bool { return len(c.known) > 0 }) {
			break
		}
	}
	return 0
}

// finish numbers the places of the rows and parts those without a label that are
// several.
func (b *lineRowBuilder) finish() []*gridRow {
	b.uncount()
	var rows []*gridRow
	for _, r := range b.rows {
		n := b.v.namelessWidth()
		if n > 0 && len(r.cells) > n && len(r.cells)%n == 0 && !slices.ContainsFunc(r.cells, func(c gridCell) bool { return len(c.known) > 0 }) {
			for cells := range slices.Chunk(r.cells, n) {
				part := *r
				part.cells = cells
				rows = append(rows, &part)
			}
			continue
		}
		if len(r.cells) > 0 {
			rows = append(rows, r)
		}
	}
	for _, r := range rows {
		r.wide = len(r.cells)
		for i := range r.cells {
			r.cells[i].col = i
		}
	}
	return rows
}

// uncount gives the cells that count the rows, where each row ends in the number of the
// next, to the rows that they count.
func (b *lineRowBuilder) uncount() {
	const least, often = 5, 4 // rows that are counted, and for one that is not
	last := func(r *gridRow) int {
		if n, ok := wholeNumber(r.cells[len(r.cells)-1].text); ok {
			return n
		}
		return -1
	}
	counted, not := 0, 0
	for i := 1; i < len(b.rows); i++ {
		switch above := last(b.rows[i-1]); {
		case b.rows[i].kind != labelRow:
		case above >= 0 && (above == 1 && counted == 0 || i > 1 && last(b.rows[i-2]) == above-1):
			counted++
		default:
			not++
		}
	}
	if counted < least || counted < often*not {
		return
	}
	for i := len(b.rows) - 1; i > 0; i-- {
		above, r := b.rows[i-1], b.rows[i]
		if r.kind != labelRow || last(above) < 0 || last(r) >= 0 && last(r) != last(above)+1 && i < len(b.rows)-1 && b.rows[i+1].kind == labelRow {
			continue
		}
		n := len(above.cells) - 1
		r.cells = slices.Insert(r.cells, 0, above.cells[n])
		above.cells = above.cells[:n]
	}
	b.rows = slices.DeleteFunc(b.rows, func(r *gridRow) bool { return len(r.cells) == 0 })
}

// namelessWidth is how many columns the row without a label has, 0 when the form has
// none or several.
func (v *vocabulary) namelessWidth() int {
	n := 0
	for _, t := range v.layout.Tables {
		for _, b := range t.Blocks {
			if len(b.Rows) == 1 && strings.TrimSpace(b.Rows[0].Label) == "" {
				if n > 0 {
					return 0
				}
				n = len(b.Columns)
			}
		}
	}
	return n
}
