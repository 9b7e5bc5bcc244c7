package extract

import (
	"slices"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
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
	records  []*group   // those of rows that repeat
	tall     tallCells  // of the records
	byCells  bool       // it is read by its cells alone
	unknown  []foreign  // columns that the form does not have
	numbers  *foreign   // of the rows, under no head; nil for none
	marks    gridMarks
	gridPlaces

	unitAbove string // of the amounts, as a line above them states it, or another for the whole table
	unitBelow bool   // that may hold for tables below, too
}

// gridPlaces is what the rows of a table show of where its cells stand.
type gridPlaces struct {
	seen   []seenRow
	side   aligned
	width  map[*layouts.Block]int  // places of most rows of a block; none where they differ
	usual  int                     // places of most rows of the table; 0 where they differ
	merged bool                    // a row has its places as its heads, those of merged cells, too
	known  map[headingKey]*heading // as they were read first
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
	leaf   *leaf // nil for one without a head, and
	place  int   // where that stands
	head   string
	values []string
	line   int
}

// readGrids reads the tables whose cells the source keeps apart: those of rows first,
// then those that have a cell a line.
func (c *candidate) readGrids(doc *document, of reportTime) {
	if c.v.listed {
		return
	}
	rows := c.halved(c.gridRows(doc))
	c.own(rows)
	c.goOn(rows)
	var tables []*gridTable
	for ti := range c.v.layout.Tables {
		tables = append(tables, c.gridTable(doc, rows, ti, of))
	}
	c.grids = append(c.grids, standing(tables)...)
	if len(c.grids) == len(c.v.layout.Tables) {
		return
	}
	best := map[int]*gridTable{}
	parts := c.lineParts(doc, c.withFields(c.covered(doc)))
	for empty := range 4 { // lines that show an empty cell
		if empty > 0 && (len(best) == len(c.v.layout.Tables)-len(c.grids) || !blanksDiffer(doc)) {
			break
		}
		rows := c.lineRows(parts, empty)
		c.own(rows)
		for ti := range c.v.layout.Tables {
			if c.inGrids(ti) || c.v.layout.Tables[ti].IsHalf() {
				continue
			}
			const clearly = 4 // rows with a cell for each column for one that has others
			g := c.gridTable(doc, rows, ti, of)
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

// gridTable reads a table from the rows that are its.
func (c *candidate) gridTable(doc *document, rows []*gridRow, table int, of reportTime) *gridTable {
	g := &gridTable{v: c.v, table: table, byCells: c.v.layout.Tables[table].ByCells(), tall: tallCells{}, gridPlaces: gridPlaces{known: map[headingKey]*heading{}, side: aligned{}}}
	for _, r := range rows {
		if r.owner == table {
			g.rows = append(g.rows, r)
		}
	}
	if len(g.rows) == 0 {
		return g
	}
	g.withoutEnds(rows)
	g.read(of)
	if g.withoutNumbers() {
		g.forget()
		g.read(of)
	}
	if g.learn() {
		g.read(of)
	}
	g.doubtAmongOverfull()
	return g
}

// stands reports whether the cells are a table of the form: most of its rows have a
// cell for each column.
func (g *gridTable) stands() bool {
	m := &g.marks
	if m.over > m.fixed && m.runs == 0 {
		return true // a column that the form does not have: its rows stay open
	}
	if m.fixed > 0 && m.runs+m.packed == 0 && slices.ContainsFunc(g.headings, func(h *heading) bool { return g.v.astray(h) }) {
		return true // by order every row would be misread
	}
	all := 0
	for _, b := range g.layout().Blocks {
		all += len(b.Rows)
	}
	const share = 6 // of the form's rows at least
	const often = 4 // rows with a value a cell for one with several
	if len(g.rows) > 0 && g.rows[0].sure && m.runs+m.packed+m.above+m.loose == 0 && (m.fixed+m.uneven)*share >= all && m.bare < m.fixed+m.uneven {
		return true // it is cells, and what slipped in them is no order of values
	}
	return m.fixed > 0 && m.fixed*share >= all && m.fixed > m.uneven && m.above == 0 && (m.packed < 2 || m.fixed > often*m.packed)
}

func (g *gridTable) layout() *layouts.Table { return g.v.layout.Tables[g.table] }

// read goes over the rows: heads, then the rows below them.
func (g *gridTable) read(of reportTime) {
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
				h = g.heading(heads, b, of)
				headings[b] = h
			}
			return h
		})
	}
	for _, h := range g.headings {
		g.foreignHeads(h)
	}
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

