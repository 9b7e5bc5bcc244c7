package messy

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// listed reports whether the sheet is a list with a unit in each row.
func (s *sheet) listed() bool {
	for _, line := range s.lines {
		for _, b := range line {
			if b.kind == layouts.UnitCell {
				return true
			}
		}
	}
	return false
}

// listed reports whether a layout has a list.
func listed(l *layouts.Layout) bool {
	return slices.ContainsFunc(l.Tables, func(t *layouts.Table) bool {
		return slices.ContainsFunc(t.Blocks, func(b *layouts.Block) bool { return b.Units })
	})
}

// eachListed runs over the lines of lists.
func (p *paper) eachListed(do func(line []*box)) {
	for _, s := range p.sheets {
		if s.listed() {
			for _, line := range s.lines {
				do(line)
			}
		}
	}
}

// unitless leaves the cells of units and marks empty, all or some, and writes some
// of the units behind the labels.
func (p *paper) unitless() {
	all := p.rnd.IntN(2) == 0
	p.eachListed(func(line []*box) {
		for i, b := range line {
			if b.kind != layouts.UnitCell || !all && p.rnd.IntN(2) == 0 {
				continue
			}
			if b.line != nil && i > 0 && p.rnd.IntN(3) == 0 {
				line[i-1].text += p.pick("（单位："+b.text+"）", "（"+b.text+"）", "("+b.text+")")
			}
			b.text = ""
		}
	})
}

// numberless drops the numbers of a list's labels, and 其中.
func (p *paper) numberless() {
	all := p.rnd.IntN(2) == 0
	p.eachListed(func(line []*box) {
		for _, b := range line {
			if (b.kind == layouts.LabelCell || b.kind == layouts.CaptionCell) && (all || p.rnd.IntN(2) == 0) {
				b.text = layouts.TrimOrdinal(b.text)
			}
		}
	})
}

// among writes 其中 in other ways.
func (p *paper) among() {
	mark := p.pick("其中:", "其中", "其 中：", "其中：\n", "其中，")
	p.eachListed(func(line []*box) {
		for _, b := range line {
			b.text = strings.Replace(b.text, "其中：", mark, 1)
		}
	})
}

// centred is columns whose long labels are wrapped, unit and value beside the middle
// of the label: on a line of their own where it has two lines.
func (p *paper) centred(s *sheet) string {
	const wrap = 14
	var out []string
	rows := p.rowsOfColumns(s, wrap)
	for i := 0; i < len(rows); i++ {
		out = append(out, rows[i])
		if i+1 == len(rows) || strings.Contains(strings.TrimLeft(rows[i+1], " "), "  ") {
			continue
		}
		label, rest, ok := strings.Cut(rows[i], "   ")
		if !ok || strings.TrimSpace(rest) == "" || strings.TrimSpace(label) == "" {
			continue
		}
		beside := strings.Repeat(" ", 2*wrap) + strings.TrimSpace(rest)
		out = append(out[:len(out)-1], label, beside)
	}
	return strings.Join(out, "\n")
}
