package check

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// table checks what is there, the rules, and blanks.
func (c *checker) table(t *layouts.Table) {
	if c.r.Table(t.ID) == nil && t.Optional {
		return
	}
	if c.r.Table(t.ID) == nil {
		c.add(report.NewFinding(report.CodeMissingTable, fmt.Sprintf("没有找到表“%s”。", t.Name), allCells(t)...))
		return
	}
	blanks, values, open, lacks := c.survey(t)
	if values == 0 && !open && len(blanks) > 0 && t.Optional {
		c.add(report.NewFinding(report.CodeBlank, fmt.Sprintf("表“%s”空白：按没有发生照录。", t.Name), blanks...))
		return
	}
	if values == 0 && !open && len(blanks) > 0 {
		c.add(report.NewFinding(report.CodeBlankTable, fmt.Sprintf("表“%s”全部空白，没有一个数。", t.Name), blanks...))
		return
	}
	failed := false
	for _, rule := range t.Rules() {
		failed = c.rule(t, rule) || failed
	}
	if len(blanks) > 0 && !failed && !open {
		says := "。"
		if len(t.Rules()) > 0 && !lacks {
			says = "；作零计算，各项勾稽关系均成立。"
			if slices.ContainsFunc(blanks, func(id string) bool { return t.Total(id) != nil }) {
				says = "；空白的合计按各项之和、其余按零计算，各项勾稽关系均成立。"
			}
		}
		c.add(report.NewFinding(report.CodeBlank, fmt.Sprintf("表“%s”有%d格空白，按空白照录%s", t.Name, len(blanks), says), blanks...))
	}
}

// survey lists blank cells and names rows and cells that are missing. Where words are due,
// a blank says enough, unless all are blank. lacks says that something is missing.
func (c *checker) survey(t *layouts.Table) (blanks []string, values int, open, lacks bool) {
	var words []string
	for _, block := range t.Blocks {
		for _, row := range block.Rows {
			ids := t.RowCells(row.ID)
			var missing []string
			for _, id := range ids {
				switch cell := c.book.Cells[id]; {
				case cell == nil && c.named("missing-cell", id): // with its column, or among others
					lacks = true
				case cell == nil:
					missing = append(missing, id)
				case cell.Open:
					open = true
				case cell.Blank() && !row.KindOf(block.Column(cell.Column)).IsFigure():
					words = append(words, id)
				case cell.Blank():
					blanks = append(blanks, id)
				default:
					values++
				}
			}
			lacks = lacks || len(missing) > 0 && (!row.Optional || len(missing) < len(ids))
			switch {
			case row.Optional && len(missing) == len(ids):
			case len(missing) == len(ids):
				c.add(report.NewFinding(report.CodeMissingRow, fmt.Sprintf("表“%s”缺少“%s”一行。", t.Name, t.RowTitle(row)), missing...))
			case len(missing) > 0:
				c.addOnce(report.NewFinding(report.CodeMissingCell, fmt.Sprintf("%s缺少%d格。", t.RowName(row), len(missing)), missing...))
			}
		}
	}
	if values == 0 {
		blanks = append(blanks, words...)
	}
	return blanks, values, open, lacks
}

func holds(op layouts.Op, left, right int64) bool {
	switch op {
	case layouts.AtLeast:
		return left >= right
	case layouts.More:
		return left > right
	case layouts.Both:
		return (left == 0) == (right == 0)
	}
	return left == right
}

// rule tests one rule and reports whether it fails.
func (c *checker) rule(t *layouts.Table, rule *layouts.Rule) bool {
	if len(rule.Left) == 1 && rule.Op == layouts.Equal {
		if cell := c.book.Cells[rule.Left[0]]; cell == nil || cell.Open || cell.Value.Blank() {
			return false // a blank total takes the sum of its parts
		}
	}
	if l, ok := c.book.Whole(rule.Left); ok {
		if r, ok := c.book.Whole(rule.Right); ok && holds(rule.Op, l, r) {
			return false
		}
	}
	left, right := c.book.Add(rule.Left), c.book.Add(rule.Right)
	if left.Unknown && right.Unknown || rule.Op != layouts.Equal && (left.Unknown || right.Unknown) {
		return false
	}
	cmp := left.Value.Cmp(right.Value)
	switch rule.Op {
	case layouts.AtLeast, layouts.More:
		if cmp > 0 || cmp == 0 && rule.Op == layouts.AtLeast || left.Blank || right.Blank {
			return false
		}
	case layouts.Both:
		if (left.Value.Sign() == 0) == (right.Value.Sign() == 0) || left.Blank && right.Blank {
			return false
		}
	default:
		if cmp == 0 {
			return false
		}
	}
	c.add(c.broken(t, rule, left, right, cmp))
	return true
}

// broken is the finding of a rule that fails. With a blank or an unknown cell in
// it, an equality is an error only when what is given already exceeds the total.
func (c *checker) broken(t *layouts.Table, rule *layouts.Rule, left, right sums.Sum, cmp int) report.Finding {
	f := report.NewFinding(report.Code(rule.Code), "", rule.Cells()...)
	decimals := max(left.Decimals, right.Decimals)
	actual, expected := report.NumberOf(left.Value, decimals), report.NumberOf(right.Value, decimals)
	f.Actual, f.Expected = actual.String(), expected.String()
	if cell := c.book.Cells[rule.Left[0]]; cell != nil {
		f.Line = cell.Line
	}
	f.Message = fmt.Sprintf("表“%s”%s：%s为%s，%s为%s（%s）。", t.Name, scope(t, rule), c.sumName(t, rule.Left), actual, c.otherName(t, rule.Right), expected, rule.Says)
	if rule.Op != layouts.Equal {
		f.Actual, f.Expected = actual.String(), ""
		return f
	}
	if soft := left.Blank || right.Blank || left.Unknown || right.Unknown; soft {
		exceeds := cmp < 0 && !left.Blank && !left.Unknown || cmp > 0 && !right.Blank && !right.Unknown
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
		return "“" + t.RowTitle(row) + "”行"
	}
	for _, block := range t.Blocks {
		if c := block.Column(rule.Each); c != nil {
			return "“" + c.Title() + "”列"
		}
	}
	return ""
}

func (c *checker) otherName(t *layouts.Table, ids []string) string {
	const few = 2
	if len(ids) == 0 {
		return "应不小于的数"
	}
	if len(ids) <= few {
		return c.sumName(t, ids)
	}
	return "各项之和"
}

// allCells are the ids of a table's cells.
func allCells(t *layouts.Table) []string {
	var ids []string
	for _, b := range t.Blocks {
		for _, row := range b.Rows {
			for _, c := range b.Columns {
				ids = append(ids, layouts.CellID(t.ID, row.ID, c.ID))
			}
		}
	}
	return ids
}
