package extract

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// nameableAs reports whether a group may be a row that lost its label: it has no
// words, only scraps of the form's, or just the label left of the row.
func (p *placer) nameableAs(g *group, first *layouts.Row) bool {
	if g.item >= 0 {
		for _, gr := range first.Groups {
			if p.v.items[g.item].label == gr.Label {
				return true
			}
		}
		return false
	}
	key := layouts.Key(g.label())
	return !p.v.labels[key] && p.v.within(key)
}

// variant says that a row is worded otherwise than in the form.
func (p *placer) variant(row *layouts.Row, b *layouts.Block, g *group) {
	if row.Label == "" {
		return
	}
	text := p.ownWords(row, g)
	if b.Units && g.unit == "" {
		text = strings.TrimSuffix(text, p.v.unitOf(g, row)) // run together with it
	}
	message := ""
	switch {
	case text == "":
		message = fmt.Sprintf("“%s”一行没有行名，按它在表中的位置认定。", row.Title())
	case text == row.Label, layouts.Fold(layouts.TrimOrdinal(text)) == p.v.rows[row].full:
		return
	default:
		message = fmt.Sprintf("行名“%s”按“%s”读取。", text, row.Label)
	}
	f := report.NewFinding(report.CodeLabelVariant, message, rowCells(p.table, row, b)...)
	f.Line, f.Text = g.line, text
	p.r.Add(f)
}

// unitOf is the unit that the source states for a row's amounts: beside its label, or
// in the heading above them.
func (p *placer) unitOf(g *group, row *layouts.Row, b *layouts.Block) string {
	unit := p.v.unitOf(g, row)
	for _, c := range b.Columns {
		if unit == "" {
			unit = p.units[c]
		}
	}
	return unit
}

// unitsOf are the units that the source states for a row's amounts, by column, where it has
// several: nil else, for one.
func (p *placer) unitsOf(g *group, row *layouts.Row, b *layouts.Block) map[string]string {
	own, units := p.v.unitOf(g, row), map[string]string{}
	for _, c := range b.Columns {
		if row.KindOf(c).IsAmount() {
			units[c.ID] = cmp.Or(p.units[c], own)
		}
	}
	if len(units) < 2 {
		return nil
	}
	return units
}

// unitOf is the unit that the source states for a row: in a cell of its own, or
// behind its label, in brackets or not.
func (v *vocabulary) unitOf(g *group, row *layouts.Row) string {
	if g.unit != "" {
		return layouts.Fold(g.unit)
	}
	text := layouts.Fold(layouts.TrimOrdinal(g.label()))
	for _, key := range v.rows[row].keys {
		rest, ok := strings.CutPrefix(text, key)
		if rest = strings.TrimPrefix(rest, "单位"); ok && figure.IsUnit(rest) {
			return rest
		}
	}
	return ""
}

// ownWords is the group's label without the words of the group labels that stand
// left of it on the same line.
func (p *placer) ownWords(row *layouts.Row, g *group) string {
	want := p.v.rows[row].full
	for i := range g.words {
		text := strings.Join(g.words[i:], "")
		if layouts.Fold(layouts.TrimOrdinal(text)) == want {
			return text
		}
	}
	if all := g.label(); strings.HasSuffix(layouts.Fold(all), want) {
		return row.Label // group label and row label run together
	}
	return g.label()
}
