package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A gridTable is a table of the form as the source keeps it in cells: its rows by
// their labels, its columns by their heads, in whatever order.
type gridTable struct {
	v        *vocabulary
	table    int
	rows     []*gridRow
	headings []*heading // all that stand in it, in order
	groups   []*group   // its rows
	unknown  []foreign  // columns that the form does not have
	marks    gridMarks
	seen     []seenRow
	side     aligned
	known    map[headingKey]*heading // as they were read first

	unitAbove string // of the amounts, as a line above them states it
}

// gridMarks counts how well the source's cells are a table of the form's.
type gridMarks struct {
	fixed  int // rows with a cell for each column
	bare   int // rows with a label and no cell behind it
	uneven int // rows with more cells or fewer
	loose  int // full rows without a label
	above  int // rows of values between heads and the first label below them
	over   int // uneven rows where the source has a column that the form does not have
	runs   int // rows that have digits run together in a cell
	packed int // rows that have several values in a cell
}

// A foreign column is one that the form does not have.
type foreign struct {
	leaf   *leaf
	head   string
	values []string
	line   int
}

// readGrids reads the tables whose cells the source keeps apart: those of rows first,
// then those that have a cell a line.
func (c *candidate) readGrids(doc *document, year int) {
	if c.v.listed {
		return
	}
	rows := c.gridRows(doc)
	c.own(rows)
	for ti := range c.v.layout.Tables {
		if g := c.gridTable(doc, rows, ti, year); g.stands() {
			c.grids = append(c.grids, g)
		}
	}
	if len(c.grids) == len(c.v.layout.Tables) {
		return
	}
	best := map[int]*gridTable{}
	for empty := range 4 { // lines that show an empty cell
		if empty > 0 && (len(best) == len(c.v.layout.Tables)-len(c.grids) || !blanksDiffer(doc)) {
			break
		}
		rows := c.lineRows(doc, c.covered(doc), empty)
		c.own(rows)
		for ti := range c.v.layout.Tables {
			if c.inGrids(ti) {
				continue
			}
			const clearly = 4 // rows with a cell for each column for one that has others
			g := c.gridTable(doc, rows, ti, year)
			if g.stands() && (g.marks.over > g.marks.fixed && g.marks.runs == 0 || g.marks.fixed > clearly*g.marks.uneven) && (best[ti] == nil || g.marks.fixed-g.marks.uneven > best[ti].marks.fixed-best[ti].marks.uneven) {
				best[ti] = g
			}
		}
	}
	for ti := range c.v.layout.Tables {
		if g := best[ti]; g != nil {
			c.grids = append(c.grids, g)
		}
	}
}

// blanksDiffer reports whether cells may be shown by empty lines: more of them stand
// between some lines than between others.
func blanksDiffer(doc *document) bool {
	return slices.ContainsFunc(doc.Lines, func(l source.Line) bool { return l.Blanks != doc.Lines[len(doc.Lines)/2].Blanks })
}

// gridTable reads a table from the rows that are its.
func (c *candidate) gridTable(doc *document, rows []*gridRow, table, year int) *gridTable {
	g := &gridTable{v: c.v, table: table, known: map[headingKey]*heading{}, side: aligned{}}
	for _, r := range rows {
		if r.owner == table {
			g.rows = append(g.rows, r)
		}
	}
	if len(g.rows) == 0 {
		return g
	}
	g.read(year)
	if !g.learn() {
		return g
	}
	g.read(year)
	return g
}

// own gives each row to the table whose labels and heads it has; one without goes with
// the rows above it.
func (c *candidate) own(rows []*gridRow) {
	last, part := -1, 0
	for _, r := range rows {
		if r.part != part {
			last, part = -1, r.part
		}
		votes := make([]int, len(c.v.layout.Tables))
		for i := range r.cells {
			for ti := range votes {
				if c.v.names(&r.cells[i], ti, headItem, columnItem, groupItem, rowItem, partItem) {
					votes[ti] += 2
					if ti == last {
						votes[ti]++ // 总计 and 其他 stand in several
					}
				}
			}
		}
		best := 0
		for ti := range votes {
			if votes[ti] > votes[best] {
				best = ti
			}
		}
		if votes[best] == 0 {
			r.owner = last
			continue
		}
		r.owner, last = best, best
		r.head = c.v.headRow(r, best)
	}
	c.disown(rows)
	for i := len(rows) - 2; i >= 0; i-- { // numbers of the columns above all heads
		if r, below := rows[i], rows[i+1]; r.owner < 0 && below.owner >= 0 && r.part == below.part && len(r.cells) > 1 && isCountOff(r.cells) {
			r.owner = below.owner
		}
	}
}

