package settle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Settle turns the pieces of the draft's rows into cells of its report. What several
// readings leave open stays open, with a finding.
func Settle(f *Form, d *draft.Draft) {
	var all []*puzzle
	byTable := map[string][]*puzzle{}
	glued := gluedRows(d)
	for _, dt := range d.Tables {
		t := f.layout.Table(dt.ID)
		uncopied(t, dt)
		for _, row := range dt.Rows {
			p := f.newPuzzle(t, row)
			p.glued = gluedTable(dt, glued, p)
			byTable[dt.ID] = append(byTable[dt.ID], p)
		}
		all = append(all, byTable[dt.ID]...)
	}
	markGaps(all)
	learnPlaces(all)
	for _, dt := range d.Tables {
		f.settleTable(d, f.layout.Table(dt.ID), byTable[dt.ID])
	}
	subtotals(f.layout, d)
}

func (f *Form) settleTable(d *draft.Draft, t *layouts.Table, puzzles []*puzzle) {
	for _, p := range puzzles {
		p.read()
	}
	preferTested(puzzles)
	doubtShort(puzzles)
	before := counts(puzzles)
	damaged := solve(t, puzzles, nil)
	after := counts(puzzles)
	if slices.Max(append(after, 0)) > 1 {
		if stated := claims.OfTable(t, claims.Read(f.layout, d.Report)); len(stated) > 0 {
			solve(t, puzzles, stated)
		}
	}
	keepPlaces(puzzles)
	dispute(puzzles)
	bearOut(t, puzzles)
	bearStrained(t, puzzles)
	bearParted(t, puzzles, damaged)
	doubtBare(puzzles)
	w := &writer{r: d.Report, d: d.Table(t.ID), t: t}
	out := &report.Table{ID: t.ID}
	d.Report.Tables = append(d.Report.Tables, out)
	for i, p := range puzzles {
		w.row(p, settledBy(p, before[i], after[i]))
		out.Rows = append(out.Rows, p.out)
	}
	w.acts()
}

func counts(puzzles []*puzzle) []int {
	n := make([]int, len(puzzles))
	for i, p := range puzzles {
		n[i] = len(p.readings)
	}
	return n
}

// settledBy names what left a row one reading.
func settledBy(p *puzzle, before, after int) string {
	switch {
	case before == 1 && (len(p.rules) == 0 || p.readings[0].manner == plain):
		return "form"
	case before == 1:
		return "row"
	case after == 1:
		return "table"
	}
	return "prose"
}

// A writer writes settled rows and collects what was done to them.
type writer struct {
	r     *report.Report
	d     *draft.Table
	t     *layouts.Table
	moved map[string]*act
	order []string
}

// An act is what was done to rows in one manner by one rule.
type act struct {
	cells []string
	says  []string
	line  int
}

func (w *writer) row(p *puzzle, by string) {
	if len(p.readings) == 1 && !p.cut && !p.lost {
		w.settled(p, p.readings[0], by)
		return
	}
	w.unsettled(p)
}

func (w *writer) settled(p *puzzle, r reading, by string) {
	cells := make([]report.Cell, p.width())
	p.out.Cells = make([]*report.Cell, 0, len(cells))
	for c := range cells {
		if p.isExtra(c) {
			w.subtotal(p, r, c)
			continue
		}
		cell := &cells[c]
		*cell = p.cell(r, c)
		if r.from[c] >= 0 && r.values[c].Blank() && !figure.IsBlank(p.values[r.from[c]].Text) {
			cell.Open = true
			w.unreadable(p, c, p.values[r.from[c]])
		}
		if r.from[c] >= 0 && r.manner != parted && !cell.Open {
			w.unit(p, c, cell, p.values[r.from[c]])
		}
		p.out.Cells = append(p.out.Cells, cell)
	}
	if r.manner != plain || by == "table" || by == "prose" {
		w.repaired(p, r, by)
	}
	w.lacking(p, true)
}

// subtotal hands a value that the form has no cell for to the checks.
func (w *writer) subtotal(p *puzzle, r reading, c int) {
	if r.values[c].Blank() {
		return
	}
	var members []string
	for i, e := range p.row.Extras {
		if p.column(extraID(i)) != c {
			continue
		}
		for _, column := range e.Members {
			members = append(members, layouts.CellID(p.table.ID, p.spec.ID, column))
		}
	}
	w.d.Subtotals = append(w.d.Subtotals, draft.Subtotal{Label: p.block.Columns[c].Label, Members: members, Piece: draft.Piece{Text: r.values[c].String(), Line: p.row.Line}})
}

