package settle

import "testing"

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
