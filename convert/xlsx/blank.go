package xlsx

import (
	"io"
	"math/big"
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// WriteBlank writes the empty official workbook of a layout, ready to be filled
// in: its totals add up what is filled in above them, a sheet says how to fill it in
// (填表说明), and another (核对) holds every rule of the form to it meanwhile.
func WriteBlank(w io.Writer, l *layouts.Layout) error {
	return WriteBegun(w, l, &report.Report{})
}

// WriteBegun writes the same with what is known already: agency, year, and the
// values of some cells. What else the report has is not written.
func WriteBegun(w io.Writer, l *layouts.Layout, begun *report.Report) error {
	l = l.For(emptyRows(l))
	r := &report.Report{
		Layout: l.ID, Agency: begun.Agency, Year: begun.Year, Period: begun.Period, Tables: begun.Tables,
		Properties: []report.Property{{Key: "文号"}}, Sections: []*report.Section{{ID: report.Preamble}},
	}
	for _, s := range l.Sections {
		r.Sections = append(r.Sections, &report.Section{ID: s.ID, Heading: s.Heading, Table: s.Table})
	}
	r.Sections = append(r.Sections, &report.Section{ID: report.Signature})
	return (&writer{workbookWriter: newBook(), report: r, layout: l, blank: true}).run(w)
}

// emptyRows is how many rows to fill in there are for each that repeats: more are inserted.
func emptyRows(l *layouts.Layout) map[string]int {
	const rows = 10
	counts := map[string]int{}
	for _, t := range l.Tables {
		for _, b := range t.Blocks {
			if r := b.Repeated(); r != nil {
				counts[t.ID+"."+r.ID] = rows
			}
		}
	}
	return counts
}

// emptyTotalCell is a total of the empty workbook, with the sum of what is there.
func (w *writer) emptyTotalCell(f *form, d *formCell, style int) writtenCell {
	c := writtenCell{style: style, formula: f.emptyTotal(d)}
	if w.begun(f, d) {
		c.number = decimal(w.begunWorth(f, d.id))
	}
	return c
}

// begunAddsUp reports whether a total that has a value already is the sum of its parts:
// last year's may be given alone.
func (w *writer) begunAddsUp(f *form, d *formCell, c *report.Cell) bool {
	return c.Value.Blank() || w.begunWorth(f, d.live.Right...).Cmp(c.Value.Rat()) == 0
}

// begun reports whether a cell has a value already, or a part of its total.
func (w *writer) begun(f *form, d *formCell) bool {
	if c := w.report.Cell(d.id); c != nil {
		return !c.Value.Blank()
	}
	return d.live != nil && slices.ContainsFunc(d.live.Right, func(id string) bool { return w.begun(f, f.byID[id]) })
}

// begunWorth is the sum of cells as far as there is anything in them.
func (w *writer) begunWorth(f *form, ids ...string) *big.Rat {
	sum := new(big.Rat)
	for _, id := range ids {
		d := f.byID[id]
		switch c := w.report.Cell(id); {
		case c != nil:
			sum.Add(sum, c.Value.Rat())
		case d.live != nil:
			sum.Add(sum, w.begunWorth(f, d.live.Right...))
		}
	}
	return sum
}

// decimal writes a sum of decimals with the digits it needs.
func decimal(sum *big.Rat) string {
	if sum.IsInt() {
		return sum.Num().String()
	}
	return trimDecimals(sum.FloatString(report.MaxDigits))
}
