package convert_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// anError in a case's cells asks for an error finding that names the cell.
const anError = "error"

// A readingCase is an input that went wrong once, and what is right.
type readingCase struct {
	file    string
	answers string            // of testdata/cases/answers; "" for report.tsv
	cells   map[string]string // where the case differs: outcomes parted by |, each a number with its unit, "" for blank, or error
	codes   []string          // findings that must be there
	pending string            // what is still wrong with it; a case that is right must not be pending
}

const licensing, fees = "proactive.licensing.decisions", "proactive.fees.amount"

var readingCases = []readingCase{
	{file: "01-letter-in-number.txt", cells: map[string]string{licensing: anError}, codes: []string{"unreadable"}},
	{file: "02-leading-point.txt", cells: map[string]string{fees: "0.50|error"}},
	{file: "03-amount-unit.txt", cells: map[string]string{fees: "15.8亿|error"}},
	{file: "04-error-cell.csv", cells: map[string]string{licensing: anError}, codes: []string{"unreadable"}},
	{file: "06-struck-out.html", codes: []string{"struck-out"}},
	{file: "06b-struck-out.docx", codes: []string{"struck-out"}},
	{file: "07-note-mark.html"},
	{file: "08-form-fields.html"},
	{file: "09-hidden-by-class.html"},
	{file: "10-two-tables.html", cells: map[string]string{licensing: anError}, codes: []string{"repeated"}},
	{file: "11-value-before-label.txt", cells: map[string]string{licensing: "187|error", "proactive.penalties.decisions": "36|error", "proactive.coercion.decisions": "2|error", fees: "15.80|error"}},
	{file: "12-column-numbers.txt"},
	{file: "13-kangxi-radicals.txt"},
	{file: "14-pandas.md"},
	{file: "17-row-numbers-column.html", codes: []string{"unknown-column"}},
	{file: "18-invented-total.txt", answers: "invented-total.tsv", codes: []string{"missing-cell"}},
	{file: "20-columns-in-another-order.html", answers: "another-order.tsv", codes: []string{"column-order"}},
	{file: "21-head-of-last-year.txt", cells: map[string]string{licensing: anError}, codes: []string{"unknown-column", "missing-cell"}},
	{file: "22-stray-line.txt", codes: []string{"unknown-row"}},
	{file: "23-row-index.csv", cells: map[string]string{licensing: ""}},
	{file: "24-escaped-point.md"},
	{file: "25-line-ends-cr.csv"},
	{file: "26-bold-cells.md"},
	{file: "27-heading-marks-nbsp.md"},
}

// TestCases reads what went wrong once: testdata/cases/README.md says of what kind
// each is.
func TestCases(t *testing.T) {
	c := converter(t)
	for _, tt := range readingCases {
		t.Run(tt.file, func(t *testing.T) {
			faults := tt.faults(t, c)
			switch {
			case tt.pending == "":
				for _, f := range faults {
					t.Error(f)
				}
			case len(faults) == 0:
				t.Errorf("is right, and no longer pending (%s)", tt.pending)
			default:
				t.Logf("pending (%s): %d faults: %s", tt.pending, len(faults), strings.Join(faults[:min(3, len(faults))], "; "))
			}
		})
	}
	t.Run("all are there", func(t *testing.T) {
		entries, err := os.ReadDir("testdata/cases/reading")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !slices.ContainsFunc(readingCases, func(c readingCase) bool { return c.file == e.Name() }) && e.Name() != lineOrder && e.Name() != housekeeping {
				t.Errorf("%s is in no test", e.Name())
			}
		}
	})
}

