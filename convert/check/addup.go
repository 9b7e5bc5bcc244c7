package check

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
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
	layout *layouts.Layout
	books  []*book
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

// unwritten stands where a sum's text is still to be written.
const unwritten = "【此处待填写】"

// AddUp adds the units, which are on the layout, cell by cell and exactly, with the
// decimals of the term that has most. The sum of one unit has that unit's tables.
//
// A blank term counts as 0, a blank total as the sum of its parts; a cell that all
// leave blank is blank, and what some leave blank is a lower bound: an info names
// them. A term that is open or absent leaves the sum open, its Text what the other
// units add up to, and an error names the units. So do amounts that are not all in
// one unit (元, 万元). missing are units that belong
// to the sum and are not among its terms: the text names them.
func AddUp(l *layouts.Layout, units []Unit, missing []string, agency string, year int) *Sum {
	s := &Sum{
		Report: &report.Report{Layout: l.ID, Agency: agency, Year: year},
		layout: l, units: units, blank: map[string][]string{}, lost: map[string][]string{},
	}
	for _, u := range units {
		s.books = append(s.books, newBook(l, u.Report))
	}
	s.tables()
	s.text(missing)
	s.openSums()
	Check(l, s.Report)
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
	sum := term{value: new(big.Rat)}
	absent, given := 0, false
	in := map[string][]string{} // units by the unit of their amount
	for i, b := range s.books {
		name := s.units[i].Name
		if c := b.cells[id]; c == nil {
			absent++
		} else {
			given = given || !c.Value.Blank()
		}
		switch v := b.term(id, 0); {
		case v.lost:
			s.lost[id] = append(s.lost[id], name)
		case v.blank:
			s.blank[id] = append(s.blank[id], name)
		default:
			sum.value.Add(sum.value, v.value)
			sum.decimals = max(sum.decimals, v.decimals)
			if v.value.Sign() != 0 || len(in) == 0 {
				in[v.unit] = append(in[v.unit], name)
			}
		}
	}
	if absent == len(s.books) {
		return nil
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

// unit is what the units that have an amount state for it.
func (s *Sum) unit(id string) string {
	unit := ""
	for _, b := range s.books {
		if c := b.cells[id]; c != nil && (unit == "" || c.Value.Sign() != 0) && c.Unit != "" {
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
	s.Report.Add(report.NewFinding("unit", fmt.Sprintf("%s各单位的计量单位不一：%s。未相加，请换算后填写。", cellName(t, id), strings.Join(parts, "，")), id))
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

// term is the value of a cell; that of a blank total is the sum of its parts,
// blank when they are all blank.
func (b *book) term(id string, depth int) term {
	c := b.cells[id]
	switch {
	case c == nil || c.Open:
		return term{lost: true}
	case !c.Value.Blank():
		return term{value: c.Value.Rat(), decimals: c.Value.Decimals(), unit: c.Unit}
	}
	total := term{value: new(big.Rat), unit: c.Unit, blank: true}
	rule := b.totals[id]
	if rule == nil || depth > 4 {
		return total
	}
	for _, part := range rule.Right {
		switch p := b.term(part, depth+1); {
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

// text makes the sections: which units are added, and room for what is to be written.
func (s *Sum) text(missing []string) {
	var names []string
	for _, u := range s.units {
		names = append(names, u.Name)
	}
	s.Report.Properties = []report.Property{{Key: UnitsProperty, Value: strings.Join(names, unitsBetween)}}
	told := []string{fmt.Sprintf("本报告的表格由下列%d个单位的年度报告汇总而成：%s。", len(names), strings.Join(names, "、"))}
	if len(missing) > 0 {
		told = append(told, fmt.Sprintf("下列%d个单位的报告未能汇总：%s。", len(missing), strings.Join(missing, "、")))
	}
	for _, lack := range []struct {
		cells map[string][]string
		says  string
	}{
		{s.lost, "下列单位的报告有未能确定的格，有关合计未填"},
		{s.blank, "下列单位的报告有空白，按零计，有关合计是下限"},
	} {
		if names := s.lacking(lack.cells); names != nil {
			told = append(told, lack.says+"："+strings.Join(names, "、")+"。")
		}
	}
	for _, spec := range s.layout.Sections {
		section := &report.Section{ID: spec.ID, Heading: spec.Heading, Table: spec.Table}
		if spec.Text {
			section.Paragraphs = append(told, unwritten)
			told = nil
		}
		s.Report.Sections = append(s.Report.Sections, section)
	}
	if told != nil { // a form without sections of text
		s.Report.Sections = slices.Insert(s.Report.Sections, 0, &report.Section{ID: report.Preamble, Paragraphs: told})
	}
}

// lacking are the units that lack a term of a cell that others have, in their order.
func (s *Sum) lacking(cells map[string][]string) []string {
	lack := map[string]bool{}
	for id, names := range cells {
		for _, name := range names {
			lack[name] = lack[name] || s.tells(id)
		}
	}
	return s.named(func(name string) bool { return lack[name] })
}

// tells reports whether a cell has a sum, or would have one.
func (s *Sum) tells(id string) bool {
	c := s.Report.Cell(id)
	return c != nil && (c.Open || !c.Value.Blank())
}

// named are the names of the units that has is true of, in their order, each once.
func (s *Sum) named(has func(name string) bool) []string {
	var names []string
	for _, u := range s.units {
		if has(u.Name) {
			names = append(names, u.Name)
		}
	}
	return unique(names)
}

// openSums adds an error for the sums that lack a term that could not be settled or
// is not there: one a table.
func (s *Sum) openSums() {
	s.eachLack(s.lost, func(t *layouts.Table, cells []string, whose string) {
		f := report.NewFinding("missing-cell", fmt.Sprintf("表“%s”有%d格的合计未填，下列单位的未能确定或没有：%s。", t.Name, len(cells), whose), cells...)
		if c := s.Report.Cell(cells[0]); len(cells) == 1 && c.Text != "" {
			f.Message += c.Text + "，只是下限。"
			f.Text = c.Text
		}
		s.Report.Add(f)
	})
}

// notes says which sums have blanks in them, and which may count a thing twice.
func (s *Sum) notes() {
	s.eachLack(s.blank, func(t *layouts.Table, cells []string, whose string) {
		s.Report.Add(report.NewFinding("blank", fmt.Sprintf("表“%s”有%d格的合计是下限，下列单位的空白，按零计：%s。", t.Name, len(cells), whose), cells...))
	})
	if len(s.units) < 2 {
		return
	}
	for _, t := range s.layout.Tables {
		var cells, columns []string
		for _, id := range t.CellIDs() {
			_, column := find(t, id)
			if c := s.Report.Cell(id); column.Shared && c != nil && c.Value.Sign() != 0 {
				cells = append(cells, id)
				columns = append(columns, column.Title())
			}
		}
		if cells != nil {
			s.Report.Add(report.NewFinding("subtotal", fmt.Sprintf("表“%s”的%s各单位可能重复计算同一事项（如联合制发的文件），相加之和仅供参考。", t.Name, strings.Join(unique(columns), "、")), cells...))
		}
	}
}

// eachLack tells for each table which sums lack a term, and whose: how many of the
// cells, by unit.
func (s *Sum) eachLack(lacks map[string][]string, tell func(t *layouts.Table, cells []string, whose string)) {
	for _, t := range s.layout.Tables {
		var cells []string
		count := map[string]int{}
		for _, id := range t.CellIDs() {
			if lacks[id] == nil || !s.tells(id) {
				continue
			}
			cells = append(cells, id)
			for _, name := range lacks[id] {
				count[name]++
			}
		}
		if cells == nil {
			continue
		}
		names := s.named(func(name string) bool { return count[name] > 0 })
		for i, name := range names {
			names[i] = fmt.Sprintf("%s（%d格）", name, count[name])
		}
		tell(t, cells, strings.Join(names, "、"))
	}
}
