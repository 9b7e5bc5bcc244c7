package settle

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/layouts"
)

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
