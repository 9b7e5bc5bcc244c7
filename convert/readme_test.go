package convert

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

// TestReadmeCodes: the README's table of findings has all codes of findings and
// no other, and its text names every code of an error.
func TestReadmeCodes(t *testing.T) {
	data, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	_, table, _ := strings.Cut(text, "\n| code |")
	table, _, _ = strings.Cut(table, "\n\n")
	findings := report.Codes()
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(table, -1) {
		if !slices.Contains(findings, m[1]) {
			t.Errorf("there is no finding %s", m[1])
		}
	}
	for _, code := range findings {
		if !strings.Contains(table, "| `"+code+"` |") {
			t.Errorf("no line on the finding %s", code)
		}
	}
	for _, c := range append(codes, struct {
		code string
		is   func(error) bool
	}{code: "internal"}) {
		if !strings.Contains(text, "`"+c.code+"`") {
			t.Errorf("no word of the error %s", c.code)
		}
	}
}
