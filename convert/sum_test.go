package convert_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A generated is a unit's report as data, and its figures in ten-thousandths.
type generated struct {
	agency string
	data   []byte
	cells  map[string]int64
}

// generate makes a report of 2021 that keeps every rule, from a seed.
func generate(seed uint64) generated {
	r := rand.New(rand.NewPCG(seed, 7))
	g := generated{agency: fmt.Sprintf("示例区第%d局", seed), cells: map[string]int64{}}
	l := layouts.Find("disclosure-2021")
	put := func(id string, n int64) { g.cells[id] = n * 10000 }
	get := func(id string) int64 { return g.cells[id] / 10000 }
	for _, id := range l.CellIDs() {
		put(id, r.Int64N(40)*r.Int64N(3))
	}
	for _, row := range []string{"rules", "normative"} {
		put("proactive."+row+".in_force", get("proactive."+row+".issued")+r.Int64N(9))
	}
	put("proactive.licensing.decisions", r.Int64N(900000))
	decimals := r.IntN(5)
	g.cells["proactive.fees.amount"] = r.Int64N(1e8) / pow10(4-decimals) * pow10(4-decimals)
	for _, column := range []string{"natural_person", "enterprise", "research", "public_interest", "legal_service", "other_org"} {
		a := func(row string) string { return "applications." + row + "." + column }
		put(a("carried_over"), get(a("carried_in"))+r.Int64N(5))
		total := int64(0)
		for _, rule := range l.Table("applications").Rules() {
			if rule.Code == "column-sum" && rule.Each == column {
				for _, part := range rule.Right {
					total += get(part)
				}
			}
		}
		put(a("processed_total"), total)
		put(a("received"), total+get(a("carried_over"))-get(a("carried_in")))
	}
	for _, t := range l.Tables {
		for _, rule := range t.Rules() {
			if rule.Code != "row-sum" && rule.Code != "case-sum" {
				continue
			}
			total := int64(0)
			for _, part := range rule.Right {
				total += get(part)
			}
			put(rule.Left[0], total)
		}
	}
	g.data = g.encode(l, decimals)
	return g
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// encode writes the report as data, by itself.
func (g *generated) encode(l *layouts.Layout, decimals int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `{"layout": %q, "agency": %q, "year": 2024, "sections": [`, l.ID, g.agency)
	for i, s := range l.Sections {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, `{"id": %q, "heading": %q, "paragraphs": ["见下表。"], "table": %q}`, s.ID, s.Heading, s.Table)
	}
	b.WriteString(`], "tables": {`)
	table, row := "", ""
	for _, id := range l.CellIDs() {
		parts := strings.SplitN(id, ".", 3)
		switch {
		case parts[0] != table && table != "":
			b.WriteString("}}, ")
		case parts[1] != row && row != "":
			b.WriteString("}, ")
		case row != "":
			b.WriteString(", ")
		}
		if parts[0] != table {
			fmt.Fprintf(&b, "%q: {", parts[0])
			row = ""
		}
		if parts[1] != row {
			fmt.Fprintf(&b, "%q: {", parts[1])
		}
		table, row = parts[0], parts[1]
		text := fmt.Sprint(g.cells[id] / 10000)
		if id == "proactive.fees.amount" && decimals > 0 {
			text += "." + fmt.Sprintf("%04d", g.cells[id]%10000)[:decimals]
		}
		fmt.Fprintf(&b, "%q: %s", parts[2], text)
	}
	b.WriteString("}}}}")
	return []byte(b.String())
}

