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

// How a row came by its reading.
type manner int

const (
	plain   manner = iota // as many values as columns, or blanks in their places
	placed                // blanks or values put in place by the sums
	parted                // digits run together, parted in the one way there is
	refound               // a lost value found again by a sum
	lacked                // the value of a lost column, told by a sum
)

// A reading is one way to read a row: a number or blank for each column. from
// tells which piece each value was read from, -1 for none.
type reading struct {
	values []report.Number
	from   []int
	manner manner
	where  places // the slots of the columns, if slots told
}

// A puzzle is a row of pieces on its way to cells.
type puzzle struct {
	table    *layouts.Table
	block    *layouts.Block // with the source's columns of subtotals
	spec     *layouts.Row
	row      *draft.Row
	out      *report.Row
	ids      []string      // of its cells; nil where the source has columns of its own
	key      string        // of its shape
	slots    []draft.Piece // values and empty cells
	values   []draft.Piece // the pieces with text
	rules    []rowRule     // equalities within the row
	readings []reading
	allowed  []reading // by the row's own sums

	glued     bool   // other rows of its table have digits run together, or it has and sums to part them
	learned   places // where the slots of its columns are, from full rows
	loose     bool   // rows like it have more or fewer slots
	cut       bool   // the search was cut off: what it found is not all
	over      bool   // sums over rows have its cells
	lost      bool   // a value is missing and no sum tells which
	suspect   bool   // digits may be run together, or values lost: other rows must bear its reading out
	strained  bool   // its empty slots do not fit its table's
	disputed  bool   // its total is blank, and its values may stand a column too far to the left
	wary      bool   // it has no label, and rows without their total are none of the table's
	scattered bool   // its readings differ in where blanks are
	gaps      bool   // blank cells of its table leave no trace
	words     bool   // values that are no numbers stand in it, cell by cell
}

// gluedTable reports whether the puzzle's table has digits run together, so that its
// own may be. Where no sum parts them, one such row beside others whose cells are
// apart says little: two cells may have run together by accident, and others be
// blank; it takes more of them, here or in the report.
func gluedTable(t *draft.Table, glued map[*draft.Row]bool, p *puzzle) bool {
	const habit = 3
	others, apart := 0, false
	for _, row := range t.Rows {
		switch {
		case row == p.row:
		case glued[row]:
			others++
		default:
			apart = apart || given(row.Pieces) > 1
		}
	}
	if any := others > 0 || glued[p.row]; len(p.rules) > 0 || !apart || len(glued) > habit {
		return any
	}
	return others > 1
}

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

// gluedRows are the rows of a draft that have digits run together: a piece is
// digits and yet no number, as 000 or 11-83, or a number longer than any figure.
func gluedRows(d *draft.Draft) map[*draft.Row]bool {
	const longest = 11
	glued := map[*draft.Row]bool{}
	for _, t := range d.Tables {
		for _, row := range t.Rows {
			for _, q := range row.Pieces {
				f := figure.Read(q.Text)
				if f.Kind == figure.Exact && len(f.Number.String()) <= longest {
					continue
				}
				if _, ok := f.Digits(); ok {
					glued[row] = true
				}
			}
		}
	}
	return glued
}

func (f *Form) newPuzzle(t *layouts.Table, row *draft.Row) *puzzle {
	spec, block := t.Row(row.ID)
	p := &puzzle{table: t, block: asInSource(block, row), spec: spec, row: row, out: &report.Row{ID: row.ID}}
	p.over = f.rows[spec].over
	p.slots = p.dashes(row.Pieces)
	p.values = filled(p.slots)
	if len(row.Extras) == 0 && len(row.Lacks) == 0 {
		own := f.rows[spec]
		p.ids, p.rules, p.key = own.ids, own.rules, own.shape
		return p
	}
	p.rules = p.within(t.Rules())
	for i, e := range row.Extras {
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
	if p.row.Grid {
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
		p.lost = true
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

func (p *puzzle) isExtra(c int) bool { return strings.HasPrefix(p.block.Columns[c].ID, extraMark) }

// within turns the equalities within the row into ones over its columns.
func (p *puzzle) within(rules []*layouts.Rule) []rowRule {
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
func (p *puzzle) columns(ids []string) []int {
	var columns []int
	for _, id := range ids {
		columns = append(columns, p.column(id[len(p.table.ID)+len(p.spec.ID)+2:]))
	}
	return columns
}

func (p *puzzle) column(id string) int {
	for i, c := range p.block.Columns {
		if c.ID == id {
			return i
		}
	}
	return -1
}

func (p *puzzle) width() int { return len(p.block.Columns) }

func (p *puzzle) kind(c int) layouts.Kind { return p.spec.KindOf(p.block.Columns[c]) }
