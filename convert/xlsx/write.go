// Package xlsx writes a report as a workbook (.xlsx) that clerks fill in and
// programs trust, and reads it back.
//
// The workbook has an opening sheet (封面), a sheet for each table, merged as the form is
// printed, sheets for the prose between them, as many sections on one as follow each
// other, and a sheet of the findings (核对). Totals
// that add up are formulas with their value stored; one that contradicts its
// parts stays the source's number, with a note. A number keeps its digits: the
// format shows as many decimals as the source has, and more than 15 digits are
// kept as text. What cannot be settled is yellow and empty, what the source does
// not have is grey; a hidden sheet lists both, for colours decide nothing.
//
// Every cell has a name, its id (NameOf), for programs that read by name; the
// opening sheet has nianbao.title, .agency, .year, .date, .form, .layout, .source,
// .sha256 and .properties, headings have nianbao.section.NN.id:
//
//	err := xlsx.Write(file, &xlsx.Book{Report: r, Layout: l, Source: "report.txt"})
//	r, err := xlsx.Read(data, layouts.Builtin())
//
// In openpyxl: book[sheet][ref] of book.defined_names["applications.received.total"].
//
// Characters that no sheet can hold (control characters) and empty paragraphs are
// not written. All else reads back as it was, but findings, which the checks make
// anew, and where the source had things: a cell's Line is then its sheet row.
//
// Of a workbook that another program made, Sheets gives what its sheets show, cell by
// cell: what that is in a report others tell.
//
// It owns the sheets, names and formulas of our workbooks, and what the cells of any show.
// It does not own whether figures are right (check).
package xlsx

import (
	"fmt"
	"io"
	"slices"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A Book is what a workbook is written from. Report and Layout must be there and
// belong together; Source and SHA256 name the file the report was read from, ""
// when there is none.
type Book struct {
	Report *report.Report
	Layout *layouts.Layout
	Source string // name of the source file
	SHA256 string // of its bytes, in hexadecimal
	Units  []Unit // of a sum, the reports it adds: the cells are then formulas over them
}

// A writer writes one workbook of a report.
type writer struct {
	*workbookWriter
	report         *report.Report
	layout         *layouts.Layout
	source, sha256 string
	blank          bool // the empty official workbook
	pages          []*reportSheet
	units          *unitSheet       // of a sum; nil for none
	findings       []report.Finding // sorted
	about          map[string][]int // the findings that name a cell
	remark         []remark         // of each finding
}

// A reportSheet is a part of the report: a section, a table of the form, or both.
type reportSheet struct {
	sheet   string
	section *report.Section // nil for a table whose section the report does not have
	number  int             // of the section in the report, from 1
	form    *form           // nil for prose
	printed string          // the heading the form prints above its table
}

// heading is what stands above the page.
func (p *reportSheet) heading() string {
	if p.section != nil {
		return p.section.Heading
	}
	return p.printed
}

// shown is the heading, or of a table without one its name.
func (p *reportSheet) shown() string {
	if text := p.heading(); text != "" || p.form == nil {
		return text
	}
	return p.form.table.Name
}

// Write writes the workbook of a report. The same book gives the same bytes. It
// fails when the report has a cell that the layout does not.
func Write(w io.Writer, b *Book) error {
	to := &writer{workbookWriter: newBook(), report: b.Report, layout: b.Layout, source: b.Source, sha256: b.SHA256}
	if b.Units != nil {
		to.units = newUnitSheet(b.Layout, b.Units, to.names.pick(unitsName))
	}
	return to.run(w)
}

func (w *writer) run(to io.Writer) error {
	if err := w.fits(); err != nil {
		return err
	}
	sorted := *w.report
	sorted.Findings = slices.Clone(sorted.Findings)
	sorted.SortFindings()
	w.findings = sorted.Findings
	w.flag()
	w.plan()
	w.writeCover()
	if w.blank {
		w.writeGuide()
	}
	for _, group := range w.groups() {
		if group[0].form != nil {
			w.writeTable(group[0])
		} else {
			w.writeProse(group)
		}
	}
	if w.units != nil {
		w.writeUnits()
	}
	if w.blank {
		w.writeLive()
	} else {
		w.writeReview()
	}
	w.writeState()
	w.entitle()
	if err := w.write(to); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// fits checks that every cell of the report has a place in the layout.
func (w *writer) fits() error {
	for _, t := range w.report.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				if lt := w.layout.Table(t.ID); lt != nil {
					if r, b := lt.Row(row.ID); r != nil && b.Column(c.Column) != nil {
						continue
					}
				}
				return fmt.Errorf("write workbook: layout %s has no cell %s", w.layout.ID, layouts.CellID(t.ID, row.ID, c.Column))
			}
		}
	}
	return nil
}

