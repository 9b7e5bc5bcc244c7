package settle

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
)

// TestSpellings holds cells to what figure's table of spellings says of their texts.
// What is no value of its column is unreadable, and its text is kept.
func TestSpellings(t *testing.T) {
	data, err := os.ReadFile("../figure/testdata/spellings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(f[0], `"`, `\"`) + `"`)
		if err != nil {
			t.Fatal(err)
		}
		if text = strings.TrimSpace(text); text == "(empty)" {
			text = ""
		}
		for i, row := range []string{"licensing", "fees"} {
			rt := &draft.Table{ID: "proactive", Rows: []*draft.Row{{ID: row, Line: 1, Grid: true, Pieces: []draft.Piece{{Text: text, Line: 1}}}}}
			got, r := settled("disclosure-2021", rt)
			want, unit, _ := strings.Cut(f[1+i], " ")
			cell := r.Tables[0].Rows[0].Cells[0]
			switch {
			case want == "unreadable", strings.HasPrefix(want, "-"): // neither may be negative
				if !cell.Open || cell.Text != text || len(r.Findings) != 1 || r.Findings[0].Code != "unreadable" || r.Findings[0].Text != text {
					t.Errorf("%q in %s: got %q, %v, want it unreadable", text, row, got[row], r.Findings)
				}
			case want == "blank":
				if cell.Open || got[row] != "" || len(r.Findings) > 0 {
					t.Errorf("%q in %s: got %q, %v, want blank", text, row, got[row], r.Findings)
				}
			case got[row] != want, (row == "fees" && unit != "万元" || figure.CountsPeople(cell.Unit)) && cell.Unit != unit:
				t.Errorf("%q in %s: got %q %s, want %s %s", text, row, got[row], cell.Unit, want, unit)
			}
		}
	}
}
