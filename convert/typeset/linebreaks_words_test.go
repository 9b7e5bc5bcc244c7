package typeset

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/golden"
	"github.com/nianbao/nianbao/layouts"
)

// TestLabelLines shows how every label and head of the built-in forms is broken.
func TestLabelLines(t *testing.T) {
	var b strings.Builder
	for _, l := range layouts.Builtin() {
		for _, lt := range l.Tables {
			fmt.Fprintf(&b, "%s %s\n", l.ID, lt.ID)
			tab := tableOf(t, l.ID, lt.ID, "7")
			for _, c := range tab.cells {
				if len(c.lines) < 2 {
					continue
				}
				inside, _ := c.piece.wordy()
				for i, sp := range c.lines {
					if i > 0 {
						b.WriteString("／")
					}
					if inside[sp.from] >= insideWord {
						t.Errorf("%s: line %d of %s begins inside a word", lt.ID, i+1, c.Text)
					}
					for _, ch := range c.piece.chars[sp.from:sp.end] {
						b.WriteRune(ch.r)
					}
				}
				b.WriteString("\n")
			}
		}
	}
	golden.Compare(t, "testdata/labels.golden", b.String())
}
