package convert_test

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// TestOtherForm reads a report on a form that no Go code knows: the layout file
// alone says what its tables are.
func TestOtherForm(t *testing.T) {
	const file = "../testdata/layouts/website-2017.yaml"
	l, err := layouts.Parse(file, load(t, file))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Read("report.txt", load(t, "../testdata/website/report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"traffic.visitors.value": "1204388", "traffic.visits.value": "8530021", "traffic.published.value": "5120",
		"traffic.overview_news.value": "120", "traffic.affairs_news.value": "3800", "traffic.disclosure_news.value": "1200",
		"service.letters.received": "310", "service.letters.done": "298", "service.letters.open": "12", "service.letters.days": "3.50",
		"service.surveys.received": "18", "service.surveys.done": "18", "service.surveys.open": "0", "service.surveys.days": "10",
	}
	ids := cellIDs(l)
	if len(ids) != len(want) {
		t.Fatalf("the layout has %d cells, want %d", len(ids), len(want))
	}
	for _, id := range ids {
		if c := got.Report.Cell(id); c == nil || c.Value.String() != want[id] {
			t.Errorf("%s: got %v, want %s", id, c, want[id])
		}
	}
	if r := got.Report; r.Agency != "江州市" && r.Agency != "江州市政府网站" || r.Year != 2023 {
		t.Errorf("got agency %q, year %d", r.Agency, r.Year)
	}
	for _, f := range got.Report.Findings {
		if f.Severity != report.Info {
			t.Errorf("finding: %s %s", f.Code, f.Message)
		}
	}
}

// TestOtherFormBroken: the rules of such a form are checked, too.
func TestOtherFormBroken(t *testing.T) {
	const file = "../testdata/layouts/website-2017.yaml"
	l, err := layouts.Parse(file, load(t, file))
	if err != nil {
		t.Fatal(err)
	}
	c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(`{"layout": "website-2017", "tables": {"service": {"letters": {"received": 3, "done": 5, "open": 1, "days": 2.50}}}}`)
	got, err := c.Read("report.json", data)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]int{}
	for _, f := range got.Report.Findings {
		codes[string(f.Code)]++
	}
	for code, n := range map[string]int{"row-sum": 1, "implausible": 1, "missing-row": 1, "missing-table": 1, "missing-section": 1} {
		if codes[code] != n {
			t.Errorf("got %d %s, want %d: %v", codes[code], code, n, got.Report.Findings)
		}
	}
}

// TestSizeless: a table without a type size is set in the size that the language names.
func TestSizeless(t *testing.T) {
	size := regexp.MustCompile(`(?m)^    size: .*\n`)
	var made [2][][]byte
	for i, says := range []string{"", "    size: 10.5\n"} {
		l, err := layouts.Parse("sides.yaml", size.ReplaceAll([]byte(sidesForm), []byte(says)))
		if err != nil {
			t.Fatal(err)
		}
		c, err := convert.New(convert.Options{Layouts: []*layouts.Layout{l}})
		if err != nil {
			t.Fatal(err)
		}
		r := readAs(t, c, "a.html", sidesShapes[0].write(drawSides(rand.New(rand.NewPCG(1, 2)), 0)))
		for _, f := range convert.Formats() {
			made[i] = append(made[i], written(t, c, f, r))
		}
	}
	for i, f := range convert.Formats() {
		if !bytes.Equal(made[0][i], made[1][i]) {
			t.Errorf("%s: it differs", f)
		}
	}
}
