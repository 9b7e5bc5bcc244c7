package compare

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// A Unit is one of the reports that are added up.
type Unit struct {
	Name   string // in messages and in the sum's text
	Report *report.Report
}

// A Sum is what units add up to.
type Sum struct {
	Report *report.Report
	listed map[string]*report.Row // the units' rows that repeat, by table.row of the sum
	layout *layouts.Layout
	books  []*sums.Book
	units  []Unit
	blank  map[string][]string // units that leave a cell blank, by cell
	lost   map[string][]string // units whose cell is open or absent, by cell
}

// UnitsProperty is the property in which a sum names its units.
const UnitsProperty = "汇总单位"

const unitsBetween = "；"

// UnitsOf are the names of the units that a report is the sum of, nil for one that
// is no sum.
func UnitsOf(r *report.Report) []string {
	if names := r.Property(UnitsProperty); names != "" {
		return strings.Split(names, unitsBetween)
	}
	return nil
}

// AddUp adds the units, which are on the layout, cell by cell and exactly, with the
// decimals of the term that has most. The sum of one unit has that unit's tables.
//
// A blank term counts as 0, a blank total as the sum of its parts; a cell that all
// leave blank is blank, whatever its parts are, and what some leave blank is a lower
// bound: an info names them. A term that is open or absent leaves the sum open, its
// Text what the other units add up to, and an error names the units. So do amounts
// that are not all in one unit (元, 万元).
//
// missing are units that belong to the sum and are not among its terms: the text
// names them.
//
// Rows that repeat are not added: the sum has those of all units, one below the other.
func AddUp(l *layouts.Layout, units []Unit, missing []string, agency string, year int) *Sum {
	l, listed := together(l, units)
	s := &Sum{
		listed: listed,
		Report: &report.Report{Layout: l.ID, Agency: agency, Year: year},
		layout: l, units: units, blank: map[string][]string{}, lost: map[string][]string{},
	}
	for _, u := range units {
		s.books = append(s.books, sums.NewBook(l, u.Report))
	}
	s.tables()
	s.fields()
	s.text(missing)
	s.openSums()
	s.Report.Add(check.Check(l, s.Report)...)
	s.notes()
	s.Report.SortFindings()
	return s
}

// tables adds every cell that one of the units has.
func (s *Sum) tables() {
	for _, t := range s.layout.Tables {
		rt := &report.Table{ID: t.ID}
		for _, b := range t.Blocks {
			for _, row := range b.Rows {
				rr := &report.Row{ID: row.ID}
				if own := s.listed[t.ID+"."+row.ID]; own != nil {
					rt.Rows = append(rt.Rows, own)
					continue
				}
				for _, c := range b.Columns {
					if cell := s.cell(t, row, c); cell != nil {
						rr.Cells = append(rr.Cells, cell)
					}
				}
				if rr.Cells != nil {
					rt.Rows = append(rt.Rows, rr)
				}
			}
		}
		if rt.Rows != nil {
			s.Report.Tables = append(s.Report.Tables, rt)
		}
	}
}

// cell adds one cell; nil when no unit has it.
func (s *Sum) cell(t *layouts.Table, row *layouts.Row, c *layouts.Column) *report.Cell {
	id := layouts.CellID(t.ID, row.ID, c.ID)
	if !row.KindOf(c).Adds() {
		return s.common(id, c)
	}
	sum := term{value: new(big.Rat)}
	absent, blank, given := 0, 0, false
	in := map[string][]string{} // units by the unit of their amount
	for i, b := range s.books {
		name := s.units[i].Name
		switch c := b.Cells[id]; {
		case c == nil:
			absent++
		case !c.Value.Blank():
			given = true
		case !c.Open:
			blank++
		}
		switch v := termOf(b, id, 0); {
		case v.lost:
			s.lost[id] = append(s.lost[id], name)
		case v.blank:
			s.blank[id] = append(s.blank[id], name)
		default:
			sum.value.Add(sum.value, v.value)
			sum.decimals = max(sum.decimals, v.decimals)
			if v.value.Sign() != 0 {
				in[v.unit] = append(in[v.unit], name)
			}
		}
	}
	switch len(s.books) {
	case absent:
		return nil
	case blank: // whatever its parts are
		delete(s.lost, id)
	}
	cell := &report.Cell{Column: c.ID, Unit: s.unit(id)}
	switch value := report.NumberOf(sum.value, sum.decimals); {
	case s.lost[id] != nil:
		cell.Open = true
		if given {
			cell.Text = "其余单位之和为" + value.String()
		}
	case !given:
	case s.mixed(t, id, in, row.UnitOf(c)):
		cell.Open = true
	case len(strings.Trim(value.String(), "-")) > report.MaxDigits:
		cell.Open, cell.Text = true, value.String()
	default:
		cell.Value = value
	}
	if cell.Open {
		cell.Unit = ""
	}
	return cell
}

// common is a cell of words or of a ratio, which are not added: what all units say alike,
// else blank; nil when no unit has it.
func (s *Sum) common(id string, c *layouts.Column) *report.Cell {
	var first *report.Cell
	alike := true
	for _, b := range s.books {
		cell := b.Cells[id]
		switch {
		case cell == nil:
		case first == nil:
			first = cell
		}
		alike = alike && cell != nil && cell.Words != "" && cell.Words == first.Words
	}
	switch {
	case first == nil:
		return nil
	case alike:
		return &report.Cell{Column: c.ID, Words: first.Words}
	}
	return &report.Cell{Column: c.ID}
}

// unit is what the amounts are in; where all are 0, what one of them states.
func (s *Sum) unit(id string) string {
	unit := ""
	for _, b := range s.books {
		switch c := b.Cells[id]; {
		case c == nil:
		case c.Value.Sign() != 0:
			return c.Unit
		case unit == "":
			unit = c.Unit
		}
	}
	return unit
}

// mixed says so when the terms are not in one unit; 0 is 0 in any.
func (s *Sum) mixed(t *layouts.Table, id string, in map[string][]string, own string) bool {
	if len(in) < 2 {
		return false
	}
	var parts []string
	for unit, names := range in {
		if unit == "" {
			unit = "未另注单位"
			if own != "" {
				unit = own
			}
		}
		parts = append(parts, unit+"（"+strings.Join(names, "、")+"）")
	}
	slices.Sort(parts)
	s.Report.Add(report.NewFinding(report.CodeUnit, fmt.Sprintf("%s各单位的计量单位不一：%s。未相加，请换算后填写。", t.CellName(id), strings.Join(parts, "，")), id))
	return true
}

// A term is what a unit gives to a cell's sum.
type term struct {
	value    *big.Rat
	decimals int
	unit     string
	blank    bool
	lost     bool // open or absent
}

// termOf is the value of a cell; that of a blank total is the sum of its parts,
// blank when they are all blank.
func termOf(b *sums.Book, id string, depth int) term {
	c := b.Cells[id]
	switch {
	case c == nil || c.Open:
		return term{lost: true}
	case !c.Value.Blank():
		return term{value: c.Value.Rat(), decimals: c.Value.Decimals(), unit: c.Unit}
	}
	total := term{value: new(big.Rat), unit: c.Unit, blank: true}
	rule := b.Total(id)
	if rule == nil || depth > sums.Deepest {
		return total
	}
	for _, part := range rule.Right {
		switch p := termOf(b, part, depth+1); {
		case p.lost:
			return p
		case !p.blank:
			total.value.Add(total.value, p.value)
			total.decimals = max(total.decimals, p.decimals)
			total.blank = false
		}
	}
	return total
}
