package compare

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/filled"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// twoReports are reports of zeros on two forms, with values: "old " or "new " and
// a cell and value.
func twoReports(older, newer string, years [2]int, values ...string) (a, b *report.Report) {
	a, b = filled.Report(layouts.Find(older), "0"), filled.Report(layouts.Find(newer), "0")
	a.Year, b.Year = years[0], years[1]
	for _, v := range values {
		side, value, _ := strings.Cut(v, " ")
		filled.Set(map[string]*report.Report{"old": a, "new": b}[side], value)
	}
	return a, b
}

func compare(a, b *report.Report) *report.Diff {
	d, _ := Years(layouts.Find(a.Layout), a, layouts.Find(b.Layout), b)
	return d
}

func found(d *report.Diff) []string {
	var got []string
	for _, f := range d.Findings {
		cell := ""
		if len(f.Cells) > 0 {
			cell = " " + f.Cells[0]
		}
		got = append(got, string(f.Severity)+" "+string(f.Code)+cell)
	}
	return got
}

func TestYears(t *testing.T) {
	const f19, f21 = "disclosure-2019", "disclosure-2021"
	for _, tt := range []struct {
		name         string
		older, newer string
		years        [2]int
		values       []string
		changes      int
		want         []string
	}{
		{"nothing", f21, f21, [2]int{2023, 2024}, nil, 0, nil},
		{"carried over and in", f21, f21, [2]int{2023, 2024}, []string{"old applications.carried_over.total=2", "new applications.carried_in.total=2"}, 2, nil},
		{"carried in is not what was carried over", f21, f21, [2]int{2023, 2024}, []string{"old applications.carried_over.total=2", "new applications.carried_in.total=1"}, 2,
			[]string{"error carry-over applications.carried_in.total"}},
		{"a blank softens it", f21, f21, [2]int{2023, 2024}, []string{"old applications.carried_over.enterprise=", "new applications.carried_in.enterprise=1"}, 1,
			[]string{"warning carry-over applications.carried_in.enterprise"}},
		{"a blank is 0", f21, f21, [2]int{2023, 2024}, []string{"old applications.carried_over.enterprise="}, 0, nil},
		{"in force", f21, f21, [2]int{2023, 2024}, []string{"old proactive.normative.in_force=5", "new proactive.normative.issued=2", "new proactive.normative.repealed=1", "new proactive.normative.in_force=6"}, 3, nil},
		{"not in force", f21, f21, [2]int{2023, 2024}, []string{"old proactive.normative.in_force=5", "new proactive.normative.in_force=6"}, 1,
			[]string{"warning in-force proactive.normative.in_force"}},
		{"2019 to 2020", f19, f19, [2]int{2019, 2020}, []string{"old proactive.licensing.previous=11", "old proactive.licensing.change=-8", "new proactive.licensing.previous=3"}, 2, nil},
		{"2019 to 2020, not previous", f19, f19, [2]int{2019, 2020}, []string{"old proactive.fees.previous=11", "new proactive.fees.previous=3"}, 1,
			[]string{"warning in-force proactive.fees.previous"}},
		{"2020 to 2021", f19, f21, [2]int{2020, 2021}, []string{"old applications.carried_over.total=2", "new applications.carried_in.total=3", "new proactive.normative.in_force=9"}, 2,
			[]string{"error carry-over applications.carried_in.total"}},
		{"2020 to 2021, other treatment", f19, f21, [2]int{2020, 2021}, []string{"old applications.other.total=3", "new applications.other_other.total=1", "new applications.other_fee_unpaid.total=2"}, 0, nil},
		{"2020 to 2021, other treatment changed", f19, f21, [2]int{2020, 2021}, []string{"old applications.other.total=3", "new applications.other_other.total=1"}, 1, nil},
		{"years apart", f21, f21, [2]int{2022, 2024}, []string{"old applications.carried_over.total=2"}, 1, []string{"warning date"}},
		{"the newer first", f21, f21, [2]int{2024, 2023}, []string{"old applications.carried_over.total=2"}, 1, []string{"warning date"}},
		{"a year unknown", f21, f21, [2]int{0, 2024}, []string{"old applications.carried_over.total=2"}, 1, []string{"error carry-over applications.carried_in.total", "warning date"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := compare(twoReports(tt.older, tt.newer, tt.years, tt.values...))
			if got := found(d); !slices.Equal(got, tt.want) {
				t.Errorf("findings %v, want %v: %v", got, tt.want, d.Findings)
			}
			if len(d.Changes) != tt.changes {
				t.Errorf("%d changes, want %d", len(d.Changes), tt.changes)
			}
		})
	}
	older, newer := twoReports(f21, f19, [2]int{2021, 2022})
	if d, ok := Years(layouts.Find(f21), older, layouts.Find(f19), newer); ok {
		t.Errorf("2019 after 2021 compares: %v", d)
	}
}

