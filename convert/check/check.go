// Package check holds a report to its form: it says where the report contradicts
// itself, and what it lacks. It is pure: findings come out, nothing is changed.
//
//	r.Add(check.Check(l, r)...)
//	r.SortFindings()
//
// The rules, kinds, units and sections come from the layout; what is here is how one
// of them is held against the cells, one fact a file: rules.go the sums, units.go the
// amounts, prosenumbers.go what sentences state, sections.go and numbering.go the headings.
//
// Check owns neither reading nor repair: cells that settle or a decoder left open are
// named, and stay so. A report that was checked before, and decoded from data, is
// checked as any other: Anew tells which of the findings it brings with it are found
// again.
package check

import (
	"slices"

	"github.com/nianbao/nianbao/convert/claims"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// anew are the codes that only Check gives to a report that was read, each time.
var anew = map[report.Code]bool{
	report.CodeRowSum: true, report.CodeColumnSum: true, report.CodeBalance: true, report.CodeCaseSum: true, report.CodeRatio: true, report.CodeBlank: true, report.CodeBlankTable: true,
	report.CodeImplausible: true, report.CodeProseNumber: true, report.CodeMissingSection: true, report.CodeEmptySection: true, report.CodeMissingRow: true,
	report.CodeMissingTable: true, report.CodeLayoutYear: true, report.CodeNumbering: true,
}

// Anew reports whether a finding is one that Check finds in a report whatever was
// found in it before: data that were checked and written bring it with them.
func Anew(f report.Finding) bool {
	return anew[f.Code] && !tooLong(f) || f.Code == noYear.Code && f.Message == noYear.Message
}

// tooLong tells what a workbook's reading says of a number longer than a spreadsheet
// keeps: it is about one cell, as no rule is.
func tooLong(f report.Finding) bool { return f.Code == report.CodeImplausible && len(f.Cells) == 1 }

// Check returns what the layout finds in a report, which conforms to it. What the
// report's own findings say already of a cell is not said again. Findings that are
// found anew each time come last, so that data that are read again give theirs in
// the same order.
func Check(l *layouts.Layout, r *report.Report) []report.Finding {
	c := &checker{l: l, r: r, book: sums.NewBook(l, r)}
	c.units()
	for _, t := range l.Tables {
		c.table(t)
	}
	c.over()
	c.prose(claims.Read(l, r))
	c.openCells()
	c.sections()
	c.layoutYear()
	c.numbering()
	slices.SortStableFunc(c.found, func(a, b report.Finding) int { return late(a) - late(b) })
	return c.found
}

func late(f report.Finding) int {
	if anew[f.Code] {
		return 1
	}
	return 0
}

// A checker collects findings.
type checker struct {
	l     *layouts.Layout
	r     *report.Report
	book  *sums.Book
	found []report.Finding
}

func (c *checker) add(f report.Finding) { c.found = append(c.found, f) }

// addOnce adds a finding unless one of its code names the same cells.
func (c *checker) addOnce(f report.Finding) {
	same := func(g report.Finding) bool { return g.Code == f.Code && slices.Equal(g.Cells, f.Cells) }
	if !slices.ContainsFunc(c.r.Findings, same) && !slices.ContainsFunc(c.found, same) {
		c.add(f)
	}
}

// named reports whether a finding of a code names a cell, as the report came.
func (c *checker) named(code report.Code, id string) bool {
	return slices.ContainsFunc(c.r.Findings, func(f report.Finding) bool { return f.Code == code && slices.Contains(f.Cells, id) })
}

// openCells names the open cells that no error names: data and workbooks keep the
// mark of a cell that was left open, not always the reason.
func (c *checker) openCells() {
	named := map[string]bool{}
	for _, list := range [][]report.Finding{c.r.Findings, c.found} {
		for _, f := range list {
			for _, id := range f.Cells {
				named[id] = named[id] || f.Severity == report.Error
			}
		}
	}
	for _, id := range c.r.Unsettled() {
		if named[id] {
			continue
		}
		cell := c.r.Cell(id)
		f := report.NewFinding(report.CodeUnreadable, c.l.Ref(id).Table.CellName(id)+"尚未确定，请对照原文填写。", id)
		f.Text, f.Line = cell.Text, cell.Line
		c.add(f)
	}
}