// headRow reports whether a row is of the heads of a table: it names some, and no row,
// and holds no figure.
func (v *vocabulary) headRow(r *gridRow, table int) bool {
	heads, named := 0, 0
	for i := range r.cells {
		c := &r.cells[i]
		isHead, isRow := v.names(c, table, headItem, columnItem), v.names(c, table, rowItem, groupItem, partItem)
		switch {
		case isHead && !isRow:
			heads++
		case isHead:
			named++ // 其他, 总计: whether it is one its neighbours tell
		case isRow:
			return false
		case c.isFigure():
			return false
		}
	}
	return heads > 0 || named > 1
}

// disown takes rows away from a table that stand where no table is: in a part that has
// no head of it and not two of its labels.
func (c *candidate) disown(rows []*gridRow) {
	type key struct{ part, table int }
	heads, labels := map[key]bool{}, map[key]int{}
	for _, r := range rows {
		if r.owner < 0 {
			continue
		}
		k := key{r.part, r.owner}
		heads[k] = heads[k] || r.head
		for i := range r.cells {
			if c.v.names(&r.cells[i], r.owner, rowItem) && len(r.cells) > 1 {
				labels[k]++
				break
			}
		}
	}
	for _, r := range rows {
		if k := (key{r.part, r.owner}); r.owner >= 0 && !heads[k] && labels[k] < 2 {
			r.owner = -1
		}
	}
}

// stands reports whether the cells are a table of the form: most of its rows have a
// cell for each column.
func (g *gridTable) stands() bool {
	m := &g.marks
	if m.over > m.fixed && m.runs == 0 {
		return true // a column that the form does not have: its rows stay open
	}
	all := 0
	for _, b := range g.layout().Blocks {
		all += len(b.Rows)
	}
	const share = 6 // of the form's rows at least
	const often = 4 // rows with a value a cell for one with several
	return m.fixed > 0 && m.fixed*share >= all && m.fixed > m.uneven && m.above == 0 && (m.packed < 2 || m.fixed > often*m.packed)
}

func (g *gridTable) layout() *layouts.Table { return g.v.layout.Tables[g.table] }

// read goes over the rows: heads, then the rows below them.
func (g *gridTable) read(year int) {
	var heads []*gridRow
	open := false // the last row was of the heads
	headings := map[*layouts.Block]*heading{}
	for _, r := range g.rows {
		if r.head {
			if !open {
				heads = nil
			}
			heads, open = append(heads, r), true
			continue
		}
		if open {
			clear(headings)
			open = false
		}
		g.row(r, func(b *layouts.Block) *heading {
			h := headings[b]
			if h == nil {
				h = g.heading(heads, b, year)
				headings[b] = h
			}
			return h
		})
	}
	for _, h := range g.headings {
		g.foreignHeads(h)
	}
}

// A headingKey is the first row of heads and a block below them.
type headingKey struct {
	row   *gridRow
	block *layouts.Block
}

// A seenRow is a labelled row and the heads above it.
type seenRow struct {
	row   *gridRow
	label int
	h     *heading
}

// learn finds out from the rows that show it where values stand in rows with more cells
// than columns: how far from the label or from the end, and whether below their heads. It
// reports whether that says more than was known.
func (g *gridTable) learn() bool {
	const often = 4 // rows that stand under their heads, and are as wide, for one that is not
	fit, astray, same, other := 0, 0, 0, 0
	for _, s := range g.seen {
		if s.row.sure {
			continue
		}
		rest, n := s.row.cells[s.label+1:], len(s.h.leaves)
		g.side.side(s.label, rest, n)
		if !s.h.placed {
			continue
		}
		if s.row.wide != s.h.rows[0].wide {
			other++
			continue
		}
		same++
		full := slices.DeleteFunc(slices.Clone(rest), func(c gridCell) bool { return c.text == "" })
		switch {
		case s.label >= 0 && s.h.leaves[0].from <= s.row.cells[s.label].col:
			astray++
		case len(full) != n || len(rest) == n:
		case s.h.under(full):
			fit++
		default:
			astray++
		}
	}
	placed := same > often*other && (astray == 0 || fit > often*astray)
	if placed && len(g.side) == 0 || g.marks.fixed+len(g.side) == 0 {
		return false // it would be read again as it was
	}
	for _, h := range g.known {
		h.placed = h.placed && (h.rows[0].sure || placed)
	}
	g.seen, g.headings, g.groups, g.unknown, g.marks = nil, nil, nil, nil, gridMarks{}
	return true
}

// under reports whether cells, one for each leaf, stand in the leaves' places.
func (h *heading) under(cells []gridCell) bool {
	for i := range h.leaves {
		if cells[i].col < h.leaves[i].from || cells[i].col >= h.leaves[i].to {
			return false
		}
	}
	return true
}

