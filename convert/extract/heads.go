package extract

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// columnVariants notes columns whose heading is worded otherwise than in the
// form. It returns the pieces of headings that no word of the form matches, and the
// columns that have a heading.
func (v *vocabulary) columnVariants(r *report.Report, s *stream, rg *region) (taken map[int]bool, seen map[*layouts.Column]bool) {
	seen = map[*layouts.Column]bool{}
	for _, m := range rg.matches {
		it := v.items[m.item]
		if it.kind != columnItem || seen[it.column] {
			continue
		}
		seen[it.column] = true
		text := s.textOf(m)
		f := folded(s, m)
		if len(rg.items[s.chars[m.from].piece]) == 1 {
			f = layouts.Fold(layouts.TrimOrdinal(text)) // with a note behind it, if there is one
		}
		if f != it.full && f != layouts.Fold(it.label) {
			r.Add(columnVariant(rg.table, it, text, s.pieces[s.chars[m.from].piece].no))
		}
	}
	return v.misspelt(r, s, rg, seen), seen
}

// misspelt finds headings that no word of the form matches, beside their
// neighbours: 本年度止件数 between 本年制发件数 and 现行有效件数.
func (v *vocabulary) misspelt(r *report.Report, s *stream, rg *region, seen map[*layouts.Column]bool) map[int]bool {
	taken := map[int]bool{}
	const enough = 0.5
	last := -1
	for _, m := range rg.matches {
		for p := last + 1; last >= 0 && p < s.chars[m.from].piece; p++ {
			q := &s.pieces[p]
			if q.value || q.empty || rg.items[p] != nil {
				continue
			}
			for i := range v.items {
				it := v.items[i]
				if it.kind != columnItem || seen[it.column] || it.table != v.items[m.item].table || similarity(layouts.Fold(q.text), it.key) < enough {
					continue
				}
				seen[it.column], taken[p] = true, true
				if !it.worded(q.text) {
					r.Add(columnVariant(rg.table, it, q.text, q.no))
				}
				break
			}
		}
		last = s.chars[m.to-1].piece
	}
	return taken
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
	var parts []string
	last := -1
	for c := m.from; c < m.to; c++ {
		if p := s.chars[c].piece; p != last {
			parts = append(parts, s.pieces[p].text)
			last = p
		}
	}
	return strings.Join(parts, "")
}

// folded is the match's own characters.
func folded(s *stream, m match) string {
	var b strings.Builder
	for c := m.from; c < m.to; c++ {
		b.WriteRune(s.chars[c].r)
	}
	return b.String()
}
