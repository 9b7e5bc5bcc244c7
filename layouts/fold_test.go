package layouts

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestFold holds Fold to what it does to each character behind which no pronunciation
// stands.
func TestFold(t *testing.T) {
	chars := []string{"规", "章", "總", "数", " ", "\u3000", "、", "（", "一", "〇", "7", "７", "a", "B", "Ｃ", "\n", "\u200b", "ß", "\xff", "\ufffd", "𠀀", "(", ")", "）", "yè", "wu"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		text := ""
		for range r.IntN(9) {
			text += chars[r.IntN(len(chars))]
		}
		var want strings.Builder
		for _, c := range TrimPinyin(text) {
			if f := FoldRune(c); f >= 0 {
				want.WriteRune(f)
			}
		}
		if got := Fold(text); got != want.String() {
			t.Fatalf("%q: got %q, want %q", text, got, want.String())
		}
	}
}
