package settle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A puzzle is a row of a draft on its way to cells.
type puzzle struct {
	row
	around
	outcome
}

// A row is a row of the draft beside what the form says of it.
type row struct {
	table  *layouts.Table
	block  *layouts.Block // with the source's columns of subtotals
	spec   *layouts.Row
	src    *draft.Row
	ids    []string      // of its cells; nil where the source has columns of its own
	key    string        // of its shape
	rules  []rowRule     // equalities within the row
	over   bool          // sums over rows have its cells
	slots  []draft.Piece // values and empty cells
	values []draft.Piece // the pieces with text
}

// around is what the rows around a row tell of how its values stand.
type around struct {
	glued    bool   // other rows of its table have digits run together, or it has and sums to part them
	gaps     bool   // blank cells of its table leave no trace
	learned  places // where the slots of its columns are, from full rows
	loose    bool   // rows like it have more or fewer slots
	kept     bool   // empty slots at the ends of rows are there
	lengths  [2]int // fewest and most slots of rows like it, where they differ
	stands   [2]int // the first and the last slot with a value of all rows of its shape
	strained bool   // its empty slots do not fit its table's
	wary     bool   // it has no label, and rows without their total are none of the table's
}

// An outcome is what is left of the ways to read a row. One reading is taken, unless a
// reason keeps the row open.
type outcome struct {
	readings  []reading
	allowed   []reading // by the row's own sums
	why       reason    // why the row stays open whatever its readings are; none else
	suspect   bool      // digits may be run together, or values lost: other rows must bear its reading out
	scattered bool      // its readings differ in where blanks are
	words     bool      // values that are no numbers stand in it, cell by cell
	out       *report.Row
}

// leave keeps the row open. The first reason stays, but that the search was cut off,
// which any other outweighs.
func (o *outcome) leave(why reason) {
	if o.why == none || o.why == tooMany {
		o.why = why
	}
}

// cutOff notes that the search was cut off: what it found is not all.
func (o *outcome) cutOff() {
	if o.why == none {
		o.why = tooMany
	}
}

func (f *Form) newPuzzle(t *layouts.Table, src *draft.Row) *puzzle {
	spec, block := t.Row(src.ID)
	p := &puzzle{
		row:     row{table: t, block: asInSource(block, src), spec: spec, src: src},
		outcome: outcome{out: &report.Row{ID: src.ID}},
	}
	p.over = f.rows[spec].over
	if p.slots = src.Pieces; !src.Fixed {
		p.slots = p.dashes(src.Pieces)
	}
	p.values = filled(p.slots)
	if len(src.Extras) == 0 && len(src.Lacks) == 0 {
		own := f.rows[spec]
		p.ids, p.rules, p.key = own.ids, own.rules, own.shape
		return p
	}
	p.rules = p.within(t.Rules())
	for i, e := range src.Extras {
		rule := rowRule{total: p.column(extraID(i)), left: []int{p.column(extraID(i))}}
		for _, id := range e.Members {
			rule.right = append(rule.right, p.column(id))
		}
		if !slices.Contains(rule.right, -1) {
			p.rules = append(p.rules, rule)
		}
	}
	return p
}

// dashes parts a dash from the number behind it where no column has signs: it is a
// blank cell. Where one has, it may be either, unless as many cells as columns say. A
// cell of a grid is never parted.
func (p *puzzle) dashes(pieces []draft.Piece) []draft.Piece {
	if p.src.Grid {
		return pieces
	}
	parted := make([]draft.Piece, 0, len(pieces))
	for _, q := range pieces {
		dash, number, ok := strings.Cut(q.Text, " ")
		if ok && figure.IsBlank(dash) {
			parted = append(parted, draft.Piece{Text: dash, Line: q.Line}, draft.Piece{Text: number, Line: q.Line})
		} else {
			parted = append(parted, q)
		}
	}
	signed := slices.ContainsFunc(p.block.Columns, func(c *layouts.Column) bool { return p.spec.KindOf(c) == layouts.Signed })
	switch {
	case len(parted) == len(pieces), !signed:
		return parted
	case len(parted) == p.width() && len(pieces) < p.width():
		p.leave(signOrBlank)
	}
	return pieces
}

// asInSource is the block with the source's columns of subtotals among its own, and
// without those that the source lacks.
func asInSource(b *layouts.Block, row *draft.Row) *layouts.Block {
	if len(row.Extras) == 0 && len(row.Lacks) == 0 {
		return b
	}
	own := *b
	own.Columns = nil
	for i := 0; i <= len(b.Columns); i++ {
		for k, e := range row.Extras {
			if e.Before == i {
				own.Columns = append(own.Columns, &layouts.Column{ID: extraID(k), Label: e.Label, Kind: layouts.Count})
			}
		}
		if i < len(b.Columns) && !slices.Contains(row.Lacks, b.Columns[i].ID) {
			own.Columns = append(own.Columns, b.Columns[i])
		}
	}
	return &own
}

// extraID names a column of subtotals; no column of a layout has such an id.
func extraID(i int) string { return fmt.Sprintf("%s%d", extraMark, i) }

const extraMark = "+"

func (p *row) isExtra(c int) bool { return strings.HasPrefix(p.block.Columns[c].ID, extraMark) }

// within turns the equalities within the row into ones over its columns.
func (p *row) within(rules []*layouts.Rule) []rowRule {
	var own []rowRule
	for _, r := range rules {
		if r.Op != layouts.Equal || r.Row != p.spec.ID {
			continue
		}
		rule := rowRule{total: -1, left: p.columns(r.Left), right: p.columns(r.Right)}
		if slices.Contains(rule.left, -1) || slices.Contains(rule.right, -1) {
			continue // the source lacks a column of it
		}
		if len(rule.left) == 1 {
			rule.total = rule.left[0]
		}
		own = append(own, rule)
	}
	return own
}

// columns are those of the row's cells with the full ids.
func (p *row) columns(ids []string) []int {
	var columns []int
	for _, id := range ids {
		columns = append(columns, p.column(id[len(p.table.ID)+len(p.spec.ID)+2:]))
	}
	return columns
}

func (p *row) column(id string) int {
	for i, c := range p.block.Columns {
		if c.ID == id {
			return i
		}
	}
	return -1
}

func (p *row) id(c int) string {
	if p.ids != nil {
		return p.ids[c]
	}
	return layouts.CellID(p.table.ID, p.spec.ID, p.block.Columns[c].ID)
}

// hasWords reports whether a cell of the row holds words, or a ratio, which stand in no
// sum: only cells tell what is whose.
func (p *row) hasWords() bool {
	return slices.ContainsFunc(p.block.Columns, func(c *layouts.Column) bool { return !p.spec.KindOf(c).Adds() })
}

func (p *row) width() int { return len(p.block.Columns) }

func (p *row) kind(c int) layouts.Kind { return p.spec.KindOf(p.block.Columns[c]) }

func (p *row) isFull() bool { return len(p.values) == p.width() }

// given counts the pieces with text.
func given(pieces []draft.Piece) int {
	n := 0
	for _, q := range pieces {
		if q.Text != "" {
			n++
		}
	}
	return n
}

func filled(pieces []draft.Piece) []draft.Piece {
	values := make([]draft.Piece, 0, given(pieces))
	for _, q := range pieces {
		if q.Text != "" {
			values = append(values, q)
		}
	}
	return values
}

func texts(pieces []draft.Piece) string {
	var t []string
	for _, q := range pieces {
		t = append(t, q.Text)
	}
	return strings.Join(t, " ")
}
