package source

import (
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
)

// Style sheets made to hurt take no longer than a page that is large.
func TestHostileSheets(t *testing.T) {
	long.Skip(t, "takes seconds")
	rep := strings.Repeat
	for _, tt := range []struct {
		name, page string
		want       error
	}{
		{"many rules", "<style>" + rep(".a{display:none}", 1_000_000) + "</style><p>x", nil},
		{"many rules and many tags", "<style>" + rep("*{color:red}", 100_000) + "</style>" + rep("<b>x</b>", 100_000), ErrTooLarge},
		{"many selectors of one rule", "<style>" + rep("b,", 1_000_000) + "b{color:red}</style><b>x</b>", nil},
		{"deep selectors", "<style>" + rep("x "+rep("b ", 14)+"i{color:red}", 10_000) + "</style>" + rep("<b>", 2000) + rep("<i>x</i>", 100), ErrTooLarge},
		{"a selector of very many parts", "<style>" + rep("b ", 1_000_000) + "{color:red}</style><b>x</b>", nil},
		{"many classes", "<style>.a{color:red}</style>" + rep("<b class='"+rep("a ", 100_000)+"'>x</b>", 20), nil},
		{"different classes", "<style>.a{color:red}</style><b class='" + manyWords(100_000) + "'>x</b>", nil},
		{"blocks in blocks", "<style>" + rep("@media screen{", 1_000_000) + "</style>x", nil},
		{"brackets", "<style>" + rep("a{(", 1_000_000) + "</style>x", nil},
		{"comments", "<style>" + rep("/*", 1_000_000) + "</style>x", nil},
		{"long values", "<style>b{color:" + rep("x", 10_000_000) + "}</style><b>x</b>", nil},
		{"one style of many words", "<b style='" + rep("color:red;", 1_000_000) + "'>x</b>", nil},
		{"formatting never closed", rep("<p><s>", 20_000) + "x", nil},
		{"elements in elements", rep("<b>", 200_000) + "x", ErrTooLarge},
		{"end tags of what is far out", "<i><table><td>" + rep("<b>", 50_000) + rep("</i>", 500_000) + "x", nil},
		{"choices", "<table><td>" + rep("<select><option>x", 300_000), nil},
		{"raised", "<table><td>" + rep("1<sup>2</sup>", 100_000), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			work := cost.Work()
			_, err := Read("input", []byte("<html>"+tt.page))
			if tt.want == nil && err != nil && !errors.Is(err, ErrEmpty) || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if took := work(); took > 1500 {
				t.Errorf("took %.0f yardsticks", took)
			} else {
				t.Log(took)
			}
		})
	}
}

func manyWords(n int) string {
	var b strings.Builder
	for i := range n {
		for ; i > 0; i /= 26 {
			b.WriteByte(byte('a' + i%26))
		}
		b.WriteByte(' ')
	}
	return b.String()
}
