package figure

import (
	"errors"
	"strings"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for _, text := range []string{"0", "5", "59237.2449", "1.50", "-8", "123456789012345678", "0.5"} {
		n, err := ParseNumber(text)
		if err != nil || n.String() != text {
			t.Errorf("ParseNumber(%q) = %q, %v", text, n, err)
		}
	}
	for _, text := range []string{"", "007", "1e5", "+1", "1.", ".5", "--1", "NaN", "1,234", "１", strings.Repeat("9", 400), "1.2.3", "0x10"} {
		if n, err := ParseNumber(text); !errors.Is(err, ErrNotNumber) {
			t.Errorf("ParseNumber(%q) = %q, %v; want ErrNotNumber", text, n, err)
		}
	}
}

func TestWhole(t *testing.T) {
	for text, want := range map[string]string{"7": "7", "16.0": "16", "-5.00": "-5", "0.0": "0"} {
		n, _ := ParseNumber(text)
		if got, ok := n.Whole(); !ok || got.String() != want {
			t.Errorf("%s: %s, %t; want %s", text, got, ok, want)
		}
	}
	half, _ := ParseNumber("0.5")
	if got, ok := half.Whole(); ok {
		t.Errorf("0.5: %s", got)
	}
	if got, ok := (Number{}).Whole(); ok {
		t.Errorf("blank: %s", got)
	}
}
