package settle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// ErrForeign is returned for data whose tables, rows or columns the layout does
// not have.
var ErrForeign = words.New("foreign")

// Conform does for a report that was decoded from data, and so has cells, what Settle
// does for a draft: it puts tables, rows and columns into the layout's order, leaves
// cells open that hold a number of another kind than theirs, with a finding, and drops
// a unit that is the column's own. The error wraps ErrForeign.
func Conform(l *layouts.Layout, r *report.Report) error {
	order := map[string]int{}
	for i, t := range l.Tables {
		order[t.ID] = i
	}
	for _, rt := range r.Tables {
		t := l.Table(rt.ID)
		if t == nil {
			return words.New("foreign.table", ErrForeign, l.ID, rt.ID)
		}
		if err := conformTable(l, t, rt); err != nil {
			return err
		}
	}
	for _, s := range r.Sections {
		if s.ID != report.Preamble && s.ID != report.Signature && s.ID != layouts.Following && l.Section(s.ID) == nil {
			return words.New("foreign.section", ErrForeign, l.ID, s.ID)
		}
		if s.Table != "" && l.Table(s.Table) == nil {
			return words.New("foreign.shown", ErrForeign, l.ID, s.Table, s.ID)
		}
	}
	slices.SortStableFunc(r.Tables, func(a, b *report.Table) int { return order[a.ID] - order[b.ID] })
	if err := fields(l, r); err != nil {
		return err
	}
	return kinds(l, r)
}

// fields puts the texts around the tables into the form's order.
func fields(l *layouts.Layout, r *report.Report) error {
	order := map[string]int{}
	for i, f := range l.AllFields() {
		order[f.FullID] = i
	}
	for _, f := range r.Fields {
		if _, ok := order[f.ID]; !ok {
			return words.New("foreign.field", ErrForeign, l.ID, f.ID)
		}
	}
	slices.SortStableFunc(r.Fields, func(a, b report.Field) int { return order[a.ID] - order[b.ID] })
	return nil
}

func conformTable(l *layouts.Layout, t *layouts.Table, rt *report.Table) error {
	rows := map[string]int{}
	for _, b := range t.Blocks {
		for _, row := range b.Rows {
			rows[row.ID] = len(rows)
		}
	}
	for _, rr := range rt.Rows {
		spec, b := t.Row(rr.ID)
		if spec == nil {
			return words.New("foreign.row", ErrForeign, l.ID, rr.ID, t.ID)
		}
		columns := map[string]int{}
		for i, c := range b.Columns {
			columns[c.ID] = i
		}
		for _, c := range rr.Cells {
			if _, ok := columns[c.Column]; !ok {
				return words.New("foreign.cell", ErrForeign, l.ID, layouts.CellID(t.ID, rr.ID, c.Column))
			}
		}
		slices.SortStableFunc(rr.Cells, func(a, b *report.Cell) int { return columns[a.Column] - columns[b.Column] })
	}
	slices.SortStableFunc(rt.Rows, func(a, b *report.Row) int { return rows[a.ID] - rows[b.ID] })
	return nil
}

// kinds leaves cells open that hold what is not of their kind. A text where a number is due
// is no data of the form.
func kinds(l *layouts.Layout, r *report.Report) error {
	for _, rt := range r.Tables {
		t := l.Table(rt.ID)
		for _, row := range rt.Rows {
			spec, b := t.Row(row.ID)
			for _, c := range row.Cells {
				col := b.Column(c.Column)
				if c.Unit == spec.UnitOf(col) {
					c.Unit = ""
				}
				if c.Words != "" && spec.KindOf(col).IsFigure() {
					return words.New("data.number", report.ErrDamaged, "tables."+layouts.CellID(t.ID, row.ID, c.Column))
				}
				if e, ok := entryOf(spec, col, c); ok {
					c.Words = e
				} else {
					id := layouts.CellID(t.ID, row.ID, c.Column)
					r.Add(unreadable(t, id, c.Shown(), spec.KindOf(col), c.Line, spec.ValuesOf(col)...))
					c.Text, c.Value, c.Words, c.Open = c.Shown(), report.Number{}, "", true
				}
			}
		}
	}
	return nil
}

// entryOf is the words that a cell of data holds, "" for a figure; false where it holds
// what is not of its kind.
func entryOf(row *layouts.Row, column *layouts.Column, c *report.Cell) (string, bool) {
	kind := row.KindOf(column)
	if c.Words == "" {
		return "", OfKind(c.Value, kind)
	}
	return entry.Words(kind, row.ValuesOf(column), c.Words)
}

// unreadable says that a cell holds something else than a value of its kind.
// values are those of a choice.
func unreadable(t *layouts.Table, id, text string, kind layouts.Kind, line int, values ...string) report.Finding {
	due := kind.Name()
	if len(values) > 0 {
		due += "（" + strings.Join(values, "、") + "）"
	}
	f := report.NewFinding(report.CodeUnreadable, fmt.Sprintf("%s写作“%s”，不是%s，未填入。", t.CellName(id), strings.Join(strings.Fields(text), " "), due), id)
	f.Text, f.Line = text, line
	return f
}

// OfKind reports whether a number is one of the kind.
func OfKind(n report.Number, k layouts.Kind) bool {
	switch {
	case n.Blank():
		return true
	case n.Sign() < 0 && !k.Negative(), n.Decimals() > 0 && !k.Fraction():
		return false
	}
	return k.IsFigure()
}
