// Package report is the model of one annual report: what was read, whatever it
// was read from, and what every output is written from.
//
// A report has sections of prose and tables of cells. A cell holds an exact
// Number, or is blank, or is open: its source could not be settled. Cells that
// the source does not have are not there. Findings say what a clerk must know:
//
//	r, err := report.Decode(data)
//	cell := r.Cell("applications.received.total")
//	if cell == nil || cell.Open { … }
//
// The JSON of Encode and Decode is the normalised data of the contract.
//
// It owns the model, the codes of findings with their severities, and the data. It does
// not own any form: that a report follows its layout is for others to ask.
package report

import (
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// Ids of the sections that every report may have besides those of its layout.
const (
	Preamble  = "preamble"  // text before the first heading
	Signature = "signature" // the agency's name and the date at the end, and what stands below them
)

// A Report is one report. It belongs to one goroutine at a time.
type Report struct {
	Layout     string // id of the layout its tables follow
	Title      string // "" when the source has none
	Agency     string // as the source names it; "" when unknown
	Year       int    // of the figures; 0 when unknown
	Period     string // the part of that year, of forms that are filled in several times (layouts.Period)
	Date       string // 成文日期 as YYYY-MM-DD; "" when unknown
	Properties []Property
	Sections   []*Section
	Tables     []*Table
	Fields     []Field // around the tables, in the layout's order; only those that its form asks for
	Findings   []Finding
}

// A Field is a text around a table that the form asks for: 单位：万元, 注：…, 填报人：张三.
type Field struct {
	ID   string // table.field; of the whole form its own id
	Text string // without its label; lines are paragraphs; "" for one that is not filled in
	Line int    // source line; 0 when unknown
}

// A Property is a key and value printed above a report (索引号, 发布机构).
type Property struct {
	Key, Value string
}

// A Section is one part of the text. Its paragraphs stand before its table.
type Section struct {
	ID         string
	Heading    string // as the source words it; "" for preamble and signature
	Paragraphs []Paragraph
	Table      string // id of the table it holds; "" for none
	Line       int    // source line of the heading or first paragraph; 0 when unknown
}

// A Table holds the rows of a table that the source has, in the layout's order.
type Table struct {
	ID   string
	Rows []*Row
}

// A Row holds the cells of a row that the source has, in the layout's order.
type Row struct {
	ID    string
	Cells []*Cell
}

// A Cell is one value: a number, or words where the form asks for such. Open is a value
// that is there and could not be settled; its Value and Words are blank.
type Cell struct {
	Column string
	Value  Number
	Words  string // of a cell that holds no figure: text, 是 or 否, a date as YYYY-MM-DD, what was chosen
	Open   bool
	Unit   string // a unit the source states where the form has none or another; else ""
	Line   int    // source line; 0 when unknown
	Page   int    // source page; 0 where the source has none
	Text   string // the text it was read from
}

// Blank reports whether the cell has neither a number nor words.
func (c *Cell) Blank() bool { return c.Words == "" && c.Value.Blank() }

// Shown is what the cell says, without its unit; "" when it is blank.
func (c *Cell) Shown() string {
	if c.Words != "" {
		return c.Words
	}
	return c.Value.String()
}

// Table returns the table with the id, nil when the source has none.
func (r *Report) Table(id string) *Table {
	for _, t := range r.Tables {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// Section returns the first section with the id, nil when there is none.
func (r *Report) Section(id string) *Section {
	for _, s := range r.Sections {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Property returns the value of the first of the keys that is there and not empty.
func (r *Report) Property(keys ...string) string {
	for _, k := range keys {
		for _, p := range r.Properties {
			if p.Key == k && p.Value != "" {
				return p.Value
			}
		}
	}
	return ""
}

// Field returns the field with the full id, nil when the source has none.
func (r *Report) Field(id string) *Field {
	for i := range r.Fields {
		if r.Fields[i].ID == id {
			return &r.Fields[i]
		}
	}
	return nil
}

// Cell returns the cell with the full id, nil when the source has none.
func (r *Report) Cell(id string) *Cell {
	table, rest, _ := strings.Cut(id, ".")
	row, column, _ := strings.Cut(rest, ".")
	t := r.Table(table)
	if t == nil {
		return nil
	}
	if w := t.Row(row); w != nil {
		return w.Cell(column)
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

// Cell returns the cell of the column, nil when the source has none.
func (r *Row) Cell(column string) *Cell {
	for _, c := range r.Cells {
		if c.Column == column {
			return c
		}
	}
	return nil
}

// Repeated is how often rows of the form repeat in the report, by table.row.
func (r *Report) Repeated() map[string]int {
	var counts map[string]int
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			if id, n := layouts.CutRepeated(row.ID); n > 0 {
				if counts == nil {
					counts = map[string]int{}
				}
				counts[t.ID+"."+id] = max(counts[t.ID+"."+id], n)
			}
		}
	}
	return counts
}

// Unsettled returns the ids of the open cells, in order.
func (r *Report) Unsettled() []string {
	var ids []string
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				if c.Open {
					ids = append(ids, t.ID+"."+row.ID+"."+c.Column)
				}
			}
		}
	}
	return ids
}
