package settle

import (
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// pieces makes the pieces of a row: values parted by spaces, _ for an empty cell.
func pieces(text string) []draft.Piece {
	var ps []draft.Piece
	for _, w := range strings.Fields(text) {
		ps = append(ps, draft.Piece{Text: strings.ReplaceAll(w, "_", ""), Line: 1})
	}
	return ps
}

// rowsOf makes a table of rows.
func rowsOf(id string, rows ...string) *draft.Table {
	t := &draft.Table{ID: id}
	for _, r := range rows {
		name, text, _ := strings.Cut(r, ":")
		t.Rows = append(t.Rows, &draft.Row{ID: name, Line: 1, Pieces: pieces(text)})
	}
	return t
}

// settled settles one table and writes each row: values parted by commas, ? open.
func settled(layout string, rt *draft.Table) (map[string]string, *report.Report) {
	l := layouts.Find(layout)
	r := &report.Report{Layout: layout}
	Settle(NewForm(l), &draft.Draft{Report: r, Tables: []*draft.Table{rt}})
	out := map[string]string{}
	for _, row := range r.Tables[0].Rows {
		var v []string
		for _, c := range row.Cells {
			s := c.Value.String()
			if c.Open {
				s = "?"
			}
			v = append(v, s)
		}
		out[row.ID] = strings.Join(v, ",")
	}
	return out, r
}

func TestSettleOneRow(t *testing.T) {
	tests := []struct {
		name, layout, table, row, want, code string
	}{
		{"as many values as columns", "disclosure-2021", "proactive", "normative:5 0 24", "5,0,24", ""},
		{"run together, one digit each", "disclosure-2019", "proactive", "normative:337 rules:000", "3,3,7", "repaired"},
		{"a sign opens a cell", "disclosure-2019", "proactive", "penalties:11-83 rules:000", "11,-8,3", "repaired"},
		{"several readings", "disclosure-2019", "proactive", "procurement:36705283.86 rules:000", "?,?", "ambiguous"},
		{"row sum leaves one", "disclosure-2021", "applications", "received:5000005", "5,0,0,0,0,0,5", "repaired"},
		{"split off in part", "disclosure-2021", "applications", "received:1 000001", "1,0,0,0,0,0,1", "repaired"},
		{"two digits", "disclosure-2021", "applications", "received:120000012", "12,0,0,0,0,0,12", "repaired"},
		{"fifteen cells", "disclosure-2021", "litigation", "cases:000000000070007", "0,0,0,0,0,0,0,0,0,0,7,0,0,0,7", "repaired"},
		{"no split fits", "disclosure-2021", "applications", "received:5000004", "?,?,?,?,?,?,?", "missing-cell"},
		{"a value short, no sum", "disclosure-2021", "proactive", "normative:5 24", "?,?,?", "missing-cell"},
		{"a value short, table not run together", "disclosure-2021", "proactive", "normative:524", "?,?,?", "missing-cell"},
		{"a zero lost", "disclosure-2021", "applications", "received:0 0 0 0 0 0", "?,?,?,?,?,?,?", "missing-cell"},
		{"blanks in their places", "disclosure-2021", "applications", "received:5 _ _ _ _ _ 5", "5,,,,,,5", ""},
		{"dashes are blanks", "disclosure-2021", "proactive", "normative:5 - 24", "5,,24", ""},
		{"merged places before and after", "disclosure-2021", "applications", "received:_ _ 2 0 0 0 0 0 2 _", "2,0,0,0,0,0,2", ""},
		{"all blank", "disclosure-2021", "proactive", "normative:_ _ _", ",,", ""},
		{"no values", "disclosure-2021", "proactive", "normative:", ",,", ""},
		{"a word for a value", "disclosure-2021", "proactive", "normative:5 若干 24", "5,?,24", "unreadable"},
		{"negative count", "disclosure-2021", "proactive", "normative:5 -1 24", "5,?,24", "unreadable"},
		{"negative change", "disclosure-2019", "proactive", "penalties:11 －8 3", "11,-8,3", ""},
		{"fractional count", "disclosure-2021", "proactive", "normative:5 1.5 24", "5,?,24", "unreadable"},
		{"full width and commas", "disclosure-2021", "proactive", "normative:１，２３４ 0 5", "1234,0,5", ""},
		{"too many values", "disclosure-2021", "proactive", "normative:5 0 2 4", "?,?,?", "unreadable"},
		{"zeros left blank elsewhere", "disclosure-2019", "proactive", "licensing:350 rules:8", "?,?,?", "missing-cell"},
		{"run together in the first cell", "disclosure-2021", "applications", "received:0100001 _ _ _ _ _ _", "0,1,0,0,0,0,1", "repaired"},
		{"a broken number", "disclosure-2021", "applications", "received:1 2 0 0 0 0 0 12", "12,0,0,0,0,0,12", "repaired"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows := strings.SplitN(tt.row, " rules:", 2)
			rt := rowsOf(tt.table, rows[0])
			if len(rows) > 1 {
				rt.Rows = append(rt.Rows, rowsOf(tt.table, "rules:"+rows[1]).Rows...)
			}
			got, r := settled(tt.layout, rt)
			name, _, _ := strings.Cut(rows[0], ":")
			if got[name] != tt.want {
				t.Errorf("got %s, want %s", got[name], tt.want)
			}
			var codes []string
			for _, f := range r.Findings {
				codes = append(codes, string(f.Code))
			}
			if tt.code == "" && len(codes) > 0 || tt.code != "" && !slices.Contains(codes, tt.code) {
				t.Errorf("got findings %v, want %q", codes, tt.code)
			}
		})
	}
}

