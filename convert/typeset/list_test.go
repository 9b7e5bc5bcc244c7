package typeset

import (
	"testing"

	"github.com/nianbao/nianbao/layouts"
)

// TestCaptionStaysWithItsRow: wherever a page ends, no caption is its last line, and
// the head stands above what goes on.
func TestCaptionStaysWithItsRow(t *testing.T) {
	tab := tableOf(t, "disclosure-2014", "statistics", "7")
	for room := 100.0; room < depth; room += 7 {
		for r := 0; r < tab.grid.Rows; {
			k := tab.end(r, room, loosely)
			if k == r {
				t.Fatalf("nothing fits into %g points from row %d on", room, r)
			}
			if k < tab.grid.Rows {
				if c := tab.cells[tab.owner[k-1][0]]; c.Kind == layouts.CaptionCell {
					t.Errorf("a page of %g points ends below the caption %s", room, c.Text)
				}
				if rows := tab.span(k, tab.grid.Rows); rows[0] != 0 {
					t.Errorf("the head is not repeated above row %d", k)
				}
			}
			r = k
		}
	}
}

// TestListLabels: labels and captions of a list stand at the left, indented.
func TestListLabels(t *testing.T) {
	tab := tableOf(t, "disclosure-2014", "statistics", "7")
	for _, c := range tab.cells {
		listed := c.Kind == layouts.LabelCell || c.Kind == layouts.CaptionCell
		if listed != c.left {
			t.Errorf("%q: left %v", c.Text, c.left)
		}
		if c.Text == "其中：主动公开规范性文件数" && c.indent() != 3*tab.size {
			t.Errorf("%q is indented by %g points", c.Text, c.indent())
		}
	}
}
