// Package draft is what extraction hands to settling: the rows of the form that the
// source has, each with the parts of the source that are its values, not yet told
// apart into cells.
//
//	d, l, err := extract.Extract(doc, "2024.txt", layouts.Builtin())
//	row := d.Table("applications").Row("received")
//	fmt.Println(row.Line, row.Pieces) // 31 [{0100001 31}]
//
// A draft owns what only those two know: how a row's values stand in the source, what
// columns the source has besides the form's, and what it lacks. It does not own what
// the report says: everything but the tables, findings included, is in its Report,
// whose tables are empty until the draft is settled. A draft belongs to one goroutine.
package draft

import "github.com/nianbao/nianbao/convert/report"

// A Draft is a report whose tables are not yet settled.
type Draft struct {
	Report *report.Report // without tables
	Tables []*Table       // in the order of the source
}

// A Table holds the rows of a table that the source has, in the layout's order.
type Table struct {
	ID        string
	Rows      []*Row
	Subtotals []Subtotal
}

// A Row is a row of the form with its values as the source has them.
type Row struct {
	ID     string
	Pieces []Piece
	Line   int               // source line of its label; 0 when unknown
	Unit   string            // of its amounts, as the source states it beside the label; "" for none
	Units  map[string]string // the same by column, where the row has amounts in several; nil else
	Indent int               // cells before its label on its line, where the source has a row a line
	Extras []Extra
	Lacks  []string // columns that the source does not have
	Grid   bool     // the source has its Pieces in cells of a grid, not in text
	Fixed  bool     // its Pieces stand one a column, in the form's order, but for those it lacks
	Apart  bool     // its Pieces are a cell each, empty ones among them, and never to be parted or joined
	Rivals []int    // Pieces that the source says otherwise elsewhere: their cells stay open
	Struck []int    // Pieces of a Fixed row in which the source strikes text out, which was left out
	Doubt  bool     // its Pieces may be another row's, whose label is lost: they settle nothing
}

// NoLabel is the Indent of a row whose label the source has lost.
const NoLabel = -1

// A Piece is a part of a row's values as the source parts them: a number, digits
// of several cells run together, a dash that means blank, an empty cell, a word.
type Piece struct {
	Text string // outer white space cut; "" for an empty cell
	Line int    // source line

	Partial bool // it goes on where a page cuts it off; of a Fixed row
}

// An Extra is a column of subtotals among a row's Pieces that the layout does not
// have: Before counts the layout's columns before it, Members are those it sums.
type Extra struct {
	Label   string
	Before  int
	Members []string
}

// A Subtotal is a value of the source that the layout has no cell for and that
// should be the sum of Members (小计).
type Subtotal struct {
	Label   string
	Members []string // full ids
	Piece   Piece
}

// Table returns the table with the id, nil when the source has none.
func (d *Draft) Table(id string) *Table {
	for _, t := range d.Tables {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// Row returns the row with the id, nil when the source has none.
func (t *Table) Row(id string) *Row {
	for _, r := range t.Rows {
		if r.ID == id {
			return r
		}
	}
	return nil
}