func (p *puzzle) cell(r reading, c int) report.Cell {
	cell := report.Cell{Column: p.block.Columns[c].ID, Value: r.values[c], Line: p.row.Line}
	if f := r.from[c]; f >= 0 {
		cell.Text, cell.Line = p.values[f].Text, p.values[f].Line
	} else if len(p.values) > 0 {
		cell.Line = p.values[0].Line
	}
	return cell
}

func (p *puzzle) id(c int) string {
	if p.ids != nil {
		return p.ids[c]
	}
	return layouts.CellID(p.table.ID, p.spec.ID, p.block.Columns[c].ID)
}

func (w *writer) unreadable(p *puzzle, c int, piece draft.Piece) {
	w.r.Add(unreadable(p.table, p.id(c), piece.Text, p.kind(c), piece.Line))
}

// unit notes a unit that the source writes behind a figure and the form does not
// have.
func (w *writer) unit(p *puzzle, c int, cell *report.Cell, piece draft.Piece) {
	unit := figure.Read(piece.Text).Unit
	above := unit == p.row.Unit // a heading states it, too
	if unit == "" && p.kind(c) == layouts.Amount {
		unit, above = p.row.Unit, true
	}
	if cell.Value.Blank() || unit == "" || unit == p.spec.UnitOf(p.block.Columns[c]) {
		return
	}
	cell.Unit = unit
	f := report.NewFinding("unit", fmt.Sprintf("%s写作“%s”，单位“%s”与表格规定不同，数字照录，未作换算。", p.table.CellName(p.id(c)), piece.Text, unit), p.id(c))
	f.Text, f.Line = piece.Text, piece.Line
	if above && (p.spec.UnitOf(p.block.Columns[c]) == "" || cell.Value.Sign() == 0) {
		f.Severity = report.Info // 采购总金额（万元）, where the form leaves the unit open; 0 in any unit
		f.Message = fmt.Sprintf("%s的单位是“%s”，照录。", p.table.CellName(p.id(c)), unit)
	}
	if figure.Counts(unit) && p.kind(c) != layouts.Amount {
		f.Severity = report.Info // 3件 where the form counts without saying what
		f.Message = fmt.Sprintf("%s写作“%s”，单位“%s”略去。", p.table.CellName(p.id(c)), piece.Text, unit)
		cell.Unit = ""
	}
	w.r.Add(f)
}

// unsettled leaves the row's cells open, but for those that all readings agree on,
// where each takes the row as it stands.
func (w *writer) unsettled(p *puzzle) {
	first := p.blank()
	agree := make([]bool, p.width())
	if len(p.readings) > 0 && !p.cut && !p.lost && !p.scattered && !p.strained {
		first = p.readings[0]
		for c := range agree {
			agree[c] = true
			for _, r := range p.allowed {
				agree[c] = agree[c] && r.values[c] == first.values[c] && !p.headless(r, c) && r.manner == plain
			}
		}
	}
	var open []int
	for c := range p.width() {
		if p.isExtra(c) {
			continue
		}
		if agree[c] {
			cell := p.cell(first, c)
			p.out.Cells = append(p.out.Cells, &cell)
			continue
		}
		open = append(open, c)
		cell := &report.Cell{Column: p.block.Columns[c].ID, Open: true, Line: p.row.Line, Text: texts(p.values)}
		if len(p.values) > 0 {
			cell.Line = p.values[0].Line
		}
		p.out.Cells = append(p.out.Cells, cell)
	}
	w.r.Add(w.openFinding(p, open))
	w.lacking(p, false)
}

