package xlsx

import (
	"fmt"
	"math/big"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A Unit is one of the reports that a sum adds.
type Unit struct {
	Name, Source string
	Link         string         // the way to the source from the workbook's folder; "" for none
	Report       *report.Report // on the layout of the sum
}

// unitsName is the name of the sheet with one row a unit, over which the cells of
// a sum are formulas.
const unitsName = "各单位数据"

// unitsHead is how many rows stand above the units.
const unitsHead = 2

// unitHeads stand before the cells of a unit.
var unitHeads = []column{{"单位", "", 46}, {"来源文件", "", 40}}

// A unitSheet is that sheet while it is planned: which column a cell is in, and
// what the column adds up to.
type unitSheet struct {
	sheet  string
	units  []Unit
	forms  []*form
	form   map[string]*form // of a cell
	column map[string]int   // of a cell
	sums   map[string]*big.Rat
}

func newUnitSheet(l *layouts.Layout, units []Unit, sheet string) *unitSheet {
	u := &unitSheet{sheet: sheet, units: units, form: map[string]*form{}, column: map[string]int{}, sums: map[string]*big.Rat{}}
	for _, t := range l.For(nil).Tables { // rows that repeat are each unit's own
		f := newForm(t)
		u.forms = append(u.forms, f)
		for _, d := range f.cells {
			u.form[d.id] = f
			u.column[d.id] = len(unitHeads) + len(u.column) + 1
			u.sums[d.id] = u.total(f, d)
		}
	}
	return u
}

// total adds a column; nil when it holds what a spreadsheet cannot add.
func (u *unitSheet) total(f *form, d *formCell) *big.Rat {
	total := new(big.Rat)
	for _, unit := range u.units {
		c := unit.Report.Cell(d.id)
		switch {
		case c == nil || c.Open:
		case significant(c.Value) > mostDigits:
			return nil
		default:
			total.Add(total, f.worth(unit.Report, d))
		}
	}
	return total
}

// worth is a value; that of a blank total is the sum of its parts.
func (f *form) worth(r *report.Report, d *formCell) *big.Rat {
	c := r.Cell(d.id)
	if c == nil || c.Open || !c.Value.Blank() || d.live == nil {
		if c == nil {
			return new(big.Rat)
		}
		return c.Value.Rat()
	}
	sum := new(big.Rat)
	for _, part := range d.live.Right {
		sum.Add(sum, f.worth(r, f.byID[part]))
	}
	return sum
}

// given reports whether a cell, or one of the parts of a blank total, has a value.
func (f *form) given(r *report.Report, d *formCell) bool {
	c := r.Cell(d.id)
	switch {
	case c == nil || c.Open:
		return false
	case !c.Value.Blank():
		return true
	case d.live != nil:
		for _, part := range d.live.Right {
			if f.given(r, f.byID[part]) {
				return true
			}
		}
	}
	return false
}

// span is the reference to a cell's column, over all units.
func (u *unitSheet) span(id string) string {
	col := u.column[id]
	return onSheet(u.sheet, place{col, unitsHead + 1}.fixed()+":"+place{col, unitsHead + len(u.units)}.fixed())
}

// formula adds up the units for a cell of the sum, "" when they do not add up to
// what the cell holds. It rounds amounts, for what a spreadsheet adds is not exact,
// to more decimals than the sum has: a unit may be corrected to have more. A sum that
// is open for want of a term shows nothing until the unit's cell is filled in.
func (u *unitSheet) formula(id string, c *report.Cell) string {
	span, total := u.span(id), u.sums[id]
	numbers, lost, oneUnit := u.survey(id)
	shown := "SUM(" + span + ")"
	if u.form[id].byID[id].kind.Fraction() && total != nil {
		room := mostDigits - len(total.FloatString(0))
		shown = "ROUND(" + shown + "," + strconv.Itoa(max(c.Value.Decimals(), min(moreDecimals, room))) + ")"
	}
	switch {
	case total == nil || !oneUnit || c.Open && lost == 0 || !c.Open && total.Cmp(c.Value.Rat()) != 0:
		return ""
	case c.Open:
		return fmt.Sprintf(`IF(COUNT(%s)<%d,"",%s)`, span, numbers+lost, shown)
	case c.Value.Blank():
		return fmt.Sprintf(`IF(COUNT(%s)=0,"",%s)`, span, shown)
	}
	return shown
}

// survey counts the units that give a number for a cell, and those whose cell is
// open or absent; oneUnit is false when amounts are in several units.
func (u *unitSheet) survey(id string) (numbers, lost int, oneUnit bool) {
	stated := map[string]bool{}
	for _, unit := range u.units {
		switch c := unit.Report.Cell(id); {
		case c == nil || c.Open:
			lost++
		case u.form[id].given(unit.Report, u.form[id].byID[id]):
			numbers++
			if c.Value.Sign() != 0 {
				stated[c.Unit] = true
			}
		}
	}
	return numbers, lost, len(stated) < 2
}

// table is the table that a cell is of.
func (u *unitSheet) table(id string) string {
	if f := u.form[id]; f != nil {
		return f.table.ID
	}
	return ""
}

// writeUnits writes the sheet: what a cell is called, its id, and a row a unit.
func (w *writer) writeUnits() {
	u := w.units
	columns := slices.Clone(unitHeads)
	for _, f := range u.forms {
		for _, d := range f.cells {
			columns = append(columns, column{d.name(), d.id, 18})
		}
	}
	s := w.list(u.sheet, columns, paper{landscape: true, grid: true, frozen: unitsHead, heads: unitsHead}.inGroups(columns, len(unitHeads), u.table))
	for _, unit := range u.units {
		row := []writtenCell{w.listText(unit.Name), w.linkTo(unit.Link, path.Base(filepath.ToSlash(unit.Source)), "")}
		for _, f := range u.forms {
			for _, d := range f.cells {
				row = append(row, w.unitCell(f, d, unit.Report, s.row+1))
			}
		}
		s.add(18, row...)
	}
	s.filterFrom(unitsHead)
}

// unitCell is a unit's value: yellow where it is open, grey where it is absent.
// Totals are formulas over the unit's own cells, also those that the unit leaves
// blank: these are blue.
func (w *writer) unitCell(f *form, d *formCell, r *report.Report, row int) writtenCell {
	c := r.Cell(d.id)
	if c == nil {
		return writtenCell{style: w.style(figureStyle(absentFill, ""))}
	}
	l := figureStyle("", numberFormat(d.kind, c))
	if c.Open {
		l.fill = openFill
	}
	own := &writer{report: r}
	switch {
	case !d.kind.IsFigure():
		l.format = asText
		return w.text(l, c.Words)
	case d.live == nil || c.Open || significant(c.Value) > mostDigits:
	case c.Value.Blank() && f.given(r, d):
		l.fill = infoFill
		worth, _ := f.worth(r, d).Float64()
		return writtenCell{style: w.style(l), formula: "SUM(" + w.units.parts(d.live.Right, row) + ")", number: strconv.FormatFloat(worth, 'f', -1, 64)}
	case !c.Value.Blank() && c.Value.Decimals() == 0 && own.holds(d, c):
		return writtenCell{style: w.style(l), formula: "SUM(" + w.units.parts(d.live.Right, row) + ")", number: c.Value.String()}
	}
	return numberCell(w.style(l), c.Value)
}

// parts refers to cells of a row, neighbours as one range.
func (u *unitSheet) parts(ids []string, row int) string {
	var refs []string
	for i := 0; i < len(ids); {
		end := i + 1
		for end < len(ids) && u.column[ids[end]] == u.column[ids[end-1]]+1 {
			end++
		}
		ref := place{u.column[ids[i]], row}.ref()
		if end > i+1 {
			ref += ":" + place{u.column[ids[end-1]], row}.ref()
		}
		refs = append(refs, ref)
		i = end
	}
	return strings.Join(refs, ",")
}
