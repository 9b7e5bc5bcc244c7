package extract

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A gridRow is a row of a table whose cells the source keeps apart.
type gridRow struct {
	line  int  // index of its line
	last  int  // index of its last line
	part  int  // of the document: rows that follow one another, parted in one way
	wide  int  // places
	owner int  // index of the table it belongs to; -1 for none
	half  bool // it is the part of a line that is its owner's, one of the halves of a table
	moved bool // of a half: the line has a cell too few or too many, so that others' may stand in it
	head  bool
	kind  lineRowKind // of a row whose cells have a line each
	lined bool        // its cells have a line each, and no places
	spans bool        // it is known how many places its cells take
	sure  bool        // its places are those of the source's own columns
	cells []gridCell  // its own, in order, those without text too
	above []gridCell  // merged cells that begin in a row above and reach into it
}

// A gridCell is one cell. What it says is never cut up.
type gridCell struct {
	text       string
	no         int   // line of the source
	col        int   // place in its row
	cols, rows int   // places that it takes
	known      []int // items of the form that its whole text names
	loosely    bool  // by some of its words only
	struck     bool  // text in it was struck out and left out
	partial    bool  // its text goes on where a page cuts it off
	began      int   // of a merged cell from above: the line that it begins on, from 1; 0 for one of the row's own
}

// filled counts the cells with text.
func (r *gridRow) filled() int {
	n := 0
	for i := range r.cells {
		if r.cells[i].text != "" {
			n++
		}
	}
	return n
}

// isBlank reports whether no cell says anything.
func (r *gridRow) isBlank() bool {
	return !slices.ContainsFunc(r.cells, func(c gridCell) bool { return c.text != "" && !figure.IsBlank(c.text) })
}

// only is the one cell with text, nil where there are several or none.
func (r *gridRow) only() *gridCell {
	var only *gridCell
	for i := range r.cells {
		if r.cells[i].text == "" {
			continue
		}
		if only != nil {
			return nil
		}
		only = &r.cells[i]
	}
	return only
}

// figures counts the cells that hold figures.
func (r *gridRow) figures() int {
	n := 0
	for i := range r.cells {
		if r.cells[i].isFigure() {
			n++
		}
	}
	return n
}

func (c *gridCell) isFigure() bool {
	return c.text != "" && len(c.known) == 0 && !figure.IsBlank(c.text) && isValue(c.text)
}

// runsBehind reports whether a cell behind a row's label holds digits run together, and
// whether one is packed: it holds several figures, parted by spaces.
func (r *gridRow) runsBehind(label int) (runs, packed bool) {
	for i := label + 1; i < len(r.cells); i++ {
		if c := &r.cells[i]; len(c.text) > 1 && figure.Read(c.text).Kind == figure.Run {
			runs, packed = true, packed || strings.ContainsFunc(c.text, unicode.IsSpace)
		}
	}
	return runs, packed
}

// names reports whether the cell names an item of the table of one of the kinds.
func (v *vocabulary) names(c *gridCell, table int, kinds ...itemKind) bool {
	return slices.ContainsFunc(c.known, func(i int) bool { return v.items[i].table == table && slices.Contains(kinds, v.items[i].kind) })
}

// gridRows are the rows of all tables of a document: its lines but headings, page
// numbers and prose. Many lines that follow one another and have a cell each are none.
func (c *candidate) gridRows(doc *document) []*gridRow {
	var rows []*gridRow
	part := 0
	for i := 0; i < len(doc.Lines); i++ {
		var lines []int
		several := false // cells on a line
		from := i
		for ; i < len(doc.Lines) && (isPageNumber(doc, i) || c.heads[i] == nil && c.tabular(doc, i) && doc.Lines[i].Grid == doc.Lines[from].Grid); i++ {
			if !isPageNumber(doc, i) {
				lines = append(lines, i)
				several = several || !isLined(&doc.Lines[i])
			}
		}
		if i > from {
			i-- // it may begin the next
		}
		if !several && len(lines) >= fewestLines {
			continue
		}
		part++
		for _, k := range lines {
			rows = append(rows, c.parted(c.gridRow(doc, k, part))...)
		}
	}
	withoutIndex(rows, c.v.layout.Repeats())
	reachDown(rows)
	return rows
}