// TestCommasInText: commas among the digits of a text part cells, and what stands beside
// may be another column's; a cell is one.
func TestCommasInText(t *testing.T) {
	for _, tt := range []struct {
		grid bool
		want string
	}{{true, "?,?,0"}, {false, "?,?,?"}} {
		rt := rowsOf("proactive", "licensing:295,-91 ,,/, 0")
		rt.Rows[0].Grid, rt.Rows[0].Fixed = tt.grid, tt.grid
		if got, _ := settled("disclosure-2019", rt); got["licensing"] != tt.want {
			t.Errorf("in a grid %v: got %v, want %s", tt.grid, got, tt.want)
		}
	}
}

// TestAgreed: that all readings agree on a cell settles it only where each takes the row
// as it stands. A value that is lost may be any.
func TestAgreed(t *testing.T) {
	got, _ := settled("disclosure-2021", rowsOf("litigation", "cases:1 0 2 0 3 0 0 0 0 0 0 4 5 9"))
	if got["cases"] != strings.TrimSuffix(strings.Repeat("?,", 15), ",") {
		t.Errorf("got %s", got["cases"])
	}
}

func TestCandidates(t *testing.T) {
	_, r := settled("disclosure-2019", rowsOf("proactive", "procurement:36705283.86", "rules:000"))
	f := r.Findings[0]
	want := [][]string{{"3", "6705283.86"}, {"36", "705283.86"}, {"3670", "5283.86"}, {"36705", "283.86"}, {"367052", "83.86"}, {"3670528", "3.86"}}
	if len(f.Candidates) != len(want) {
		t.Fatalf("got %v, want %v", f.Candidates, want)
	}
	for _, w := range want {
		if !slices.ContainsFunc(f.Candidates, func(c []string) bool { return slices.Equal(c, w) }) {
			t.Errorf("%v is missing from %v", w, f.Candidates)
		}
	}
	if !slices.Equal(f.Cells, []string{"proactive.procurement.projects", "proactive.procurement.amount"}) {
		t.Errorf("cells %v", f.Cells)
	}
}

// TestSettleByTable: a row with several readings is settled by the sums over rows.
func TestSettleByTable(t *testing.T) {
	rows := []string{"received:12 0 0 0 0 0 12", "carried_in:0 0 0 0 0 0 0", "granted:1 0 0 0 0 0 1", "partly_granted:1100000 11"}
	l := layouts.Find("disclosure-2021")
	for _, row := range l.Table("applications").Blocks[0].Rows[4:] {
		switch row.ID {
		case "processed_total":
			rows = append(rows, "processed_total:12 0 0 0 0 0 12")
		default:
			rows = append(rows, row.ID+":0 0 0 0 0 0 0")
		}
	}
	got, r := settled("disclosure-2021", rowsOf("applications", rows...))
	if got["partly_granted"] != "11,0,0,0,0,0,11" {
		t.Errorf("got %s: %v", got["partly_granted"], r.Findings)
	}
}

// TestHeadUnit: the unit of a heading goes with the amount below it, with a warning
// where the form has another.
func TestHeadUnit(t *testing.T) {
	for _, tt := range []struct{ layout, row, unit, want, severity string }{
		{"disclosure-2019", "procurement:13 477.35", "万元", "万元", "info"},
		{"disclosure-2019", "procurement:13 477.35万元", "万元", "万元", "info"},
		{"disclosure-2019", "procurement:13 251000元", "万元", "元", "warning"},
		{"disclosure-2021", "fees:4300", "元", "元", "warning"},
		{"disclosure-2021", "fees:0", "元", "元", "info"},
		{"disclosure-2021", "fees:0.43", "万元", "", ""},
	} {
		rt := rowsOf("proactive", tt.row)
		rt.Rows[0].Unit = tt.unit
		_, r := settled(tt.layout, rt)
		cells := r.Tables[0].Rows[0].Cells
		severity := ""
		for _, f := range r.Findings {
			if f.Code == "unit" {
				severity = string(f.Severity)
			}
		}
		if got := cells[len(cells)-1].Unit; got != tt.want || severity != tt.severity {
			t.Errorf("%s under %s: got %q, %s", tt.row, tt.unit, got, severity)
		}
	}
}
