package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/filled"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

func codes(found []report.Finding) []string {
	var c []string
	for _, f := range found {
		c = append(c, string(f.Severity)+" "+string(f.Code))
	}
	slices.Sort(c)
	return c
}

// TestEveryRule: a report of zeros keeps every rule of every layout; raising the
// first cell of a rule (for an inequality, the last) breaks it, and the finding
// names the rule's cells.
func TestEveryRule(t *testing.T) {
	for _, l := range layouts.Builtin() {
		kept := filled.Report(l, "0")
		if found := Check(l, kept); len(found) > 0 {
			t.Errorf("%s: zeros break %v", l.ID, found)
		}
		for _, table := range l.Tables {
			for _, rule := range table.Rules() {
				r := filled.Report(l, "0")
				switch {
				case rule.Op != layouts.AtLeast:
					filled.Set(r, rule.Left[0]+"=3")
				case len(rule.Right) > 0:
					filled.Set(r, rule.Right[0]+"=3")
				default:
					filled.Set(r, rule.Left[len(rule.Left)-1]+"=-3")
				}
				found := Check(l, r)
				if !slices.ContainsFunc(found, func(f report.Finding) bool {
					return string(f.Code) == rule.Code && slices.Equal(f.Cells, rule.Cells()) && f.Message != ""
				}) {
					t.Errorf("%s: %s over %v is not found broken: %v", l.ID, rule.Code, rule.Cells(), found)
				}
			}
		}
	}
}

// encoded is the whole report as text.
func encoded(t *testing.T, r *report.Report) string {
	t.Helper()
	var b strings.Builder
	if err := report.Encode(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCheck: what is found, and that nothing is changed.
func TestCheck(t *testing.T) {
	const a, lit = "applications.", "litigation.cases."
	l := layouts.Find("disclosure-2021")
	tests := []struct {
		name   string
		change func(*report.Report)
		want   []string
	}{
		{"a blank part counts as 0", func(r *report.Report) { filled.Set(r, a+"received.research=") }, []string{"info blank"}},
		{"a blank total takes its parts", func(r *report.Report) {
			filled.Set(r, a+"received.natural_person=2", a+"received.total=", a+"granted.natural_person=2", a+"granted.total=", a+"processed_total.natural_person=2", a+"processed_total.total=")
		}, []string{"info blank"}},
		{"a blank total does not hide the balance", func(r *report.Report) {
			filled.Set(r, a+"received.natural_person=2", a+"received.total=")
		}, []string{"error balance", "error balance"}},
		{"a blank part may be what is missing", func(r *report.Report) {
			filled.Set(r, lit+"direct.total=4", lit+"direct.upheld=3", lit+"direct.other=")
		}, []string{"warning case-sum"}},
		{"given parts exceed the total", func(r *report.Report) {
			filled.Set(r, lit+"direct.total=4", lit+"direct.upheld=5", lit+"direct.other=")
		}, []string{"error case-sum"}},
		{"a whole table blank", func(r *report.Report) {
			for _, c := range r.Table("litigation").Rows[0].Cells {
				c.Value = report.Number{}
			}
		}, []string{"error blank-table"}},
		{"a row missing", func(r *report.Report) {
			rt := r.Table("proactive")
			rt.Rows = rt.Rows[1:]
		}, []string{"error missing-row"}},
		{"a table missing", func(r *report.Report) { r.Tables = r.Tables[:2] }, []string{"error missing-table"}},
		{"a section missing", func(r *report.Report) { r.Sections = r.Sections[:5] }, []string{"warning missing-section"}},
		{"a section empty", func(r *report.Report) { r.Section("problems").Paragraphs = nil }, []string{"warning empty-section"}},
		{"another year's form", func(r *report.Report) { r.Year = 2020 }, []string{"warning layout-year"}},
		{"another form's notice", func(r *report.Report) {
			r.Section("overview").Paragraphs = report.Prose("根据国办公开办函〔2019〕60号文件要求编制。")
		}, []string{"warning layout-year"}},
		{"headings skip", func(r *report.Report) { r.Sections[4].Heading = "六、存在的主要问题及改进情况" }, []string{"warning numbering", "warning numbering"}},
		{"a part that the form does not have", func(r *report.Report) {
			r.Sections[3].Paragraphs = append(r.Sections[3].Paragraphs, report.Prose("五、重点领域公开情况", "有序推进。")...)
			r.Sections[4].Heading, r.Sections[5].Heading = "六、存在的主要问题及改进情况", "七、其他需要报告的事项"
		}, nil},
		{"a sentence contradicts", func(r *report.Report) {
			r.Section("overview").Paragraphs = report.Prose("2021年共收到政府信息公开申请5件。")
		}, []string{"warning prose-number"}},
		{"a sentence about another year", func(r *report.Report) {
			r.Section("overview").Paragraphs = report.Prose("2020年共收到政府信息公开申请5件。")
		}, nil},
		{"documents that are not made public", func(r *report.Report) {
			r.Section("overview").Paragraphs = report.Prose("2021年制作公文53件，其中主动公开12件、依申请公开8件、不予公开33件。")
		}, nil},
		{"parts of other sums", func(r *report.Report) {
			r.Section("overview").Paragraphs = report.Prose(
				"全年共办理公开或部分公开的申请17件。", "上一年收到，结转到本年答复的申请11件。",
				"其中申请人撤回申请3件，答复19件。",
			)
		}, nil},
		{"none received, the table says some", func(r *report.Report) {
			filled.Set(r, a+"received.natural_person=1", a+"received.total=1", a+"carried_over.natural_person=1", a+"carried_over.total=1")
			r.Section("overview").Paragraphs = report.Prose("全年未收到政府信息公开申请。")
		}, []string{"warning prose-number"}},
		{"an amount that may be in 元", func(r *report.Report) { filled.Set(r, "proactive.fees.amount=5932449.00") }, []string{"warning unit"}},
		{"a large amount in 万元", func(r *report.Report) { filled.Set(r, "proactive.fees.amount=593244.9012") }, nil},
		{"an amount in another unit", func(r *report.Report) {
			filled.Set(r, "proactive.fees.amount=5")
			r.Cell("proactive.fees.amount").Unit = "元"
		}, []string{"warning unit"}},
		{"an open cell that no error names", func(r *report.Report) { r.Cell("proactive.rules.issued").Open = true }, []string{"error unreadable"}},
		{"no year", func(r *report.Report) { r.Year = 0 }, []string{"warning date"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := filled.Report(l, "0")
			tt.change(r)
			before := encoded(t, r)
			found := Check(l, r)
			if got := codes(found); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v: %+v", got, tt.want, found)
			}
			if after := encoded(t, r); after != before {
				t.Errorf("check changed the report from\n%s\nto\n%s", before, after)
			}
		})
	}
}
