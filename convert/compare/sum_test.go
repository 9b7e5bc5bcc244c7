package compare

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/internal/filled"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/settle"
	"github.com/nianbao/nianbao/layouts"
)

// unit is a report of zeros with some values.
func unit(name string, values ...string) Unit {
	r := filled.Report(layouts.Find("disclosure-2021"), "0")
	r.Agency, r.Year = name, 2024
	filled.Set(r, values...)
	return Unit{name, r}
}

func value(r *report.Report, id string) string {
	switch c := r.Cell(id); {
	case c == nil:
		return "absent"
	case c.Open:
		return "open"
	default:
		return c.Value.String() + c.Unit
	}
}

func finding(r *report.Report, code string) *report.Finding {
	if i := slices.IndexFunc(r.Findings, func(f report.Finding) bool { return string(f.Code) == code }); i >= 0 {
		return &r.Findings[i]
	}
	return nil
}

func TestAddUp(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	const fees, licensing, in = "proactive.fees.amount", "proactive.licensing.decisions", "proactive.normative.in_force"
	in10 := func(u Unit, id, stated string) Unit { u.Report.Cell(id).Unit = stated; return u }
	doubted := func(u Unit, id string) Unit {
		u.Report.Add(report.NewFinding("unit", "数值偏大，可能以元为单位。", id))
		return u
	}
	open := func(u Unit, id string) Unit {
		c := u.Report.Cell(id)
		c.Open, c.Value = true, report.Number{}
		return u
	}
	absent := func(u Unit, table, row string) Unit {
		rt := u.Report.Table(table)
		rt.Rows = slices.DeleteFunc(rt.Rows, func(r *report.Row) bool { return r.ID == row })
		return u
	}
	for _, tt := range []struct {
		name  string
		units []Unit
		cell  string
		want  string
		codes []string // of findings, but those on zeros that all have
	}{
		{"decimals without float", []Unit{unit("甲", fees+"=0.1"), unit("乙", fees+"=0.2")}, fees, "0.3", nil},
		{"the digits of the term that has most", []Unit{unit("甲", fees+"=1.50"), unit("乙", fees+"=2.125"), unit("丙", fees+"=3")}, fees, "6.625", nil},
		{"zeros behind the point stay", []Unit{unit("甲", fees+"=1.50"), unit("乙", fees+"=2.50")}, fees, "4.00", nil},
		{"a blank counts as 0, and is named", []Unit{unit("甲", licensing+"="), unit("乙", licensing+"=7")}, licensing, "7", []string{"blank"}},
		{"blanks only are blank", []Unit{unit("甲", licensing+"="), unit("乙", licensing+"=")}, licensing, "", []string{"blank"}},
		{"an open term leaves the sum open", []Unit{open(unit("甲"), licensing), unit("乙", licensing+"=7")}, licensing, "open", []string{"missing-cell"}},
		{"open terms only are open", []Unit{open(unit("甲"), licensing), open(unit("乙"), licensing)}, licensing, "open", []string{"missing-cell"}},
		{"an absent term leaves it open, too", []Unit{absent(unit("甲"), "proactive", "licensing"), unit("乙", licensing+"=7")}, licensing, "open", []string{"missing-cell"}},
		{"absent everywhere", []Unit{absent(unit("甲"), "proactive", "licensing"), absent(unit("乙"), "proactive", "licensing")}, licensing, "absent", []string{"missing-row"}},
		{"one unit of amounts", []Unit{in10(unit("甲", fees+"=1.5"), fees, "元"), in10(unit("乙", fees+"=2"), fees, "元")}, fees, "3.5元", []string{"unit"}},
		{"different units are not added", []Unit{in10(unit("甲", fees+"=1.5"), fees, "元"), unit("乙", fees+"=2")}, fees, "open", []string{"unit", "unreadable"}},
		{"0 is 0 in any unit", []Unit{in10(unit("甲", fees+"=1.5"), fees, "元"), unit("乙", fees+"=0")}, fees, "1.5元", []string{"unit"}},
		{"also before it", []Unit{unit("甲", fees+"=0"), in10(unit("乙", fees+"=1.5"), fees, "元")}, fees, "1.5元", []string{"unit"}},
		{"0 has no say in what the unit is", []Unit{unit("甲", fees+"=1.5"), in10(unit("乙", fees+"=0"), fees, "元")}, fees, "1.5", nil},
		{"a doubtful unit is named", []Unit{doubted(unit("甲", fees+"=22500.00"), fees), unit("乙", fees+"=1.2345")}, fees, "22501.2345", []string{"unit"}},
		{"what units may share", []Unit{unit("甲", in+"=2"), unit("乙", in+"=3")}, in, "5", []string{"subtotal"}},
		{"more digits than a number may have", []Unit{unit("甲", fees+"=900000000000000000"), unit("乙", fees+"=900000000000000000")}, fees, "open", []string{"unreadable"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := AddUp(l, tt.units, nil, "示例区", 2024).Report
			if got := value(r, tt.cell); got != tt.want {
				t.Errorf("%s is %q, want %q", tt.cell, got, tt.want)
			}
			var got []string
			for _, f := range r.Findings {
				got = append(got, string(f.Code))
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.codes) {
				t.Errorf("findings %v, want %v: %v", got, tt.codes, r.Findings)
			}
			for _, code := range []string{"blank", "missing-cell"} {
				f := finding(r, code)
				if other := tt.units[1].Report.Cell(tt.cell); f != nil && other != nil && other.Value.String() == "7" && (!slices.Contains(f.Cells, tt.cell) || !strings.Contains(f.Message, "甲（1格）") || strings.Contains(f.Message, "乙")) {
					t.Errorf("%s names %v: %s", code, f.Cells, f.Message)
				}
			}
		})
	}
}

