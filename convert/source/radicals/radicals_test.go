package radicals

import "testing"

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{"⽤⼾⻓⾭⼄": "用户长青乙", "戶靑 a7": "戶靑 a7", "": "", "⺀": "⺀"} {
		if got := Plain(text); got != want {
			t.Errorf("Plain(%q) = %q, want %q", text, got, want)
		}
	}
}
