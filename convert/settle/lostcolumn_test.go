package settle

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
)

// TestColumnLost: what stood in a column that the source lacks the rows' sums tell, and
// only if the heads say which it is.
func TestColumnLost(t *testing.T) {
	rows := []string{"received:1 2 0 1 0 4", "carried_in:0 0 0 0 0 0", "granted:1 0 0 1 0 2", "partly_granted:0 2 0 0 0 3", "processed_total:1 2 0 1 0 5", "carried_over:0 0 0 0 0 0"}
	for _, tt := range []struct{ name, lacks, received, over, code string }{
		{"head lost", "research", "1,2,0,0,1,0,4", "0,0,0,0,0,0,0", "repaired"},
		{"heads lost", "", "?,?,?,?,?,?,?", "?,?,?,?,?,?,?", "missing-cell"},
		{"total lost", "total", "1,2,0,1,0,4,?", "0,0,0,0,0,0,?", "missing-cell"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rt := rowsOf("applications", rows...)
			for _, row := range rt.Rows {
				if tt.lacks != "" {
					row.Lacks = []string{tt.lacks}
				}
			}
			got, r := settled("disclosure-2021", rt)
			if got["received"] != tt.received || got["carried_over"] != tt.over {
				t.Errorf("got %s and %s, want %s and %s", got["received"], got["carried_over"], tt.received, tt.over)
			}
			if got := got["partly_granted"]; tt.lacks == "research" && got != "0,2,1,0,0,0,3" {
				t.Errorf("got %s", got)
			}
			if !slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return string(f.Code) == tt.code }) {
				t.Errorf("no %s: %v", tt.code, r.Findings)
			}
		})
	}
}

// TestColumnsLost: of several lost columns a sum tells only that nothing is left.
func TestColumnsLost(t *testing.T) {
	rt := rowsOf("applications", "received:1 2 1 0 7", "carried_in:0 0 0 0 0", "granted:1 0 1 0 2")
	for _, row := range rt.Rows {
		row.Lacks = []string{"research", "legal_service"}
	}
	got, _ := settled("disclosure-2021", rt)
	if got["received"] != "1,2,?,1,?,0,7" || got["carried_in"] != "0,0,0,0,0,0,0" || got["granted"] != "1,0,0,1,0,0,2" {
		t.Errorf("got %v", got)
	}
}

// TestColumnLostBesideSubtotals: a column of subtotals keeps its place where another
// column is lost.
func TestColumnLostBesideSubtotals(t *testing.T) {
	rt := rowsOf("applications", "received:1 2 0 1 0 4 5", "carried_in:0 0 0 0 0 0 0", "granted:1 0 0 1 0 1 2")
	for _, row := range rt.Rows {
		row.Lacks = []string{"research"}
		row.Extras = []draft.Extra{{Label: "小计", Before: 6, Members: []string{"enterprise", "research", "public_interest", "legal_service", "other_org"}}}
	}
	got, _ := settled("disclosure-2021", rt)
	if got["received"] != "1,2,1,0,1,0,5" || got["granted"] != "1,0,0,0,1,0,2" {
		t.Errorf("got %v", got)
	}
}

// TestTotalBlankAmongUnread: a row without its total says little in a table whose rows
// cannot be read.
func TestTotalBlankAmongUnread(t *testing.T) {
	got, _ := settled("disclosure-2021", rowsOf("applications", "received:1 2 3 4 5 6 7 8", "carried_in:10000112 _ _ _ _ _ _", "granted:1 1 1 1 1 1 1 9", "partly_granted:2 1 1 1 1 1 1 9"))
	if got["carried_in"] != "?,?,?,?,?,?,?" {
		t.Errorf("got %v", got)
	}
}

// TestColumnLostInPlaces: in a table without its total or another column, the last
// value of every row tells by its size which is gone.
func TestColumnLostInPlaces(t *testing.T) {
	for _, tt := range []struct{ name, granted, want string }{
		{"another column", "granted:1 0 0 1 0 3 _", "?,?,?,?,?,?,?"},
		{"the total", "granted:3 0 0 1 0 1 _", "3,0,0,1,0,1,"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := settled("disclosure-2021", rowsOf("applications", "received:1 2 0 1 0 5 _", "carried_in:0 0 0 0 0 0 _", tt.granted, "processed_total:1 2 0 1 0 6 _", "carried_over:0 0 0 0 0 0 _"))
			if got["granted"] != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}
