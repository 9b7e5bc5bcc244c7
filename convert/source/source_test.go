package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// show writes each line as its number, marks and fields: "3+" has a gap before
// it, "3." ends a paragraph, "3#1" is of grid 1; a bar parts fields, "<" is a
// place that is merged, "/" a line break in a field.
func show(doc *Document) []string {
	var out []string
	for _, l := range doc.Lines {
		var b strings.Builder
		fmt.Fprint(&b, l.No)
		if l.Gap {
			b.WriteByte('+')
		}
		if l.Block {
			b.WriteByte('.')
		}
		if l.Grid > 0 {
			fmt.Fprintf(&b, "#%d", l.Grid)
		}
		for i, f := range l.Fields {
			b.WriteString(map[bool]string{true: " ", false: "¦"}[i == 0])
			b.WriteString(strings.ReplaceAll(f.Text, "\n", "/"))
			if f.Merged {
				b.WriteByte('<')
			}
		}
		out = append(out, b.String())
	}
	return out
}

func checkLines(t *testing.T, doc *Document, want ...string) {
	t.Helper()
	if got := show(doc); !slices.Equal(got, want) {
		t.Errorf("lines\ngot  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func mustRead(t *testing.T, data string) *Document {
	t.Helper()
	doc, err := Read("input", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// lines parts what a test wants at line breaks.
func lines(s string) []string { return strings.Split(strings.Trim(s, "\n"), "\n") }
