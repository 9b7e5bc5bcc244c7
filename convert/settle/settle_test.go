package settle

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/check"
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
		{"a zero lost", "disclosure-2021", "applications", "received:0 0 0 0 0 0", "0,0,0,0,0,0,0", "repaired"},
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
				codes = append(codes, f.Code)
			}
			if tt.code == "" && len(codes) > 0 || tt.code != "" && !slices.Contains(codes, tt.code) {
				t.Errorf("got findings %v, want %q", codes, tt.code)
			}
		})
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

// TestCopies: merged cells whose places hold copies are one cell each, if all do.
func TestCopies(t *testing.T) {
	for _, tt := range []struct{ name, licensing, want string }{
		{"all", "licensing:12 3 3 40", "12,3,40"},
		{"not all", "licensing:12 3 4 40", "?,?,?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := settled("disclosure-2019", rowsOf("proactive", "rules:0 7 7 9", tt.licensing, "fees:5 5 -1 -1"))
			if got["licensing"] != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

// TestDrawn: in a table drawn place for place the form's grid tells where blanks are.
func TestDrawn(t *testing.T) {
	for _, tt := range []struct{ name, licensing, fees, want string }{
		{"place for place", "licensing:1 0 _ 7", "fees:_ _ 0 _", ",0"},
		{"a place too few elsewhere", "licensing:1 0 7", "fees:_ _ 0 _", "?,?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := settled("disclosure-2019", rowsOf("proactive", "rules:0 1 _ 2", tt.licensing, "coercion:0 _ _ 3", tt.fees))
			if got["fees"] != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

// TestDrawnLonger: so does one in which many rows have an empty place more at the end.
func TestDrawnLonger(t *testing.T) {
	for _, tt := range []struct{ name, penalties, want string }{
		{"many", "penalties:1 1 _ 3 _", ",0"},
		{"some", "penalties:1 1 _ 3", "?,?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := settled("disclosure-2019", rowsOf("proactive", "rules:0 1 _ 2", "licensing:1 0 _ 7 _", "coercion:0 _ _ 3", tt.penalties, "fees:_ _ 0 _ _"))
			if got["fees"] != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

// TestDashInCell: a dash in a cell of its own is a blank; on a line of a text it may
// be the sign of the number below.
func TestDashInCell(t *testing.T) {
	for _, tt := range []struct {
		grid bool
		want string
	}{{true, "11,,3"}, {false, "?,?,?"}} {
		rt := rowsOf("proactive", "penalties:11 - 3", "rules:0 1 2")
		for i, row := range rt.Rows {
			row.Grid = tt.grid
			for k := range row.Pieces {
				row.Pieces[k].Line = 10*i + k
			}
		}
		if got, _ := settled("disclosure-2019", rt); got["penalties"] != tt.want {
			t.Errorf("in a grid %v: got %v", tt.grid, got)
		}
	}
}

// TestColumnLost: what stood in a column that the source lacks the rows' sums tell, and
// only if the heads say which it is.
func TestColumnLost(t *testing.T) {
	rows := []string{"received:1 2 0 1 0 4", "carried_in:0 0 0 0 0 0", "granted:1 0 0 1 0 2", "partly_granted:0 2 0 0 0 3", "processed_total:1 2 0 1 0 5", "carried_over:0 0 0 0 0 0"}
	for _, tt := range []struct{ name, lacks, received, over, code string }{
		{"head lost", "research", "1,2,0,0,1,0,4", "0,0,0,0,0,0,0", "repaired"},
		{"heads lost", "", "?,?,?,?,?,?,?", "0,0,0,0,0,0,0", "missing-cell"},
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
			if !slices.ContainsFunc(r.Findings, func(f report.Finding) bool { return f.Code == tt.code }) {
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

// city makes a table three of city size whose sums hold.
func city(rng *rand.Rand, most int) (rows [][]int64) {
	l := layouts.Find("disclosure-2021")
	n := len(l.Table("applications").Blocks[0].Rows)
	rows = make([][]int64, n)
	for i := range rows {
		rows[i] = make([]int64, 7)
	}
	for i := 2; i < n-2; i++ {
		for c := range 6 {
			if rng.IntN(3) > 0 {
				rows[i][c] = rng.Int64N(int64(most))
			}
			rows[n-2][c] += rows[i][c]
		}
	}
	for c := range 6 {
		rows[n-1][c] = rng.Int64N(int64(most))
		sum := rows[n-2][c] + rows[n-1][c]
		rows[1][c] = rng.Int64N(sum + 1)
		rows[0][c] = sum - rows[1][c]
	}
	for i := range rows {
		for c := range 6 {
			rows[i][6] += rows[i][c]
		}
	}
	return rows
}

// runTogetherTable writes every row with all its digits run together.
func runTogetherTable(rows [][]int64) *draft.Table {
	l := layouts.Find("disclosure-2021")
	rt := &draft.Table{ID: "applications"}
	for i, spec := range l.Table("applications").Blocks[0].Rows {
		text := ""
		for _, v := range rows[i] {
			text += fmt.Sprint(v)
		}
		rt.Rows = append(rt.Rows, &draft.Row{ID: spec.ID, Line: i + 1, Pieces: []draft.Piece{{Text: text, Line: i + 1}}})
	}
	return rt
}

// TestRunTogetherNeverWrong: whatever is settled of tables with all digits run
// together is right; what is not settled is open.
func TestRunTogetherNeverWrong(t *testing.T) {
	for _, most := range []int{3, 30, 900, 20000} {
		right, open := 0, 0
		for seed := range uint64(12) {
			rows := city(rand.New(rand.NewPCG(seed, uint64(most))), most)
			got, _ := settled("disclosure-2021", runTogetherTable(rows))
			for i, spec := range layouts.Find("disclosure-2021").Table("applications").Blocks[0].Rows {
				for c, v := range strings.Split(got[spec.ID], ",") {
					switch v {
					case fmt.Sprint(rows[i][c]):
						right++
					case "?":
						open++
					default:
						t.Fatalf("seed %d, most %d: %s column %d is %s, the source says %d", seed, most, spec.ID, c, v, rows[i][c])
					}
				}
			}
		}
		t.Logf("counts below %d: %d right, %d open", most, right, open)
		if right < open {
			t.Errorf("counts below %d: only %d of %d settled", most, right, right+open)
		}
	}
}

// TestRunTogetherBlanks: where zeros are left blank, digits run together have
// readings that the columns alone do not show. What is settled is right.
func TestRunTogetherBlanks(t *testing.T) {
	for seed := range uint64(40) {
		rows := city(rand.New(rand.NewPCG(seed, 7)), 900)
		rt := runTogetherTable(rows)
		for i, row := range rt.Rows {
			text := ""
			for _, v := range rows[i] {
				if v > 0 {
					text += fmt.Sprint(v)
				}
			}
			row.Pieces[0].Text = text
		}
		rt.Rows[4] = &draft.Row{ID: rt.Rows[4].ID, Line: 5} // a row that is blank throughout
		got, _ := settled("disclosure-2021", rt)
		for i, row := range rt.Rows {
			for c, v := range strings.Split(got[row.ID], ",") {
				if v != "?" && v != "" && (i == 4 || v != fmt.Sprint(rows[i][c])) {
					t.Fatalf("seed %d: %s column %d is %s, the source says %d", seed, row.ID, c, v, rows[i][c])
				}
			}
		}
	}
}

// TestRunTogetherDamaged: one digit of a table with all digits run together is
// another. No cell but that one may be settled as what it is not.
func TestRunTogetherDamaged(t *testing.T) {
	seeds := map[uint64]int{149: 12, 874: 12, 860: 60, 521: 300, 740: 300} // these were wrong once
	for seed := range uint64(40) {
		seeds[seed] = 60
	}
	for seed, most := range seeds {
		rng := rand.New(rand.NewPCG(seed, 8))
		rows := city(rng, most)
		rt := runTogetherTable(rows)
		hurt := rng.IntN(len(rows))
		text := []byte(rt.Rows[hurt].Pieces[0].Text)
		text[0] = '1' + (text[0]-'0')%9
		rt.Rows[hurt].Pieces[0].Text = string(text)
		got, r := settled("disclosure-2021", rt)
		r.Add(check.Check(layouts.Find("disclosure-2021"), r)...)
		named := r.Doubted()
		for i, row := range r.Tables[0].Rows {
			for c, v := range strings.Split(got[row.ID], ",") {
				id := layouts.CellID("applications", row.ID, row.Cells[c].Column)
				if v != "?" && v != fmt.Sprint(rows[i][c]) && !named[id] {
					t.Errorf("seed %d: %s is %s, the source says %d", seed, id, v, rows[i][c])
				}
			}
		}
	}
}

func BenchmarkSettleRunTogether(b *testing.B) {
	rows := city(rand.New(rand.NewPCG(1, 2)), 20000)
	for b.Loop() {
		settled("disclosure-2021", runTogetherTable(rows))
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
