package typeset

import "testing"

func TestComposed(t *testing.T) {
	tests := map[string]string{
		"e\u0301":           "é",
		"Nu\u0308 ka\u0302": "Nü kâ",
		"u\u0308\u030c":     "ǚ",
		"か\u3099":           "が",
		"x\u0301":           "x\u0301", // no font has both as one
		"\u0301a":           "\u0301a",
		"\uf900":            "\uf900", // 豈, not the common 豈
		"没有":                "没有",
	}
	for text, want := range tests {
		if got := composed(text); got != want {
			t.Errorf("%+q: got %+q, want %+q", text, got, want)
		}
	}
}
