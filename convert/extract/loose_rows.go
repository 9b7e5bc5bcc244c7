package extract

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// A group is one row as the source has it: words, then values.
type group struct {
	item   int  // index of its row, sub-row or group label; -1 when its words name none
	block  int  // block whose heading it follows
	line   int  // of the source
	at     int  // piece it begins with
	indent int  // field of its line that its label stands in
	grid   bool // its cells stand in a grid
	doubt  bool // its values may be another row's
	groupLabel
	groupCells
}

// A groupLabel is what stands left of a row's values.
type groupLabel struct {
	words  []string // in order
	unit   string   // as it stands in a cell of its own
	behind bool     // and behind the values
}

// groupCells are a row's values as the source has them.
type groupCells struct {
	pieces []draft.Piece
	notes  []string // words among them
	moved  bool     // they stood elsewhere
	fixed  bool     // they stand one a column of the form, but for those it lacks
	apart  bool     // they are cells each; which columns they stand in does not show
	lacks  []string
	struck []int           // pieces with text that the source strikes out, which was left out
	others [][]draft.Piece // what the source says of them elsewhere
	sums   []partialSum    // of columns of subtotals
	tall   []tallPiece     // figures of merged cells that reach over several records
}

// values counts the pieces that are not empty cells.
func (g *group) values() int {
	n := 0
	for _, p := range g.pieces {
		if p.Text != "" {
			n++
		}
	}
	return n
}

// marks reports whether all its values are marks for nothing: —— beside a caption.
func (g *group) marks() bool {
	for _, p := range g.pieces {
		if p.Text != "" && !figure.IsBlank(p.Text) {
			return false
		}
	}
	return g.values() > 0
}

func (g *group) label() string { return strings.Join(g.words, "") }

// groups parts a region into rows.
func (v *vocabulary) groups(s *stream, rg *region) []*group {
	b := &grouper{v: v, s: s, table: slices.Index(v.layout.Tables, rg.table), items: rg.items, known: s.known, skip: map[int]bool{}, rg: rg}
	runPasses(v, piecePasses, b)
	for p := rg.from; p < rg.to; p++ {
		if !b.skip[p] {
			b.piece(p)
		}
	}
	return b.rows()
}

// rows are the groups without the marks that a caption has left behind: they have
// no label, and in a list each row has a unit.
func (b *grouper) rows() []*group {
	return slices.DeleteFunc(b.groups, func(g *group) bool {
		return b.v.layout.Tables[b.table].Blocks[g.block].Units && g.item < 0 && g.unit == "" && len(g.words) == 0 && g.marks()
	})
}

// A grouper walks over the pieces of a region.
type grouper struct {
	v      *vocabulary
	s      *stream
	items  pieceItems // matched in each piece
	known  []bool     // pieces that hold a word of the form, in its place or not
	groups []*group
	cur    *group
	filled int // of its pieces, as its values tells
	last   int // item matched last; -1 for none

	skip  map[int]bool // pieces that are of no row
	rg    *region
	lines struct {
		label int // where the label matched last ends
		unit  int // of the cell of a unit read last
	}
	table int
	block int
	begun bool
}

func (b *grouper) piece(p int) {
	q := &b.s.pieces[p]
	switch {
	case q.value && b.pageNumber(p):
	case q.value:
		if b.cur == nil || b.captionMark(q) {
			b.start(-1, p)
			b.leading(p)
		}
		b.fill(q)
	case q.empty:
		if b.cur != nil && b.trusted(q) {
			b.add(q)
		}
	case len(b.items.at(p)) > 0:
		b.matched(p)
	case q.unit:
		b.unit(p)
	default:
		b.words(p)
	}
}

// add adds a value, an empty cell or a word to the row.
func (b *grouper) add(q *piece) {
	if b.cur.pieces == nil {
		b.cur.pieces = make([]draft.Piece, 0, len(b.v.layout.Tables[b.table].Blocks[b.block].Columns)+1)
	}
	b.cur.pieces = append(b.cur.pieces, draft.Piece{Text: q.text, Line: q.no})
}

// captionMark reports whether a value is the mark beside a caption that is lost: a
// dash behind a row that has its values.
func (b *grouper) captionMark(q *piece) bool {
	block := b.v.layout.Tables[b.table].Blocks[b.block]
	return block.Units && b.filled >= len(block.Columns) && figure.IsBlank(q.text)
}

// unit takes the cell of a row's unit. A second one is that of the next row, whose
// label is lost.
func (b *grouper) unit(p int) {
	if b.cur == nil || b.cur.unit != "" {
		b.start(-1, p)
	}
	b.cur.unit, b.cur.behind = b.s.pieces[p].text, b.filled > 0
	b.lines.unit = b.s.pieces[p].line
}

// trusted reports whether an empty cell is one: the source has it, or the columns
// that it was made by are all of the form's.
func (b *grouper) trusted(q *piece) bool {
	return q.fills == 0 || q.fills == len(b.v.layout.Tables[b.table].Blocks[b.block].Columns)
}

