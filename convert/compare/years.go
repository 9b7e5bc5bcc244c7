package compare

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// Years compares two years of one agency: every figure that both forms have, the
// rules between a report and that of the year before, and what the newer text says
// of the older figures. Both reports are checked and settled. It is false when
// the newer form has no table that compares with the older one's.
//
// Reports that are not of neighbouring years are compared figure by figure only,
// and a finding says so.
func Years(olderForm *layouts.Layout, older *report.Report, newerForm *layouts.Layout, newer *report.Report) (*report.Diff, bool) {
	y := &twoYears{
		diff:  &report.Diff{Older: older, Newer: newer},
		older: sums.NewBook(olderForm, older), newer: sums.NewBook(newerForm, newer),
	}
	if !slices.ContainsFunc(newerForm.Tables, func(t *layouts.Table) bool { return t.After(newerForm, olderForm) }) {
		return nil, false
	}
	y.pairs = newerForm.Pairs(olderForm)
	for _, p := range y.pairs {
		if ref := newerForm.Ref(p.Newer[0]); !ref.Row.KindOf(ref.Column).IsFigure() {
			continue // words are compared by rows
		}
		if c, changed := y.figure(p); changed {
			y.diff.Changes = append(y.diff.Changes, c)
			y.otherUnit(p, c)
		} else {
			y.diff.Same++
		}
	}
	y.apart()
	y.records()
	y.charts()
	if y.neighbours() {
		y.rules()
		y.copied()
		y.quoted()
	}
	sorted := report.Report{Findings: y.diff.Findings}
	sorted.SortFindings()
	return y.diff, true
}

// A twoYears compares two years.
type twoYears struct {
	diff         *report.Diff
	older, newer *sums.Book
	pairs        []layouts.Pair // what the two forms share
}

func (y *twoYears) add(f ...report.Finding) { y.diff.Findings = append(y.diff.Findings, f...) }

// neighbours reports whether the newer report is of the year after the older one.
// An unknown year is taken to be the right one.
func (y *twoYears) neighbours() bool {
	older, newer := y.diff.Older.Year, y.diff.Newer.Year
	if a, b := y.diff.Older.Period, y.diff.Newer.Period; a != b && older != 0 && newer != 0 {
		f := report.NewFinding(report.CodeDate, fmt.Sprintf("%d年%s与%d年%s不是相邻两年的同一期，未核对跨年关系。", older, a, newer, b))
		f.Severity = report.Info
		y.add(f)
		return false
	}
	switch {
	case older == 0 || newer == 0:
		y.add(report.NewFinding(report.CodeDate, "有一份报告的年度不明，按相邻两年核对。"))
	case newer <= older:
		y.add(report.NewFinding(report.CodeDate, fmt.Sprintf("较早的一份是%d年度的，较新的一份是%d年度的，次序不对或年度相同，未核对跨年关系。", older, newer)))
		return false
	case newer != older+1:
		y.add(report.NewFinding(report.CodeDate, fmt.Sprintf("%d年度与%d年度不相邻，未核对跨年关系。", older, newer)))
		return false
	}
	return true
}

// figure is a figure of the two years, and whether it changed. A blank counts as
// 0, a blank total as the sum of its parts. Amounts in different units have no
// difference.
func (y *twoYears) figure(p layouts.Pair) (*report.Change, bool) {
	c := y.named(p)
	old, now := y.older.Add(p.Older), y.newer.Add(p.Newer)
	c.Old, c.New = shown(y.older, p.Older, old), shown(y.newer, p.Newer, now)
	apart := old.Value.Sign() != 0 && now.Value.Sign() != 0 && units(p.Older, y.older) != units(p.Newer, y.newer)
	if old.Unknown || now.Unknown || apart {
		c.Unknown = true
		return c, true
	}
	difference := new(big.Rat).Sub(now.Value, old.Value)
	c.Difference = report.NumberOf(difference, max(now.Decimals, old.Decimals))
	if ref := y.newer.Layout.Ref(p.Newer[0]); old.Value.Sign() != 0 && ref.Row.KindOf(ref.Column).Adds() { // else the difference is in points
		c.Percent = percent(difference, old.Value, 2)
	}
	return c, difference.Sign() != 0
}

