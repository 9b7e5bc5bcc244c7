package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// fillIn is a clerk with openpyxl: figures by name, as numbers and as people write
// them, prose, a sheet renamed and moved. It leaves every total to its formula,
// which openpyxl does not calculate.
const fillIn = `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def put(name, value):
    n = book.defined_names
    n = n.get(name) if hasattr(n, "definedName") else n[name]
    for sheet, ref in n.destinations:
        book[sheet][ref].value = value
put("nianbao.agency", "河东区医疗保障局")
put("nianbao.year", 2024)
put("nianbao.date", "2025年1月26日")
put("applications.received.natural_person", 3)
put("applications.received.enterprise", " ２ ")
put("applications.received.research", "'0")
put("applications.carried_in.natural_person", "1件")
put("applications.granted.natural_person", 3)
put("applications.denied_internal.enterprise", 2)
put("applications.carried_over.natural_person", "1")
put("proactive.rules.issued", "——")
put("proactive.fees.amount", 59237.2449)
put("litigation.cases.direct.upheld", 7)
book["一、总体情况"]["A8"] = "总体情况良好。"
book["一、总体情况"]["A9"] = "=不是公式"
book["一、总体情况"]["A9"].data_type = "s"
book["五、存在的主要问题及改进情况"]["A28"] = "河东区医疗保障局"
book["三、收到和处理政府信息公开申请情况"].title = "表三"
book.move_sheet("表三", -3)
book.save(sys.argv[2])
`

// openpyxl is a Python that has it.
func openpyxl(t *testing.T) string {
	t.Helper()
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import openpyxl").Run() == nil {
			return python
		}
	}
	t.Skip("python3 with openpyxl is not installed")
	return ""
}

// TestBlankFilledIn: the empty workbook, filled in, converts to data and PDF. A
// total that no program has calculated is the sum of its parts.
func TestBlankFilledIn(t *testing.T) {
	python, dir := openpyxl(t), t.TempDir()
	run := func(name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		if name == "nianbao" {
			cmd = nianbao(t, args...)
		}
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	run("nianbao", "blank", "-o", "blank.xlsx")
	run(python, "-c", fillIn, "blank.xlsx", "filled.xlsx")
	said := run("nianbao", "convert", "-f", "json,pdf", "filled.xlsx", "-o", "out")
	if strings.Contains(said, "错误 ") && !strings.Contains(said, "错误 0") {
		t.Errorf("findings: %s", said)
	}
	data, err := os.ReadFile(filepath.Join(dir, "out", "filled.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		Agency, Date string
		Year         int
		Sections     []struct {
			ID         string
			Paragraphs []string
		}
		Tables map[string]map[string]map[string]*json.Number
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	if r.Agency != "河东区医疗保障局" || r.Year != 2024 || r.Date != "2025-01-26" {
		t.Errorf("agency %q, year %d, date %q", r.Agency, r.Year, r.Date)
	}
	if p := r.Sections[0].Paragraphs; strings.Join(p, "|") != "总体情况良好。|=不是公式" {
		t.Errorf("paragraphs %q", p)
	}
	for id, want := range map[string]string{
		"applications.received.natural_person": "3", "applications.received.enterprise": "2", "applications.received.research": "0",
		"applications.received.legal_service": "", "applications.received.total": "5", "applications.carried_in.natural_person": "1",
		"applications.carried_in.total": "1", "applications.granted.total": "3", "applications.partly_granted.total": "",
		"applications.processed_total.natural_person": "3", "applications.processed_total.total": "5", "applications.carried_over.total": "1",
		"proactive.rules.issued": "", "proactive.fees.amount": "59237.2449",
		"litigation.cases.direct.total": "7", "litigation.cases.reconsideration.total": "",
	} {
		table, cell, _ := strings.Cut(id, ".")
		row, column, _ := strings.Cut(cell, ".")
		got := ""
		if v := r.Tables[table][row][column]; v != nil {
			got = v.String()
		}
		if got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	if pdf, err := os.ReadFile(filepath.Join(dir, "out", "filled.pdf")); err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("no PDF: %v", err)
	}
}
