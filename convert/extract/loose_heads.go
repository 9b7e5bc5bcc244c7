package extract

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
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

// headsAstray finds the blocks of a region whose heads do not stand as in the form: all
// are there, and those that the form has on one line are in another order, or others
// among them; or one stands only behind the label of a row.
func (v *vocabulary) headsAstray(s *stream, rg *region, found []match, of reportTime) {
	for _, b := range rg.table.Blocks {
		levels := map[int][]*item{}
		for _, it := range v.items {
			if it.kind == columnItem && it.block == b {
				levels[it.level] = append(levels[it.level], it)
			}
		}
		from, to := s.headsOf(v, rg, b)
		if v.headBehind(s, rg, b, found, from, to) || v.headOfNone(s, b, found, from, to, of) {
			rg.astray = append(rg.astray, b)
			continue
		}
		for _, own := range levels {
			if order := v.orderIn(s, own, found, from, to); len(order) == len(own) && !slices.EqualFunc(order, own, func(key string, it *item) bool { return key == it.key }) {
				rg.astray = append(rg.astray, b)
				break
			}
		}
	}
}

// headOfNone reports whether a head that the form does not have stands on the line of a
// block's heads, which are all there: a number of rows, another year, a remark.
func (v *vocabulary) headOfNone(s *stream, b *layouts.Block, found []match, from, to int, of reportTime) bool {
	var others []int // pieces
	for p := from; p < to; p++ {
		if q := &s.pieces[p]; !q.value && !q.empty && !s.known[p] && (isIndexHead(q.text) || otherTime(q.text, of)) {
			others = append(others, p)
		}
	}
	if others == nil {
		return false
	}
	heads, lines := map[*layouts.Column]bool{}, map[int]bool{}
	for _, m := range found {
		first, last := s.chars[m.from].piece, s.chars[m.to-1].piece
		others = slices.DeleteFunc(others, func(p int) bool { return first <= p && p <= last })
		if it := v.items[m.item]; it.kind == columnItem && it.block == b && from <= first && first < to {
			heads[it.column], lines[s.pieces[first].line] = true, true
		}
	}
	return len(heads) == len(b.Columns) && slices.ContainsFunc(others, func(p int) bool { return lines[s.pieces[p].line] })
}

// headBehind reports whether a head of a block stands only behind the first of its rows'
// labels, and before the last. Heads that are worded as a row are none to tell by.
func (v *vocabulary) headBehind(s *stream, rg *region, b *layouts.Block, found []match, from, to int) bool {
	last := to
	for _, m := range rg.matches {
		if it := v.items[m.item]; it.kind == rowItem && it.block == b {
			last = s.chars[m.from].piece
		}
	}
	before, behind := map[*layouts.Column]bool{}, map[*layouts.Column]bool{}
	for _, m := range found {
		it, p := v.items[m.item], s.chars[m.from].piece
		if it.kind != columnItem || it.block != b || v.labels[it.key] {
			continue
		}
		before[it.column] = before[it.column] || from <= p && p < to
		behind[it.column] = behind[it.column] || to < p && (p < last || p < s.valueAt(last, rg.to))
	}
	for c := range behind {
		if behind[c] && !before[c] {
			return true
		}
	}
	return false
}

// valueAt is the first piece from a given one on that holds a value.
func (s *stream) valueAt(from, to int) int {
	for from < to && !s.pieces[from].value {
		from++
	}
	return from
}

// headsOf are the pieces in which a block's heads may stand: from the last value, or the
// last prose, to the first of its rows.
func (s *stream) headsOf(v *vocabulary, rg *region, b *layouts.Block) (from, to int) {
	named := b.Rows[0].Label != ""
	for to = rg.from; to < rg.to; to++ {
		if !named && s.pieces[to].value || slices.ContainsFunc(rg.items.at(to), func(i int) bool { return v.items[i].kind == rowItem && v.items[i].block == b }) {
			break
		}
	}
	for from = to; from > 0 && s.pieces[from-1].gap == 0 && !s.pieces[from-1].value; {
		from--
	}
	return from, to
}

// orderIn is how the heads of items, by their words, follow each other in the pieces.
func (v *vocabulary) orderIn(s *stream, own []*item, found []match, from, to int) []string {
	var order []string
	last := -1
	for _, m := range found {
		it := v.items[m.item]
		if p := s.chars[m.from].piece; p < from || p >= to || m.from == last || !slices.Contains(own, it) {
			continue
		}
		last = m.from
		order = append(order, it.key)
	}
	return order
}

// headUnit matches the unit that ends a heading: 采购总金额（单位：元）.
var headUnit = pattern.New(`[\p{Han}（(:：/]((?:百|千|万|亿)?元)[)）]?$`)

// headUnits are the units that a region's headings state for amounts, by column.
func (v *vocabulary) headUnits(s *stream, rg *region) map[*layouts.Column]string {
	const most = 3 // pieces of a broken heading
	units := map[*layouts.Column]string{}
	for _, m := range rg.matches {
		it := v.items[m.item]
		if it.kind != columnItem || !it.column.Kind.IsAmount() {
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
	f := report.NewFinding(report.CodeLabelVariant, fmt.Sprintf("列名“%s”按“%s”读取。", text, it.column.Label), cells...)
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
