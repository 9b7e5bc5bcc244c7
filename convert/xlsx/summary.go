package xlsx

import (
	"fmt"
	"io"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
	"github.com/xuri/excelize/v2"
)

// A Result is what became of one input of a run. Report and Layout are nil for one
// that failed; Code and Message then say why.
type Result struct {
	Input         string // its path, as the clerk is to see it
	Report        *report.Report
	Layout        *layouts.Layout
	Code, Message string
}

// A Summary is the workbook over all reports of a run: a sheet for each layout
// with one row a report and one column a cell, a sheet of all findings, and one
// of the inputs that failed. Results are added one by one, in the order in which
// they are to stand; only what is not yet packed stays in memory, and what is
// much goes to a temporary file. Close it when Write was not reached.
type Summary struct {
	*book
	reports            map[string]*summarySheet // by layout
	order              []*sheet
	findings, failures *summarySheet
	most               int // rows of a sheet
}

// A summarySheet goes on in a second sheet when the first is full.
type summarySheet struct {
	*sheet
	name   string
	widths []float64
	heads  [][]any // its first rows
	forms  []*form
}

// NewSummary begins a summary.
func NewSummary() *Summary {
	s := &Summary{book: newBook(), reports: map[string]*summarySheet{}, most: excelize.TotalRows}
	s.keep(s.file.SetDefaultFont(song))
	return s
}

var (
	summaryHead  = look{font: song, size: 10, bold: true, bordered: true, fill: headFill, horizontal: "center", vertical: "center"}
	summaryID    = look{font: song, size: 8, color: "808080", bordered: true, fill: headFill, horizontal: "center", vertical: "center"}
	summaryText  = look{font: song, size: 10, bordered: true, horizontal: "left", vertical: "center", fit: cut}
	summaryCount = look{font: song, size: 10, bordered: true, horizontal: "center", vertical: "center", fit: shrinks, format: "0"}
)

// reportHeads stand before the cells of a report.
var reportHeads = []struct {
	label string
	width float64
}{{"文件", 50}, {"机关名称", 46}, {"年度", 12}, {"成文日期", 22}, {"标题", 70}, {"错误", 12}, {"提醒", 12}, {"说明", 12}}

// Add adds the next result.
func (s *Summary) Add(r Result) error {
	if r.Report == nil {
		s.addFailure(r)
		return s.err
	}
	s.addReport(r)
	for i := range r.Report.Findings {
		s.addFinding(r, &r.Report.Findings[i])
	}
	return s.err
}

// Write writes the workbook and ends the summary. The same results give the same
// bytes.
func (s *Summary) Write(w io.Writer) error {
	if len(s.order) == 0 { // a workbook has at least one sheet
		s.addSheet(&s.failures, "失败", failureHeads, failureWidths)
	}
	for _, t := range s.order {
		t.end()
	}
	s.setProperties("政府信息公开工作年度报告汇总", "")
	if err := s.write(w); err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return nil
}

// Close gives up a summary that is not written. After Write it does nothing.
func (s *Summary) Close() error { return s.file.Close() }

func (s *Summary) addReport(r Result) {
	t := s.reports[r.Layout.ID]
	if t == nil {
		t = s.begin(s.reportSheet(r.Layout))
		s.reports[r.Layout.ID] = t
	}
	cells := []any{
		s.plain(r.Input), s.plain(r.Report.Agency), s.known(r.Report.Year), s.plain(r.Report.Date), s.plain(r.Report.Title),
		s.count(r.Report.Count(report.Error)), s.count(r.Report.Count(report.Warning)), s.count(r.Report.Count(report.Info)),
	}
	for _, f := range t.forms {
		for _, d := range f.cells {
			cells = append(cells, s.figure(d, r.Report.Cell(d.id)))
		}
	}
	s.row(t, cells)
}

