package convert

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
)

// TestReadmeCodes: the table of findings in report/README.md is that of package report,
// and its text names every code of an error.
func TestReadmeCodes(t *testing.T) {
	data, err := os.ReadFile("report/README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	_, table, _ := strings.Cut(text, "\n| code |")
	table, _, _ = strings.Cut(table, "\n\n")
	if rows := strings.Count(table, "\n| `"); rows != len(report.Codes()) {
		t.Errorf("%d findings, want %d", rows, len(report.Codes()))
	}
	for _, c := range report.Codes() {
		if row := fmt.Sprintf("\n| `%s` | %s | %s |", c, c.Severity(), c.Meaning()); !strings.Contains(table, row) {
			t.Errorf("no line%s", row)
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
