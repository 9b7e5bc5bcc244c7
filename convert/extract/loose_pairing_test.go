package extract

import (
	"strings"
	"testing"
)

// valuesAbove is the page as pdftotext makes it of one whose narrow cells are centred:
// the values of each row of table three on the line above its label.
func valuesAbove(values map[string]string) string {
	var b strings.Builder
	const zeros = "0 0 0 0 0 0 0"
	for line := range strings.Lines(spacedPage()) {
		label, ok := strings.CutSuffix(strings.TrimSpace(line), " "+zeros)
		if !ok {
			b.WriteString(line)
			continue
		}
		row := zeros
		for part, v := range values {
			if strings.Contains(label, part) {
				row = v
			}
		}
		b.WriteString(row + "\n" + label + "\n")
	}
	return b.String()
}

// valuesBehind is the same page with the values on the line below each label.
func valuesBehind(values map[string]string) string {
	text := spacedPage()
	for part, v := range values {
		i := strings.Index(text, part)
		j := i + strings.Index(text[i:], "0 0 0 0 0 0 0")
		text = text[:i] + strings.TrimRight(text[i:j], " ") + "\n" + v + text[j+len(v):]
	}
	return text
}

// TestPairing: whether values stand above their labels or behind them the sums over rows
// say; where they do not, the rows are in doubt.
func TestPairing(t *testing.T) {
	sums := map[string]string{"本年新收": "3 0 0 0 0 0 3", "（一）予以公开": "2 0 0 0 0 0 2", "（七）总计": "2 0 0 0 0 0 2", "四、结转下年度": "1 0 0 0 0 0 1"}
	fails := map[string]string{"本年新收": "3 0 0 0 0 0 3", "（一）予以公开": "1 0 0 0 0 0 1", "（七）总计": "2 0 0 0 0 0 2", "四、结转下年度": "1 0 0 0 0 0 1"}
	for _, tt := range []struct {
		name, text, received, granted string
	}{
		{"above, and the sums hold", valuesAbove(sums), "3 0 0 0 0 0 3", "2 0 0 0 0 0 2"},
		{"above, and a sum fails", valuesAbove(fails), "0 0 0 0 0 0 0?", "0 0 0 0 0 0 0?"},
		{"above, and all are zeros", valuesAbove(nil), "0 0 0 0 0 0 0?", "0 0 0 0 0 0 0?"},
		{"below", valuesBehind(sums), "3 0 0 0 0 0 3", "2 0 0 0 0 0 2"},
		{"a block without sums", spacedPage("第二十条第（五）项", "第二十条第（五）项", "行政许可 0", "187\n行政许可"), "0 0 0 0 0 0 0", "0 0 0 0 0 0 0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := extract(t, tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := inRow("applications", "received")(d); got != tt.received {
				t.Errorf("received: got %q, want %q", got, tt.received)
			}
			if got := inRow("applications", "granted")(d); got != tt.granted {
				t.Errorf("granted: got %q, want %q", got, tt.granted)
			}
			if got := inRow("proactive", "licensing")(d); strings.Contains(tt.text, "187") && got != "?" {
				t.Errorf("licensing: got %q, want it in doubt", got)
			}
		})
	}
}