// reportSheet is the sheet of a layout: two rows of heads, what a cell is called
// and its id.
func (s *Summary) reportSheet(l *layouts.Layout) *summarySheet {
	t := &summarySheet{name: l.ID, heads: [][]any{nil, nil}}
	column := func(label, id string, width float64) {
		t.widths = append(t.widths, width)
		t.heads[0] = append(t.heads[0], excelize.Cell{StyleID: s.style(summaryHead), Value: clean(label)})
		t.heads[1] = append(t.heads[1], excelize.Cell{StyleID: s.style(summaryID), Value: clean(id)})
	}
	for _, h := range reportHeads {
		column(h.label, "", h.width)
	}
	for _, lt := range l.Tables {
		f := newForm(lt)
		t.forms = append(t.forms, f)
		for _, d := range f.cells {
			column(d.name(), d.id, 26)
		}
	}
	return t
}

// figure is a value with its digits; an open one is yellow, an absent one grey.
func (s *Summary) figure(d *formCell, c *report.Cell) excelize.Cell {
	l := look{font: song, size: 10, bordered: true, horizontal: "center", vertical: "center", fit: shrinks}
	switch {
	case c == nil:
		l.fill = absentFill
		return excelize.Cell{StyleID: s.style(l)}
	case c.Open:
		l.fill = openFill
	}
	l.format = numberFormat(d.kind, c)
	v := excelize.Cell{StyleID: s.style(l)}
	switch {
	case c.Value.Blank():
	case significant(c.Value) > mostDigits:
		v.Value = c.Value.String()
	default:
		v.Value = numeric(c.Value)
	}
	return v
}

var (
	findingHeads  = []string{"文件", "机关名称", "年度", "级别", "代码", "说明", "应为", "实为", "来源行", "格"}
	findingWidths = []float64{50, 46, 12, 12, 28, 110, 22, 22, 14, 60}
	failureHeads  = []string{"文件", "代码", "说明"}
	failureWidths = []float64{60, 34, 160}
)

func (s *Summary) addFinding(r Result, f *report.Finding) {
	s.addSheet(&s.findings, "问题", findingHeads, findingWidths)
	cells := ""
	if len(f.Cells) > 0 {
		if cells = f.Cells[0]; len(f.Cells) > 1 {
			cells += fmt.Sprintf(" 等%d格", len(f.Cells))
		}
	}
	s.row(s.findings, []any{
		s.plain(r.Input), s.plain(r.Report.Agency), s.known(r.Report.Year), s.plain(severityNames[f.Severity]), s.plain(f.Code),
		s.plain(f.Message), s.plain(f.Expected), s.plain(f.Actual), s.known(f.Line), s.plain(cells),
	})
}

func (s *Summary) addFailure(r Result) {
	s.addSheet(&s.failures, "失败", failureHeads, failureWidths)
	s.row(s.failures, []any{s.plain(r.Input), s.plain(r.Code), s.plain(r.Message)})
}

// addSheet begins a sheet of a list when it is first needed.
func (s *Summary) addSheet(to **summarySheet, name string, heads []string, widths []float64) {
	if *to != nil {
		return
	}
	row := make([]any, len(heads))
	for i, h := range heads {
		row[i] = excelize.Cell{StyleID: s.style(summaryHead), Value: h}
	}
	*to = s.begin(&summarySheet{name: name, heads: [][]any{row}, widths: widths})
}

func (s *Summary) begin(t *summarySheet) *summarySheet {
	t.sheet = s.book.sheet(s.names.pick(t.name), t.widths, paper{landscape: true, grid: true, loose: true, frozen: len(t.heads), heads: len(t.heads)})
	for i, row := range t.heads {
		t.sheet.add([]float64{32, 24}[i], row...)
	}
	s.order = append(s.order, t.sheet)
	return t
}

// row adds a row to a sheet, or to the next when it is full.
func (s *Summary) row(t *summarySheet, cells []any) {
	if t.sheet.row >= s.most {
		s.begin(t)
	}
	t.sheet.add(18, cells...)
}

func (s *Summary) plain(text string) excelize.Cell {
	l := summaryText
	if literal(text) {
		l.format = asText
	}
	return s.text(l, split(text, maxText)[0])
}

// count is a number of findings.
func (s *Summary) count(n int) excelize.Cell {
	return excelize.Cell{StyleID: s.style(summaryCount), Value: n}
}

// known is a year or line, blank when it is 0.
func (s *Summary) known(n int) excelize.Cell {
	if n == 0 {
		return excelize.Cell{StyleID: s.style(summaryCount)}
	}
	return s.count(n)
}
