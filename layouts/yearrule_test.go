package layouts

import (
	"errors"
	"strings"
	"testing"
)

// TestPairs: which figures two forms share. Table two of 2019 and of 2021 have
// none; the three rows of other treatment were one.
func TestPairs(t *testing.T) {
	old, now := Find("disclosure-2019"), Find("disclosure-2021")
	for _, tt := range []struct {
		name         string
		older, newer *Layout
		want         int
	}{
		{"2021 after 2021", now, now, 200},
		{"2019 after 2019", old, old, 198},
		{"2021 after 2019", old, now, 161 + 15},
		{"2019 after 2021", now, old, 0},
	} {
		pairs := tt.newer.Pairs(tt.older)
		if len(pairs) != tt.want {
			t.Errorf("%s: %d pairs, want %d", tt.name, len(pairs), tt.want)
		}
	}
	found := false
	for _, p := range now.Pairs(old) {
		if p.Older[0] == "applications.other.total" {
			found = len(p.Newer) == 3 && p.Newer[2] == "applications.other_other.total"
		}
		if strings.HasPrefix(p.Newer[0], "proactive.") {
			t.Errorf("table two is not comparable: %v", p)
		}
	}
	if !found {
		t.Error("（六）其他处理 is not the three rows of today")
	}
}

func TestYearRules(t *testing.T) {
	for id, want := range map[string]map[string]int{
		"disclosure-2019": {"carry-over": 7, "in-force": 5},
		"disclosure-2021": {"carry-over": 7, "in-force": 2},
	} {
		got := map[string]int{}
		for _, table := range Find(id).Tables {
			for _, r := range table.YearRules() {
				got[r.Code]++
			}
		}
		for code, n := range want {
			if got[code] != n {
				t.Errorf("%s: %d rules %s, want %d", id, got[code], code, n)
			}
		}
	}
}

// TestInvalidYears: every mistake is placed on its line.
func TestInvalidYears(t *testing.T) {
	builtin := string(Find("disclosure-2021").Source())
	for _, tt := range []struct{ name, old, new, msg string }{
		{"code", "- code: carry-over", "- code: row-sum", `unknown code "row-sum"`},
		{"cell", "cell: carried_in.{each}", "cell: carried.{each}", `no cell "carried.natural_person"`},
		{"before", `before: ["carried_over.{each}"]`, `before: ["carried.{each}"]`, `no cell "carried.natural_person"`},
		{"before only in the newer form", `before: ["carried_over.{each}"]`, `before: ["other_other.{each}"]`, `no cell "other_other.natural_person"`},
		{"no before", `        before: ["carried_over.{each}"]` + "\n", "", "needs cell and before"},
		{"plus", `plus: ["{each}.issued"]`, `plus: ["{each}.made"]`, `no cell "rules.made"`},
		{"minus", `minus: ["{each}.repealed"]`, `minus: ["{each}.gone"]`, `no cell "rules.gone"`},
		{"each", "      - code: carry-over\n        each: columns", "      - code: carry-over\n        each: cells", "each is rows"},
		{"older form", "      - layout: disclosure-2019\n        joined:", "      - layout: disclosure-1999\n        joined:", `no older layout "disclosure-1999"`},
		{"older form is itself", "      - layout: disclosure-2019\n        joined:", "      - layout: disclosure-2021\n        joined:", "no older layout"},
		{"joined", `"other_other.{each}"]` + "\n            was", `"other_rest.{each}"]` + "\n            was", `no cell "other_rest.natural_person"`},
		{"was", `was: ["other.{each}"]`, `was: ["rest.{each}"]`, `no cell "rest.natural_person"`},
		{"unknown key", `was: ["other.{each}"]`, `were: ["other.{each}"]`, "were"},
		{"chart", "cells: [litigation.cases.reconsideration.total", "cells: [litigation.cases.all.total", `no cell "litigation.cases.all.total"`},
		{"shared", "unit: 件, shared: true", "unit: 件, shared: perhaps", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at := strings.Index(builtin, tt.old)
			if at < 0 {
				t.Fatalf("the layout does not have %q", tt.old)
			}
			_, err := Parse("form.yaml", []byte(strings.Replace(builtin, tt.old, tt.new, 1)))
			var invalid *InvalidError
			if !errors.As(err, &invalid) {
				t.Fatalf("got %v, want an InvalidError", err)
			}
			line := 1 + strings.Count(builtin[:at], "\n")
			if invalid.Line < line-3 || invalid.Line > line+3 || invalid.Column < 2 {
				t.Errorf("placed at %d:%d, the change is at line %d", invalid.Line, invalid.Column, line)
			}
			if !strings.Contains(invalid.Why.Error(), tt.msg) {
				t.Errorf("message %q", invalid.Why.Error())
			}
		})
	}
}
