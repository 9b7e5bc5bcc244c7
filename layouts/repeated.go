package layouts

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A row may repeat: a list of projects has as many as there are. The form itself has the
// row once; the form of one report, which For makes, has a row for each, items[1],
// items[2] and so on, and is otherwise a layout as any other.

// Repeats reports whether a row of the layout repeats.
func (l *Layout) Repeats() bool {
	return slices.ContainsFunc(l.Tables, func(t *Table) bool { return t.Repeats() })
}

// Repeats reports whether a row of the table repeats.
func (t *Table) Repeats() bool {
	return slices.ContainsFunc(t.Blocks, func(b *Block) bool { return b.Repeated() != nil })
}

// Repeated is the row of the block that repeats, nil for none.
func (b *Block) Repeated() *Row {
	for _, r := range b.Rows {
		if r.Repeat {
			return r
		}
	}
	return nil
}

// Keys are the columns that tell which record of a block is which: those marked, or else
// the first of text; nil where there is none.
func (b *Block) Keys() []*Column {
	var keys []*Column
	for _, c := range b.Columns {
		if c.Key {
			keys = append(keys, c)
		}
	}
	if at := slices.IndexFunc(b.Columns, func(c *Column) bool { return c.Kind == Text }); keys == nil && at >= 0 {
		keys = b.Columns[at : at+1]
	}
	return keys
}

// ByCells reports whether the table is read by its cells alone: values of it are words or
// ratios, which stand in no sum, or its rows repeat, which no label tells, or stand side
// by side.
func (t *Table) ByCells() bool {
	return t.half || t.hasHalves() || t.Repeats() || slices.ContainsFunc(t.Blocks, func(b *Block) bool {
		return slices.ContainsFunc(b.Rows, func(r *Row) bool {
			return slices.ContainsFunc(b.Columns, func(c *Column) bool { return !r.KindOf(c).Adds() })
		})
	})
}

// RepeatedID is the id of the n-th of the rows that a row of the form stands for, from 1.
func RepeatedID(row string, n int) string { return row + "[" + strconv.Itoa(n) + "]" }

// CutRepeated is the row of the form that a row stands for, and its number; 0 for a row
// that does not repeat.
func CutRepeated(id string) (row string, n int) {
	row, rest, ok := strings.Cut(id, "[")
	if !ok {
		return id, 0
	}
	n, err := strconv.Atoi(strings.TrimSuffix(rest, "]"))
	if err != nil || RepeatedID(row, n) != id || n < 1 {
		return id, 0
	}
	return row, n
}

// MostRepeated is how often a row of a report may repeat: more are no list of a form.
const MostRepeated = 5000

// For is the form of a report whose rows repeat so often, by table.row; the layout itself
// where none does.
func (l *Layout) For(counts map[string]int) *Layout {
	if l.form != nil {
		l = l.form
	}
	if !l.Repeats() {
		return l
	}
	return l.expand(counts)
}

// Form is the form itself, of which a layout is that of one report.
func (l *Layout) Form() *Layout {
	if l.form != nil {
		return l.form
	}
	return l
}

// Form is the table of the form itself.
func (t *Table) Form() *Table {
	if t.form != nil {
		return t.form
	}
	return t
}

// expand makes the form of one report. What held of the form holds of it, but the rules
// are over the rows that it has.
func (l *Layout) expand(counts map[string]int) *Layout {
	own := &Layout{
		ID: l.ID, Name: l.Name, Clause: l.Clause, Years: l.Years, Title: l.Title, Titles: l.Titles, Notices: l.Notices, Signs: l.Signs,
		Sections: l.Sections, Charts: l.Charts, Specs: l.Specs, Prose: l.Prose, Fields: l.Fields, Cover: l.Cover, file: l.file, source: l.source, verified: true, form: l,
	}
	for i, t := range l.Tables {
		own.Tables = append(own.Tables, t.expand(counts))
		made := own.Tables[i]
		grid, wrong := buildGrid(made, "")
		if wrong == nil {
			made.grid = grid
			made.index()
		}
		must(wrong)
	}
	for _, t := range own.Tables {
		must(own.expandRules(t, ""))
		t.indexTotals()
	}
	must(own.expandOver())
	must(own.verifyYears(Find))
	return own
}

// must holds that a form that was verified stays one when its rows repeat.
func must(wrong *flaw) {
	if wrong != nil {
		panic(fmt.Sprintf("%s: %v", wrong.path, wrong.why))
	}
}

func (t *Table) expand(counts map[string]int) *Table {
	own := &Table{ID: t.ID, Name: t.Name, Clause: t.Clause, Widths: t.Widths, Size: t.Size, Specs: t.Specs, Years: t.Years, Older: t.Older, Optional: t.Optional, Fields: t.Fields, form: t}
	for _, b := range t.Blocks {
		made := *b
		made.Rows = nil
		for _, r := range b.Rows {
			if !r.Repeat {
				made.Rows = append(made.Rows, r)
				continue
			}
			for n := range counts[t.ID+"."+r.ID] {
				row := *r
				row.ID, row.Repeat = RepeatedID(r.ID, n+1), false
				row.Name = fmt.Sprintf("第%d行", n+1)
				made.Rows = append(made.Rows, &row)
			}
		}
		own.Blocks = append(own.Blocks, &made)
	}
	return own
}

// repeated reports whether a cell is one of a row that repeats: the n-th of one report has
// nothing to do with that of another.
func (t *Table) repeated(id string) bool {
	row, _ := t.Cell(id)
	if row == nil {
		return false
	}
	_, n := CutRepeated(row.ID)
	return n > 0 || row.Repeat
}

// cellSet are the cells of a table, true each; those of rows that repeat, by the form's
// ids, are false. It must not be changed.
func (t *Table) cellSet() map[string]bool { return t.own }

func (t *Table) makeSet() map[string]bool {
	cells := make(map[string]bool, len(t.refs))
	for id := range t.refs {
		cells[id] = true
	}
	if t.form == nil {
		return cells
	}
	for _, b := range t.form.Blocks {
		if r := b.Repeated(); r != nil {
			for _, id := range t.form.RowCells(r.ID) {
				cells[id] = false
			}
		}
	}
	return cells
}

func (l *Layout) cellSet() map[string]bool {
	all := map[string]bool{}
	for _, t := range l.Tables {
		maps.Copy(all, t.cellSet())
	}
	return all
}

// repeatedCells are those of all rows that a cell of the form stands for.
func repeatedCells(id string, cells map[string]bool) []string {
	table, rest, _ := strings.Cut(id, ".")
	row, column, _ := strings.Cut(rest, ".")
	var ids []string
	for n := 1; cells[CellID(table, RepeatedID(row, n), column)]; n++ {
		ids = append(ids, CellID(table, RepeatedID(row, n), column))
	}
	return ids
}