// faults are all that is not as the case says.
func (tt *readingCase) faults(t *testing.T, c *convert.Converter) (faults []string) {
	answers := tt.answers
	if answers == "" {
		answers = "report.tsv"
	}
	reading, err := c.Read(tt.file, load(t, filepath.Join("testdata/cases/reading", tt.file)))
	if err != nil {
		return []string{err.Error()}
	}
	rep := reading.Report
	doubted := rep.Doubted()
	for line := range strings.Lines(string(load(t, filepath.Join("testdata/cases/answers", answers)))) {
		id, want, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue // a remark
		}
		if other, ok := tt.cells[id]; ok {
			want = other
		}
		got := outcome(rep, id, doubted[id])
		if !slices.ContainsFunc(strings.Split(want, "|"), func(w string) bool { return got == w || got == trimZero(w) }) {
			faults = append(faults, id+": got "+strconv.Quote(got)+", want "+strconv.Quote(want))
		}
	}
	for _, code := range tt.codes {
		if !slices.ContainsFunc(rep.Findings, func(f report.Finding) bool { return string(f.Code) == code }) {
			faults = append(faults, "no finding "+code)
		}
	}
	return append(faults, tt.textFaults(rep)...)
}

// outcome is a cell's number with a unit of its own, "" when it is blank, or error
// when an error finding names it.
func outcome(rep *report.Report, id string, doubted bool) string {
	cell := rep.Cell(id)
	switch {
	case doubted:
		return anError
	case cell == nil:
		return "absent"
	}
	return cell.Value.String() + cell.Unit
}

// trimZero is a decimal without the zeros at its end.
func trimZero(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// textFaults holds the text around the tables to what every case has.
func (tt *readingCase) textFaults(rep *report.Report) (faults []string) {
	agency := "青禾县示例局"
	if tt.answers == "invented-total.tsv" {
		agency = "示例区教育局"
	}
	for _, f := range [][3]string{{"agency", rep.Agency, agency}, {"year", strconv.Itoa(rep.Year), "2024"}, {"title", rep.Title, agency + "2024年政府信息公开工作年度报告"}} {
		if layouts.Fold(f[1]) != layouts.Fold(f[2]) { // the source's characters may stay
			faults = append(faults, f[0]+": got "+f[1]+", want "+f[2])
		}
	}
	heads := []string{rep.Title, rep.Agency}
	for _, s := range rep.Sections {
		heads = append(heads, s.Heading)
	}
	for _, h := range heads {
		if strings.ContainsAny(h, "#*=\u00a0") {
			faults = append(faults, "marks in "+strconv.Quote(h))
		}
	}
	return faults
}

const lineOrder, housekeeping = "19-fuzz-line-order.txt", "16-housekeeping"

// pendingCases are the two cases of another kind that are still wrong.
var pendingCases = map[string]bool{}

// settlePending fails for a fault that is not pending, and for a pending case without one.
func settlePending(t *testing.T, name, fault string) {
	switch {
	case fault != "" && pendingCases[name]:
		t.Logf("pending: %s", fault)
	case fault != "":
		t.Error(fault)
	case pendingCases[name]:
		t.Error("is right, and no longer pending")
	}
}

// TestCaseLineOrder: the line numbers of a Document never fall.
func TestCaseLineOrder(t *testing.T) {
	corpus := string(load(t, filepath.Join("testdata/cases/reading", lineOrder)))
	_, quoted, _ := strings.Cut(corpus, "[]byte(")
	input, err := strconv.Unquote(strings.TrimSuffix(strings.TrimSpace(quoted), ")"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := source.Read(lineOrder, []byte(input))
	if err != nil {
		t.Fatal(err)
	}
	fault, last := "", 0
	for _, l := range doc.Lines {
		if l.No < last {
			fault = "line " + strconv.Itoa(l.No) + " stands behind line " + strconv.Itoa(last)
		}
		last = l.No
	}
	settlePending(t, lineOrder, fault)
}

// TestCaseHousekeeping: what the desktop leaves behind in a folder fails nothing.
func TestCaseHousekeeping(t *testing.T) {
	sum, err := batch.Run(context.Background(), converter(t), []string{filepath.Join("testdata/cases/reading", housekeeping)}, batch.Options{Check: true})
	if err != nil {
		t.Fatal(err)
	}
	fault := ""
	if sum.Failed > 0 || sum.Converted != 1 {
		fault = strconv.Itoa(sum.Failed) + " failed"
	}
	settlePending(t, housekeeping, fault)
}
