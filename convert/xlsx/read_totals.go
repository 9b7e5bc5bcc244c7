package xlsx

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// sumOf adds cells of a report, blank ones as 0. It is not known when one is open,
// absent or longer than a spreadsheet can add.
func sumOf(r *report.Report, ids []string) (sum *big.Rat, known bool) {
	sum = new(big.Rat)
	whole := int64(0)
	for _, id := range ids {
		c := r.Cell(id)
		if c == nil || c.Open || significant(c.Value) > mostDigits {
			return nil, false
		}
		if n, ok := c.Value.Int(); ok {
			whole += n
		} else if !c.Value.Blank() {
			sum.Add(sum, c.Value.Rat())
		}
	}
	return sum.Add(sum, new(big.Rat).SetInt64(whole)), true
}

// totals are the cells that hold the formula this program gave them.
type totals map[string]*total

// A total is such a cell, with the value that the workbook has for it: none when it
// is blank, and none that counts when no program has calculated it since it was
// filled in.
type total struct {
	cell      *report.Cell
	uncounted bool
	passed    bool          // the value was not that of its parts,
	was       report.Number // but this
	done      bool          // it has been worked out
}

// ref is the place of a cell, as A1.
func (l *located) ref(d *formCell) string {
	p, _ := l.at(d)
	return p.ref()
}

// ours reports whether a formula is the one that the total was written with, over
// parts that stand where it points.
func (l *located) ours(d *formCell, formula string) bool {
	if d.live == nil || formula == "" {
		return false
	}
	moved := map[place]place{}
	for _, id := range d.live.Right {
		c := l.form.byID[id]
		at, ok := l.at(c)
		if !ok {
			return false
		}
		moved[c.at] = at
	}
	write := func(p place) string { at := moved[p]; return at.ref() }
	sum := l.form.sum(d.live.Right, write)
	formula = strings.ToUpper(formulaMarks.Replace(strings.TrimPrefix(formula, "=")))
	return formula == sum || formula == emptied(sum)
}

// formulaMarks are what programs put into a formula that makes no difference.
var formulaMarks = strings.NewReplacer("$", "", " ", "")

// addUp works the totals of a table out again. One that has no value of its own gets
// the sum of its parts; one whose value is another, because parts are stored as text
// that a spreadsheet's sum passes over, too, and a finding says so.
func (r *reader) addUp(loc *located) {
	f := loc.form
	var changed, texts, ids []string
	for _, d := range f.cells {
		r.totals.addUp(r.report, f, d)
		t := r.totals[d.id]
		if t == nil || !t.passed {
			continue
		}
		if t.cell.Open {
			r.inDoubt(loc, d, t.was)
			continue
		}
		isText := func(id string) bool { return r.texts[id] }
		if t.uncounted || t.was.Blank() && !slices.ContainsFunc(d.live.Right, isText) {
			continue // nobody has opened the workbook in a spreadsheet since it was filled in
		}
		changed = append(changed, fmt.Sprintf("%s（%s，原为%s，现为%s）", loc.ref(d), d.name(), shownAs(t.was), shownAs(t.cell.Value)))
		ids = append(ids, d.id)
	}
	if changed == nil {
		return
	}
	for _, d := range f.cells {
		if r.texts[d.id] {
			texts, ids = append(texts, loc.ref(d)), append(ids, d.id)
		}
	}
	why := "合计的公式没有重新计算"
	if texts != nil {
		why = fmt.Sprintf("%s格的数字按文本保存，合计的公式没有计入", strings.Join(texts, "、"))
	}
	const most = 10
	n := len(changed)
	if n > most {
		changed = append(changed[:most], fmt.Sprintf("等%d格", n))
	}
	message := fmt.Sprintf("“%s”表%s；数字已照读，合计已按公式重新相加：%s。", f.table.Name, why, strings.Join(changed, "、"))
	r.report.Add(report.NewFinding(report.CodeRepaired, message, ids...))
}

// inDoubt names a total that is left open: with the parts that cannot be read, or, where
// no finding names these, by itself.
func (r *reader) inDoubt(loc *located, d *formCell, was report.Number) {
	blank := fmt.Sprintf("合计%s格（原为%s）因此留空。", loc.ref(d), shownAs(was))
	named := false
	for i := range r.report.Findings {
		f := &r.report.Findings[i]
		if f.Severity == report.Error && slices.ContainsFunc(d.live.Right, func(id string) bool { return slices.Contains(f.Cells, id) }) {
			f.Cells, f.Message = append(f.Cells, d.id), f.Message+blank
			named = true
		}
	}
	if !named {
		r.report.Add(report.NewFinding(report.CodeUnreadable, fmt.Sprintf("“%s”表%s的公式要加的格有读不出的。%s", loc.form.table.Name, d.name(), blank), d.id))
	}
}

func shownAs(n report.Number) string {
	if n.Blank() {
		return "空白"
	}
	return n.String()
}

// addUp gives a total the value that its formula has: the sum of its parts, other
// totals first. It is blank when all parts are; one that has a value, though a part is
// in doubt, is left open.
func (t totals) addUp(r *report.Report, f *form, d *formCell) {
	total := t[d.id]
	if total == nil || total.done {
		return
	}
	total.done = true
	decimals, blank := 0, true
	for _, id := range d.live.Right {
		t.addUp(r, f, f.byID[id])
		if c := r.Cell(id); c != nil && !c.Value.Blank() {
			decimals, blank = max(decimals, c.Value.Decimals()), false
		}
	}
	value := report.Number{}
	sum, known := sumOf(r, d.live.Right)
	if known && !blank {
		value = report.NumberOf(sum, decimals)
	}
	if c := total.cell; value.Blank() != c.Value.Blank() || value.Rat().Cmp(c.Value.Rat()) != 0 {
		total.was, c.Value, total.passed = c.Value, value, true
		c.Open = !known
	}
}
