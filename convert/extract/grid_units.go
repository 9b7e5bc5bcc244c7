package extract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/layouts"
)

// units are those that heads state for amounts.
func (g *gridTable) units() map[*layouts.Column]string {
	units := map[*layouts.Column]string{}
	for _, b := range g.layout().Blocks {
		for _, c := range b.Columns {
			if c.Kind.IsAmount() && g.unitAbove != "" {
				units[c] = g.unitAbove
			}
		}
	}
	for _, h := range g.headings {
		for i := range h.leaves {
			f := &h.leaves[i]
			if f.column == nil || !f.column.Kind.IsAmount() {
				continue
			}
			for _, c := range f.path {
				if found := headUnit.FindStringSubmatch(simplify(squeeze(c.text))); found != nil {
					units[f.column] = found[1]
				}
			}
		}
	}
	return units
}

var (
	// unitLine matches a line that says the unit of a table's amounts.
	unitLine = pattern.New(`^[（(]?(?:计量|金额|货币)?单位[:：]?(?:人民币)?((?:百|千|万|百万|亿)?元)[)）]?$`)
	// unitSaid matches what says it among other words: 项目（单位：元）, 本表金额单位均为元.
	unitSaid = pattern.New(`单位(?:[:：（(]|均?[为是])(?:人民币)?((?:百|千|万|百万|亿)?元)(?:[)）\]】，。；;]|$)`)
)

// findUnits finds the units that are stated for whole tables. One above a table that is not
// what the form says there holds for the tables below, too, in which the form has the same and
// the source states none.
func (c *candidate) findUnits(doc *document) {
	tables := slices.SortedFunc(slices.Values(c.grids), func(a, b *gridTable) int { return cmp.Compare(a.rows[0].line, b.rows[0].line) })
	for i, g := range tables {
		from, to := 0, len(doc.Lines)
		if i > 0 {
			from = tables[i-1].lastLine() + 1
		}
		if i+1 < len(tables) {
			to = tables[i+1].rows[0].line
		}
		g.findUnit(doc, min(from, g.rows[0].line), max(to, g.lastLine()+1))
		if i == 0 || g.unitAbove != "" {
			continue
		}
		if before := tables[i-1]; before.unitBelow && !before.due()[before.unitAbove] {
			for unit := range before.due() {
				if g.due()[unit] {
					g.unitAbove, g.unitBelow = before.unitAbove, true
				}
			}
		}
	}
}

func (g *gridTable) lastLine() int { return g.rows[len(g.rows)-1].last }

// due are the units that the form has for the table's amounts.
func (g *gridTable) due() map[string]bool {
	units := map[string]bool{}
	for _, b := range g.layout().Blocks {
		for _, r := range b.Rows {
			for _, c := range b.Columns {
				if unit := r.UnitOf(c); r.KindOf(c).IsAmount() && unit != "" {
					units[unit] = true
				}
			}
		}
	}
	return units
}

// findUnit finds the unit that a line in the table, right above it or right below it states,
// between those of other tables, or a head of no column.
func (g *gridTable) findUnit(doc *document, from, to int) {
	const above, below = 3, 3 // lines
	first, last := g.rows[0].line, g.lastLine()
	say := func(text string, in *pattern.Pattern) bool {
		if !strings.Contains(text, "位") {
			return false
		}
		m := in.FindStringSubmatch(simplify(squeeze(text)))
		if m != nil {
			g.unitAbove = m[1]
		}
		return m != nil
	}
	for i := max(first-above, from); i <= last; i++ {
		for _, f := range doc.Lines[i].Fields {
			if i < first {
				g.unitBelow = say(f.Text, unitLine) || say(f.Text, unitSaid) || g.unitBelow
			} else {
				say(f.Text, unitLine)
			}
		}
	}
	for _, h := range g.headings {
		if h.label != nil {
			say(h.label.text, unitSaid)
		}
	}
	for _, r := range g.rows {
		if r.head && len(r.cells) > 0 && !slices.ContainsFunc(r.cells[0].known, func(i int) bool { return g.v.items[i].kind == columnItem }) {
			say(r.cells[0].text, unitSaid)
		}
	}
	for i := last + 1; i < min(last+1+below, to) && g.unitAbove == ""; i++ {
		if text := doc.Lines[i].Text; to == len(doc.Lines) || !unitLine.MatchString(simplify(squeeze(text))) { // of the table below
			say(text, unitSaid)
		}
	}
}
