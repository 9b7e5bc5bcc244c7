package xlsx

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// A NotWorkbookError says that a file is a workbook, but none of an annual report
// that this program wrote.
type NotWorkbookError struct {
	Layouts []string // the forms whose tables were looked for
	Sheets  []string // what is there instead
}

func (e *NotWorkbookError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *NotWorkbookError) In(l words.Lang) string {
	if len(e.Sheets) == 0 {
		return l.Text("not-a-report.no-workbook")
	}
	return l.Text("not-a-report.workbook", strings.Join(e.Layouts, l.Text("comma")), words.Clip(strings.Join(e.Sheets, l.Text("comma")), 120))
}

// An UnknownLayoutError says that a workbook is on a form that the caller did not
// name among those it knows.
type UnknownLayoutError struct{ ID string }

func (e *UnknownLayoutError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *UnknownLayoutError) In(l words.Lang) string {
	return l.Text("unsupported-layout.workbook", words.Clip(e.ID, 60))
}

// Read reads a workbook that Write or WriteBlank made, as it came back from
// whatever program a clerk filled it in with. Cells are found by their names, or,
// where names are lost or stand beside another row's label, by labels and
// position. Line of a cell is then its sheet row, Text what it holds.
//
// A total whose formula no program has calculated is the sum of its parts, blank
// when all of them are. One that has passed parts over, because they are stored as text, is
// added up again. An emptied cell is blank; one that the state sheet lists is open, or
// absent, as in the report that was written, whatever its colour. Findings are those of the
// reading (unreadable, missing-row, missing-table, unknown-row, date); the
// rules of the layout are for the caller to check.
//
// The error is a *NotWorkbookError, an *UnknownLayoutError, or wraps ErrDamaged or
// ErrTooLarge.
func Read(data []byte, known []*layouts.Layout) (*report.Report, error) {
	w, err := openWorkbook(data)
	if err != nil {
		return nil, words.New("workbook", err)
	}
	r := &reader{workbook: w, report: &report.Report{}}
	if err := r.chooseLayout(known); err != nil {
		return nil, words.New("workbook", err)
	}
	r.report.Layout = r.layout.ID
	r.readState()
	r.readCover()
	r.readTables()
	r.readFields()
	r.readSections()
	r.recall()
	return r.report, nil
}

// A reader makes a report of a workbook.
type reader struct {
	*workbook
	layout *layouts.Layout
	report *report.Report
	found  []*located // the tables, in the layout's order; nil for one that is not there
	state  state
	totals totals          // of the table that is being read
	texts  map[string]bool // its cells whose number is stored as a text
}

// chooseLayout takes the layout the workbook names, or the one most of whose
// labels it has.
func (r *reader) chooseLayout(known []*layouts.Layout) error {
	id := strings.TrimSpace(r.coverText(fieldLayout))
	most := 0
	for _, l := range known {
		if id != l.ID && layoutID.MatchString(id) {
			continue // the workbook says that it is another
		}
		own, found, rows := r.locateAll(l)
		if rows > most {
			r.layout, r.found, most = own, found, rows
		}
	}
	switch {
	case r.layout != nil:
		return nil
	case id != "" && !slices.ContainsFunc(known, func(l *layouts.Layout) bool { return l.ID == id }):
		return &UnknownLayoutError{id}
	}
	return &NotWorkbookError{layouts.IDs(known), r.contents()}
}

// layoutID is what the id of a layout looks like.
var layoutID = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// contents names what a workbook has instead.
func (r *reader) contents() (names []string) {
	for _, g := range r.workbook.sheets {
		names = append(names, g.name)
	}
	return names
}

// readTables reads the cells of every table.
func (r *reader) readTables() {
	r.report.Tables = []*report.Table{}
	for i, lt := range r.layout.Tables {
		if loc := r.found[i]; loc != nil {
			r.totals, r.texts = totals{}, map[string]bool{}
			if t := r.readTable(loc); t != nil {
				r.report.Tables = append(r.report.Tables, t)
				r.addUp(loc)
				continue
			}
		}
		if lt.Optional {
			continue
		}
		f := report.NewFinding(report.CodeMissingTable, fmt.Sprintf("没有“%s”表。", lt.Name))
		r.report.Add(f)
	}
}

// readTable reads one table; nil when every cell of it is absent.
func (r *reader) readTable(loc *located) *report.Table {
	t := &report.Table{ID: loc.form.table.ID}
	var missing []report.Finding
	var row *report.Row
	var of *layouts.Row
	var absent []string
	flush := func() {
		if of == nil {
			return
		}
		switch {
		case len(row.Cells) > 0:
			t.Rows = append(t.Rows, row)
		case !of.Optional:
			message := fmt.Sprintf("“%s”表没有“%s”一行。", loc.form.table.Name, of.Title())
			missing = append(missing, report.NewFinding(report.CodeMissingRow, message, absent...))
		}
	}
	for _, d := range loc.form.cells {
		if d.row != of {
			flush()
			of, row, absent = d.row, &report.Row{ID: d.row.ID}, nil
		}
		if c := r.readCell(loc, d); c != nil {
			row.Cells = append(row.Cells, c)
		} else {
			absent = append(absent, d.id)
		}
	}
	flush()
	if len(t.Rows) == 0 {
		return nil
	}
	if loc.form.halved() {
		loc.inFormsOrder(t)
	}
	r.report.Add(missing...)
	r.report.Add(loc.lostColumns()...)
	r.report.Add(loc.strangers()...)
	return t
}

