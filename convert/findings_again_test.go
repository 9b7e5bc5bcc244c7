package convert_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
)

// readAgain writes a report as data, with changes to them, and reads the data.
func readAgain(t *testing.T, c *convert.Converter, r *convert.Reading, changes ...string) *convert.Reading {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, convert.JSON, r); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(b.String(), changes[i]) {
			t.Fatalf("no %s in\n%s", changes[i], b.String())
		}
	}
	got, err := c.Read("report.json", []byte(strings.NewReplacer(changes...).Replace(b.String())))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// faulty is a report with faults of many kinds: some that stay as they were found,
// others that are found anew each time.
const faulty = `{"layout": "disclosure-2021", "title": "年报", "agency": "甲局",
"sections": [{"id": "overview", "heading": "一、总体情况", "paragraphs": ["全年收到申请5件。"]}, {"id": "problems", "heading": "七、问题", "paragraphs": []}],
"tables": {"proactive": {"rules": {"issued": null, "repealed": 1.5}, "normative": {"issued": 1, "repealed": 2, "in_force": null}, "fees": {"amount": 5932449.00}},
	"applications": {"received": {"natural_person": 1, "enterprise": 0, "research": 0, "public_interest": 0, "legal_service": 0, "other_org": 0, "total": 9},
		"carried_in": {"natural_person": 0, "enterprise": 0, "research": 0, "public_interest": 0, "legal_service": 0, "other_org": 0, "total": 0}}},
"unsettled": ["proactive.rules.issued"], "findings": [
	{"code": "ambiguous", "severity": "error", "cells": ["proactive.rules.issued"], "message": "读法不一", "source": {"line": 7}},
	{"code": "prose-number", "severity": "warning", "cells": ["applications.received.total"], "message": "正文“全年收到申请5件”与表中数字不符：本年新收政府信息公开申请数量·总计为9。", "expected": "9", "actual": "5", "text": "全年收到申请5件", "source": {"line": 3}},
	{"code": "row-sum", "severity": "error", "cells": ["proactive.normative.issued"], "message": "没有这样的和"}]}`

// TestReadAgain: data that are read again have the same findings, once each and in the
// same order; what is true no more is gone, and a finding keeps its line.
func TestReadAgain(t *testing.T) {
	c := converter(t)
	first, err := c.Read("report.json", []byte(faulty))
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, f := range first.Report.Findings {
		codes = append(codes, string(f.Code))
		if f.Code == "prose-number" && f.Line != 3 || f.Message == "没有这样的和" {
			t.Errorf("got %+v", f)
		}
	}
	for _, code := range []string{"ambiguous", "unreadable", "missing-cell", "missing-row", "missing-table", "row-sum", "unit", "date", "prose-number", "empty-section", "missing-section"} {
		if !slices.Contains(codes, code) {
			t.Errorf("no %s among %v", code, codes)
		}
	}
	again := readAgain(t, c, first)
	if !slices.EqualFunc(first.Report.Findings, again.Report.Findings, sameFinding) {
		t.Errorf("read again, the findings are\n%+v\nnot\n%+v", again.Report.Findings, first.Report.Findings)
	}
}

func sameFinding(a, b report.Finding) bool {
	return a.Code == b.Code && a.Message == b.Message && a.Line == b.Line && a.Severity == b.Severity && slices.Equal(a.Cells, b.Cells)
}

// TestMended: what a clerk fills in is no longer said to be open or unknown; what is
// left as it is stays.
func TestMended(t *testing.T) {
	c := converter(t)
	first, err := c.Read("report.json", []byte(faulty))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, code string
		gone       bool
		changes    []string
	}{
		{"nothing is changed", "ambiguous", false, nil},
		{"the cell is filled in", "ambiguous", true, []string{`"issued": null`, `"issued": 4`, `"unsettled": ["proactive.rules.issued", "proactive.rules.repealed"]`, `"unsettled": ["proactive.rules.repealed"]`}},
		{"another cell is filled in", "ambiguous", false, []string{`"in_force": null`, `"in_force": 4`}},
		{"the year is unknown", "date", false, nil},
		{"the year is filled in", "date", true, []string{`"year": null`, `"year": 2024`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := readAgain(t, c, first, tt.changes...).Report
			if got := !slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return string(f.Code) == tt.code }); got != tt.gone {
				t.Errorf("gone is %v, want %v: %+v", got, tt.gone, r.Findings)
			}
		})
	}
}
