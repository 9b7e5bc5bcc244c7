package typeset

import (
	"math"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/layouts"
)

// TestSmallestFigures: figures of up to eleven digits in every cell of a form are not
// smaller than 小六, columns give way; what a form's widths hold is left as it is.
func TestSmallestFigures(t *testing.T) {
	for _, l := range layouts.Builtin() {
		for _, lt := range l.Tables {
			for n := 1; n <= 11; n++ {
				tab := tableOf(t, l.ID, lt.ID, strings.Repeat("8", n))
				was := edges(lt.Widths)
				last := len(was) - 1
				if across := lt.ID == "litigation" && n > 8; across != tab.turned() { // fifteen columns of figures, and no other that could give way
					t.Errorf("%s %s, %d digits: turned is %v", l.ID, lt.ID, n, tab.turned())
				}
				if tab.turned() {
					if w := tab.edges[last] - tab.edges[0]; math.Abs(w-depth) > 0.01 {
						t.Errorf("%s %s, %d digits: the turned table is %.1f wide", l.ID, lt.ID, n, w)
					}
				} else if tab.edges[last]-was[last] > 0.01 {
					t.Errorf("%s %s, %d digits: the table is wider by %.1f", l.ID, lt.ID, n, tab.edges[last]-was[last])
				}
				for _, c := range tab.cells {
					if c.Kind == layouts.DataCell && c.size < smallest {
						t.Errorf("%s %s: figures of %d digits are set in %.1f points", l.ID, lt.ID, n, c.size)
						break
					}
				}
				for i := range was {
					if n <= 4 && !tab.turned() && tab.edges[i] != was[i] {
						t.Errorf("%s %s, %d digits: column %d is moved", l.ID, lt.ID, n, i)
					}
				}
			}
		}
	}
}

// TestOneWideColumn: a long amount takes its room from its neighbours.
func TestOneWideColumn(t *testing.T) {
	l, r := filled(t, "disclosure-2021", "litigation", "7")
	_, wide := filled(t, "disclosure-2021", "litigation", "123456789")
	r.Rows[0].Cells[4].Value = wide.Rows[0].Cells[4].Value
	s := &setter{metrics: plain{}}
	tab := s.newTable(l, r)
	for _, c := range tab.cells {
		if c.Kind == layouts.DataCell && c.size < l.Size-1.5 {
			t.Errorf("column %d is set in %.1f points", c.Col, c.size)
		}
	}
}
