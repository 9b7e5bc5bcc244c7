package convert_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
)

// TestDiffFindsTheSeeded: the two years in testdata contradict each other once in
// each way, and what is right beside it is not reported.
func TestDiffFindsTheSeeded(t *testing.T) {
	c := converter(t)
	older, newer := readAs(t, c, "2023.txt", load(t, "../testdata/years/2023.txt")), readAs(t, c, "2024.txt", load(t, "../testdata/years/2024.txt"))
	for _, r := range []*convert.Reading{older, newer} {
		if len(r.Report.Findings) > 0 {
			t.Errorf("%s: %v", r.Source, r.Report.Findings)
		}
	}
	d, err := c.Diff(older, newer)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range d.Findings {
		got = append(got, strings.Join(append([]string{string(f.Code)}, f.Cells[:min(1, len(f.Cells))]...), " ")+" "+f.Actual)
	}
	slices.Sort(got)
	want := []string{
		"carry-over applications.carried_in.enterprise 1", "carry-over applications.carried_in.total 1", "copied-prose ",
		"in-force proactive.normative.in_force 9", "prose-number applications.received.total 6", "prose-number applications.received.total 增长50%",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	var once, twice bytes.Buffer
	set := &report.DiffSet{Pairs: []*report.Diff{d}}
	for _, b := range []*bytes.Buffer{&once, &twice} {
		if err := c.WriteDiffs(b, convert.XLSX, set); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(once.Bytes(), twice.Bytes()) {
		t.Error("the same set gives other bytes")
	}
	var data bytes.Buffer
	if err := c.WriteDiffs(&data, convert.JSON, set); err != nil || !json.Valid(data.Bytes()) {
		t.Errorf("%v: %s", err, data.Bytes())
	}
}

// TestPair: by agency, white space and width aside; what is left over is named.
func TestPair(t *testing.T) {
	reading := func(agency, source string) *convert.Reading {
		return &convert.Reading{Source: source, Report: &report.Report{Agency: agency}}
	}
	p := convert.Pair(
		[]*convert.Reading{reading("甲局（区）", "1"), reading("乙局", "2"), reading("", "3"), reading("甲局（区）", "4")},
		[]*convert.Reading{reading("丙局", "5"), reading("甲 局(区)", "6"), reading("", "7")})
	sources := func(all []*convert.Reading) (s string) {
		for _, r := range all {
			s += r.Source
		}
		return s
	}
	if len(p.Pairs) != 1 || p.Pairs[0][0].Source != "1" || p.Pairs[0][1].Source != "6" || sources(p.Older) != "234" || sources(p.Newer) != "57" {
		t.Errorf("pairs %v, older %s, newer %s", p.Pairs, sources(p.Older), sources(p.Newer))
	}
	if p := convert.Pair([]*convert.Reading{reading("甲局", "1")}, []*convert.Reading{reading("甲局（区）", "2")}); len(p.Pairs) != 1 {
		t.Error("two single reports are no pair")
	}
}

// TestPairYears: of an agency's reports the last of neighbouring years are compared.
func TestPairYears(t *testing.T) {
	of := func(years ...int) (all []*convert.Reading) {
		for _, y := range years {
			all = append(all, &convert.Reading{Report: &report.Report{Agency: "甲局", Year: y}})
		}
		return all
	}
	for _, tt := range []struct {
		older, newer []int
		want         string
	}{
		{[]int{2022, 2023}, []int{2024}, "2023-2024"},
		{[]int{2023}, []int{2023, 2024}, "2023-2024"},
		{[]int{2022, 2023}, []int{2023, 2024}, "2023-2024"},
		{[]int{2020, 2021}, []int{2024, 2025}, "2020-2024"},
		{[]int{0, 2021}, []int{1, 2025}, "0-1"},
	} {
		var got []string
		for _, p := range convert.Pair(of(tt.older...), of(tt.newer...)).Pairs {
			got = append(got, fmt.Sprintf("%d-%d", p[0].Report.Year, p[1].Report.Year))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%v and %v: %s, want %s", tt.older, tt.newer, s, tt.want)
		}
	}
}
