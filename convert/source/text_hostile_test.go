package source

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
)

// Texts made to hurt: each is read, or is too large, within seconds.
func TestHostileTexts(t *testing.T) {
	long.Skip(t, "takes seconds")
	rep := strings.Repeat
	rulers := func(mark string, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(rep(mark, 3+i%90) + " " + rep(mark, 5) + "\na   b\n")
		}
		return b.String()
	}
	var fences strings.Builder
	for i := range 900 {
		fmt.Fprintf(&fences, "|===%s\n|a\n", rep("=", i))
	}
	for _, tt := range []struct{ name, text string }{
		{"rulers of dashes", rulers("-", 20_000)},
		{"rulers that do not end", rulers("=", 20_000)},
		{"fences that do not end", fences.String()},
		{"tables of a wiki that do not end", rep("{|\n| a\n", 20_000)},
		{"a frame of many columns", rep("+"+rep("-+", 3000)+"\n|"+rep("x|", 3000)+"\n", 60)},
		{"a frame of many rows", rep("+--+--+\n|a |b |\n|  +--+\n", 15_000)},
		{"a frame of long lines", rep("+--+"+rep("-", 3900)+"\n", 5000)},
		{"marks that do not end", rep("*a ", 300_000) + "\n" + rep("~~a ", 250_000) + "\n" + rep("`a _b ", 150_000)},
		{"marks in marks", rep("**a*b_", 150_000)},
		{"escapes", rep("\\*", 400_000)},
		{"links that do not end", rep("[a](", 200_000)},
		{"quotations in quotations", rep(">", 1_000_000) + " a"},
		{"tags in cells", "| a |\n|---|\n" + rep("| <s>1</s>2<sup>3</sup> | <b>x |\n", 20_000)},
		{"spans of asciidoc", "|===\n|a |b |c\n" + rep("999.999+|x 64.999+|y\n", 5_000) + "|===\n"},
		{"spans of a wiki", "{|\n" + rep("|-\n| colspan=9999 rowspan=9999 | x || y\n", 5_000) + "|}\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			work := cost.Work()
			_, err := Read("input", []byte(tt.text))
			if err != nil && !errors.Is(err, ErrTooLarge) {
				t.Errorf("got %v", err)
			}
			if took := work(); took > 1500 {
				t.Errorf("took %.0f yardsticks", took)
			} else {
				t.Log(took, err)
			}
		})
	}
}
