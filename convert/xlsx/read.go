package xlsx

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A NotWorkbookError says that a file is a workbook, but none of an annual report
// that this program wrote.
type NotWorkbookError struct {
	Looked, Found string // what was looked for, and what is there
}

func (e *NotWorkbookError) Error() string {
	return fmt.Sprintf("no workbook of an annual report: looked for %s, found %s", e.Looked, e.Found)
}

// An UnknownLayoutError says that a workbook is on a form that the caller did not
// name among those it knows.
type UnknownLayoutError struct{ ID string }

func (e *UnknownLayoutError) Error() string {
	return fmt.Sprintf("the workbook is on the form %q, which no layout describes: name its layout file", clip(e.ID, 60))
}

// Read reads a workbook that Write or WriteBlank made, as it came back from
// whatever program a clerk filled it in with. Cells are found by their names, or,
// where names are lost or stand beside another row's label, by labels and
// position. Line of a cell is then its sheet row, Text what it holds.
//
// A total whose formula no program has calculated is the sum of its parts, blank
// when all of them are. An emptied cell is blank. One that is still yellow is open, one that is still
// grey is absent, as in the report that was written. Findings are those of the
// reading (unreadable, missing-row, missing-table, unknown-row, date); the
// rules of the layout are for the caller to check.
//
// The error is a *NotWorkbookError, an *UnknownLayoutError, or wraps ErrDamaged or
// ErrTooLarge.
func Read(data []byte, known []*layouts.Layout) (*report.Report, error) {
	w, err := openWorkbook(data)
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	r := &reader{workbook: w, report: &report.Report{}}
	if err := r.chooseLayout(known); err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	r.report.Layout = r.layout.ID
	r.readCover()
	r.readTables()
	r.readSections()
	return r.report, nil
}

// A reader makes a report of a workbook.
type reader struct {
	*workbook
	layout *layouts.Layout
	report *report.Report
	found  []*located // the tables, in the layout's order; nil for one that is not there
	totals totals     // of the table that is being read
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
		if found, rows := r.locateAll(l); rows > most {
			r.layout, r.found, most = l, found, rows
		}
	}
	switch {
	case r.layout != nil:
		return nil
	case id != "" && !slices.ContainsFunc(known, func(l *layouts.Layout) bool { return l.ID == id }):
		return &UnknownLayoutError{id}
	}
	return &NotWorkbookError{Looked: "the tables of " + layoutIDs(known), Found: r.contents()}
}

// layoutID is what the id of a layout looks like.
var layoutID = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

func layoutIDs(known []*layouts.Layout) string {
	var ids []string
	for _, l := range known {
		ids = append(ids, l.ID)
	}
	return strings.Join(ids, ", ")
}

// contents names what a workbook has instead.
func (r *reader) contents() string {
	var names []string
	for _, g := range r.workbook.sheets {
		names = append(names, g.name)
	}
	return "sheets named " + clip(strings.Join(names, ", "), 120)
}

