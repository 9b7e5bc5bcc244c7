package xlsx

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// Results of a line of the live review.
const (
	holdsResult  = "相符"
	brokenResult = "不符"
	lookResult   = "请留意"
	openResult   = "未填"
	textResult   = "有文本"
)

var liveHeads = []string{"序号", "表", "核对内容", "左边", "右边", "结果"}

// liveHead is the row of the heads.
const liveHead = 3

// writeLive writes the review of the empty workbook: each rule of the form as a
// formula with its sentence, red as long as it does not hold, so that a clerk sees it
// while filling in.
func (w *writer) writeLive() {
	s := w.sheet(reviewName, []float64{12, 64, 122, 20, 20, 20}, paper{landscape: true, frozen: liveHead, heads: liveHead})
	s.protected = true
	last := len(liveHeads)
	s.add(32, s.text(look{font: hei, size: 16, horizontal: "center", vertical: "center"}, reviewTitle))
	s.merge(place{1, 1}, place{last, 1})
	lines := w.liveLines()
	results := fmt.Sprintf("F%d:F%d", liveHead+1, liveHead+len(lines))
	count := fmt.Sprintf(`COUNTIF(%s,"%s")`, results, brokenResult)
	broken := 0
	for _, l := range lines {
		if l.now == brokenResult {
			broken++
		}
	}
	now := "没有不符的勾稽关系。"
	if broken > 0 {
		now = fmt.Sprintf("有%d项不符，见下面红色的行。", broken)
	}
	s.add(22, writtenCell{style: s.style(look{font: song, size: 11, horizontal: "left", vertical: "center"}),
		formula: fmt.Sprintf(`IF(%s=0,"没有不符的勾稽关系。","有"&%s&"项不符，见下面红色的行。")`, count, count), text: now})
	s.merge(place{1, 2}, place{last, 2})
	head := look{font: song, size: 11, bold: true, bordered: true, fill: headFill, horizontal: "center", vertical: "center"}
	cells := make([]writtenCell, last)
	for i, h := range liveHeads {
		cells[i] = s.text(head, h)
	}
	s.add(24, cells...)
	for i, l := range lines {
		w.liveLine(s, i+1, l)
	}
	s.alarm = fmt.Sprintf("A%d:F%d", liveHead+1, liveHead+len(lines))
}

// A liveLine is one thing that is reviewed while it is filled in.
type liveLine struct {
	table, says, to string
	left, right     string // formulas; "" for none
	worth           [2]string
	result, now     string // the formula, with {L} and {R} for the two sides, and what it comes to
}

func (w *writer) liveLines() []liveLine {
	var all []liveLine
	type filled struct {
		field coverField
		cell  string
		now   bool
	}
	due := []filled{{fieldAgency, "B4", w.report.Agency != ""}, {fieldYear, "B5", w.report.Year != 0}}
	if w.layout.Periodic() {
		due = append(due, filled{fieldPeriod, "B6", w.report.Period != ""})
	}
	for _, f := range due {
		at := onSheet(coverName, f.cell)
		line := liveLine{table: coverName, says: "已填写" + f.field.of(w.layout).label, to: at, result: fmt.Sprintf(`IF(TRIM(%s)="","%s","%s")`, at, openResult, holdsResult), now: openResult}
		if f.now {
			line.now = holdsResult
		}
		all = append(all, line)
	}
	for _, p := range w.pages {
		if p.form == nil {
			continue
		}
		all = append(all, w.textsLine(p))
		for _, rule := range p.form.table.Rules() {
			all = append(all, w.ruleLine(p, rule))
		}
	}
	return all
}

// textsLine counts the figures that are stored as text: sums pass them over.
func (w *writer) textsLine(p *reportSheet) liveLine {
	var ids []string
	for _, d := range p.form.cells {
		if d.live == nil && d.kind.IsFigure() {
			ids = append(ids, d.id)
		}
	}
	var refs []string
	for _, ref := range p.form.ranges(ids, place.fixed) {
		refs = append(refs, onSheet(p.sheet, ref))
	}
	all := strings.Join(refs, ",")
	if all == "" {
		all = `""`
	}
	return liveLine{
		table: p.form.table.Name, says: "数字都按数字填写，没有按文本保存的（左边是按文本保存的格数）", to: onSheet(p.sheet, p.form.cells[0].at.ref()),
		left: "COUNTA(" + all + ")-COUNT(" + all + ")", worth: [2]string{"0", ""}, result: `IF({L}=0,"` + holdsResult + `","` + textResult + `")`, now: holdsResult,
	}
}

// ruleLine holds a rule to what is filled in.
func (w *writer) ruleLine(p *reportSheet, rule *layouts.Rule) liveLine {
	f := p.form
	write := func(at place) string { return onSheet(p.sheet, at.fixed()) }
	first := f.byID[rule.Left[0]]
	about := "“" + first.name() + "”"
	if len(rule.Left) > 1 && rule.Row == "" {
		about = "“" + first.column.Title() + "”列"
	}
	line := liveLine{
		table: f.table.Name, says: about + "：" + rule.Says, to: onSheet(p.sheet, first.at.ref()),
		left: f.sideOf(rule.Left, write), right: f.sideOf(rule.Right, write),
		now: holdsResult,
	}
	l, r := w.begunWorth(f, rule.Left...), w.begunWorth(f, rule.Right...)
	line.worth = [2]string{decimal(l), decimal(r)}
	differ := `ROUND({L}-{R},6)`
	broken, verdict := l.Cmp(r) != 0, brokenResult
	switch rule.Op {
	case layouts.AtLeast:
		line.result, broken, verdict = `IF(`+differ+`>=0,`, l.Cmp(r) < 0, lookResult
	case layouts.More:
		line.result, broken, verdict = `IF(`+differ+`>0,`, l.Cmp(r) <= 0, lookResult
	case layouts.Both:
		line.result, broken, verdict = `IF(({L}=0)=({R}=0),`, (l.Sign() == 0) != (r.Sign() == 0), lookResult
	default:
		line.result = `IF(` + differ + `=0,`
	}
	line.result += `"` + holdsResult + `","` + verdict + `")`
	if broken {
		line.now = verdict
	}
	return line
}

func (w *writer) liveLine(s *sheet, number int, l liveLine) {
	middle := look{font: song, size: 10, bordered: true, horizontal: "center", vertical: "center"}
	left := middle
	left.horizontal = "left"
	link := left
	link.color = "0563C1"
	plain := s.style(middle)
	row := s.row + 1
	result := strings.NewReplacer("{L}", place{4, row}.ref(), "{R}", place{5, row}.ref()).Replace(l.result)
	side := func(formula, worth string) writtenCell {
		if formula == "" {
			return writtenCell{style: plain}
		}
		return writtenCell{style: plain, formula: formula, number: worth}
	}
	lines := max(linesOf(l.says, points(s.widths[2]), 10), linesOf(l.table, points(s.widths[1]), 10))
	s.add(heightOf(lines, 10)+4, writtenCell{style: plain, number: fmt.Sprint(number)}, s.text(link, l.table), s.text(left, l.says),
		side(l.left, l.worth[0]), side(l.right, l.worth[1]), writtenCell{style: plain, formula: result, text: l.now})
	s.link(place{2, row}, l.to)
}