// leading takes the empty cells before the first value of a row without a label:
// those on its line and, where each cell has a line, on the lines above.
func (b *grouper) leading(p int) {
	from := p
	for from > 0 && b.s.pieces[from-1].empty && !b.skip[from-1] && (b.s.pieces[from-1].line == b.s.pieces[p].line || b.s.pieces[p].wide == 1 && b.s.pieces[from-1].wide == 1) {
		from--
	}
	for ; from < p && b.trusted(&b.s.pieces[from]); from++ {
		b.add(&b.s.pieces[from])
	}
}

// matched takes a piece with labels of the form in it.
func (b *grouper) matched(p int) {
	b.lines.label = b.s.pieces[p].line
	for _, i := range b.items.at(p) {
		it := b.v.items[i]
		if b.begun && i == b.last {
			continue // the rest of a label broken over pieces
		}
		b.last, b.begun = i, true
		b.block = b.v.blockOf(it)
		switch it.kind {
		case rowItem, partItem, groupItem, captionItem:
			b.start(i, p)
			b.cur.indent = b.s.pieces[p].field
		default:
			if b.cur != nil && b.overflows(p) {
				b.cur.doubt = true
			}
			b.cur = nil
		}
	}
	if b.cur != nil {
		b.cur.words = append(b.cur.words, b.s.pieces[p].text)
	}
}

// words takes a piece whose words are no label in its place.
func (b *grouper) words(p int) {
	q := &b.s.pieces[p]
	switch {
	case b.cur == nil:
		if !b.known[p] || b.v.isRowLabel(q.text) {
			b.start(-1, p)
			b.cur.words = append(b.cur.words, q.text)
		}
	case b.v.listed && layouts.TrimOrdinal(q.text) == "": // the number of the next row, or 其中
		b.start(-1, p)
		b.cur.words = append(b.cur.words, q.text)
	case b.inValueCell(q): // 若干, 见附件: the source says something there
		b.cur.notes = append(b.cur.notes, q.text)
		b.fill(q)
	case b.filled == 0 && !b.beginsRow(p):
		b.cur.words = append(b.cur.words, q.text)
	case b.sameRow(p):
		b.cur.notes = append(b.cur.notes, q.text)
		b.fill(q)
	default:
		if b.overflows(p) {
			b.cur.doubt = true
		}
		b.start(-1, p)
		b.cur.indent = q.field
		b.cur.words = append(b.cur.words, q.text)
	}
}

// isRowLabel reports whether words are the label of a row as the form has it, and no head.
func (v *vocabulary) isRowLabel(text string) bool {
	key, row := layouts.Key(text), false
	for _, it := range v.items {
		if it.key == key {
			if it.kind != rowItem {
				return false
			}
			row = true
		}
	}
	return row
}

// inValueCell reports whether words are the value of a row of a list: they stand behind
// the cell of its unit, on its line.
func (b *grouper) inValueCell(q *piece) bool {
	return b.cur.item >= 0 && b.cur.unit != "" && !b.cur.behind && b.filled == 0 && q.line == b.lines.unit
}

// overflows reports whether a row with words among its values goes on at p: which
// of them are cells does not show.
func (b *grouper) overflows(p int) bool {
	q := &b.s.pieces[p]
	return len(b.cur.notes) > 0 && q.line == b.s.pieces[b.cur.at].line && b.valueOn(q.line, p)
}

// beginsRow reports whether words below a whole label, numbered themselves, begin the
// next row, whose label goes on below its values.
func (b *grouper) beginsRow(p int) bool {
	q := &b.s.pieces[p]
	if b.cur.item < 0 || b.v.items[b.cur.item].kind != rowItem || q.line == b.lines.label {
		return false
	}
	ordinal, rest := layouts.CutOrdinal(q.text)
	return ordinal != "" && rest != ""
}

func (b *grouper) valueOn(line, p int) bool {
	for ; p < len(b.s.pieces) && b.s.pieces[p].line == line; p++ {
		if b.s.pieces[p].value {
			return true
		}
	}
	return false
}

// sameRow reports whether words after values are a cell of the same row: they
// stand on its line and it is short of values.
func (b *grouper) sameRow(p int) bool {
	if b.s.pieces[p].line != b.s.pieces[b.cur.at].line || b.cur.item < 0 {
		return false
	}
	return b.filled < len(b.v.items[b.cur.item].block.Columns)
}

// fill gives the row a cell that is not empty.
func (b *grouper) fill(q *piece) {
	b.add(q)
	b.filled++
}

func (b *grouper) start(item, p int) {
	b.withoutIndent(p)
	b.cur, b.filled = &group{item: item, block: b.block, line: b.s.pieces[p].no, at: p, grid: b.s.pieces[p].grid}, 0
	b.groups = append(b.groups, b.cur)
}

// withoutIndent takes the empty cells back that stand before the label at p and nothing
// else on its line: they are none of the row above it.
func (b *grouper) withoutIndent(p int) {
	line := b.s.pieces[p].no
	if b.cur == nil || b.cur.line == line {
		return
	}
	n := len(b.cur.pieces)
	for n > 0 && b.cur.pieces[n-1].Line == line && b.cur.pieces[n-1].Text == "" {
		n--
	}
	if n == 0 || b.cur.pieces[n-1].Line != line {
		b.cur.pieces = b.cur.pieces[:n]
	}
}

func (v *vocabulary) blockOf(it *item) int {
	return slices.Index(v.layout.Tables[it.table].Blocks, it.block)
}
