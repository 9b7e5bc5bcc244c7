// Package check holds a report to its form: it settles what the source leaves
// open by the form's arithmetic, and says where the report contradicts itself.
//
// Rules come from the layout. A row whose digits are run together, or that has
// lost a value, is read in every way its kinds and sums allow; only when the sums
// of the whole table, and then what sentences state, leave exactly one reading is
// it taken, and a `repaired` finding says so. Everything else stays open.
//
//	check.Check(l, r) // r.Tables have Cells now, r.Findings say what is wrong
//
// AddUp makes one report of many, Against compares it with what was published, and
// Years holds a report to that of the year before.
//
// Check may be run again on a report that was decoded from data: what it finds
// itself is found anew, what was found while reading the source stays.
package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// ErrForeign is returned for data whose tables, rows or columns the layout does
// not have.
var ErrForeign = words.New("foreign")

// Conform checks that every table, row and column of the report is one of the
// layout's, and puts them into the layout's order.
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
		if s.ID != report.Preamble && s.ID != report.Signature && l.Section(s.ID) == nil {
			return words.New("foreign.section", ErrForeign, l.ID, s.ID)
		}
		if s.Table != "" && l.Table(s.Table) == nil {
			return words.New("foreign.shown", ErrForeign, l.ID, s.Table, s.ID)
		}
	}
	slices.SortStableFunc(r.Tables, func(a, b *report.Table) int { return order[a.ID] - order[b.ID] })
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

// own are the codes that Check finds in a settled report, each time anew.
var own = map[string]bool{
	"row-sum": true, "column-sum": true, "balance": true, "case-sum": true, "blank": true, "blank-table": true,
	"implausible": true, "prose-number": true, "missing-section": true, "empty-section": true, "missing-row": true,
	"missing-table": true, "layout-year": true, "numbering": true,
}

// Check settles the report's pieces into cells and adds the findings of the
// layout. It changes r and expects it to conform to l.
func Check(l *layouts.Layout, r *report.Report) {
	before := slices.Clone(r.Findings)
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool { return own[f.Code] && !tooLong(f) || f.Message == noYear || mended(r, f) })
	claims := readClaims(l, r)
	settle(l, r, claims)
	kinds(l, r)
	b := newBook(l, r)
	for _, t := range l.Tables {
		b.table(t)
	}
	b.claims(claims)
	openCells(l, r)
	sections(l, r)
	layoutYear(l, r)
	numbering(r)
	keepLines(r, before)
	slices.SortStableFunc(r.Findings, func(a, b report.Finding) int { return late(a) - late(b) })
	r.SortFindings()
}

// tooLong tells what a workbook's reading says of a number longer than a spreadsheet
// keeps: it is about one cell, as no rule is.
func tooLong(f report.Finding) bool { return f.Code == "implausible" && len(f.Cells) == 1 }

// late is 1 for what is found anew each time: it follows what stays, so that data
// that are read again give their findings in the same order.
func late(f report.Finding) int {
	if own[f.Code] && !tooLong(f) {
		return 1
	}
	return 0
}

// keepLines gives findings that were found before the source line they had then:
// data tell the lines of cells, not those of headings and sentences.
func keepLines(r *report.Report, before []report.Finding) {
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Line > 0 {
			continue
		}
		if k := slices.IndexFunc(before, func(b report.Finding) bool {
			return b.Code == f.Code && b.Message == f.Message && slices.Equal(b.Cells, f.Cells)
		}); k >= 0 {
			f.Line = before[k].Line
			before = slices.Delete(before, k, k+1)
		}
	}
}

// openCells names the open cells that no error names: data and workbooks keep the
// mark of a cell that was left open, not always the reason.
func openCells(l *layouts.Layout, r *report.Report) {
	named := r.Doubted()
	for _, id := range r.Unsettled() {
		if named[id] {
			continue
		}
		table, _, _ := strings.Cut(id, ".")
		c := r.Cell(id)
		f := report.NewFinding("unreadable", cellName(l.Table(table), id)+"尚未确定，请对照原文填写。", id)
		f.Text, f.Line = c.Text, c.Line
		r.Add(f)
	}
}

// mended reports whether an error of the reading has been put right since: each
// of its cells has a value now.
func mended(r *report.Report, f report.Finding) bool {
	if f.Code != "ambiguous" && f.Code != "missing-cell" && f.Code != "unreadable" {
		return false
	}
	for _, id := range f.Cells {
		if c := r.Cell(id); c == nil || c.Open || c.Value.Blank() {
			return false
		}
	}
	return len(f.Cells) > 0
}

// kinds leaves cells open that hold a number of another kind than theirs, and
// notes amounts that are in another unit than their column's, or look as if they were.
func kinds(l *layouts.Layout, r *report.Report) {
	for _, rt := range r.Tables {
		t := l.Table(rt.ID)
		for _, row := range rt.Rows {
			spec, b := t.Row(row.ID)
			ids := cellIDs(t, t.ID, row)
			for i, c := range row.Cells {
				col, id := b.Column(c.Column), ids[i]
				if c.Unit == spec.UnitOf(col) {
					c.Unit = ""
				}
				if kind := spec.KindOf(col); !ofKind(c.Value, kind) {
					f := report.NewFinding("unreadable", fmt.Sprintf("%s写作“%s”，不是%s，未填入。", cellName(t, id), c.Value, kindName(kind)), id)
					f.Text, f.Line = c.Value.String(), c.Line
					r.Add(f)
					c.Text, c.Value, c.Open = c.Value.String(), report.Number{}, true
				}
				if f, ok := doubtful(t, spec, col, c, id); ok && !has(r, f) {
					r.Add(f)
				}
			}
		}
	}
}

func has(r *report.Report, f report.Finding) bool {
	return slices.ContainsFunc(r.Findings, func(g report.Finding) bool {
		return g.Code == f.Code && slices.Equal(g.Cells, f.Cells)
	})
}

// doubtful finds an amount with another unit than its column's, and one whose size
// says that it is in a smaller one: beyond the column's bound, and to the fen or in
// round thousands.
func doubtful(t *layouts.Table, spec *layouts.Row, col *layouts.Column, c *report.Cell, id string) (report.Finding, bool) {
	bound, own := spec.DoubtfulOf(col), spec.UnitOf(col)
	if c.Unit != "" && c.Unit != own && own != "" && c.Value.Sign() != 0 {
		f := report.NewFinding("unit", fmt.Sprintf("%s的单位是“%s”，表中单位是%s，数字照录，未作换算。", cellName(t, id), c.Unit, own), id)
		f.Actual, f.Line = c.Value.String()+c.Unit, c.Line
		return f, true
	}
	if bound == 0 || c.Value.Blank() || c.Unit != "" {
		return report.Finding{}, false
	}
	whole, ok := c.Value.Int()
	if !ok {
		whole = new(wholePart).of(c.Value)
	}
	if whole <= bound || c.Value.Decimals() != 2 && (c.Value.Decimals() > 0 || whole%1000 != 0) {
		return report.Finding{}, false
	}
	f := report.NewFinding("unit", fmt.Sprintf("%s为%s，表中单位是%s，数值偏大，可能以元为单位，请核对。数字照录，未作换算。", cellName(t, id), c.Value, own), id)
	f.Actual, f.Line = c.Value.String(), c.Line
	return f, true
}
