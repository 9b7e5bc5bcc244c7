package convert

import (
	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// readAttached gives the report that a PDF of ours carries as data; nil where it carries
// none that can be read. Data of a file that has changed since are not believed: its pages
// tell, and where they say other figures than the data, nobody can tell which are right.
func (c *Reader) readAttached(name string, data []byte) (*report.Report, *layouts.Layout, error) {
	own := source.Attached(data, attachedData)
	if own == nil {
		return nil, nil, nil
	}
	attached, err := report.Decode(own)
	if err != nil {
		return nil, nil, nil
	}
	if pdf.Intact(data) {
		return c.place(name, attached, nil)
	}
	doc, err := source.Read(name, data)
	if err != nil {
		return nil, nil, err
	}
	r, l, err := c.readDocument(doc, name)
	if err != nil {
		return nil, nil, err
	}
	if cell := contradicted(l, r, attached); cell != nil {
		return nil, nil, words.New("damaged.attached", source.ErrDamaged, cell.table.CellName(cell.id), shown(cell.page), shown(cell.data))
	}
	return r, l, nil
}

// contradiction is a cell that pages and data tell differently.
type contradiction struct {
	table      *layouts.Table
	id         string
	page, data *report.Cell
}

// contradicted is the first cell of a report's pages that the data say otherwise; nil for
// none. A cell that is open on the pages says nothing.
func contradicted(l *layouts.Layout, pages, data *report.Report) *contradiction {
	for _, t := range pages.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				id := layouts.CellID(t.ID, row.ID, c.Column)
				if d := data.Cell(id); !c.Open && (d == nil || d.Value != c.Value || d.Words != c.Words) && !(d == nil && c.Blank()) {
					return &contradiction{l.Table(t.ID), id, c, d}
				}
			}
		}
	}
	return nil
}

// shown is what a cell says, in a message.
func shown(c *report.Cell) string {
	switch {
	case c == nil, c.Open:
		return "？"
	case c.Blank():
		return "空白"
	}
	return c.Shown()
}
