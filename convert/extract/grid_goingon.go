package extract

import (
	"fmt"
	"slices"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
)

// A list may go on in a table of its own that has no heads: on the next page, where an
// editor has split it in two, or below heads that stand in a table for themselves.

// A stray is a table without heads below a list, of which nothing shows that it is the
// list's.
type stray struct {
	table int // of the list
	first *gridRow
	rows  int
}

// goOn gives parts of the document that no table has to the list above them, where they
// are like it.
func (c *candidate) goOn(rows []*gridRow) {
	for from := 0; from < len(rows); {
		to := from
		for to < len(rows) && rows[to].part == rows[from].part {
			to++
		}
		own := slices.DeleteFunc(c.withoutFields(rows[from:to]), func(r *gridRow) bool { return r.filled() == 0 })
		if len(own) > 0 && from > 0 && !slices.ContainsFunc(own, func(r *gridRow) bool { return r.owner >= 0 || r.lined }) {
			c.goOnFrom(rows[:from], own)
		}
		from = to
	}
}

func (c *candidate) withoutFields(rows []*gridRow) (own []*gridRow) {
	for _, r := range rows {
		if !c.isField(r.line) {
			own = append(own, r)
		}
	}
	return own
}

// goOnFrom gives a part to the list above it.
func (c *candidate) goOnFrom(above, part []*gridRow) {
	for len(above) > 0 && above[len(above)-1].owner < 0 {
		above = above[:len(above)-1]
	}
	if len(above) == 0 {
		return
	}
	last := above[len(above)-1]
	if last.half || last.lined || !c.endsInList(last) {
		return
	}
	var records []*gridRow
	for _, r := range above {
		if r.owner == last.owner && !r.head && r.filled() > 1 && !c.isLabelled(r, r.owner) {
			records = append(records, r)
		}
	}
	total := !last.head && c.isLabelled(last, last.owner) // below it only what counts on is of the list
	same := last.wide > 1 && !total && !slices.ContainsFunc(part, func(r *gridRow) bool { return r.wide != last.wide })
	near := same && c.nothingBetween(last.last, part[0].line)
	alike := same && c.alike(records, part, last.owner)
	switch {
	case near && alike, countsOn(records, part):
		for _, r := range part {
			r.owner = last.owner
		}
	case near, alike:
		c.strays = append(c.strays, stray{last.owner, part[0], len(part)})
	}
}

// endsInList reports whether a row is of a table that ends with a list, or of its heads.
func (c *candidate) endsInList(r *gridRow) bool {
	blocks := c.v.layout.Tables[r.owner].Blocks
	return blocks[len(blocks)-1].Repeated() != nil
}

func (c *candidate) isLabelled(r *gridRow, table int) bool {
	return slices.ContainsFunc(r.cells, func(cell gridCell) bool { return c.v.names(&cell, table, rowItem) })
}

// continued matches the line that says of a table that it goes on.
var continued = pattern.New(`^[（(]?(?:续|接上)|[（(]续[表页]?[）)]$|续表$`)

// nothingBetween reports whether nothing stands between two lines but numbers of pages,
// texts of fields, and that the table goes on.
func (c *candidate) nothingBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if text := c.doc.Lines[i].Text; text != "" && !isPageNumber(c.doc, i) && !c.isField(i) && !continued.MatchString(text) {
			return false
		}
	}
	return true
}

// countsOn reports whether the first cells of a part go on counting where those of the
// records have ended.
func countsOn(records, part []*gridRow) bool {
	if len(records) == 0 || part[0].filled() < 2 {
		return false
	}
	last, ok := wholeNumber(records[len(records)-1].cells[0].text)
	first, more := wholeNumber(part[0].cells[0].text)
	return ok && more && first == last+1
}

// alike reports whether the rows of a part have figures where all records have some.
func (c *candidate) alike(records, part []*gridRow, table int) bool {
	const fewest = 3 // places that are like others by their number
	wide, shown := part[0].wide, 0
	for place := range wide {
		if !figuresAt(records, place) {
			continue
		}
		shown++
		for _, r := range part {
			if cell := r.at(place); cell != nil && r.filled() > 1 && !c.isLabelled(r, table) && cell.text != "" && !cell.isValue() {
				return false
			}
		}
	}
	return shown > 0 || wide >= fewest
}

// figuresAt reports whether records have figures in a place, and no words.
func figuresAt(records []*gridRow, place int) bool {
	figures := 0
	for _, r := range records {
		switch cell := r.at(place); {
		case cell == nil || cell.text == "":
		case cell.isFigure():
			figures++
		case !cell.isValue():
			return false
		}
	}
	return figures > 0
}

// at is the cell of a row that begins in a place.
func (r *gridRow) at(place int) *gridCell {
	for i := range r.cells {
		if r.cells[i].col == place {
			return &r.cells[i]
		}
	}
	return nil
}

// sayStrays says which tables stand below lists and were not read as theirs.
func (c *candidate) sayStrays(r *report.Report) {
	for _, s := range c.strays {
		if !c.inGrids(s.table) {
			continue
		}
		f := report.NewFinding(report.CodeUnknownRow, fmt.Sprintf("表“%s”下面另有一张没有表头的表（%d行），看不出是它的续表，内容保留在文字里，未计入任何单元格：请核对。", c.v.layout.Tables[s.table].Name, s.rows))
		line := &c.doc.Lines[s.first.line]
		f.Text, f.Line = line.Text, line.No
		r.Add(f)
	}
}