// written is a report in a format.
func written(t testing.TB, c *convert.Converter, f convert.Format, r *convert.Reading) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, f, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readAs(t testing.TB, c *convert.Converter, name string, data []byte) *convert.Reading {
	t.Helper()
	r, err := c.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSumIsTheTruth adds 300 generated units, a third of them by way of a workbook,
// and compares every cell with what was generated, to the last digit. The sum keeps
// all rules, and reads again from data and workbook as what it shows.
func TestSumIsTheTruth(t *testing.T) {
	c := converter(t)
	truth := map[string]int64{}
	var readings []*convert.Reading
	most := 300
	if !long.Tests() {
		most = 60
	}
	for i := range most {
		g := generate(uint64(i))
		for id, v := range g.cells {
			truth[id] += v
		}
		r := readAs(t, c, fmt.Sprint(i, ".json"), g.data)
		if n := r.Report.Count(report.Error) + r.Report.Count(report.Warning); n > 0 {
			t.Fatalf("unit %d: %v", i, r.Report.Findings)
		}
		if i%3 == 0 {
			r = readAs(t, c, fmt.Sprint(i, ".xlsx"), written(t, c, convert.XLSX, r))
		}
		readings = append(readings, r)
	}
	sum, err := c.Sum(readings, convert.SumOptions{Agency: "示例区"})
	if err != nil || len(sum.LeftOut) > 0 {
		t.Fatalf("left out %v, %v", sum.LeftOut, err)
	}
	for _, f := range []convert.Format{"", convert.JSON, convert.XLSX} {
		r := sum.Reading
		if f != "" {
			r = readAs(t, c, "sum"+f.Ext(), written(t, c, f, sum.Reading))
		}
		for id, v := range truth {
			want := fmt.Sprint(v / 10000)
			if id == "proactive.fees.amount" {
				want += fmt.Sprintf(".%04d", v%10000)
			}
			if got := r.Report.Cell(id).Value.String(); got != want {
				t.Errorf("%q: %s is %s, want %s", f, id, got, want)
			}
		}
		if n := r.Report.Count(report.Error); n > 0 {
			t.Errorf("%q: %v", f, r.Report.Findings)
		}
		if r.Report.Agency != "示例区" || r.Report.Year != 2024 || !strings.Contains(r.Report.Section("overview").Paragraphs[0].Text, "示例区第59局") {
			t.Errorf("%q: agency %q, year %d, %q", f, r.Report.Agency, r.Report.Year, r.Report.Section("overview").Paragraphs[0].Text)
		}
	}
}

// unitOf is a generated unit as a reading, changed.
func unitOf(t testing.TB, seed uint64, name string, change func(*report.Report)) *convert.Reading {
	t.Helper()
	r := readAs(t, converter(t), name, generate(seed).data)
	if change != nil {
		change(r.Report)
		r.SHA256 = "" // of another file
	}
	return r
}

// TestSumChooses: which reports are terms of a sum, and what is said of the others.
func TestSumChooses(t *testing.T) {
	named := func(agency string) func(*report.Report) { return func(r *report.Report) { r.Agency = agency } }
	year := func(y int) func(*report.Report) { return func(r *report.Report) { r.Year = y } }
	wrong := func(r *report.Report) { r.Add(report.NewFinding("row-sum", "表三总计不等于各项之和。")) }
	nobodys := func(name string) *convert.Reading {
		r := unitOf(t, 1, name, named(""))
		r.SHA256 = "the same"
		return r
	}
	older := func() *convert.Reading {
		return readAs(t, converter(t), "old.json", []byte(`{"layout": "disclosure-2019", "agency": "乙局", "year": 2024, "tables": {}}`))
	}
	part := func(r *report.Report) {
		r.Agency = "示例区"
		r.Properties = []report.Property{{Key: "汇总单位", Value: "示例区第1局；示例区第9局"}}
	}
	for _, tt := range []struct {
		name    string
		units   []*convert.Reading
		options convert.SumOptions
		added   int
		left    []string
		finding string
	}{
		{"all", []*convert.Reading{unitOf(t, 1, "a", nil), unitOf(t, 2, "b", nil)}, convert.SumOptions{}, 2, nil, ""},
		{"twice the same", []*convert.Reading{unitOf(t, 1, "a", nil), unitOf(t, 1, "b", named("示例区第1局"))}, convert.SumOptions{}, 1, []string{"b duplicate"}, "两份的数字相同"},
		{"one file under two names", []*convert.Reading{unitOf(t, 1, "a", nil), unitOf(t, 1, "b", nil)}, convert.SumOptions{}, 1, []string{"b duplicate"}, "内容完全相同"},
		{"one file under two names, nobody's", []*convert.Reading{nobodys("a"), nobodys("b")}, convert.SumOptions{}, 1, []string{"b duplicate"}, "内容完全相同"},
		{"twice, not the same", []*convert.Reading{unitOf(t, 1, "a", named("甲局")), unitOf(t, 2, "b", named("甲 局"))}, convert.SumOptions{}, 1, []string{"b duplicate"}, "两份的数字不同"},
		{"twice, in other brackets and characters", []*convert.Reading{unitOf(t, 1, "a", named("甲区（新区）")), unitOf(t, 1, "b", named("甲區(新区)"))}, convert.SumOptions{}, 1, []string{"b duplicate"}, "只计入一份"},
		{"twice, one with errors", []*convert.Reading{unitOf(t, 1, "a", wrong), unitOf(t, 1, "b", nil)}, convert.SumOptions{}, 1, []string{"a duplicate"}, "只计入一份"},
		{"without names", []*convert.Reading{unitOf(t, 1, "a", named("")), unitOf(t, 1, "b", named(""))}, convert.SumOptions{}, 2, nil, "不能判断是否重复，已计入汇总：a、b。"},
		{"an error", []*convert.Reading{unitOf(t, 1, "a", wrong), unitOf(t, 2, "b", nil)}, convert.SumOptions{}, 1, []string{"a row-sum"}, ""},
		{"an error, forced", []*convert.Reading{unitOf(t, 1, "a", wrong), unitOf(t, 2, "b", nil)}, convert.SumOptions{Force: true}, 2, nil, ""},
		{"another form", []*convert.Reading{older(), unitOf(t, 2, "b", nil)}, convert.SumOptions{Force: true}, 1, []string{"old.json unsupported-layout"}, ""},
		{"another year", []*convert.Reading{unitOf(t, 1, "a", year(2023)), unitOf(t, 2, "b", nil)}, convert.SumOptions{Year: 2024}, 1, []string{"a date"}, ""},
		{"a year unknown", []*convert.Reading{unitOf(t, 1, "a", year(0)), unitOf(t, 2, "b", nil)}, convert.SumOptions{}, 2, nil, "年度不明，已计入"},
		{"a sum of what is there", []*convert.Reading{unitOf(t, 1, "a", nil), unitOf(t, 3, "sum", part)}, convert.SumOptions{}, 1, []string{"sum duplicate"}, "不重复计入"},
		{"a copy of the whole", []*convert.Reading{unitOf(t, 1, "a", nil), unitOf(t, 3, "copy", nil)}, convert.SumOptions{Against: unitOf(t, 3, "whole", nil)}, 1, []string{"copy duplicate"}, "对照的报告（whole）是同一份"},
		{"the one unit is the whole", []*convert.Reading{unitOf(t, 3, "a", nil)}, convert.SumOptions{Against: unitOf(t, 3, "whole", nil)}, 1, nil, ""},
		{"a unit that goes by the name of the sum", []*convert.Reading{unitOf(t, 1, "a", named("示例区")), unitOf(t, 2, "b", nil)}, convert.SumOptions{Agency: "示例区"}, 2, nil, "自己的报告，已作为一个单位计入"},
		{"a sum of others", []*convert.Reading{unitOf(t, 2, "b", nil), unitOf(t, 3, "sum", part)}, convert.SumOptions{}, 2, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sum, err := converter(t).Sum(tt.units, tt.options)
			if err != nil {
				t.Fatal(err)
			}
			var left []string
			for _, l := range sum.LeftOut {
				left = append(left, l.Reading.Source+" "+l.Code)
			}
			if len(sum.Units) != tt.added || !slices.Equal(left, tt.left) {
				t.Errorf("added %d, left out %v; want %d, %v", len(sum.Units), left, tt.added, tt.left)
			}
			said := slices.ContainsFunc(sum.Report.Findings, func(f report.Finding) bool {
				return tt.finding != "" && strings.Contains(f.Message, tt.finding)
			})
			if said != (tt.finding != "") {
				t.Errorf("want %q in %v", tt.finding, sum.Report.Findings)
			}
		})
	}
	_, err := converter(t).Sum([]*convert.Reading{unitOf(t, 1, "a", year(2023)), unitOf(t, 2, "b", nil)}, convert.SumOptions{})
	var years *convert.YearsError
	if !errors.As(err, &years) || !slices.Equal(years.Years, []int{2023, 2024}) {
		t.Errorf("two years: %v", err)
	}
	if _, err := converter(t).Sum([]*convert.Reading{unitOf(t, 1, "a", wrong)}, convert.SumOptions{}); !errors.Is(err, convert.ErrNothing) {
		t.Errorf("nothing to add: %v", err)
	}
}