// gridRow is the row of a line.
func (c *candidate) gridRow(doc *document, i, part int) *gridRow {
	line := &doc.Lines[i]
	row := &gridRow{line: i, last: i, part: part, wide: len(line.Fields), owner: -1, sure: line.Grid > 0, cells: make([]gridCell, 0, len(line.Fields))}
	row.spans = row.sure && slices.ContainsFunc(line.Fields, func(f source.Field) bool { return f.Cols > 0 })
	for fi := range line.Fields {
		if f := &line.Fields[fi]; !f.Merged {
			row.cells = append(row.cells, c.gridCell(line, f, fi))
		}
	}
	if c.isCorner(i) {
		row.cells[0] = gridCell{no: row.cells[0].no, col: row.cells[0].col, cols: row.cells[0].cols, rows: row.cells[0].rows}
	}
	return row
}

// tabular reports whether a line can be part of a table: it is asked by every way to
// read one.
func (c *candidate) tabular(doc *document, i int) bool {
	const yes, no = 1, 2
	if c.lines == nil {
		c.lines = make([]byte, len(doc.Lines))
	}
	if c.lines[i] == 0 {
		if c.lines[i] = no; c.v.tabular(doc, i) {
			c.lines[i] = yes
		}
	}
	return c.lines[i] == yes
}

// parted are the rows of heads that a program has written into one: ('行政复议', '总计').
func (c *candidate) parted(row *gridRow) []*gridRow {
	const mark = "', '"
	levels := 0
	for i := range row.cells {
		if text := row.cells[i].text; strings.HasPrefix(text, "('") && strings.HasSuffix(text, "')") {
			levels = max(levels, 1+strings.Count(text, mark))
		}
	}
	if levels < 2 {
		return []*gridRow{row}
	}
	rows := make([]*gridRow, levels)
	for level := range rows {
		part := *row
		part.cells = slices.Clone(row.cells)
		for i := range part.cells {
			cell := &part.cells[i]
			texts := strings.Split(strings.TrimSuffix(strings.TrimPrefix(cell.text, "('"), "')"), mark)
			if cell.text = ""; level < len(texts) {
				cell.text = texts[level]
				n := c.v.naming(cell.text)
				cell.known, cell.loosely = n.items, n.loosely
			}
		}
		rows[level] = &part
	}
	return rows
}

// withoutIndex takes away the first column of parts where it counts the rows and has no
// head: what programs write that know rows by their number. Below no heads at all, the rows
// of a list may be numbered themselves.
func withoutIndex(rows []*gridRow, lists bool) {
	const least = 4 // rows
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].part == rows[0].part {
			n++
		}
		counted, next, heads := 0, -1, 0
		for _, r := range rows[:n] {
			no, ok := wholeNumber(r.cells[0].text)
			switch {
			case len(r.cells) > 1 && ok && (next < 0 && no <= 1 || no == next):
				counted, next = counted+1, no+1
			case next < 0 && r.cells[0].text == "":
				heads++
			default:
				counted = -len(rows)
			}
		}
		for _, r := range rows[:n] {
			if counted >= least && (heads > 0 || !lists) || counted > 0 && heads > 1 {
				r.cells = r.cells[1:]
			}
		}
		rows = rows[n:]
	}
}

// A naming is the items that a text names.
type naming struct {
	items   []int
	loosely bool // by some of its words only
}

func (c *candidate) gridCell(line *source.Line, f *source.Field, col int) gridCell {
	cell := gridCell{text: f.Text, no: max(f.Line, line.No), col: col, cols: max(f.Cols, 1), rows: max(f.Rows, 1), struck: f.Struck != "", partial: f.Partial}
	if isPlaceholder(f.Text) {
		cell.text = ""
	}
	if cell.text != "" {
		n, seen := c.names[f.Text]
		if !seen {
			n = c.v.namingKept(f.Text)
			c.names[f.Text] = n
		}
		cell.known, cell.loosely = n.items, n.loosely
	}
	return cell
}

