package convert_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/report"
)

const (
	projects = "proactive.procurement.projects"
	amount   = "proactive.procurement.amount"
)

// TestDecisions: what a person decided is there, says so, and nothing is left open of it;
// what fits no longer is not applied and says so.
func TestDecisions(t *testing.T) {
	data, err := os.ReadFile("../testdata/reports/002_f7c59bf050b26a62.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := converter(t)
	read := func(data []byte, f *decision.File) *convert.Reading {
		t.Helper()
		r, err := c.ReadDecided("002.txt", data, f)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := read(data, nil)
	text := first.Report.Cell(amount).Text
	if !first.Report.Cell(amount).Open || text == "" {
		t.Fatalf("got %+v", first.Report.Cell(amount))
	}
	decide := func(cell, text, to string) decision.Decision {
		return decision.Decision{Cell: cell, Text: text, From: decision.Value{Open: true}, To: decision.Value{Text: to}, Reason: "电话核实"}
	}
	both := []decision.Decision{decide(projects, text, "36"), decide(amount, text, "705283.86")}
	changed := []byte(strings.Replace(string(data), "36705283.86", "36705283.87", 1))
	tests := []struct {
		name  string
		data  []byte
		file  decision.File
		want  map[string]string // cells; "?" for open
		codes map[report.Code]int
	}{
		{"both", data, decision.File{SHA256: first.SHA256, Decisions: both}, map[string]string{projects: "36", amount: "705283.86"}, map[report.Code]int{"decision": 2, "ambiguous": 0}},
		{"one", data, decision.File{SHA256: first.SHA256, Decisions: both[:1]}, map[string]string{projects: "36", amount: "?"}, map[report.Code]int{"decision": 1, "ambiguous": 1}},
		{"the same text in other bytes", append(slices.Clone(data), "\n\n"...), decision.File{SHA256: first.SHA256, Decisions: both}, map[string]string{projects: "36", amount: "705283.86"}, map[report.Code]int{"decision": 2, "ambiguous": 0}},
		{"another text", changed, decision.File{SHA256: first.SHA256, Decisions: both}, map[string]string{projects: "?", amount: "?"}, map[report.Code]int{"stale-decision": 2, "decision": 0, "ambiguous": 1}},
		{"no number", data, decision.File{SHA256: first.SHA256, Decisions: []decision.Decision{decide(projects, text, "3.6")}}, map[string]string{projects: "?"}, map[report.Code]int{"stale-decision": 1, "ambiguous": 1}},
		{"no cell", data, decision.File{SHA256: first.SHA256, Decisions: []decision.Decision{decide("a.b.c", text, "3")}}, map[string]string{projects: "?"}, map[report.Code]int{"stale-decision": 1}},
		{"blank", data, decision.File{SHA256: first.SHA256, Decisions: []decision.Decision{decide(projects, text, "")}}, map[string]string{projects: ""}, map[report.Code]int{"decision": 1}},
		{"a value that breaks a sum", data, decision.File{SHA256: first.SHA256, Decisions: []decision.Decision{decide("applications.received.total", first.Report.Cell("applications.received.total").Text, "7777")}},
			map[string]string{"applications.received.total": "7777"}, map[report.Code]int{"decision": 1, "row-sum": 1}},
		{"a finding of an open cell", data, decision.File{SHA256: first.SHA256, Dismissed: []decision.Dismissal{{Code: "ambiguous", Cells: []string{projects, amount}, Reason: "原文如此"}}},
			map[string]string{projects: "?"}, map[report.Code]int{"ambiguous": 1, "stale-decision": 1}},
		{"a finding of other bytes", changed, decision.File{SHA256: first.SHA256, Dismissed: []decision.Dismissal{{Code: "ambiguous", Cells: []string{projects, amount}}}},
			map[string]string{projects: "?"}, map[report.Code]int{"ambiguous": 1, "stale-decision": 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := read(tt.data, &tt.file).Report
			for id, want := range tt.want {
				if cell := r.Cell(id); cell == nil || cell.Open != (want == "?") || !cell.Open && cell.Value.String() != want {
					t.Errorf("%s is %+v, want %q", id, cell, want)
				}
			}
			for code, n := range tt.codes {
				found := 0
				for _, f := range r.Findings {
					if f.Code == code {
						found++
					}
				}
				if found != n {
					t.Errorf("%d findings %s, want %d: %+v", found, code, n, r.Findings)
				}
			}
		})
	}
	broken := tests[7].file
	wrong := read(data, &broken).Report
	for _, f := range wrong.Findings {
		if f.Severity == report.Error && f.Code != "ambiguous" {
			broken.Dismissed = append(broken.Dismissed, decision.Dismissal{Code: f.Code, Cells: f.Cells, Reason: "原文如此"})
		}
	}
	allowed := read(data, &broken).Report
	if allowed.Count(report.Error) != first.Report.Count(report.Error) || !slices.ContainsFunc(allowed.Findings, func(f report.Finding) bool {
		return f.Code == "row-sum" && f.Severity == report.Info && strings.Contains(f.Message, "原文如此") && broken.Standing(&f) != nil
	}) {
		t.Errorf("got %+v", allowed.Findings)
	}
	one := read(data, &tests[1].file).Report
	for _, f := range one.Findings {
		if f.Code == "ambiguous" && (!slices.Equal(f.Cells, []string{amount}) || !slices.EqualFunc(f.Candidates, [][]string{{"705283.86"}}, slices.Equal)) {
			t.Errorf("what is left open: %+v", f)
		}
	}
}