// heading is how the columns of a block stand below heads: as the heads say or, where
// none is, as those of an earlier part of the table, or as in the form.
func (g *gridTable) heading(heads []*gridRow, b *layouts.Block, year int) *heading {
	if own := g.titled(heads); len(own) > 0 {
		key := headingKey{own[0], b}
		h := g.known[key]
		if h == nil {
			h = g.v.newHeading(own, g.table, b, year)
			g.known[key] = h
		}
		if len(h.leaves) > 0 {
			g.headings = append(g.headings, h)
			return h
		}
	}
	for _, h := range slices.Backward(g.headings) {
		if h.block == b {
			return h
		}
	}
	h := &heading{table: g.table, block: b, year: year}
	for _, c := range b.Columns {
		h.leaves = append(h.leaves, leaf{column: c})
	}
	return h
}

// titled are head rows without those that only say the block's title, and without
// what stands above it.
func (g *gridTable) titled(heads []*gridRow) []*gridRow {
	for i, r := range slices.Backward(heads) {
		if g.isTitle(r) {
			return heads[i+1:]
		}
	}
	return heads
}

func (g *gridTable) isTitle(r *gridRow) bool {
	title := ""
	for i := range r.cells {
		if text := r.cells[i].text; text != "" && title != "" && text != title {
			return false
		} else if text != "" {
			title = text
		}
	}
	return slices.ContainsFunc(g.layout().Grid().Cells, func(c *layouts.Cell) bool {
		return c.Kind == layouts.TitleCell && layouts.Fold(c.Text) == layouts.Fold(title)
	})
}

// row reads one row below heads.
func (g *gridTable) row(r *gridRow, headingOf func(*layouts.Block) *heading) {
	label := g.labelOf(r)
	if label.item >= 0 {
		g.labelled(r, label, headingOf(g.v.items[label.item].block))
		return
	}
	if only := r.only(); r.filled() == 0 || only != nil && isPageMark(only.text) {
		return
	}
	b := g.blockAt(r)
	h := headingOf(b)
	own := &group{item: -1, block: g.blockIndex(b), line: r.cells[0].no, at: r.line, grid: true}
	if len(b.Rows) == 1 && b.Rows[0].Label == "" {
		g.seen = append(g.seen, seenRow{r, -1, h})
		values, ok := h.values(r, -1, g.side)
		switch {
		case ok && isCountOff(values):
			return // a row that numbers the columns
		case ok && len(g.ownYear(r, h)) == 0:
			g.marks.fixed++
			g.fix(own, h, values, r)
			return
		}
	}
	if r.lined && b.Rows[0].Label != "" && r.figures() > 0 && (len(g.groups) == 0 || g.headsBetween(g.groups[len(g.groups)-1].at, r.line)) {
		g.marks.above++
	}
	g.unlabelled(own, r, h)
}

// headsBetween reports whether heads stand between two lines.
func (g *gridTable) headsBetween(from, to int) bool {
	return slices.ContainsFunc(g.rows, func(r *gridRow) bool { return r.head && from < r.line && r.line < to })
}

// ownYear are the words before a row's values that say it is another year's.
func (g *gridTable) ownYear(r *gridRow, h *heading) (words []string) {
	for i := range r.cells {
		if c := &r.cells[i]; len(r.cells) > len(h.leaves) && otherYear(c.text, h.year) {
			words = append(words, c.text)
		}
	}
	return words
}

// blockAt is the block that a row without a label stands in: that of the last row with
// one, or of the heads below it.
func (g *gridTable) blockAt(r *gridRow) *layouts.Block {
	blocks := g.layout().Blocks
	last := blocks[0]
	if n := len(g.groups); n > 0 {
		last = blocks[g.groups[n-1].block]
	}
	var heads []*gridRow
	for _, o := range g.rows {
		if o.line > r.line {
			break
		}
		if o.head {
			heads = append(heads, o)
		}
	}
	if n := len(heads); n > 0 && (len(g.groups) == 0 || heads[n-1].line > g.groups[len(g.groups)-1].at) {
		for _, b := range blocks {
			if g.v.headsBlock(heads[n-1], g.table, b) && slices.Index(blocks, b) > slices.Index(blocks, last) {
				return b
			}
		}
	}
	return last
}

// headsBlock reports whether a head row names a column of the block.
func (v *vocabulary) headsBlock(r *gridRow, table int, b *layouts.Block) bool {
	for i := range r.cells {
		for _, k := range r.cells[i].known {
			if it := v.items[k]; it.table == table && it.block == b && it.kind == columnItem {
				return true
			}
		}
	}
	return false
}

func (g *gridTable) blockIndex(b *layouts.Block) int { return slices.Index(g.layout().Blocks, b) }

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

