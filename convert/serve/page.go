package serve

import (
	"embed"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

//go:embed page
var files embed.FS

// pages are the templates, in each language. They are parsed when a page is first asked
// for: most runs of the program show none.
var pages = sync.OnceValue(func() map[words.Lang]*template.Template {
	all := map[words.Lang]*template.Template{}
	for _, l := range []words.Lang{words.Chinese, words.English} {
		read := func(name string) string {
			data, err := files.ReadFile("page/" + name)
			if err != nil {
				panic(err)
			}
			return string(data)
		}
		all[l] = template.Must(template.New("").Funcs(template.FuncMap{
			"t":      func(key string, args ...any) string { return l.Text("serve."+key, args...) },
			"say":    func(err error) string { return words.Say(l, err) },
			"lang":   func() string { return map[words.Lang]string{words.Chinese: "zh-CN", words.English: "en"}[l] },
			"script": func() template.JS { return template.JS(read("page.js")) },
			"style":  func() template.CSS { return template.CSS(read("page.css")) },
			"join":   func(list []string) string { return strings.Join(list, "、") },
		}).ParseFS(files, "page/*.html"))
	}
	return all
})

// render writes a template.
func (s *Server) render(w http.ResponseWriter, r *http.Request, name string, data any) error {
	var b strings.Builder
	if err := pages()[s.lang(r)].ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, err := w.Write([]byte(b.String()))
	return err
}

// A row of the list.
type listed struct {
	ID   int
	Name string
	state
}

func (s *Server) listing() []listed {
	var rows []listed
	for _, it := range s.all() {
		rows = append(rows, listed{it.id, it.name, it.told()})
	}
	return rows
}

func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	data := map[string]any{"Nonce": nonceOf(r), "Reports": s.listing(), "Formats": convert.Formats(), "MaxMB": MaxBody >> 20, "English": s.lang(r) == words.English}
	if err := s.render(w, r, "page.html", data); err != nil {
		s.fail(w, r, err)
	}
}

func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	if err := s.render(w, r, "list.html", map[string]any{"Reports": s.listing()}); err != nil {
		s.fail(w, r, err)
	}
}

// A tableView is a table as it is printed.
type tableView struct {
	Name string
	Rows [][]cellView
}

// A cellView is a cell of it. ID is "" for labels and heads.
type cellView struct {
	ID, Name, Text   string
	Head             bool
	Rowspan, Colspan int
	State            string // open, error, decided, repaired, blank, ok
	Line             int
	Candidates       []string
	Seen             string // when it was decided
}

// A findingView is a finding with what may be done about it.
type findingView struct {
	report.Finding
	Number    int
	Names     []string
	Dismissed *decision.Dismissal
	Stays     bool // it may not be dismissed
	Choices   []choice
}

// A choice is a reading of several cells.
type choice struct {
	Text string
	Set  string // cell=value, one a line
}

type reportView struct {
	ID       int
	Name     string
	Reading  *convert.Reading
	Held     bool // it was dropped in
	Decided  bool
	Tables   []tableView
	Findings []findingView
	Codes    []string
	Lines    []convert.SourceLine
	Paged    bool
	Formats  []convert.Format
	Prose    []*report.Section
}

// report renders a report beside its source.
func (s *Server) report(w http.ResponseWriter, r *http.Request, it *item) error {
	reading, data, decided, err := s.read(it)
	if err != nil {
		return s.render(w, r, "failed.html", map[string]any{"Name": it.name, "Why": err})
	}
	lines, err := s.conv.SourceLines(it.fileName(), data)
	if err != nil {
		return err
	}
	v := &reportView{ID: it.id, Name: it.name, Reading: reading, Held: it.path == "", Decided: !decided.Empty(), Lines: lines, Formats: convert.Formats()}
	v.Paged = len(lines) > 0 && lines[len(lines)-1].Page > 0
	v.findings(decided)
	states := v.states()
	for _, t := range reading.Layout.Tables {
		v.Tables = append(v.Tables, v.table(t, states, decided))
	}
	for _, sec := range reading.Report.Sections {
		if len(sec.Paragraphs) > 0 {
			v.Prose = append(v.Prose, sec)
		}
	}
	if fields := reading.Report.Fields; len(fields) > 0 {
		beside := &report.Section{} // without a heading
		for _, ref := range reading.Layout.AllFields() {
			if f := reading.Report.Field(ref.FullID); f != nil {
				beside.Paragraphs = append(beside.Paragraphs, report.Paragraph{Text: ref.Label + "：" + f.Text})
			}
		}
		v.Prose = append(v.Prose, beside)
	}
	return s.render(w, r, "report.html", v)
}