// row reads one row below heads.
func (g *gridTable) row(r *gridRow, headingOf func(*layouts.Block) *heading) {
	label := g.labelOf(r)
	if label.item >= 0 {
		it := g.v.items[label.item]
		h := headingOf(it.block).of(it.row)
		beside := underLabel(r, label.cell, it.row, h)
		if !r.lined && it.block.Repeated() != nil && (len(beside) > 1 || label.cell > 0 && len(beside) > 0) {
			g.record(&group{item: -1, block: g.blockIndex(it.block), line: r.cells[0].no, at: r.line, grid: true}, r, headingOf(it.block))
			return
		}
		g.labelled(r, label, h)
		for _, words := range beside { // what else stands where the label does
			g.groups = append(g.groups, &group{item: -1, block: g.blockIndex(it.block), line: r.cells[label.cell].no, at: r.line, grid: true, groupLabel: groupLabel{words: []string{words}}})
		}
		return
	}
	if only := r.only(); r.filled() == 0 || only != nil && isPageMark(only.text) || r.half && r.isBlank() {
		return
	}
	b := g.blockAt(r)
	h := headingOf(b)
	own := &group{item: -1, block: g.blockIndex(b), line: r.cells[0].no, at: r.line, grid: true}
	if b.Repeated() != nil && !r.lined {
		g.record(own, r, h)
		return
	}
	if len(b.Rows) == 1 && b.Rows[0].Label == "" {
		g.seen = append(g.seen, seenRow{r, -1, h})
		values, ok := g.values(r, -1, h)
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
		if c := &r.cells[i]; len(r.cells) > len(h.leaves) && otherTime(c.text, h.time) {
			words = append(words, c.text)
		}
	}
	return words
}

func (g *gridTable) blockIndex(b *layouts.Block) int { return slices.Index(g.layout().Blocks, b) }

// labelled reads a row that has a label.
func (g *gridTable) labelled(r *gridRow, label rowLabelCell, h *heading) {
	it := g.v.items[label.item]
	own := &group{item: label.item, block: g.blockIndex(it.block), line: r.cells[label.cell].no, at: r.line, indent: label.cell, grid: true}
	own.words = append(own.words, r.cells[label.cell].text)
	g.seen = append(g.seen, seenRow{r, label.cell, h})
	runs, packed := r.runsBehind(label.cell)
	if runs {
		g.marks.runs++
	}
	if packed && !r.sure {
		g.marks.packed++
	}
	g.withoutScraps(r, label.cell, len(h.leaves))
	values, ok := g.values(r, label.cell, h)
	switch {
	case label.also || r.moved:
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
	for i := cell + 1; i < len(r.cells); i++ {
		if r.cells[i].text != "" {
			return false
		}
	}
	return true
}

// add keeps a row whose cells are not one a column: its values are read by order.
func (g *gridTable) add(own *group, r *gridRow, label int, h *heading) {
	own.apart = true
	rest := r.cells[label+1:]
	switch {
	case r.sure:
		rest = h.withoutLabels(rest)
	case !r.lined:
		rest = g.side.within(label, rest)
	}
	own.doubt = own.doubt || !h.ordered()
	if h.hasForeign() || g.v.astray(h) && !r.lined && len(rest) >= len(h.block.Columns) || r.sure && h.headless(r, label) || r.lined && texts(rest) > len(h.block.Columns) {
		own.doubt = true
		g.marks.over++
	}
	own.pieces = slices.Grow(own.pieces, len(rest))
	for i := range rest {
		own.pieces = append(own.pieces, draft.Piece{Text: rest[i].text, Line: rest[i].no})
	}
	g.groups = append(g.groups, own)
}

// withoutLabels are cells without the empty ones that stand before the first head, over
// which labels stand.
func (h *heading) withoutLabels(cells []gridCell) []gridCell {
	at := 0
	for h.placed && at < len(cells) && cells[at].col < h.leaves[0].from {
		if cells[at].text != "" {
			return cells
		}
		at++
	}
	return cells[at:]
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
	values, ok := g.values(r, label, h)
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
		for i := label + 1; i < len(r.cells); i++ { // what stands behind is no value
			if text := r.cells[i].text; text != "" && !figure.IsBlank(text) {
				own.words = append(own.words, text)
			}
		}
		g.groups = append(g.groups, own)
	}
}
