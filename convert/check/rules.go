package check

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A book is the cells of a report by id, for the rules.
type book struct {
	l     *layouts.Layout
	r     *report.Report
	cells map[string]*report.Cell
}

func newBook(l *layouts.Layout, r *report.Report) *book {
	n := 0
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			n += len(row.Cells)
		}
	}
	b := &book{l: l, r: r, cells: make(map[string]*report.Cell, n)}
	for _, rt := range r.Tables {
		t := l.Table(rt.ID)
		for _, row := range rt.Rows {
			for i, id := range cellIDs(t, rt.ID, row) {
				b.cells[id] = row.Cells[i]
			}
		}
	}
	return b
}

// total is the first equality that has a cell alone on its left, nil for none.
func (b *book) total(id string) *layouts.Rule {
	for _, t := range b.l.Tables {
		if rule := formOf(t).totals[id]; rule != nil {
			return rule
		}
	}
	return nil
}

// table checks what is there, the rules, and blanks.
func (b *book) table(t *layouts.Table, subtotals []draft.Subtotal) {
	rt := b.r.Table(t.ID)
	if rt == nil {
		b.r.Add(report.NewFinding("missing-table", fmt.Sprintf("没有找到表“%s”。", t.Name)))
		return
	}
	blanks, values, open := b.survey(t, rt)
	if values == 0 && !open && len(blanks) > 0 {
		b.r.Add(report.NewFinding("blank-table", fmt.Sprintf("表“%s”全部空白，没有一个数。", t.Name), blanks...))
		return
	}
	failed := false
	for _, rule := range t.Rules() {
		failed = b.rule(t, rule) || failed
	}
	b.subtotals(t, subtotals)
	if len(blanks) > 0 && !failed && !open {
		b.r.Add(report.NewFinding("blank", fmt.Sprintf("表“%s”有%d格空白，按空白照录；作零计算，各项勾稽关系均成立。", t.Name, len(blanks)), blanks...))
	}
}

// survey lists blank cells and names rows and cells that are missing.
func (b *book) survey(t *layouts.Table, rt *report.Table) (blanks []string, values int, open bool) {
	for _, block := range t.Blocks {
		for _, row := range block.Rows {
			ids := formOf(t).rows[row.ID].ids
			var missing []string
			for _, id := range ids {
				switch cell := b.cells[id]; {
				case cell == nil:
					missing = append(missing, id)
				case cell.Open:
					open = true
				case cell.Value.Blank():
					blanks = append(blanks, id)
				default:
					values++
				}
			}
			switch {
			case len(missing) == len(ids):
				b.r.Add(report.NewFinding("missing-row", fmt.Sprintf("表“%s”缺少“%s”一行。", t.Name, rowTitle(t, row)), missing...))
			case len(missing) > 0:
				f := report.NewFinding("missing-cell", fmt.Sprintf("%s缺少%d格。", rowName(t, row), len(missing)), missing...)
				if !has(b.r, f) { // data that were read before say so already
					b.r.Add(f)
				}
			}
		}
	}
	return blanks, values, open
}

// A side is the sum of one side of a rule.
type side struct {
	sum      *big.Rat
	decimals int
	blank    bool // a blank counted in it
	unknown  bool // an open or absent cell is in it
}

// small bounds the whole numbers that are added by machine.
const small = 1 << 40

func (b *book) add(ids []string) side {
	s := side{sum: new(big.Rat)}
	whole := int64(0)
	for _, id := range ids {
		c := b.cells[id]
		switch {
		case c == nil || c.Open:
			s.unknown = true
		case c.Value.Blank():
			s.blank = true
			if d := b.derived(id, 0); d.Sign() != 0 {
				s.sum.Add(s.sum, d)
			}
		default:
			if v, ok := c.Value.Int(); ok && -small < v && v < small {
				whole += v
				continue
			}
			s.sum.Add(s.sum, c.Value.Rat())
			s.decimals = max(s.decimals, c.Value.Decimals())
		}
	}
	if s.sum.Sign() == 0 {
		s.sum.SetInt64(whole)
	} else if whole != 0 {
		s.sum.Add(s.sum, new(big.Rat).SetInt64(whole))
	}
	return s
}

// whole is the sum of cells that are all given, and whole numbers that are added by
// machine; false when they are not.
func (b *book) whole(ids []string) (int64, bool) {
	total := int64(0)
	for _, id := range ids {
		c := b.cells[id]
		if c == nil || c.Open {
			return 0, false
		}
		v, ok := c.Value.Int()
		if !ok || v <= -small || v >= small {
			return 0, false
		}
		total += v
	}
	return total, true
}

func holds(op layouts.Op, left, right int64) bool {
	switch op {
	case layouts.AtLeast:
		return left >= right
	case layouts.Both:
		return (left == 0) == (right == 0)
	}
	return left == right
}