// TestAddUpBlankTotals: a unit that leaves its totals blank gives the sum of the
// parts, so that the sum keeps the rules.
func TestAddUpBlankTotals(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	a := unit("甲", "applications.received.natural_person=3", "applications.received.total=", "applications.granted.natural_person=3", "applications.granted.total=",
		"applications.processed_total.natural_person=", "applications.processed_total.total=")
	b := unit("乙", "applications.received.natural_person=2", "applications.received.total=2", "applications.granted.natural_person=2", "applications.granted.total=2",
		"applications.processed_total.natural_person=2", "applications.processed_total.total=2")
	r := AddUp(l, []Unit{a, b}, nil, "示例区", 2024).Report
	for id, want := range map[string]string{"applications.received.total": "5", "applications.granted.total": "5", "applications.processed_total.natural_person": "5", "applications.processed_total.total": "5"} {
		if got := value(r, id); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	if r.Findings != nil {
		t.Errorf("findings %v", r.Findings)
	}
}

// TestAddUpText: the sum says what it adds and what it lacks, and leaves the rest
// to be written.
func TestAddUpText(t *testing.T) {
	r := AddUp(layouts.Find("disclosure-2021"), []Unit{unit("甲局"), unit("乙局", "proactive.licensing.decisions=")}, []string{"丙局"}, "示例区", 2024).Report
	text := strings.Join(r.Section("overview").Texts(), "\n")
	for _, want := range []string{"2个单位", "甲局、乙局", "未能汇总：丙局", unwritten} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	for _, id := range []string{"problems", "other"} {
		if p := r.Section(id).Texts(); !slices.Equal(p, []string{unwritten}) {
			t.Errorf("section %s says %q", id, p)
		}
	}
	if got := UnitsOf(r); !slices.Equal(got, []string{"甲局", "乙局"}) {
		t.Errorf("units %v", got)
	}
	for _, l := range layouts.Builtin() {
		r := AddUp(l, []Unit{{"甲局", filled.Report(l, "0")}}, nil, "示例区", l.Years.From).Report
		for _, s := range r.Sections {
			if s.Table == "" && !slices.Contains(s.Texts(), unwritten) {
				t.Errorf("%s: section %s says %q", l.ID, s.ID, s.Texts())
			}
		}
	}
}

// TestOpenSum: the cell of a sum that lacks a term is open, with an error; its text is
// what the others add up to.
func TestOpenSum(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	const id = "proactive.licensing.decisions"
	a, b, c := unit("甲"), unit("乙", id+"=7"), unit("丙", id+"=2")
	a.Report.Cell(id).Open, a.Report.Cell(id).Value = true, report.Number{}
	r := AddUp(l, []Unit{a, b, c}, nil, "示例区", 2024).Report
	if got := r.Cell(id).Text; got != "其余单位之和为9" {
		t.Errorf("text %q", got)
	}
	if finding(r, "missing-cell") == nil {
		t.Errorf("no error names it: %v", r.Findings)
	}
}

func TestAgainst(t *testing.T) {
	l := layouts.Find("disclosure-2021")
	const licensing, in = "proactive.licensing.decisions", "proactive.normative.in_force"
	lost := unit("甲")
	lost.Report.Cell(licensing).Open, lost.Report.Cell(licensing).Value = true, report.Number{}
	yuan := unit("全区", "proactive.fees.amount=5").Report
	yuan.Cell("proactive.fees.amount").Unit = "元"
	for _, tt := range []struct {
		name    string
		units   []Unit
		whole   *report.Report
		missing []string
		differ  int
		untold  int
		says    string
	}{
		{"the same", []Unit{unit("甲", licensing+"=2"), unit("乙", licensing+"=3")}, unit("全区", licensing+"=5").Report, nil, 0, 0, ""},
		{"the same in other digits", []Unit{unit("甲", "proactive.fees.amount=2.50"), unit("乙", "proactive.fees.amount=2.5")}, unit("全区", "proactive.fees.amount=5").Report, nil, 0, 0, ""},
		{"one cell", []Unit{unit("甲", licensing+"=2"), unit("乙", licensing+"=3")}, unit("全区", licensing+"=6").Report, nil, 1, 0, "公布的是6，2个单位相加是5"},
		{"a unit is missing", []Unit{unit("甲", licensing+"=2")}, unit("全区", licensing+"=6").Report, []string{"乙"}, 0, 200, "尚缺乙的报告"},
		{"a term is open", []Unit{lost, unit("乙", licensing+"=3")}, unit("全区", licensing+"=3").Report, nil, 0, 1, "甲未能确定"},
		{"a term is blank", []Unit{unit("甲", licensing+"="), unit("乙", licensing+"=3")}, unit("全区", licensing+"=6").Report, nil, 0, 1, "甲空白"},
		{"a blank that is 0", []Unit{unit("甲", licensing+"="), unit("乙", licensing+"=3")}, unit("全区", licensing+"=3").Report, nil, 0, 0, ""},
		{"the whole is blank", []Unit{unit("甲", licensing+"=2")}, unit("全区", licensing+"=").Report, nil, 0, 1, "公布的报告中空白"},
		{"what units share", []Unit{unit("甲", in+"=2"), unit("乙", in+"=3")}, unit("全区", in+"=4").Report, nil, 0, 1, "重复计算"},
		{"another unit of the amount", []Unit{unit("甲", "proactive.fees.amount=5")}, yuan, nil, 0, 1, "计量单位不同"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := AddUp(l, tt.units, tt.missing, "示例区", 2024)
			agree, differ, untold := s.Against(tt.whole, tt.missing)
			if differ != tt.differ || untold != tt.untold || agree != 200-differ-untold {
				t.Errorf("agree %d, differ %d, untold %d; want differ %d, untold %d", agree, differ, untold, tt.differ, tt.untold)
			}
			f := finding(s.Report, "against")
			if (f == nil) != (tt.says == "") || f != nil && !strings.Contains(f.Message, tt.says) {
				t.Fatalf("got %v, want %q", f, tt.says)
			}
			if f != nil && (f.Severity == report.Error) != (tt.differ > 0) {
				t.Errorf("severity %s", f.Severity)
			}
		})
	}
}

