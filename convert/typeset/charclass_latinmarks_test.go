package typeset

import (
	"strings"
	"testing"
)

// TestLatinMarks: ^ stands before each mark that is set as in Latin text.
func TestLatinMarks(t *testing.T) {
	tests := []struct{ name, want string }{
		{"apostrophe", "the People^’s Republic"},
		{"quoted words", "It is ^“open^” and ^‘clear^’."},
		{"in Chinese", "办理“APP”等“H5”业务"},
		{"at the start of Latin text", "^“Openness^” is the rule."},
		{"at the start of Chinese text", "“互联网+政务服务”平台"},
		{"a Latin word first in Chinese quotes", "推进“internet+政务”工作"},
		{"an apostrophe in quotes", "by ^“the People^’s Court^” alone"},
		{"ellipsis", "and so on^…"},
		{"ellipsis in Chinese", "等等……"},
		{"possessive plural", "the offices^’ reports"},
		{"after a Chinese comma", "，“OK”。"},
	}
	for _, tt := range tests {
		p := pieceOf(strings.ReplaceAll(tt.want, "^", ""))
		var b strings.Builder
		for _, c := range p.chars {
			if c.latin {
				b.WriteByte('^')
			}
			b.WriteRune(c.r)
		}
		if b.String() != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, b.String(), tt.want)
		}
	}
}
