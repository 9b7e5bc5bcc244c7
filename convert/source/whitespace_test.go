package source

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTrim holds trim, and the search for bars, to what they do character by character.
func TestTrim(t *testing.T) {
	chars := []string{"業", "|", " ", "\t", "\n", "\u3000", "\u00a0", "。", "、", "│", "｜", "\u3164", "\ufeff", "\u200b", "a", "7", "\xe2", "\xe3", "\xe3\x80", "\xe5", "\xff", "\ufffd"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 50000 {
		text := ""
		for range r.IntN(7) {
			text += chars[r.IntN(len(chars))]
		}
		if got, want := trim(text), strings.TrimFunc(text, isSpace); got != want {
			t.Fatalf("%q: got %q, want %q", text, got, want)
		}
		if got, want := hasBar(text), strings.ContainsFunc(text, isBar); got != want {
			t.Fatalf("%q has a bar: %v, want %v", text, got, want)
		}
	}
}