func (w *writer) openFinding(p *puzzle, open []int) report.Finding {
	var ids []string
	for _, c := range open {
		ids = append(ids, p.id(c))
	}
	code, why := "ambiguous", fmt.Sprintf("有%d种读法都成立（%s），无法确定", len(p.readings), p.some(open))
	switch {
	case p.row.Doubt && len(p.values) == 0:
		code, why = "missing-cell", "表中另有数不知属于哪一行，无法确定这一行是不是空白"
	case p.row.Doubt:
		code, why = "missing-cell", "行名与数对应不上，无法确定这些数各属于哪一格"
	case p.lost && p.row.Indent == draft.NoLabel && len(p.readings) == 1:
		code, why = "missing-cell", "没有行名，按位置认定后合计又不符，无法确定是不是这一行"
	case p.lost, p.scattered, len(p.readings) == 0 && len(p.values) < p.width() && p.whole():
		code, why = "missing-cell", fmt.Sprintf("只有%d个数，应有%d个，无法确定缺的是哪一个", len(p.values), p.width())
	case p.cut:
		why = "可能的读法太多，无法确定"
	case len(p.readings) == 0 && len(p.values) > p.width():
		code, why = "unreadable", fmt.Sprintf("有%d个数，应有%d个，无法对应", len(p.values), p.width())
	case len(p.readings) == 0:
		code, why = "unreadable", "任何拆法都不满足勾稽关系"
	}
	f := report.NewFinding(code, fmt.Sprintf("%s写作“%s”，%s，请对照原文填写。", p.table.RowName(p.spec), texts(p.values), why), ids...)
	f.Text, f.Line = texts(p.values), p.row.Line
	if len(p.values) > 0 {
		f.Line = p.values[0].Line
	}
	const most = 20
	if code == "ambiguous" {
		for _, r := range p.readings[:min(most, len(p.readings))] {
			f.Candidates = append(f.Candidates, choose(r, open))
		}
	}
	return f
}

// some writes the first few readings of the open columns.
func (p *puzzle) some(open []int) string {
	const few = 3
	var says []string
	for _, r := range p.readings[:min(few, len(p.readings))] {
		says = append(says, strings.Join(choose(r, open), "、"))
	}
	if len(p.readings) > few {
		says = append(says, "……")
	}
	return strings.Join(says, "；")
}

func choose(r reading, columns []int) []string {
	var v []string
	for _, c := range columns {
		v = append(v, r.values[c].String())
	}
	return v
}

func texts(pieces []draft.Piece) string {
	var t []string
	for _, q := range pieces {
		t = append(t, q.Text)
	}
	return strings.Join(t, " ")
}

// repaired notes what was done; acts of one manner by one rule become one finding.
func (w *writer) repaired(p *puzzle, r reading, by string) {
	a := w.act(fmt.Sprint(r.manner, by), p)
	var values []string
	for c := range p.width() {
		if p.isExtra(c) {
			continue
		}
		a.cells = append(a.cells, p.id(c))
		v := r.values[c].String()
		if v == "" {
			v = "空"
		}
		values = append(values, v)
	}
	a.says = append(a.says, fmt.Sprintf("“%s”行“%s”读作%s", p.table.RowTitle(p.spec), texts(p.values), strings.Join(values, "、")))
}

// act is the act with the key, begun at the row when there is none yet.
func (w *writer) act(key string, p *puzzle) *act {
	if w.moved == nil {
		w.moved = map[string]*act{}
	}
	a := w.moved[key]
	if a == nil {
		a = &act{line: p.row.Line}
		if len(p.values) > 0 {
			a.line = p.values[0].Line
		}
		w.moved[key] = a
		w.order = append(w.order, key)
	}
	return a
}

// acts writes the findings of what was done.
func (w *writer) acts() {
	for _, key := range w.order {
		a := w.moved[key]
		var m manner
		var by string
		fmt.Sscan(key, &m, &by)
		f := report.NewFinding("repaired", fmt.Sprintf("表“%s”%s，%s：%s。", w.t.Name, mannerName[m], byName[by], listed(a.says)), a.cells...)
		if by == "none" {
			f = report.NewFinding("missing-cell", fmt.Sprintf("表“%s”%s，无法确定其中的数，请对照原文填写。", w.t.Name, mannerName[m]), a.cells...)
		}
		f.Line = a.line
		w.r.Add(f)
	}
}

// listed names the first few acts and how many there are.
func listed(says []string) string {
	const few = 8
	if len(says) <= few {
		return strings.Join(says, "；")
	}
	return fmt.Sprintf("%s；等%d行", strings.Join(says[:few], "；"), len(says))
}

var mannerName = map[manner]string{
	plain:   "空格的位置不明",
	parted:  "数字连在一起",
	placed:  "空格的位置不明",
	refound: "缺少一个数",
	lacked:  "缺少一列",
}

var byName = map[string]string{
	"form":  "按列数只有一种拆法",
	"row":   "按本行的勾稽关系认定",
	"table": "按全表的勾稽关系认定",
	"prose": "按正文所述认定",
}
