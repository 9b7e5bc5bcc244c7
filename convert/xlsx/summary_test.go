package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
	"github.com/xuri/excelize/v2"
)

// summarised is the summary of results, opened again.
func summarised(t testing.TB, s *Summary, results ...Result) *excelize.File {
	t.Helper()
	for _, r := range results {
		must(t, s.Add(r))
	}
	var b bytes.Buffer
	must(t, s.Write(&b))
	must(t, s.Close())
	f, err := excelize.OpenReader(&b)
	must(t, err)
	return f
}

func TestSummary(t *testing.T) {
	newer, older := layouts.Find("disclosure-2021"), layouts.Find("disclosure-2019")
	odd := contradictory(t)
	odd.Agency = "=1+1"
	f := summarised(t, NewSummary(nil),
		Result{Input: "a/1.txt", Report: filled(t, newer, map[string]string{"proactive.fees.amount": "1.50"}), Layout: newer},
		Result{Input: "a/2.txt", Code: "not-a-report", Message: "没有找到标题"},
		Result{Input: "a/3.txt", Report: odd, Layout: older},
		Result{Input: "a/4.txt", Report: filled(t, newer, nil), Layout: newer},
	)
	if got, want := f.GetSheetList(), []string{"统计", "disclosure-2021", "disclosure-2019", "问题", "失败"}; !slices.Equal(got, want) {
		t.Errorf("sheets %v, want %v", got, want)
	}
	rows, err := f.GetRows("disclosure-2021")
	must(t, err)
	if len(rows) != 4 || rows[2][0] != "a/1.txt" || rows[3][0] != "a/4.txt" {
		t.Fatalf("rows %v", rows)
	}
	if len(rows[1]) != len(reportColumns)+10+25*7+15 {
		t.Errorf("%d columns", len(rows[1]))
	}
	column := slices.Index(rows[1], "proactive.fees.amount")
	if got := rows[2][column]; got != "1.50" {
		t.Errorf("the amount is shown as %q", got)
	}
	rows, err = f.GetRows("disclosure-2019")
	must(t, err)
	if rows[2][1] != "=1+1" {
		t.Errorf("the agency is shown as %q", rows[2][1])
	}
	for id, want := range map[string]string{
		"proactive.procurement.projects": "", "applications.refused_reissue.total": "", "proactive.procurement.amount": "6705283.860元", "proactive.penalties.change": "-8",
	} {
		if got := rows[2][slices.Index(rows[1], id)]; got != want {
			t.Errorf("%s is shown as %q, want %q", id, got, want)
		}
	}
	rows, err = f.GetRows("问题")
	must(t, err)
	if len(rows) != 1+len(odd.Findings) || rows[1][4] != odd.Findings[0].Code {
		t.Errorf("findings %v", rows)
	}
	rows, err = f.GetRows("失败")
	must(t, err)
	if len(rows) != 2 || rows[1][1] != "not-a-report" {
		t.Errorf("failures %v", rows)
	}
}

func TestSummaryGoesOnInASecondSheet(t *testing.T) {
	s := NewSummary(nil)
	s.most = 3
	var results []Result
	for i := range 5 {
		results = append(results, Result{Input: fmt.Sprint(i), Code: "empty"})
	}
	f := summarised(t, s, results...)
	if got, want := f.GetSheetList(), []string{"统计", "失败", "失败 2", "失败 3"}; !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	rows, err := f.GetRows("失败 3")
	must(t, err)
	if len(rows) != 2 || rows[1][0] != "4" {
		t.Errorf("the last sheet has %v", rows)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	if f := summarised(t, NewSummary(nil)); len(f.GetSheetList()) != 1 {
		t.Errorf("sheets %v", f.GetSheetList())
	}
}

func BenchmarkSummaryAdd(b *testing.B) {
	l := layouts.Find("disclosure-2021")
	r := Result{Input: "a.txt", Layout: l, Report: filled(b, l, nil)}
	r.Report.Add(report.NewFinding("blank", "有空白", "applications.received.total"))
	s := NewSummary(nil)
	defer s.Close()
	b.ReportAllocs()
	for b.Loop() {
		must(b, s.Add(r))
	}
}
