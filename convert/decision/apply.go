package decision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/settle"
	"github.com/nianbao/nianbao/layouts"
)

// Apply sets the cells of a report, whose bytes have that SHA-256, to what was decided. What
// was found of them before is dropped, and each is a `decision`. What fits no longer is a
// `stale-decision`.
func (f *File) Apply(l *layouts.Layout, r *report.Report, sha256 string) {
	if f == nil {
		return
	}
	for i := range f.Decisions {
		d := &f.Decisions[i]
		if why := d.apply(l, r, cmp.Or(d.SHA256, f.SHA256) == sha256); why != "" {
			r.Add(stale(l, d.Cell, why))
		}
	}
}

// apply returns why a decision does not fit; "" for one that does.
func (d *Decision) apply(l *layouts.Layout, r *report.Report, same bool) string {
	t := tableOf(l, d.Cell)
	if t == nil {
		return "表中没有这一格"
	}
	row, column := t.Cell(d.Cell)
	value, words, ok := d.To.entry(row, column)
	if !ok {
		return fmt.Sprintf("“%s”不是%s", d.To.Text, row.KindOf(column).Name())
	}
	cell := r.Cell(d.Cell)
	switch {
	case !same && cell == nil:
		return "报告已有改动，其中没有这一格"
	case !same && (d.Text == "" || cell.Text != d.Text):
		return fmt.Sprintf("报告已有改动，这一格的原文由%s改为%s", quoted(d.Text), quoted(cell.Text))
	case cell == nil:
		cell = insert(l, r, t.ID, row.ID, column.ID)
	}
	was := Value{cell.Shown(), cell.Open}
	cell.Value, cell.Words, cell.Open = value, words, false
	forget(r, d.Cell, d.To.Text)
	r.Add(d.finding(t, was, cell))
	return ""
}

// entry is a decided value as a number or words of a cell; false when it is none.
func (v Value) entry(row *layouts.Row, column *layouts.Column) (report.Number, string, bool) {
	kind := row.KindOf(column)
	if v.Open || v.Text == "" {
		return report.Number{}, "", !v.Open
	}
	if !kind.IsFigure() {
		words, ok := entry.Words(kind, row.ValuesOf(column), v.Text)
		return report.Number{}, words, ok
	}
	n, err := report.ParseNumber(v.Text)
	return n, "", err == nil && settle.OfKind(n, kind)
}

// finding says what was decided: which cell, from what, to what, why.
func (d *Decision) finding(t *layouts.Table, was Value, cell *report.Cell) report.Finding {
	message := fmt.Sprintf("%s由人工确定为%s（程序读作%s", t.CellName(d.Cell), named(d.To), named(was))
	if cell.Text != "" {
		message += "，原文" + quoted(cell.Text)
	}
	message += "）。"
	if d.Reason != "" {
		message += "理由：" + d.Reason + "。"
	}
	f := report.NewFinding(report.CodeDecision, message, d.Cell)
	f.Expected, f.Actual, f.Line = d.To.Text, was.Text, cell.Line
	return f
}

func named(v Value) string {
	switch {
	case v.Open:
		return "“未定”"
	case v.Text == "":
		return "空白"
	}
	return v.Text
}

func quoted(text string) string {
	if text == "" {
		return "空"
	}
	return "“" + text + "”"
}

func stale(l *layouts.Layout, cell, why string) report.Finding {
	name := cell
	var cells []string
	if t := tableOf(l, cell); t != nil {
		name, cells = t.CellName(cell), []string{cell}
	}
	return report.NewFinding(report.CodeStaleDecision, fmt.Sprintf("%s有人工作过的确定，与现在的报告不符，没有采用：%s。请重新核对。", name, why), cells...)
}

// tableOf is the table of the form that has a cell; nil for none.
func tableOf(l *layouts.Layout, cell string) *layouts.Table {
	for _, t := range l.Tables {
		if row, _ := t.Cell(cell); row != nil {
			return t
		}
	}
	return nil
}

// insert adds a cell that the source does not have, in its place.
func insert(l *layouts.Layout, r *report.Report, table, row, column string) *report.Cell {
	t := r.Table(table)
	if t == nil {
		t = &report.Table{ID: table}
		r.Tables = append(r.Tables, t)
	}
	w := t.Row(row)
	if w == nil {
		w = &report.Row{ID: row}
		t.Rows = append(t.Rows, w)
	}
	c := &report.Cell{Column: column, Open: true}
	w.Cells = append(w.Cells, c)
	if err := settle.Conform(l, r); err != nil {
		panic(fmt.Sprintf("a report does not conform to its form: %v", err))
	}
	return c
}

// forget takes a cell from what was found when it was read: it has a value now. Readings of
// a finding that give it another are none any more.
func forget(r *report.Report, cell, value string) {
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool {
		return ofReading(f) && len(f.Cells) == 1 && f.Cells[0] == cell
	})
	for i := range r.Findings {
		f := &r.Findings[i]
		k := slices.Index(f.Cells, cell)
		if k < 0 || !ofReading(*f) {
			continue
		}
		var fits [][]string
		for _, reading := range f.Candidates {
			if len(reading) == len(f.Cells) && reading[k] == value {
				fits = append(fits, slices.Delete(slices.Clone(reading), k, k+1))
			}
		}
		f.Candidates = fits
		f.Cells = slices.Delete(slices.Clone(f.Cells), k, k+1)
	}
}

// ofReading reports whether a finding says how a cell was read, or why it was not.
func ofReading(f report.Finding) bool {
	return f.Severity == report.Error || f.Code == report.CodeRepaired
}

// Open reports whether a finding names a cell that is open: such a one may not stand.
func Open(r *report.Report, f *report.Finding) bool {
	return slices.ContainsFunc(f.Cells, func(id string) bool { c := r.Cell(id); return c != nil && c.Open })
}

// Dismiss makes findings that may stand infos that say so. One of a report that has changed
// since, or of a cell that is open, is a `stale-decision`.
func (f *File) Dismiss(r *report.Report, sha256 string) {
	if f == nil {
		return
	}
	for _, d := range f.Dismissed {
		for i := range r.Findings {
			g := &r.Findings[i]
			if !d.Names(g) {
				continue
			}
			why := ""
			switch {
			case cmp.Or(d.SHA256, f.SHA256) != sha256:
				why = "报告已有改动"
			case Open(r, g):
				why = "其中的格还没有确定"
			}
			if why != "" {
				r.Add(report.NewFinding(report.CodeStaleDecision, fmt.Sprintf("有一条问题人工核对过，但%s，没有采用：%s", why, g.Message), g.Cells...))
				break
			}
			g.Severity = report.Info
			g.Message += note(d.Reason)
		}
	}
}

// Standing is the dismissal of a finding of a report that it was applied to; nil for none.
func (f *File) Standing(g *report.Finding) *Dismissal {
	for i := range f.Dismissed {
		plain := *g
		if plain.Message = strings.TrimSuffix(g.Message, note(f.Dismissed[i].Reason)); plain.Message != g.Message && f.Dismissed[i].Names(&plain) {
			return &f.Dismissed[i]
		}
	}
	return nil
}

// note is what a finding that may stand says behind its message.
func note(reason string) string {
	if reason == "" {
		return "（经人工核对，可以保留。）"
	}
	return "（经人工核对，可以保留，理由：" + reason + "。）"
}

// Names reports whether a dismissal is of a finding as it was found.
func (d *Dismissal) Names(f *report.Finding) bool {
	return d.Code == f.Code && slices.Equal(d.Cells, f.Cells) && (d.Message == "" || d.Message == f.Message)
}