// otherUnit adds the finding for amounts that are not in one unit.
func (y *twoYears) otherUnit(p layouts.Pair, c *report.Change) {
	if !c.Unknown || c.Old.Blank() || c.New.Blank() {
		return
	}
	name := func(b *sums.Book, ids []string) string {
		c := b.Layout.Ref(ids[0])
		return cmp.Or(units(ids, b), c.Row.UnitOf(c.Column), "未注明")
	}
	y.add(report.NewFinding(report.CodeUnit, fmt.Sprintf("“%s”两年的计量单位不同：较早为%s，较新为%s。未计算增减，请换算后比较。", c.Name(), name(y.older, p.Older), name(y.newer, p.Newer)), p.Newer...))
}

// percent is difference as per cent of a base that is not 0.
func percent(difference, base *big.Rat, decimals int) report.Number {
	q := new(big.Rat).Quo(difference, new(big.Rat).Abs(base))
	return report.NumberOf(q.Mul(q, big.NewRat(100, 1)), decimals)
}

// shown is a figure as a report has it: the one cell with its digits, or the sum.
func shown(b *sums.Book, ids []string, s sums.Sum) report.Number {
	if len(ids) == 1 || s.Unknown {
		if c := b.Cells[ids[0]]; c != nil && len(ids) == 1 {
			return c.Value
		}
		return report.Number{}
	}
	if !slices.ContainsFunc(ids, func(id string) bool { return !b.Cells[id].Value.Blank() }) {
		return report.Number{}
	}
	return report.NumberOf(s.Value, s.Decimals)
}

// units is what the cells state.
func units(ids []string, b *sums.Book) string {
	for _, id := range ids {
		if c := b.Cells[id]; c != nil && c.Unit != "" {
			return c.Unit
		}
	}
	return ""
}

// named is a figure with its names, without values. Cells that another form holds
// in one go by its name.
func (y *twoYears) named(p layouts.Pair) *report.Change {
	l, id := y.newer.Layout, p.Newer[0]
	if len(p.Newer) > len(p.Older) {
		l, id = y.older.Layout, p.Older[0]
	}
	c := l.Ref(id)
	return &report.Change{Newer: p.Newer, Older: p.Older, Table: c.Table.Name, Row: c.Row.Title(), Column: c.Column.Title()}
}

// apart names the tables of which the two forms have nothing in common.
func (y *twoYears) apart() {
	for _, t := range y.newer.Layout.Tables {
		if !t.After(y.newer.Layout, y.older.Layout) {
			y.diff.Apart = append(y.diff.Apart, t.Name)
		}
	}
}

func (y *twoYears) charts() {
	for _, chart := range y.newer.Layout.Charts {
		s := report.Series{Title: chart.Title}
		for _, id := range chart.Cells {
			if i := slices.IndexFunc(y.pairs, func(p layouts.Pair) bool { return p.Newer[0] == id }); i >= 0 {
				c, _ := y.figure(y.pairs[i])
				s.Figures = append(s.Figures, c)
			}
		}
		if s.Figures != nil {
			y.diff.Charts = append(y.diff.Charts, s)
		}
	}
}

// rules tests what the form says a cell is, given the year before.
func (y *twoYears) rules() {
	for _, t := range y.newer.Layout.Tables {
		if !t.After(y.newer.Layout, y.older.Layout) {
			continue
		}
		for _, rule := range t.YearRules() {
			y.rule(t, rule)
		}
	}
}

func (y *twoYears) rule(t *layouts.Table, rule *layouts.YearRule) {
	now, before := y.newer.Add([]string{rule.Cell}), y.older.Add(rule.Before)
	plus, minus := y.newer.Add(rule.Plus), y.newer.Add(rule.Minus)
	if now.Unknown || before.Unknown || plus.Unknown || minus.Unknown {
		return
	}
	want := new(big.Rat).Add(before.Value, plus.Value)
	if want.Sub(want, minus.Value).Cmp(now.Value) == 0 {
		return
	}
	decimals := max(now.Decimals, before.Decimals, plus.Decimals, minus.Decimals)
	f := report.NewFinding(report.Code(rule.Code), "", slices.Concat([]string{rule.Cell}, rule.Before, rule.Plus, rule.Minus)...)
	f.Expected, f.Actual = report.NumberOf(want, decimals).String(), report.NumberOf(now.Value, decimals).String()
	f.Line = y.newer.Cells[rule.Cell].Line
	f.Message = fmt.Sprintf("%s为%s，按上一年度的报告应为%s（%s）。", t.CellName(rule.Cell), f.Actual, f.Expected, rule.Says)
	if now.Blank || before.Blank || plus.Blank || minus.Blank {
		f.Severity = report.Warning
		f.Message += "其中有空白，按零计。"
	}
	y.add(f)
}