// states are those of the cells that have one of note.
func (v *reportView) states() map[string]string {
	states := map[string]string{}
	rank := []string{"repaired", "decided", "error"}
	for _, f := range v.Reading.Report.Findings {
		state := ""
		switch {
		case f.Severity == report.Error:
			state = "error"
		case f.Code == report.CodeRepaired:
			state = "repaired"
		case f.Code == report.CodeDecision:
			state = "decided"
		}
		for _, id := range f.Cells {
			if slices.Index(rank, state) > slices.Index(rank, states[id]) {
				states[id] = state
			}
		}
	}
	return states
}

func (v *reportView) table(t *layouts.Table, states map[string]string, decided *decision.File) tableView {
	g := t.Grid()
	view := tableView{Name: t.Name, Rows: make([][]cellView, g.Rows)}
	for _, c := range g.Cells {
		k := cellView{Text: c.Text, Rowspan: c.Rowspan, Colspan: c.Colspan, Head: c.Kind != layouts.UnitCell && c.Kind != layouts.CaptionCell && c.Kind != layouts.BlankCell}
		if c.Kind == layouts.DataCell {
			v.cell(&k, t, layouts.CellID(t.ID, c.Line.ID, c.Column.ID), states, decided)
		}
		view.Rows[c.Row] = append(view.Rows[c.Row], k)
	}
	return view
}

// cell fills in what is known of a cell of data.
func (v *reportView) cell(k *cellView, t *layouts.Table, id string, states map[string]string, decided *decision.File) {
	k.Head, k.ID, k.Name, k.State = false, id, t.CellName(id), states[id]
	c := v.Reading.Report.Cell(id)
	switch {
	case c == nil:
		k.State = "open"
	case c.Open:
		k.State, k.Line = "open", c.Line
	default:
		if k.Text, k.Line = c.Shown(), c.Line; k.State == "" && c.Blank() {
			k.State = "blank"
		}
	}
	if k.State == "" {
		k.State = "ok"
	}
	k.Seen = timeOf(decided.Of(id))
	for _, f := range v.Reading.Report.Findings {
		i := slices.Index(f.Cells, id)
		for _, reading := range f.Candidates {
			if i >= 0 && i < len(reading) && !slices.Contains(k.Candidates, reading[i]) {
				k.Candidates = append(k.Candidates, reading[i])
			}
		}
	}
}

// mostChoices is how many readings a finding offers.
const mostChoices = 12

func (v *reportView) findings(decided *decision.File) {
	for i, f := range v.Reading.Report.Findings {
		view := findingView{Finding: f, Number: i, Dismissed: decided.Standing(&f), Stays: f.Severity == report.Info || decision.Open(v.Reading.Report, &f)}
		for _, id := range f.Cells {
			view.Names = append(view.Names, v.shortName(id))
		}
		for _, reading := range f.Candidates[:min(len(f.Candidates), mostChoices)] {
			c := choice{Text: strings.Join(reading, "、")}
			for k, value := range reading {
				if k < len(f.Cells) {
					c.Set += f.Cells[k] + "=" + value + "\n"
				}
			}
			view.Choices = append(view.Choices, c)
		}
		v.Findings = append(v.Findings, view)
		if !slices.Contains(v.Codes, string(f.Code)) {
			v.Codes = append(v.Codes, string(f.Code))
		}
	}
}

func (v *reportView) shortName(id string) string {
	for _, t := range v.Reading.Layout.Tables {
		if row, _ := t.Cell(id); row != nil {
			return t.ShortName(id)
		}
	}
	return id
}

// CellList is the cells of a finding, for the page to find.
func (f findingView) CellList() string { return strings.Join(f.Cells, " ") }

// CandidateList is the candidates of a cell, one a line.
func (c cellView) CandidateList() string { return strings.Join(c.Candidates, "\n") }

// Span writes a span for HTML, which counts from 1.
func (c cellView) Span(n int) string { return strconv.Itoa(max(n, 1)) }
