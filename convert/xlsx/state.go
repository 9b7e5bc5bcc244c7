package xlsx

import (
	"encoding/json"
	"slices"

	"github.com/nianbao/nianbao/convert/report"
)

// stateName is the name of a hidden sheet that keeps what no cell can show: which
// cells are open and which the source does not have, and what was found when the
// source was read. Colours tell a clerk the same; they decide nothing, for a clerk
// has colours of his own, and programs drop them.
const stateName = "nianbao"

// Kinds of rows of the state sheet: in the first column; the second is a cell's id,
// or a finding as JSON.
const (
	stateOpen    = "open"
	stateAbsent  = "absent"
	stateFinding = "finding"
)

// A state is what the state sheet says.
type state struct {
	open, absent map[string]bool
	findings     []storedFinding
}

// A storedFinding is a finding as the state sheet has it, with the values that its
// cells had: it is of use as long as they have them.
type storedFinding struct {
	Code       string     `json:"code"`
	Severity   string     `json:"severity"`
	Cells      []string   `json:"cells,omitempty"`
	Values     []string   `json:"values,omitempty"`
	Message    string     `json:"message"`
	Expected   string     `json:"expected,omitempty"`
	Actual     string     `json:"actual,omitempty"`
	Text       string     `json:"text,omitempty"`
	Candidates [][]string `json:"candidates,omitempty"`
	Line       int        `json:"line,omitempty"`
}

// kept are the codes of findings that the reading of the source made: what the checks
// find, they find again in what is read.
var kept = map[report.Code]bool{
	report.CodeAmbiguous: true, report.CodeUnreadable: true, report.CodeMissingCell: true, report.CodeRepaired: true, report.CodeSubtotal: true, report.CodeUnknownRow: true,
	report.CodeLabelVariant: true, report.CodeUnit: true, report.CodeUnknownColumn: true, report.CodeColumnOrder: true, report.CodeRepeated: true, report.CodeStruckOut: true, report.CodeLeftOut: true,
	"decision": true, "stale-decision": true,
}

// valueNow is the value of a cell, to compare with that of another time.
func valueNow(r *report.Report, id string) string {
	switch c := r.Cell(id); {
	case c == nil:
		return "absent"
	case c.Open:
		return "open"
	default:
		return c.Value.String()
	}
}

// writeState writes the state sheet, nothing for the empty workbook.
func (w *writer) writeState() {
	if w.blank {
		return
	}
	s := w.sheet(w.names.pick(stateName), []float64{20, 120}, paper{})
	s.hidden, s.protected = true, true
	plain := look{font: song, size: 9, format: asText, fit: cut}
	row := func(kind, text string) {
		if len(text) < maxText {
			s.add(14, s.text(plain, kind), s.text(plain, text))
		}
	}
	row("state", "本表由程序使用，请勿修改。")
	for _, p := range w.pages {
		if p.form == nil {
			continue
		}
		for _, d := range p.form.cells {
			switch c := w.report.Cell(d.id); {
			case c == nil:
				row(stateAbsent, d.id)
			case c.Open:
				row(stateOpen, d.id)
			}
		}
	}
	for i := range w.report.Findings {
		f := &w.report.Findings[i]
		if !kept[f.Code] {
			continue
		}
		stored := storedFinding{string(f.Code), string(f.Severity), f.Cells, nil, f.Message, f.Expected, f.Actual, f.Text, f.Candidates, f.Line}
		for _, id := range f.Cells {
			stored.Values = append(stored.Values, valueNow(w.report, id))
		}
		data, err := json.Marshal(stored)
		if err != nil {
			panic(err) // it holds nothing that JSON cannot
		}
		row(stateFinding, string(data))
	}
}

// stateSheet is the state sheet, nil when there is none.
func (w *workbook) stateSheet() *readSheet {
	for _, g := range w.sheets {
		if g.name == stateName && g.shown(place{1, 1}) == "state" {
			return g
		}
	}
	return nil
}

// readState reads the state sheet.
func (r *reader) readState() {
	r.state = state{open: map[string]bool{}, absent: map[string]bool{}}
	g := r.stateSheet()
	if g == nil {
		return
	}
	for _, y := range g.rows {
		text := g.shown(place{2, y})
		switch g.shown(place{1, y}) {
		case stateOpen:
			r.state.open[text] = true
		case stateAbsent:
			r.state.absent[text] = true
		case stateFinding:
			var f storedFinding
			if json.Unmarshal([]byte(text), &f) == nil && kept[report.Code(f.Code)] && len(f.Values) == len(f.Cells) {
				r.state.findings = append(r.state.findings, f)
			}
		}
	}
}

// recall adds the findings of the source's reading that still hold: their cells are
// as they were. Of one cell, what the source said goes before what the workbook does.
func (r *reader) recall() {
	var all []report.Finding
	for _, s := range r.state.findings {
		holds := true
		for i, id := range s.Cells {
			holds = holds && valueNow(r.report, id) == s.Values[i]
		}
		code := report.Code(s.Code)
		if code.Severity() == "" {
			continue
		}
		f := report.NewFinding(code, s.Message, s.Cells...)
		switch sev := report.Severity(s.Severity); sev {
		case report.Warning, report.Info: // a blank softens an error
			if f.Severity == report.Error && sev == report.Warning || f.Code == report.CodeUnit {
				f.Severity = sev
			}
		}
		f.Expected, f.Actual, f.Text, f.Candidates, f.Line = s.Expected, s.Actual, s.Text, s.Candidates, s.Line
		same := func(g report.Finding) bool {
			return g.Code == f.Code && g.Message == f.Message && slices.Equal(g.Cells, f.Cells)
		}
		if holds && !slices.ContainsFunc(r.report.Findings, same) {
			all = append(all, f)
		}
	}
	r.report.Findings = append(all, r.report.Findings...)
}
