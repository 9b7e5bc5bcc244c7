package extract

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// columnVariants notes columns whose heading is worded otherwise than in the
// form.
func (v *vocabulary) columnVariants(r *report.Report, s *stream, rg *region) {
	seen := map[*layouts.Column]bool{}
	for _, m := range rg.matches {
		it := v.items[m.item]
		if it.kind != columnItem || seen[it.column] {
			continue
		}
		seen[it.column] = true
		text, f := s.textOf(m), ""
		if len(rg.items.at(s.chars[m.from].piece)) == 1 {
			f = layouts.Fold(layouts.TrimOrdinal(text)) // with a note behind it, if there is one
		} else {
			f = folded(s, m)
		}
		if f != it.full && f != it.whole {
			r.Add(columnVariant(rg.table, it, text, s.pieces[s.chars[m.from].piece].no))
		}
	}
}

// headUnit matches the unit that ends a heading: 采购总金额（单位：元）.
var headUnit = regexp.MustCompile(`[\p{Han}（(:：/]((?:百|千|万|亿)?元)[)）]?$`)

// headUnits are the units that a region's headings state for amounts, by column.
func (v *vocabulary) headUnits(s *stream, rg *region) map[*layouts.Column]string {
	const most = 3 // pieces of a broken heading
	units := map[*layouts.Column]string{}
	for _, m := range rg.matches {
		it := v.items[m.item]
		if it.kind != columnItem || it.column.Kind != layouts.Amount {
			continue
		}
		text := ""
		for p, n := s.chars[m.from].piece, 0; p < rg.to && n < most; p, n = p+1, n+1 {
			q := &s.pieces[p]
			if q.value || q.empty || n > 0 && rg.items.at(p) != nil && p > s.chars[m.to-1].piece {
				break
			}
			text += squeeze(q.text)
		}
		if found := headUnit.FindStringSubmatch(simplify(text)); found != nil {
			units[it.column] = found[1]
		}
	}
	return units
}

func columnVariant(t *layouts.Table, it *item, text string, line int) report.Finding {
	var cells []string
	for _, row := range it.block.Rows {
		cells = append(cells, layouts.CellID(t.ID, row.ID, it.column.ID))
	}
	f := report.NewFinding("label-variant", fmt.Sprintf("列名“%s”按“%s”读取。", text, it.column.Label), cells...)
	f.Text, f.Line = text, line
	return f
}

// textOf is the source text of the pieces a match lies in.
func (s *stream) textOf(m match) string {
	text, last := "", -1
	for c := m.from; c < m.to; c++ {
		if p := s.chars[c].piece; p != last {
			text += s.pieces[p].text
			last = p
		}
	}
	return text
}

// folded is the match's own characters.
func folded(s *stream, m match) string {
	var b strings.Builder
	for c := m.from; c < m.to; c++ {
		b.WriteRune(s.chars[c].r)
	}
	return b.String()
}
