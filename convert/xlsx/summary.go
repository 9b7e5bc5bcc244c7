package xlsx

import (
	"errors"
	"fmt"
	"io"
	"path"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A Result is what became of one input of a run. Report and Layout are nil for one
// that failed; Code and Message then say why.
type Result struct {
	Input         string // its path, as the clerk is to see it, from the summary's folder
	Output        string // the file it became, from the summary's folder, slashes; "" for none
	Report        *report.Report
	Layout        *layouts.Layout
	Code, Message string
	Skipped       bool // it can be no report, and did not fail
}

// A Summary is the workbook over all reports of a run: a sheet of counts for each
// layout and year with a chart, for each layout a sheet with one row a report and
// one column a cell, a sheet of all findings, and one of the inputs that failed.
// Results are added one by one, in the order in which they are to stand. Rows go,
// packed, to a Spool, so that memory does not grow with them. Close it in the end.
type Summary struct {
	*workbookWriter
	spool    func() (Spool, error)
	counts   counts
	reports  []*list // one for each layout, as they were met
	findings *list
	failures *list
	skipped  *list
	most     int // rows of a sheet
	figures  map[figureLook]int
	row      []writtenCell // in hand
	lines    int           // of its highest cell
	err      error         // the first
}

// A list is a table that goes on in a second sheet when the first is full.
type list struct {
	name    string
	layout  *layouts.Layout // of a list of reports
	forms   []*form
	columns []column
	heads   int // rows
	sheets  []*rows
}

type column struct {
	label, id string
	width     float64 // in mm
}

// NewSummary begins a summary. It asks spool for a place to keep a sheet's rows in;
// nil keeps them in memory.
func NewSummary(spool func() (Spool, error)) *Summary {
	if spool == nil {
		spool = func() (Spool, error) { return &memory{}, nil }
	}
	s := &Summary{workbookWriter: newBook(), spool: spool, counts: counts{of: map[countKey]*count{}}, most: excelize.TotalRows, figures: map[figureLook]int{}}
	s.findings = &list{name: "问题", columns: findingColumns, heads: 1}
	s.failures = &list{name: "失败", columns: failureColumns, heads: 1}
	s.skipped = &list{name: "跳过", columns: skippedColumns, heads: 1}
	return s
}

// listRow is the height in points of a list's row of one line.
const listRow = 18

var (
	summaryHead  = look{font: song, size: 10, bold: true, bordered: true, fill: headFill, horizontal: "center", vertical: "center"}
	summaryID    = look{font: song, size: 7, color: "808080", bordered: true, fill: headFill, horizontal: "center", vertical: "center"}
	summaryText  = look{font: song, size: 10, bordered: true, horizontal: "left", vertical: "center", fit: cut}
	summaryLink  = look{font: song, size: 10, color: "0563C1", bordered: true, horizontal: "left", vertical: "center", fit: cut}
	summaryCount = look{font: song, size: 10, bordered: true, horizontal: "center", vertical: "center", fit: shrinks, format: "0"}
)

var (
	reportColumns = []column{ // before the cells of a report
		{"机关名称", "", 46}, {"年度", "", 12}, {"文件", "", 40}, {"错误", "", 12}, {"警告", "", 12}, {"提示", "", 12},
		{"成文日期", "", 22}, {"标题", "", 70},
	}
	findingColumns = []column{
		{"机关名称", "", 46}, {"年度", "", 12}, {"文件", "", 40}, {"级别", "", 12}, {"代码", "", 28}, {"说明", "", 110},
		{"应为", "", 22}, {"实为", "", 22}, {"来源行", "", 14}, {"格", "", 70},
	}
	failureColumns = []column{{"文件", "", 60}, {"代码", "", 34}, {"说明", "", 160}}
	skippedColumns = failureColumns
)

// Add adds the next result.
func (s *Summary) Add(r Result) error {
	s.counts.add(r)
	if r.Report == nil {
		s.link(r.Input, r.Input, "", failureColumns[0].width)
		s.text(r.Code)
		s.wrapped(r.Message, failureColumns[2].width)
		if r.Skipped {
			s.end(s.skipped)
		} else {
			s.end(s.failures)
		}
		return s.err
	}
	s.addReport(r)
	for i := range r.Report.Findings {
		s.addFinding(r, &r.Report.Findings[i])
	}
	return s.err
}

func (s *Summary) keep(err error) {
	if s.err == nil {
		s.err = err
	}
}

// Write writes the workbook. The same results give the same bytes.
func (s *Summary) Write(w io.Writer) error {
	s.writeCounts()
	for _, l := range []*list{s.findings, s.failures} {
		if len(l.sheets) == 0 {
			s.begin(l) // programs ask for it by name
		}
	}
	for _, l := range append(s.reports, s.findings, s.failures, s.skipped) {
		for _, rows := range l.sheets {
			s.writeSheet(l, rows)
		}
	}
	s.title = s.called()
	err := s.err
	if err == nil {
		err = s.write(w)
	}
	if err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return nil
}

// Close gives back what the rows were kept in.
func (s *Summary) Close() (err error) {
	for _, l := range append(s.reports, s.findings, s.failures, s.skipped) {
		for _, rows := range l.sheets {
			err = errors.Join(err, rows.close())
		}
	}
	return err
}

// reportList is the list of a layout's reports: two rows of heads, what a cell is
// called and its id.
func (s *Summary) reportList(l *layouts.Layout) *list {
	for _, t := range s.reports {
		if t.layout == l.Form() {
			return t
		}
	}
	t := &list{name: l.ID, layout: l.Form(), columns: append([]column{}, reportColumns...), heads: 2}
	for _, lt := range l.For(nil).Tables { // but those of rows that repeat
		f := newForm(lt)
		t.forms = append(t.forms, f)
		for _, d := range f.cells {
			t.columns = append(t.columns, column{d.name(), d.id, 18})
		}
	}
	s.reports = append(s.reports, t)
	return t
}

func (s *Summary) addReport(r Result) {
	t := s.reportList(r.Layout)
	s.text(r.Report.Agency)
	s.count(r.Report.Year)
	s.link(r.Output, path.Base(r.Input), "", reportColumns[2].width)
	for _, sev := range severityOrder {
		s.put(s.number(r.Report.Count(sev)))
	}
	s.text(r.Report.Date)
	s.shrunk(r.Report.Title)
	var values []*report.Cell
	for _, f := range t.forms {
		table := r.Report.Table(f.table.ID)
		var row *report.Row
		for i, d := range f.cells {
			if i == 0 || f.cells[i-1].row != d.row {
				if row = nil; table != nil {
					row = table.Row(d.row.ID)
				}
			}
			var c *report.Cell
			if row != nil {
				c = row.Cell(d.column.ID)
			}
			s.figure(d, c)
			values = append(values, c)
		}
	}
	s.end(t)
	if s.err == nil {
		t.sheets[len(t.sheets)-1].sum(values)
	}
}

var severityOrder = []report.Severity{report.Error, report.Warning, report.Info}

func (s *Summary) addFinding(r Result, f *report.Finding) {
	cell, cells := "", ""
	if len(f.Cells) > 0 {
		if cell = f.Cells[0]; len(f.Cells) > 1 {
			cells = fmt.Sprintf("%s 等%d格", cell, len(f.Cells))
		} else {
			cells = cell
		}
	}
	s.text(r.Report.Agency)
	s.count(r.Report.Year)
	s.link(r.Output, path.Base(r.Input), cell, findingColumns[2].width)
	s.text(severityNames[f.Severity])
	s.text(string(f.Code))
	s.wrapped(f.Message, findingColumns[5].width)
	s.text(f.Expected)
	s.text(f.Actual)
	s.count(f.Line)
	s.wrapped(cells, findingColumns[9].width)
	s.end(s.findings)
}

// end adds the row to a list, on a new sheet when the last is full.
func (s *Summary) end(l *list) {
	row, height := s.row, max(listRow, heightOf(s.lines, summaryText.size))
	s.row, s.lines = s.row[:0], 0
	if n := len(l.sheets); n == 0 || l.sheets[n-1].last >= s.most {
		s.begin(l)
	}
	if s.err == nil {
		s.keep(l.sheets[len(l.sheets)-1].add(min(height, excelize.MaxRowHeight), row))
	}
}

// begin adds a sheet to a list.
func (s *Summary) begin(l *list) {
	spool, err := s.spool()
	if err != nil {
		s.keep(err)
		return
	}
	l.sheets = append(l.sheets, newRows(spool, l.heads))
}

// sides is how many columns of a list stay in sight and are repeated in print: agency,
// year and file; of what failed, the file.
func (l *list) sides() int {
	if l.columns[0].label == "机关名称" {
		return 3
	}
	return 1
}

// paper sets a list on pages that are one page wide: lists of reports in groups of
// columns, a page a group, with agency, year and file on each.
func (l *list) paper() paper {
	p := paper{landscape: true, grid: true, frozen: l.heads, side: l.sides(), heads: l.heads}
	if l.layout == nil {
		return p
	}
	return p.inGroups(l.columns, l.sides(), func(id string) string {
		if ref := l.layout.Ref(id); ref != nil {
			return ref.Table.ID
		}
		return ""
	})
}

// inGroups sets a wide list on pages of one page's width: a group of columns each, never
// of two tables, the groups of a table alike, with the first columns on all. Which table
// the cells of an id are of, table says, "" for none.
func (p paper) inGroups(columns []column, sides int, table func(id string) string) paper {
	p.loose, p.side, p.sides = true, sides, sides
	room := 230.0 // mm of A4 across, between the margins, with some to spare: programs set columns wider
	for _, c := range columns[:sides] {
		room -= c.width
	}
	for from := sides; from < len(columns); {
		of := table(columns[from].id)
		to, widest := from, 0.0
		for ; to < len(columns); to++ {
			if table(columns[to].id) != of {
				break
			}
			widest = max(widest, columns[to].width)
		}
		most := to - from // of a list's own columns, which are few
		if of != "" {
			most = max(1, int(room/widest))
		}
		pages := (to - from + most - 1) / most
		each := (to - from + pages - 1) / pages
		for at := from; at < to; at += each {
			if at > sides {
				p.breaks = append(p.breaks, at+1)
			}
		}
		from = to
	}
	return p
}

// writeSheet makes a sheet with the heads of a list; its rows come in from where
// they were kept.
func (s *Summary) writeSheet(l *list, r *rows) {
	t := s.list(s.names.pick(l.name), l.columns, l.paper())
	t.filter = place{1, l.heads}.ref() + ":" + place{len(l.columns), r.last}.ref()
	t.spooled = r
	if l.layout != nil && r.last > l.heads {
		s.keep(r.add(listRow, s.totals(l, r)))
	}
	s.keep(r.finish())
}
