package xlsx

import (
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/layouts"
)

// firstRow is the sheet row a table begins on: its heading stands above, and below that
// what the form asks for at the table's upper right.
func firstRow(t *layouts.Table) int { return 2 + len(aboveRows(t)) }

// A form is a table of a layout laid out on a sheet: where each printed cell
// stands, how wide and high, and which cells are sums of others. It is the same
// for every report.
type form struct {
	table   *layouts.Table
	grid    *layouts.Grid
	cells   []*formCell          // the data cells, in order
	byID    map[string]*formCell // by full id
	heights []float64            // of the grid's rows, in points
	width   float64              // of the grid, in mm
	first   int                  // sheet row
	frozen  int                  // the last sheet row that stays in sight
}

// A formCell is a data cell of a form.
type formCell struct {
	id     string
	row    *layouts.Row
	column *layouts.Column
	kind   layouts.Kind
	span   int // columns it is merged over
	at     place
	sums   []*layouts.Rule // the rules it is the total of
	live   *layouts.Rule   // that of sums which its formula follows; nil for none
}

// forms are kept: one takes as long to lay out as its sheet to write.
var forms sync.Map // of a *layouts.Table, its *form

func formOf(t *layouts.Table) *form {
	if t.Form() != t {
		return newForm(t) // of one report
	}
	if f, ok := forms.Load(t); ok {
		return f.(*form)
	}
	f, _ := forms.LoadOrStore(t, newForm(t))
	return f.(*form)
}

func newForm(t *layouts.Table) *form {
	f := &form{table: t, grid: t.Grid(), byID: map[string]*formCell{}, first: firstRow(t)}
	f.frozen = f.first - 1
	for _, mm := range t.Widths {
		f.width += mm
	}
	for _, c := range f.grid.Cells {
		if c.Kind != layouts.DataCell {
			continue
		}
		d := &formCell{
			id: layouts.CellID(t.ID, c.Line.ID, c.Column.ID), row: c.Line, column: c.Column,
			kind: c.Line.KindOf(c.Column), span: c.Colspan, at: f.place(c),
		}
		f.cells = append(f.cells, d)
		f.byID[d.id] = d
	}
	for _, rule := range t.Rules() {
		if rule.Op == layouts.Equal && len(rule.Left) == 1 {
			f.addSum(rule)
		}
	}
	if heads := f.grid.HeadRows(); heads > 0 {
		f.frozen = f.first + heads - 1
	}
	f.setHeights()
	return f
}

// place is where a grid cell stands on the sheet.
func (f *form) place(c *layouts.Cell) place { return place{c.Col + 1, c.Row + f.first} }

// addSum notes a rule of its total. The first rule of a total becomes its
// formula, unless sums would then turn in a circle or have no parts.
func (f *form) addSum(rule *layouts.Rule) {
	total := f.byID[rule.Left[0]]
	total.sums = append(total.sums, rule)
	if total.live != nil || len(rule.Right) == 0 {
		return
	}
	for _, part := range rule.Right {
		if f.reaches(part, total.id) {
			return
		}
	}
	total.live = rule
}

// reaches reports whether the formula of a cell, or of a cell it adds, adds the
// other.
func (f *form) reaches(from, to string) bool {
	if from == to {
		return true
	}
	if rule := f.byID[from].live; rule != nil {
		for _, part := range rule.Right {
			if f.reaches(part, to) {
				return true
			}
		}
	}
	return false
}

// setHeights gives every row the height that shows its texts whole.
func (f *form) setHeights() {
	size := f.table.Size
	f.heights = make([]float64, f.grid.Rows)
	for y := range f.heights {
		f.heights[y] = heightOf(1, size) + 2
	}
	need := func(c *layouts.Cell) float64 {
		width := 0.0
		for x := c.Col; x < c.Col+c.Colspan; x++ {
			width += points(f.table.Widths[x])
		}
		width -= float64(c.Indent) * size
		return heightOf(linesOf(c.Text, width, size), size)
	}
	for _, c := range f.grid.Cells {
		if c.Rowspan == 1 {
			f.heights[c.Row] = max(f.heights[c.Row], need(c))
		}
	}
	for _, c := range f.grid.Cells { // tall cells share what they lack among their rows
		have := 0.0
		for y := c.Row; y < c.Row+c.Rowspan; y++ {
			have += f.heights[y]
		}
		if lack := need(c) - have; lack > 0 {
			for y := c.Row; y < c.Row+c.Rowspan; y++ {
				f.heights[y] += math.Ceil(lack / float64(c.Rowspan))
			}
		}
	}
}

// sum writes SUM over cells, neighbours as ranges: SUM(D5:I5).
func (f *form) sum(ids []string, write func(place) string) string {
	if len(ids) == 0 {
		return "0"
	}
	return "SUM(" + strings.Join(f.ranges(ids, write), ",") + ")"
}

// ranges writes cells as references, runs of neighbours in a row or column as one.
func (f *form) ranges(ids []string, write func(place) string) []string {
	var refs []string
	for i := 0; i < len(ids); {
		first := f.byID[ids[i]]
		end := i + 1
		for _, next := range []func(a, b *formCell) bool{rightOf, below} {
			j := i + 1
			for j < len(ids) && next(f.byID[ids[j-1]], f.byID[ids[j]]) {
				j++
			}
			end = max(end, j)
		}
		ref := write(first.at)
		if end > i+1 {
			ref += ":" + write(f.byID[ids[end-1]].at)
		}
		refs = append(refs, ref)
		i = end
	}
	return refs
}

func rightOf(a, b *formCell) bool {
	return a.at.row == b.at.row && b.at.col == a.at.col+a.span
}

func below(a, b *formCell) bool { return a.at.col == b.at.col && b.at.row == a.at.row+1 }

// broken is the formula that is true when a rule does not hold in the sheet. A
// total that is blank counts as the sum of its parts.
func (f *form) broken(rule *layouts.Rule) string {
	if len(rule.Left) == 1 {
		total := f.byID[rule.Left[0]].at.fixed()
		return "AND(ISNUMBER(" + total + "),ROUND(" + total + "-(" + f.side(rule.Right) + "),6)<>0)"
	}
	return "ROUND(" + f.side(rule.Left) + "-(" + f.side(rule.Right) + "),6)<>0"
}

// side adds the cells of one side of a rule.
func (f *form) side(ids []string) string { return f.sideOf(ids, place.fixed) }

// sideOf does, with references as write has them.
func (f *form) sideOf(ids []string, write func(place) string) string {
	total := func(id string) bool { return f.byID[id].live != nil }
	if !slices.ContainsFunc(ids, total) {
		return f.sum(ids, write)
	}
	terms := make([]string, len(ids))
	for i, id := range ids {
		c := f.byID[id]
		terms[i] = "SUM(" + write(c.at) + ")" // a text counts as nothing
		if c.live != nil {
			terms[i] = "IF(ISNUMBER(" + write(c.at) + ")," + write(c.at) + "," + f.sideOf(c.live.Right, write) + ")"
		}
	}
	return strings.Join(terms, "+")
}

// name names the cell in a text for a clerk.
func (c *formCell) name() string {
	if c.row.Label == "" {
		return c.column.Title()
	}
	return c.row.Title() + "，" + c.column.Title()
}

// decimalFormat is the number format that shows n decimals.
func decimalFormat(n int) string {
	if n == 0 {
		return "0"
	}
	return "0." + strings.Repeat("0", min(n, 30))
}