// TestChange: exact differences, per cents, and what cannot be told.
func TestChange(t *testing.T) {
	const fees = "proactive.fees.amount"
	for _, tt := range []struct{ old, now, difference, percent string }{
		{"1.50", "2.25", "0.75", "50.00"},
		{"0.1", "0.3", "0.2", "200.00"},
		{"3", "2", "-1", "-33.33"},
		{"0", "2", "2", ""},
		{"", "2", "2", ""},
		{"999999999999.9999", "1000000000000", "0.0001", "0.00"},
	} {
		d := compare(twoReports("disclosure-2021", "disclosure-2021", [2]int{2023, 2024}, "old "+fees+"="+tt.old, "new "+fees+"="+tt.now))
		if len(d.Changes) != 1 {
			t.Fatalf("%s to %s: %d changes", tt.old, tt.now, len(d.Changes))
		}
		c := d.Changes[0]
		if c.Old.String() != tt.old || c.New.String() != tt.now || c.Difference.String() != tt.difference || c.Percent.String() != tt.percent {
			t.Errorf("%s to %s: %+v", tt.old, tt.now, c)
		}
	}
	a, b := twoReports("disclosure-2021", "disclosure-2021", [2]int{2023, 2024})
	b.Cell(fees).Value, b.Cell(fees).Open = report.Number{}, true
	if d := compare(a, b); len(d.Changes) != 1 || !d.Changes[0].Unknown || !d.Changes[0].Difference.Blank() {
		t.Errorf("an open cell: %v", d.Changes)
	}
	a, b = twoReports("disclosure-2021", "disclosure-2021", [2]int{2023, 2024}, "old "+fees+"=22500", "new "+fees+"=2.25")
	a.Cell(fees).Unit = "元"
	if d := compare(a, b); len(d.Changes) != 1 || !d.Changes[0].Difference.Blank() || !slices.Equal(found(d), []string{"warning unit " + fees}) {
		t.Errorf("amounts in different units: %+v, %q", d.Changes[0], found(d))
	}
}

