package convert

import (
	"slices"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/report"
)

// Data and workbooks that this program wrote bring the findings of then with them.
// What is found anew each time is dropped before the report is checked, so that it is
// there once, and only while it is true; this file is the one place that says what.

// again drops from a decoded report the findings that are found anew, and returns
// them.
func again(r *report.Report) []report.Finding {
	var dropped []report.Finding
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool {
		drop := check.Anew(f) || f.Code == report.CodeGlyph || f.Code == report.CodeAgency || mended(r, f)
		if drop {
			dropped = append(dropped, f)
		}
		return drop
	})
	return dropped
}

// mended reports whether an error of the reading has been put right since: each
// of its cells has a value now.
func mended(r *report.Report, f report.Finding) bool {
	if f.Code != report.CodeAmbiguous && f.Code != report.CodeMissingCell && f.Code != report.CodeUnreadable {
		return false
	}
	for _, id := range f.Cells {
		if c := r.Cell(id); c == nil || c.Open || c.Blank() {
			return false
		}
	}
	return len(f.Cells) > 0
}

// keepLines gives findings that are the same as before the source line they had then:
// data tell the lines of cells, not those of headings and sentences.
func keepLines(found, before []report.Finding) {
	for i := range found {
		f := &found[i]
		if f.Line > 0 {
			continue
		}
		if k := slices.IndexFunc(before, func(b report.Finding) bool { return same(*f, b) }); k >= 0 {
			f.Line = before[k].Line
			before = slices.Delete(slices.Clone(before), k, k+1)
		}
	}
}

// same reports whether two findings differ in nothing but the source line.
func same(a, b report.Finding) bool {
	return a.Code == b.Code && a.Severity == b.Severity && a.Message == b.Message && a.Text == b.Text &&
		a.Expected == b.Expected && a.Actual == b.Actual && slices.Equal(a.Cells, b.Cells)
}