// FuzzSumOfOne: the sum of one report has that report's tables, cell by cell.
func FuzzSumOfOne(f *testing.F) {
	f.Add([]byte("0=1.50;3=;7=?;9=x;20=12;31=999999999999999999"))
	f.Add([]byte("9=3.00元;100=;101=;102=5"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, l := range layouts.Builtin() {
			r := scattered(l, string(data))
			if err := settle.Conform(l, r); err != nil {
				t.Fatal(err)
			}
			got := AddUp(l, []Unit{{"甲", r}}, nil, "甲", r.Year).Report
			for _, id := range l.CellIDs() {
				a, b := r.Cell(id), got.Cell(id)
				if (a == nil) != (b == nil) || a != nil && (a.Value != b.Value || a.Open != b.Open || a.Unit != b.Unit && !a.Open && !a.Value.Blank()) {
					t.Fatalf("%s: %s %s is %+v, the sum %+v", data, l.ID, id, a, b)
				}
			}
		}
	})
}

// scattered is a report of zeros with what a text says of cells by number: 7=1.50
// a value, 7= blank, 7=? open, 7=x absent, 7=3元 a unit.
func scattered(l *layouts.Layout, text string) *report.Report {
	r := filled.Report(l, "0")
	ids := l.CellIDs()
	for _, item := range strings.Split(text, ";") {
		at, v, _ := strings.Cut(item, "=")
		i, whole := figure.Read(at).Number.Int()
		if !whole || i < 0 {
			continue
		}
		id := ids[i%int64(len(ids))]
		c := r.Cell(id)
		if c == nil {
			continue
		}
		c.Value, c.Open, c.Unit = report.Number{}, v == "?", ""
		if v == "x" {
			table, rest, _ := strings.Cut(id, ".")
			row, column, _ := strings.Cut(rest, ".")
			rr := r.Table(table).Row(row)
			rr.Cells = slices.DeleteFunc(rr.Cells, func(c *report.Cell) bool { return c.Column == column })
			continue
		}
		if f := figure.Read(v); f.Kind == figure.Exact {
			c.Value, c.Unit = f.Number, f.Unit
		}
	}
	for _, t := range r.Tables {
		t.Rows = slices.DeleteFunc(t.Rows, func(r *report.Row) bool { return len(r.Cells) == 0 })
	}
	return r
}