// TestQuoted: what the text says of last year. Figures: received 4 then 5,
// processed 4 then 6, normative issued 2 then 2.
func TestQuoted(t *testing.T) {
	for _, tt := range []struct {
		text  string
		wrong int
	}{
		{"2023年收到政府信息公开申请4件。", 0},
		{"2023年收到政府信息公开申请6件。", 1},
		{"去年收到政府信息公开申请6件。", 1},
		{"2022年收到政府信息公开申请6件。", 0},
		{"2023年和2022年收到政府信息公开申请6件。", 0},
		{"较2023年收到申请6件有所增加。", 0},
		{"2024年收到政府信息公开申请5件，较上年增长25%。", 0},
		{"2024年收到政府信息公开申请5件，同比增长25％。", 0},
		{"2024年收到政府信息公开申请5件，较上年增长20%。", 1},
		{"2024年收到政府信息公开申请5件，较上年下降25%。", 1},
		{"2024年收到政府信息公开申请5件（较2023年增加1件）。", 0},
		{"2024年收到政府信息公开申请5件（较2023年增加2件）。", 1},
		{"2024年收到政府信息公开申请5件较去年增加3件。", 1},
		{"2024年收到政府信息公开申请5件，较2022年增长20%。", 0},
		{"2024年收到政府信息公开申请5件，较上年增长约20%。", 0},
		{"2024年收到政府信息公开申请5件，较上年下降约20%。", 1},
		{"2024年收到政府信息公开申请5件，与上年持平。", 1},
		{"本年制发行政规范性文件2件，与去年持平。", 0},
		{"2024年收到政府信息公开申请5件，网站访问量较上年增长90%。", 0},
		{"2024年收到政府信息公开申请5件，主动公开信息300条，较上年增长90%。", 0},
		{"2024年收到政府信息公开申请7件，较上年增长75%。", 0}, // not this year's figure: check says so
		{"办结政府信息公开申请6件，较上年增长50%。", 0},
		{"办结政府信息公开申请6件，较上年增长50.1%。", 1},
		{"收到申请5件，较上年提高2个百分点。", 0},
		{"收到申请5件，较上年增长1倍。", 0},
		{"去年结转的申请1件，办理上年结转申请1件。", 0},
		{"修订2023年制发的行政规范性文件9件。", 0},
		{"收到申请5件，办结6件，同比增长25%。", 0}, // said of the first
		{"收到申请5件，办结6件，同比增长40%。", 1},
	} {
		t.Run(tt.text, func(t *testing.T) {
			a, b := twoReports("disclosure-2021", "disclosure-2021", [2]int{2023, 2024},
				"old applications.received.total=4", "new applications.received.total=5", "old applications.processed_total.total=4", "new applications.processed_total.total=6",
				"new applications.carried_in.total=1", "old applications.carried_over.total=1", "old proactive.normative.issued=2", "new proactive.normative.issued=2",
				"old proactive.normative.in_force=2", "new proactive.normative.in_force=4")
			b.Section("overview").Paragraphs = report.Prose(tt.text)
			d := compare(a, b)
			if len(d.Findings) != tt.wrong || tt.wrong == 1 && (d.Findings[0].Code != "prose-number" || d.Findings[0].Expected == "") {
				t.Errorf("want %d, got %v", tt.wrong, d.Findings)
			}
		})
	}
}

func TestCopied(t *testing.T) {
	const long = "主动公开的及时性有待提高，政策解读的形式较为单一，依申请公开的答复不够规范。2024年将健全发布机制，丰富解读形式，加强业务培训，提高工作人员的能力和水平。"
	for _, tt := range []struct {
		name, section, old, now string
		want                    int
	}{
		{"word for word", "problems", long, long, 1},
		{"with the year moved on", "problems", long, strings.ReplaceAll(long, "2024", "2025"), 1},
		{"with a short sentence more", "problems", long, "一是：" + long, 0},
		{"short", "problems", "公开不够及时，解读形式单一。", "公开不够及时，解读形式单一。", 1},
		{"another text", "problems", long, "业务水平不高，队伍不够稳定。下一步将加强培训，充实力量，健全制度。", 0},
		{"nothing to report", "other", "无其他需要报告的事项。", "无其他需要报告的事项。", 0},
		{"long, elsewhere", "overview", long, long, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, b := twoReports("disclosure-2021", "disclosure-2021", [2]int{2023, 2024})
			a.Section(tt.section).Paragraphs, b.Section(tt.section).Paragraphs = report.Prose(tt.old), report.Prose(tt.now)
			d := compare(a, b)
			if len(d.Findings) != tt.want || tt.want == 1 && d.Findings[0].Code != "copied-prose" {
				t.Errorf("want %d, got %v", tt.want, d.Findings)
			}
		})
	}
}