// plan says which parts there are, and on which sheets: the sections in the report's
// order, that of a table holding it, and the tables that no section holds. Each table
// has a sheet of its own; sections that follow each other without one share a sheet, so
// that a section of one paragraph is not a page in print.
func (w *writer) plan() {
	w.names.pick(coverName)
	w.names.pick(reviewName)
	if w.blank {
		w.names.pick(guideName)
	}
	placed := map[string]bool{}
	for i, s := range w.report.Sections {
		p := &reportSheet{section: s, number: i + 1}
		if t := w.layout.Table(s.Table); t != nil && !placed[t.ID] {
			placed[t.ID] = true
			p.form = formOf(t)
		}
		w.pages = append(w.pages, p)
	}
	for _, t := range w.layout.Tables {
		if !placed[t.ID] {
			w.insert(&reportSheet{form: formOf(t), printed: w.printed(t)})
		}
	}
	for _, group := range w.groups() {
		name := w.names.pick(w.sheetName(group))
		for _, p := range group {
			p.sheet = name
		}
	}
}

// groups are the pages by the sheets they are on.
func (w *writer) groups() (all [][]*reportSheet) {
	for i, p := range w.pages {
		if i > 0 && p.form == nil && w.pages[i-1].form == nil {
			all[len(all)-1] = append(all[len(all)-1], p)
		} else {
			all = append(all, []*reportSheet{p})
		}
	}
	return all
}

// insert puts a table's page before the first page that the layout has later.
func (w *writer) insert(p *reportSheet) {
	at := slices.IndexFunc(w.pages, func(q *reportSheet) bool { return w.rank(q) > w.rank(p) })
	if at < 0 {
		at = len(w.pages)
	}
	w.pages = slices.Insert(w.pages, at, p)
}

// rank orders pages as the layout does.
func (w *writer) rank(p *reportSheet) int {
	for i, s := range w.layout.Sections {
		if p.section != nil && p.section.ID == s.ID || p.form != nil && s.Table == p.form.table.ID {
			return i + 1
		}
	}
	if p.section != nil && p.section.ID == report.Preamble {
		return 0
	}
	return len(w.layout.Sections) + 1
}

// printed is the heading of the section that the layout puts a table in.
func (w *writer) printed(t *layouts.Table) string {
	for _, s := range w.layout.Sections {
		if s.Table == t.ID && s.Heading != "" {
			return s.Heading
		}
	}
	return t.Name
}

// ownSections are what sections are called that no layout words.
var ownSections = map[string]string{report.Preamble: "前言", report.Signature: "落款", layouts.Following: "表后说明"}

// called is what a section is called, whatever its heading.
func called(l *layouts.Layout, id string) string {
	if s := l.Section(id); s != nil && s.Heading != "" {
		return s.Heading
	} else if s != nil {
		return l.Table(s.Table).Name
	}
	if name := ownSections[id]; name != "" {
		return name
	}
	return id
}

// sheetName is that of the first section that the layout words.
func (w *writer) sheetName(group []*reportSheet) string {
	for _, p := range group {
		if p.section == nil {
			return p.printed
		}
		if w.layout.Section(p.section.ID) != nil {
			return called(w.layout, p.section.ID)
		}
	}
	return called(w.layout, group[0].section.ID)
}

// entitle says what the workbook is called, and whose it is.
func (w *writer) entitle() {
	title := w.report.Title
	switch {
	case w.blank:
		title = w.layout.Name
	case title == "":
		title = w.layout.FullTitle(w.report.Agency, yearText(w.report.Year), w.report.Period)
	}
	w.title, w.creator = title, w.report.Agency
}
