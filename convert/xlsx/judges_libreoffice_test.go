package xlsx

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// alwaysRecalculate is a profile of LibreOffice that trusts no stored value.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// everySheet is the kind of file that has each sheet as a CSV of what it shows.
const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"

// office lets LibreOffice open a workbook, recalculate it and save it as another
// kind of file; it returns the folder of what it saved.
func office(t *testing.T, workbook []byte, to string) string {
	t.Helper()
	long.Skip(t, "starts LibreOffice")
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice (LibreOffice) is not installed")
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.xlsx")
	if err := os.WriteFile(in, workbook, 0o644); err != nil {
		t.Fatal(err)
	}
	profile := filepath.Join(dir, "profile")
	settings := filepath.Join(profile, "user", "registrymodifications.xcu")
	if err := os.MkdirAll(filepath.Dir(settings), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, []byte(alwaysRecalculate), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	out := filepath.Join(dir, "out")
	cmd := exec.CommandContext(ctx, soffice, "-env:UserInstallation=file://"+profile,
		"--headless", "--convert-to", to, "--outdir", out, in)
	if log, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, log)
	}
	return out
}

// TestLibreOfficeKeepsTheReport saves workbooks with LibreOffice: what it has
// recalculated and written in its own way reads as the same report.
func TestLibreOfficeKeepsTheReport(t *testing.T) {
	odd := contradictory(t)
	odd.Sections[1].Paragraphs = report.Prose(awkwardTexts()...)
	for name, r := range map[string]*report.Report{
		"zeros":         filled(t, layouts.Find("disclosure-2021"), nil),
		"contradictory": odd,
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(office(t, written(t, r), "xlsx"), "in.xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			got := read(t, data)
			sameReport(t, got, r)
			for _, f := range got.Findings {
				if f.Code != "missing-row" && !slices.ContainsFunc(r.Findings, func(g report.Finding) bool { return g.Message == f.Message }) {
					t.Errorf("finding %s: %s", f.Code, f.Message)
				}
			}
		})
	}
}

// TestBlankAddsUp fills in the empty workbook and lets LibreOffice calculate the
// totals.
func TestBlankAddsUp(t *testing.T) {
	var b bytes.Buffer
	must(t, WriteBlank(&b, layouts.Find("disclosure-2021")))
	filledIn := edited(t, b.Bytes(), func(f *excelize.File) {
		for cell, v := range map[string]any{"D5": 2, "E5": 3, "D7": 2, "E8": "3"} {
			must(t, f.SetCellValue(tableThree, cell, v))
		}
		must(t, f.SetCellValue(coverName, "B4", "河东区医疗保障局"))
		must(t, f.SetCellValue("一、总体情况", "A8", "总体良好。"))
	})
	data, err := os.ReadFile(filepath.Join(office(t, filledIn, "xlsx"), "in.xlsx"))
	must(t, err)
	r := read(t, data)
	for id, want := range map[string]string{
		"applications.received.total": "5", "applications.granted.total": "2", "applications.carried_in.total": "",
		"applications.partly_granted.enterprise": "3", "applications.partly_granted.total": "3", // 3 is a text, which LibreOffice does not add
		"applications.processed_total.natural_person": "2", "applications.processed_total.total": "5", "litigation.cases.direct.total": "",
	} {
		if got := shown(r.Cell(id)); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	if r.Agency != "河东区医疗保障局" || !slices.Equal(r.Section("overview").Texts(), []string{"总体良好。"}) || len(codes(r)) > 0 {
		t.Errorf("agency %q, sections %v, findings %v", r.Agency, r.Section("overview"), r.Findings)
	}
}

// TestPrintsFewPages: in print each table is a page of its own and the prose between
// them runs on; opening sheet and review are a page each. Every page says which it is.
func TestPrintsFewPages(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext (poppler) is not installed")
	}
	for id, want := range map[string]int{
		"disclosure-2014": 6, // the list takes two pages, and the signature stands behind it
		"disclosure-2019": 7, "disclosure-2021": 7,
	} {
		t.Run(id, func(t *testing.T) {
			r := filled(t, layouts.Find(id), nil)
			for _, s := range r.Sections {
				for i, p := range s.Paragraphs {
					s.Paragraphs[i].Text = words.Clip(p.Text, 60)
				}
			}
			text, err := exec.Command(pdftotext, "-layout", filepath.Join(office(t, written(t, r), "pdf"), "in.pdf"), "-").Output()
			must(t, err)
			pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
			if len(pages) != want {
				t.Errorf("%d pages, want %d", len(pages), want)
			}
			for i, page := range pages {
				if number := fmt.Sprintf("第 %d 页，共 %d 页", i+1, len(pages)); !strings.Contains(page, number) {
					t.Errorf("page %d does not say %s", i+1, number)
				}
			}
		})
	}
}

// awkwardTexts are paragraphs that a spreadsheet might take for something else.
func awkwardTexts() []string {
	return []string{
		"=1+1", "+86 539 8391015", "-8", "@中国", "'引号", "0012", "2025-01-26", "1.50", "TRUE", "http://www.hedong.gov.cn",
		" 前后有空格 ", "第一行\n第二行", "_x0041_ 与 _x000D_", "\t制表\t符\t", `<b>&amp;"'</b>`, "𠮷野家的㙦", "　　全角空格开头",
		strings.Repeat("长段落，", 400),
	}
}

// TestLibreOfficeShowsTheReport compares what LibreOffice shows in each cell of
// each table with the report.
func TestLibreOfficeShowsTheReport(t *testing.T) {
	r := contradictory(t)
	l := layouts.Find(r.Layout)
	dir := office(t, written(t, r), everySheet)
	for _, lt := range l.Tables {
		f := newForm(lt)
		rows := sheetCSV(t, dir, printedHeading(l, lt))
		for _, d := range f.cells {
			c := r.Cell(d.id)
			want := ""
			if c != nil && !c.Value.Blank() {
				want = c.Value.String() + c.Unit
			}
			if got := rows[d.at.row-1][d.at.col-1]; got != want {
				t.Errorf("%s: LibreOffice shows %q, want %q", d.id, got, want)
			}
		}
	}
}

func printedHeading(l *layouts.Layout, t *layouts.Table) string {
	return (&writer{layout: l}).printed(t)
}

func sheetCSV(t *testing.T, dir, sheet string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "in-"+sheet+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
