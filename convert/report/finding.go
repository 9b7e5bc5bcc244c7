package report

import (
	"slices"
)

// A Severity tells what a finding asks of the clerk.
type Severity string

const (
	Error   Severity = "error"   // the report contradicts itself or cannot be settled
	Warning Severity = "warning" // look at it
	Info    Severity = "info"
)

// A Finding is something a clerk must know about the report. The cells of a sum
// list the total first, then its parts. Message is Chinese and complete in
// itself; the other fields are what it was made from.
type Finding struct {
	Code       Code
	Severity   Severity   // that of the code, but where a blank softens a failed sum
	Cells      []string   // full ids
	Message    string     // for the clerk
	Expected   string     // "" when there is none
	Actual     string     // "" when there is none
	Text       string     // text of the source that found no place, or no number
	Candidates [][]string // each a reading: one value for each of Cells
	Line       int        // of the source; 0 when none
}

// NewFinding returns a finding of the code with its severity. It panics for what is no
// code: that is a mistake of the program.
func NewFinding(code Code, message string, cells ...string) Finding {
	severity := code.Severity()
	if severity == "" {
		panic("no finding has the code " + code)
	}
	return Finding{Code: code, Severity: severity, Cells: cells, Message: message}
}

// Add appends findings to the report.
func (r *Report) Add(f ...Finding) { r.Findings = append(r.Findings, f...) }

// Count returns how many findings of the severity the report has.
func (r *Report) Count(s Severity) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Doubted returns the cells that an error finding names: the program does not
// vouch for their values.
func (r *Report) Doubted() map[string]bool {
	cells := map[string]bool{}
	for _, f := range r.Findings {
		if f.Severity == Error {
			for _, c := range f.Cells {
				cells[c] = true
			}
		}
	}
	return cells
}

// SortFindings puts errors first, then warnings, then infos, each in the order
// of the source lines.
func (r *Report) SortFindings() {
	rank := map[Severity]int{Error: 0, Warning: 1, Info: 2}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		if d := rank[a.Severity] - rank[b.Severity]; d != 0 {
			return d
		}
		return a.Line - b.Line
	})
}