// lostColumns are the columns that are not there, though rows below their head are.
func (l *located) lostColumns() (all []report.Finding) {
	for _, b := range l.form.table.Blocks {
		for _, c := range b.Columns {
			var ids []string
			for _, row := range b.Rows {
				if l.rowOf[row] > 0 && l.colOf[c] == 0 {
					ids = append(ids, layouts.CellID(l.form.table.ID, row.ID, c.ID))
				}
			}
			if ids != nil {
				all = append(all, report.NewFinding(report.CodeMissingCell, fmt.Sprintf("“%s”表没有“%s”一列。", l.form.table.Name, c.Title()), ids...))
			}
		}
	}
	return all
}

// readCell reads one cell; nil when the source had none.
func (r *reader) readCell(loc *located, d *formCell) *report.Cell {
	at, ok := loc.at(d)
	if !ok {
		return nil
	}
	f := loc.grid.at(at)
	if trim(f.text) == "" && r.state.absent[d.id] {
		return nil
	}
	c := &report.Cell{Column: d.column.ID, Line: at.row}
	ours := loc.ours(d, f.live)
	switch {
	case !ours && (f.faulty || trim(f.text) == "") && loc.spans(d, f.live): // over rows that were inserted or left empty
		r.totals[d.id] = &total{cell: c, uncounted: f.faulty}
		return c
	case ours && (f.faulty || trim(f.text) == ""):
		r.totals[d.id] = &total{cell: c, uncounted: f.faulty}
		return c
	case f.faulty && strings.HasPrefix(f.text, "=IF(COUNT(") && (d.live == nil || r.layout.Form() == r.layout): // a sum over units that shows nothing
		c.Open = r.state.open[d.id]
		return c
	}
	if !r.setValue(c, f, d) {
		r.refuse(loc, d, f, c)
		return c
	}
	c.Open = c.Blank() && trim(f.text) == "" && r.state.open[d.id]
	if ours {
		r.totals[d.id] = &total{cell: c}
	} else if !f.number && !c.Value.Blank() {
		r.texts[d.id] = true
	}
	r.tooLong(loc, d, f, c)
	return c
}

// refuse says why what a cell holds is no value of it.
func (r *reader) refuse(loc *located, d *formCell, f *field, c *report.Cell) {
	message := fmt.Sprintf("“%s”表%s格（%s）的内容“%s”%s。", loc.form.table.Name, loc.ref(d), d.name(), words.Clip(c.Text, 40), r.reason(d, f, c))
	if f.formula != "" {
		message = fmt.Sprintf("“%s”表%s格（%s）的公式“%s”没有算出的数，请用Excel、WPS或LibreOffice打开并保存后再读。", loc.form.table.Name, loc.ref(d), d.name(), words.Clip(c.Text, 40))
	}
	finding := report.NewFinding(report.CodeUnreadable, message, d.id)
	finding.Text, finding.Line = c.Text, c.Line
	r.report.Add(finding)
}

// reason is why a field is no value of a cell.
func (r *reader) reason(d *formCell, f *field, c *report.Cell) string {
	value, ok := figure.Read(c.Text).Value(true, true)
	switch {
	case !d.kind.IsFigure():
		return "不是" + d.kind.Name()
	case f.faulty:
		return "是公式的错误或逻辑值，不是数"
	case f.number && f.style.date:
		return "是日期，请改为数字格式后重新填写"
	case f.number && strings.Contains(bare(f.style.format), "%"):
		return "的格式是百分比，请改为数字格式后重新填写"
	case !ok:
		return "不是可用的数"
	case value.Sign() < 0 && !d.kind.Negative():
		return "是负数，此格不能小于0"
	case value.Decimals() > 0 && !d.kind.Fraction():
		return "不是整数，此格只能填整数"
	}
	return "不是可用的数"
}

// tooLong notes a number with more digits than a spreadsheet keeps: those behind the
// fifteenth are lost where it was typed as a number.
func (r *reader) tooLong(loc *located, d *formCell, f *field, c *report.Cell) {
	const limit = 1e15
	if v, err := strconv.ParseFloat(f.text, 64); !f.number || err != nil || math.Abs(v) < limit {
		return
	}
	message := fmt.Sprintf("“%s”表%s格（%s）的数超过%d位，电子表格只保留前%d位，其余的可能已经丢失，请核对；需要时请按文本填写。", loc.form.table.Name, loc.ref(d), d.name(), mostDigits, mostDigits)
	finding := report.NewFinding(report.CodeImplausible, message, d.id)
	finding.Actual, finding.Line = c.Value.String(), c.Line
	r.report.Add(finding)
}