// TestSumAgainst finds the one cell of the whole that was changed, whichever it is.
func TestSumAgainst(t *testing.T) {
	c := converter(t)
	units := []*convert.Reading{unitOf(t, 1, "a", nil), unitOf(t, 2, "b", nil), unitOf(t, 3, "c", nil)}
	l := layouts.Find("disclosure-2021")
	for i, id := range l.CellIDs() {
		if strings.HasSuffix(id, "in_force") || !long.Tests() && i%20 > 0 {
			continue
		}
		sum, err := c.Sum(units, convert.SumOptions{})
		if err != nil {
			t.Fatal(err)
		}
		whole := readAs(t, c, "whole.json", written(t, c, convert.JSON, sum.Reading))
		whole.Report.Cell(id).Value = figure.NewNumber(123456789)
		sum, err = c.Sum(units, convert.SumOptions{Against: whole})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range sum.Report.Findings {
			if f.Code == "against" {
				got = append(got, string(f.Severity)+" "+strings.Join(f.Cells, " ")+" "+f.Actual)
			}
		}
		if want := []string{"error " + id + " 123456789"}; !slices.Equal(got, want) {
			t.Errorf("%s: got %v", id, got)
		}
	}
}

// TestSumOfTheSamples: text, data and a web page add up to the district's report
// but for the seeded cell.
func TestSumOfTheSamples(t *testing.T) {
	c := converter(t)
	files, _ := filepath.Glob("../testdata/units/*")
	var units []*convert.Reading
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, readAs(t, c, filepath.Base(file), data))
	}
	sum, err := c.Sum(units, convert.SumOptions{Against: readAs(t, c, "whole.json", load(t, "../testdata/whole/whole.json"))})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Agree != 198 || sum.Differ != 1 || sum.Untold != 1 || sum.Report.Agency != "示例区" || sum.Report.Cell("proactive.fees.amount").Value.String() != "2.355" {
		t.Errorf("agree %d, differ %d, untold %d, %q: %v", sum.Agree, sum.Differ, sum.Untold, sum.Report.Agency, sum.Report.Findings)
	}
}