// noteMark matches the mark of a note behind a label.
var noteMark = pattern.New(`\s*(?:[\[［〔【(（]\s*注?\s*\d{1,2}\s*[\]］〕】)）]|[①-⑳]|[*＊※†]+)$`)

// withoutNoteMark cuts the mark of a note off a label. Most end otherwise.
func withoutNoteMark(text string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	if !strings.ContainsRune("]］〕】)）*＊※†", last) && (last < '①' || last > '⑳') {
		return text
	}
	return noteMark.ReplaceAllString(text, "")
}

// isPlaceholder tells what programs write for a cell that has no text.
func isPlaceholder(text string) bool {
	switch text {
	case "NaN", "nan", "None", "NaT", "<NA>", "null":
		return true
	}
	return strings.HasPrefix(text, "Unnamed: ")
}

// A namingCache keeps what texts of cells name. The labels of a form are the same in
// report after report.
type namingCache struct {
	texts sync.Map     // string to naming
	n     atomic.Int32 // of texts
}

// namingKept is naming, worked out once for the texts that come first and name an item.
func (v *vocabulary) namingKept(text string) naming {
	const most = 2000 // texts
	if n, ok := v.namings.texts.Load(text); ok {
		return n.(naming)
	}
	n := v.naming(text)
	if len(n.items) > 0 && v.namings.n.Load() < most {
		v.namings.n.Add(1)
		v.namings.texts.Store(strings.Clone(text), n) // without the document that it is a part of
	}
	return n
}

// naming finds the items that a whole text names: as the form words them, or as a
// variant, or, of a row, loosely, by words that name no other.
func (v *vocabulary) naming(text string) naming {
	const longest = 240 // bytes of a label with its note
	if len(text) > longest || figure.Read(text).Kind != figure.Words {
		return naming{}
	}
	text = withoutNoteMark(text)
	key := layouts.Key(text)
	if items := v.worded(text, key); items != nil {
		return naming{items: items}
	}
	if group, ok := strings.CutSuffix(key, subtotalWord); ok {
		return naming{items: v.byText[group]}
	}
	return naming{v.namedWithin(text, key), true}
}

// worded are the items that a text words as the form does, or as a variant.
func (v *vocabulary) worded(text, key string) []int {
	if items := v.byText[layouts.Fold(layouts.TrimOrdinal(text))]; items != nil {
		return items
	}
	if items := v.byText[layouts.Fold(text)]; items != nil {
		return items
	}
	return v.byText[key]
}

// namedWithin are the items of a label that has more words than the form's: the words
// of the group left of it, or a wording of its own with words that name one row.
func (v *vocabulary) namedWithin(text, key string) []int {
	const longest = 40 * len("字")
	if key == "" || len(key) > longest || hasStop(text) {
		return nil
	}
	digits := digitCount(key)
	var row *layouts.Row
	var items []int
	for w := range v.cores.in(key) {
		for _, i := range w.items {
			it := v.items[i]
			if it.kind != rowItem || digits > digitCount(it.key) || !it.names(key) && !v.behindGroup(key, it) || it.row == row {
				continue
			}
			if row != nil {
				return nil // the words of two rows
			}
			row, items = it.row, []int{i}
		}
	}
	return items
}

// names reports whether a folded label has words that name the row and no other.
func (it *item) names(key string) bool {
	return slices.ContainsFunc(it.cores, func(core string) bool { return strings.Contains(key, core) })
}

// behindGroup reports whether a folded label is a group's and then the row's.
func (v *vocabulary) behindGroup(key string, row *item) bool {
	if len(row.key) < 2*len("字") || !strings.HasSuffix(key, row.key) {
		return false
	}
	before := key[:len(key)-len(row.key)]
	return slices.ContainsFunc(v.items, func(it *item) bool {
		return it.kind == groupItem && it.table == row.table && (before == it.key || before == it.full || before == it.whole || strings.HasSuffix(before, it.key))
	})
}