// labelled reads a row that has a label.
func (g *gridTable) labelled(r *gridRow, label rowLabelCell, h *heading) {
	it := g.v.items[label.item]
	own := &group{item: label.item, block: g.blockIndex(it.block), line: r.cells[label.cell].no, at: r.line, indent: label.cell, grid: true}
	own.words = append(own.words, r.cells[label.cell].text)
	g.seen = append(g.seen, seenRow{r, label.cell, h})
	if slices.ContainsFunc(r.cells[label.cell+1:], func(c gridCell) bool { return figure.Read(c.text).Kind == figure.Run }) {
		g.marks.runs++
	}
	if !r.sure && slices.ContainsFunc(r.cells[label.cell+1:], gridCell.isPacked) {
		g.marks.packed++
	}
	g.withoutScraps(r, label.cell, len(h.leaves))
	values, ok := h.values(r, label.cell, g.side)
	switch {
	case label.also:
		own.doubt = true
		g.marks.uneven++
		g.add(own, r, label.cell, h)
	case ok:
		g.marks.fixed++
		g.fix(own, h, values, r)
	case blankBehind(r, label.cell):
		if r.wide == 1 || label.cell == len(r.cells)-1 {
			g.marks.bare++
		}
		g.groups = append(g.groups, own)
	default:
		g.marks.uneven++
		g.add(own, r, label.cell, h)
	}
}

// withoutScraps takes scraps of labels from the end of a row whose cells have a line each
// and are more than its columns: labels of groups that narrow columns have broken.
func (g *gridTable) withoutScraps(r *gridRow, label, columns int) {
	for n := len(r.cells); r.lined && n-label-1 > columns; n-- {
		if c := &r.cells[n-1]; c.text == "" || c.isValue() || !g.v.scraps(c.text) {
			return
		}
		r.cells = r.cells[:n-1]
	}
}

func blankBehind(r *gridRow, cell int) bool {
	return !slices.ContainsFunc(r.cells[cell+1:], func(c gridCell) bool { return c.text != "" })
}

// add keeps a row whose cells are not one a column: its values are read by order.
func (g *gridTable) add(own *group, r *gridRow, label int, h *heading) {
	own.apart = true
	if h.hasForeign() || r.lined && texts(r.cells[label+1:]) > len(h.block.Columns) {
		own.doubt = true
		g.marks.over++
	}
	for _, c := range r.cells[label+1:] {
		own.pieces = append(own.pieces, draft.Piece{Text: c.text, Line: c.no})
	}
	g.groups = append(g.groups, own)
}

// unlabelled keeps a row whose label is lost, or is none of the form's: the words
// before its values are its label.
func (g *gridTable) unlabelled(own *group, r *gridRow, h *heading) {
	label := -1
	for i := range r.cells {
		if c := &r.cells[i]; c.text != "" && !figure.IsBlank(c.text) && !isValue(c.text) {
			if label >= 0 && i > label+1 && len(r.cells)-label-1 <= len(h.leaves) {
				break
			}
			label = i
			if !g.v.names(c, g.table, groupItem) || len(r.cells)-i-1 <= len(h.leaves) {
				own.words = append(own.words, c.text)
			}
			if len(r.cells)-i-1 <= len(h.leaves) {
				break
			}
		}
	}
	if label < 0 && !r.sure && len(r.cells) > len(h.leaves) && r.cells[0].text == "" && h.block.Rows[0].Label != "" {
		label = 0 // the empty cell is the label's
	}
	values, ok := h.values(r, label, g.side)
	switch {
	case ok && isCountOff(values) && len(own.words) == 0:
	case ok:
		if len(own.words) == 0 && r.figures() > 0 {
			g.marks.loose++
		}
		g.fix(own, h, values, r)
	case r.figures() > 0:
		g.add(own, r, label, h)
	case len(own.words) > 0:
		g.groups = append(g.groups, own)
	}
}

// isCountOff reports whether cells number the columns: 1, 2, 3 and so on, or from 0, or
// as programs name columns without a head. The first may be over the labels of rows.
func isCountOff(cells []gridCell) bool {
	const least = 4
	n, next := 0, -1
	for i := range cells {
		text := strings.Trim(cells[i].text, "（）()栏 ")
		no, err := strconv.Atoi(text)
		switch {
		case strings.HasPrefix(text, "Unnamed"):
		case i == 0 && err != nil && len(cells) > least:
			continue
		case err != nil, next < 0 && no > 1 || next >= 0 && no != next:
			return false
		default:
			next = no + 1
		}
		n++
	}
	return n >= least || n == len(cells) && n > 2 && next < 0
}

// weight is how much of the form's words the table has, as matches count them.
func (g *gridTable) weight() int {
	const found, alone = 6, 3
	n := 0
	for _, r := range g.rows {
		for i := range r.cells {
			if c := &r.cells[i]; g.v.names(c, g.table, headItem, columnItem, groupItem, rowItem) {
				n += found + alone + 2*utf8.RuneCountInString(layouts.Key(c.text))
			}
		}
	}
	return n
}
