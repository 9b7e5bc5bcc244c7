package convert

import (
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
)

// givePages tells the cells of a paged source the page of the line that each was
// read from: lines are counted through all pages.
func givePages(r *report.Report, doc *source.Document) {
	pages := map[int]int{}
	for _, l := range doc.Lines {
		if l.Page > 0 {
			pages[l.No] = l.Page
		}
		for _, f := range l.Fields {
			if f.Page > 0 {
				pages[f.Line] = f.Page
			}
		}
	}
	if len(pages) == 0 {
		return
	}
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				c.Page = pages[c.Line]
			}
		}
	}
}