// readTables reads the cells of every table.
func (r *reader) readTables() {
	r.report.Tables = []*report.Table{}
	for i, lt := range r.layout.Tables {
		if loc := r.found[i]; loc != nil {
			r.totals = totals{}
			if t := r.readTable(loc); t != nil {
				r.report.Tables = append(r.report.Tables, t)
				for _, d := range loc.form.cells {
					r.totals.addUp(r.report, loc.form, d)
				}
				continue
			}
		}
		f := report.NewFinding("missing-table", fmt.Sprintf("没有“%s”表。", lt.Name))
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
		if len(row.Cells) > 0 {
			t.Rows = append(t.Rows, row)
		} else {
			message := fmt.Sprintf("“%s”表没有“%s”一行。", loc.form.table.Name, of.Title())
			missing = append(missing, report.NewFinding("missing-row", message, absent...))
		}
	}
	for _, d := range loc.form.cells {
		if d.row != of {
			flush()
			of, row, absent = d.row, &report.Row{ID: d.row.ID, Line: loc.rowOf[d.row]}, nil
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
	r.report.Add(missing...)
	r.report.Add(loc.strangers()...)
	return t
}

// readCell reads one cell; nil when the source had none.
func (r *reader) readCell(loc *located, d *formCell) *report.Cell {
	at, ok := loc.at(d)
	if !ok {
		return nil
	}
	f := loc.grid.at(at)
	if trim(f.text) == "" && f.style.fill == absentFill {
		return nil
	}
	c := &report.Cell{Column: d.column.ID, Line: at.row}
	switch {
	case loc.ours(d, f.formula):
		r.totals[d.id] = c
		return c
	case f.faulty && strings.HasPrefix(f.text, "=IF(COUNT("): // a sum over units that shows nothing
		c.Open = f.style.fill == openFill
		return c
	}
	if !r.setValue(c, f, d.kind, d.row.UnitOf(d.column)) {
		message := fmt.Sprintf("“%s”表%s格（%s）的内容“%s”不是可用的数。", loc.form.table.Name, at.ref(), d.name(), clip(c.Text, 40))
		finding := report.NewFinding("unreadable", message, d.id)
		finding.Text, finding.Line = c.Text, at.row
		r.report.Add(finding)
	}
	return c
}

var sectionKey = regexp.MustCompile(`^` + regexp.QuoteMeta(sectionNames) + `([0-9]+)\.(.+)$`)

// A heading is the place of a section's heading.
type heading struct {
	number int
	id     string
	target
}

// readSections reads the prose, in the order of the sections' numbers.
func (r *reader) readSections() {
	for _, h := range r.headings() {
		if h.id == "" {
			r.addition(h.sheet)
			continue
		}
		s := &report.Section{ID: h.id, Heading: r.textOf(h.sheet.at(h.at)), Line: h.at.row}
		for _, loc := range r.found {
			if loc != nil && loc.grid == h.sheet {
				s.Table = loc.form.table.ID
			}
		}
		s.Paragraphs = r.prose(h.target)
		if s.Heading != "" || s.Paragraphs != nil || s.Table != "" {
			r.report.Sections = append(r.report.Sections, s)
		}
	}
}

// headings are the sections by their names, and behind the one before it each
// sheet that has lost its name or that a clerk added. Its id is "" when it is none
// of the layout's sections.
func (r *reader) headings() []heading {
	var all []heading
	number, taken := map[*grid]int{}, map[string]bool{}
	for name, t := range r.names {
		if m := sectionKey.FindStringSubmatch(name); m != nil {
			n, _ := strconv.Atoi(m[1])
			number[t.sheet], taken[m[2]] = n, true
			all = append(all, heading{n, m[2], t})
		}
	}
	slices.SortFunc(all, func(a, b heading) int { return a.number - b.number })
	cover, _ := r.cover(fieldLayout)
	alive := map[*grid]bool{} // has names
	for _, t := range r.names {
		alive[t.sheet] = true
	}
	last := 0
	if taken[report.Preamble] {
		last = all[0].number // nothing comes before it
	}
	for _, g := range r.workbook.sheets {
		n, named := number[g]
		switch {
		case named:
			last = n
		case g == cover.sheet, g.name == coverName, g.name == unitsName, g.name == reviewName, g.shown(place{1, 1}) == reviewTitle:
		case len(g.rows) > 0:
			h := r.headingByText(g)
			if alive[g] && r.prose(h.target) == nil {
				continue // a table that no section holds
			}
			if taken[h.id] {
				h.id = ""
			}
			h.number, taken[h.id] = last, h.id != ""
			all = append(all, h)
		}
	}
	slices.SortStableFunc(all, func(a, b heading) int { return a.number - b.number })
	return all
}

// prose are the paragraphs of a section's sheet: all but its heading and tables.
func (r *reader) prose(heading target) []string {
	out := map[int]bool{heading.at.row: true}
	for _, loc := range r.found {
		if loc != nil && loc.grid == heading.sheet {
			loc.cover(out)
		}
	}
	return r.paragraphs(heading.sheet, out)
}

// headingByText finds the section of a sheet without a name: by the heading on
// top of it, its own name, or the table on it.
func (r *reader) headingByText(g *grid) heading {
	at := place{1, 1}
	for _, y := range g.rows {
		if g.shown(place{1, y}) != "" {
			at.row = y
			break
		}
	}
	id := r.sectionOf(g, g.shown(at))
	if id != "" && r.layout.Section(id) == nil {
		at.row = 1 // preamble and signature have no heading
	}
	return heading{0, id, target{g, at}}
}

// addition reads a sheet that is none of the layout's sections. Plain text goes on
// with the section before it, above the signature; ahead of all of them it is the
// preamble. A sheet with figures, columns, or the heading of another is left out.
func (r *reader) addition(g *grid) {
	paragraphs := r.paragraphs(g, nil)
	if !r.plain(g) || r.repeats(paragraphs) {
		f := report.NewFinding("unknown-row", fmt.Sprintf("工作表“%s”不是格式中的部分，没有采用。", g.name))
		f.Text = clip(strings.Join(paragraphs, " "), 200)
		r.report.Add(f)
		return
	}
	last := len(r.report.Sections) - 1
	for last >= 0 && r.report.Sections[last].ID == report.Signature {
		last--
	}
	if last < 0 {
		last = 0
		r.report.Sections = slices.Insert(r.report.Sections, 0, &report.Section{ID: report.Preamble})
	}
	into := r.report.Sections[last]
	into.Paragraphs = append(into.Paragraphs, paragraphs...)
	r.report.Add(report.NewFinding("label-variant", fmt.Sprintf("工作表“%s”不是格式中的部分，其中的文字接在前一部分之后。", g.name)))
}

// plain reports whether a sheet has text in its first column and nothing else.
func (r *reader) plain(g *grid) bool {
	for at, f := range g.cells {
		if f.text != "" && f.text != continued && (at.col > 1 || f.number && !f.style.date) {
			return false
		}
	}
	return true
}

// repeats reports whether paragraphs begin with the heading of a section that has
// been read: the sheet is a copy.
func (r *reader) repeats(paragraphs []string) bool {
	return slices.ContainsFunc(r.report.Sections, func(s *report.Section) bool {
		return s.Heading != "" && len(paragraphs) > 0 && s.Heading == paragraphs[0]
	})
}

// sectionOf tells which section a sheet is, "" for none.
func (r *reader) sectionOf(g *grid, top string) string {
	for id, name := range ownSheets {
		if g.name == name {
			return id
		}
	}
	for _, text := range []string{top, g.name} {
		key := layouts.Key(text)
		for _, s := range r.layout.Sections {
			if key != "" && (key == layouts.Key(s.Heading) || slices.ContainsFunc(s.Variants, func(v string) bool { return key == layouts.Key(v) })) {
				return s.ID
			}
		}
	}
	return ""
}

// paragraphs are the texts of a sheet, one a row, but for the rows that are left
// out; what is marked as going on joins the one before.
func (w *workbook) paragraphs(g *grid, out map[int]bool) []string {
	var all []string
	for _, y := range g.rows {
		if out[y] {
			continue
		}
		var texts []string
		goesOn := false
		for _, x := range g.columns[y] {
			t := w.textOf(g.at(place{x, y}))
			switch {
			case t == continued:
				goesOn = true
			case trim(t) != "":
				texts = append(texts, t)
			}
		}
		text := strings.Join(texts, " ")
		switch {
		case text == "":
		case goesOn && len(all) > 0:
			all[len(all)-1] += text
		default:
			all = append(all, text)
		}
	}
	return all
}