// derived is what a blank cell counts: for a total the sum of its parts, else 0.
func (b *book) derived(id string, depth int) *big.Rat {
	total := new(big.Rat)
	rule := b.total(id)
	if rule == nil || depth > 4 {
		return total
	}
	for _, part := range rule.Right {
		switch c := b.cells[part]; {
		case c == nil || c.Open:
		case c.Value.Blank():
			total.Add(total, b.derived(part, depth+1))
		default:
			total.Add(total, c.Value.Rat())
		}
	}
	return total
}

// rule tests one rule and reports whether it fails.
func (b *book) rule(t *layouts.Table, rule *layouts.Rule) bool {
	if len(rule.Left) == 1 && rule.Op == layouts.Equal {
		if c := b.cells[rule.Left[0]]; c == nil || c.Open || c.Value.Blank() {
			return false // a blank total takes the sum of its parts
		}
	}
	if l, ok := b.whole(rule.Left); ok {
		if r, ok := b.whole(rule.Right); ok && holds(rule.Op, l, r) {
			return false
		}
	}
	left, right := b.add(rule.Left), b.add(rule.Right)
	if left.unknown && right.unknown || rule.Op != layouts.Equal && (left.unknown || right.unknown) {
		return false
	}
	cmp := left.sum.Cmp(right.sum)
	switch rule.Op {
	case layouts.AtLeast:
		if cmp >= 0 || left.blank || right.blank {
			return false
		}
	case layouts.Both:
		if (left.sum.Sign() == 0) == (right.sum.Sign() == 0) || left.blank && right.blank {
			return false
		}
	default:
		if cmp == 0 {
			return false
		}
	}
	b.r.Add(b.broken(t, rule, left, right, cmp))
	return true
}

// broken is the finding of a rule that fails. With a blank or an unknown cell in
// it, an equality is an error only when what is given already exceeds the total.
func (b *book) broken(t *layouts.Table, rule *layouts.Rule, left, right side, cmp int) report.Finding {
	f := report.NewFinding(rule.Code, "", rule.Cells()...)
	decimals := max(left.decimals, right.decimals)
	actual, expected := report.NumberOf(left.sum, decimals), report.NumberOf(right.sum, decimals)
	f.Actual, f.Expected = actual.String(), expected.String()
	if c := b.cells[rule.Left[0]]; c != nil {
		f.Line = c.Line
	}
	f.Message = fmt.Sprintf("表“%s”%s：%s为%s，%s为%s（%s）。", t.Name, scope(t, rule), b.sideName(t, rule.Left), actual, b.otherName(t, rule.Right), expected, rule.Says)
	if rule.Op != layouts.Equal {
		f.Actual, f.Expected = actual.String(), ""
		return f
	}
	if soft := left.blank || right.blank || left.unknown || right.unknown; soft {
		exceeds := cmp < 0 && !left.blank && !left.unknown || cmp > 0 && !right.blank && !right.unknown
		if !exceeds {
			f.Severity = report.Warning
			f.Message += "其中有空白或未确定的格。"
		}
	}
	return f
}

// scope names what a rule was repeated for.
func scope(t *layouts.Table, rule *layouts.Rule) string {
	if row, _ := t.Row(rule.Each); row != nil {
		return "“" + rowTitle(t, row) + "”行"
	}
	for _, block := range t.Blocks {
		if c := block.Column(rule.Each); c != nil {
			return "“" + c.Title() + "”列"
		}
	}
	return ""
}

func (b *book) sideName(t *layouts.Table, ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, shortName(t, id))
	}
	return strings.Join(names, "加")
}

func (b *book) otherName(t *layouts.Table, ids []string) string {
	const few = 2
	if len(ids) == 0 {
		return "应不小于的数"
	}
	if len(ids) <= few {
		return b.sideName(t, ids)
	}
	return "各项之和"
}

// subtotals compares the source's subtotals with the sums of their members.
func (b *book) subtotals(t *layouts.Table, subtotals []draft.Subtotal) {
	var cells []string
	var labels []string
	line := 0
	for _, s := range subtotals {
		n, _, err := report.ReadNumber(s.Piece.Text)
		members := b.add(s.Members)
		if err == nil && !members.unknown && members.sum.Cmp(n.Rat()) != 0 {
			f := report.NewFinding("row-sum", fmt.Sprintf("表“%s”中“%s”写作%s，所含各格之和为%s。", t.Name, s.Label, n, report.NumberOf(members.sum, members.decimals)), s.Members...)
			f.Actual, f.Expected, f.Line = n.String(), report.NumberOf(members.sum, members.decimals).String(), s.Piece.Line
			b.r.Add(f)
			continue
		}
		cells = append(cells, s.Members...)
		if len(labels) == 0 || labels[len(labels)-1] != s.Label {
			labels = append(labels, s.Label)
		}
		line = max(line, s.Piece.Line)
	}
	if len(cells) > 0 {
		f := report.NewFinding("subtotal", fmt.Sprintf("表“%s”另有小计（%s），已与所含各格核对，不重复计入。", t.Name, strings.Join(unique(labels), "、")), unique(cells)...)
		f.Line = line
		b.r.Add(f)
	}
}

func unique(list []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
