package convert_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// expected is what a person reads in a report of testdata.
type expected struct {
	Layout     string            `yaml:"layout"`
	Title      string            `yaml:"title"`
	Agency     string            `yaml:"agency"`
	Year       int               `yaml:"year"`
	Date       string            `yaml:"date"`
	Properties map[string]string `yaml:"properties"`
	Headings   []string          `yaml:"headings"`
	Paragraphs []int             `yaml:"paragraphs"`
	Rest       string            `yaml:"rest"`
	Cells      map[string]string `yaml:"cells"`
	Open       []string          `yaml:"open"`
	Errors     int               `yaml:"errors"`
}

// TestReports reads the real reports and compares every cell of every table with
// what a person reads in them.
func TestReports(t *testing.T) {
	files, err := filepath.Glob("../testdata/reports/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("reports: %v, %v", files, err)
	}
	c := converter(t)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			var want expected
			if err := yaml.UnmarshalWithOptions(load(t, "../testdata/expected/"+name+".yaml"), &want, yaml.Strict()); err != nil {
				t.Fatal(err)
			}
			got, err := c.Read(file, load(t, file))
			if err != nil {
				t.Fatal(err)
			}
			want.compare(t, got)
		})
	}
}

func (want *expected) compare(t *testing.T, got *convert.Reading) {
	t.Helper()
	r := got.Report
	if r.Layout != want.Layout || r.Title != want.Title || r.Agency != want.Agency || r.Year != want.Year || r.Date != want.Date {
		t.Errorf("got %s %q %q %d %q, want %s %q %q %d %q", r.Layout, r.Title, r.Agency, r.Year, r.Date, want.Layout, want.Title, want.Agency, want.Year, want.Date)
	}
	properties := map[string]string{}
	for _, p := range r.Properties {
		properties[p.Key] = p.Value
	}
	if !maps.Equal(properties, want.Properties) {
		t.Errorf("properties: got %q, want %q", properties, want.Properties)
	}
	var headings []string
	var paragraphs []int
	for _, s := range r.Sections {
		headings = append(headings, s.Heading)
		paragraphs = append(paragraphs, len(s.Paragraphs))
	}
	if !slices.Equal(headings, want.Headings) || !slices.Equal(paragraphs, want.Paragraphs) {
		t.Errorf("sections: got %q %v, want %q %v", headings, paragraphs, want.Headings, want.Paragraphs)
	}
	for _, id := range cellIDs(got.Layout) {
		value, listed := want.Cells[id]
		if !listed {
			value = want.Rest
		}
		open := slices.Contains(want.Open, id)
		if open {
			value = ""
		}
		switch c := r.Cell(id); {
		case c == nil:
			t.Errorf("%s is absent, want %q", id, value)
		case c.Value.String() != value || c.Open != open:
			t.Errorf("%s: got %q, open %v; want %q, open %v", id, c.Value, c.Open, value, open)
		case c.Line == 0 || c.Text == "" && value != "":
			t.Errorf("%s has no evidence: line %d, text %q", id, c.Line, c.Text)
		}
	}
	if n := r.Count(report.Error); n != want.Errors {
		t.Errorf("got %d error findings, want %d: %v", n, want.Errors, r.Findings)
	}
}

// TestDataRoundTrip: what is written as data reads again as the same report.
func TestDataRoundTrip(t *testing.T) {
	files, _ := filepath.Glob("../testdata/reports/*.txt")
	c := converter(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			first, err := c.Read(file, load(t, file))
			if err != nil {
				t.Fatal(err)
			}
			var once, twice bytes.Buffer
			if err := c.Write(&once, convert.JSON, first); err != nil {
				t.Fatal(err)
			}
			second, err := c.Read("report.json", once.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Write(&twice, convert.JSON, second); err != nil {
				t.Fatal(err)
			}
			if once.String() != twice.String() {
				t.Errorf("data changed:\n%s", firstDifference(once.String(), twice.String()))
			}
		})
	}
}

// TestProseIsKept: every character of the source that is no table, title or
// property is in the prose of the report.
func TestProseIsKept(t *testing.T) {
	files, _ := filepath.Glob("../testdata/reports/*.txt")
	c := converter(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data := load(t, file)
			got, err := c.Read(file, data)
			if err != nil {
				t.Fatal(err)
			}
			var prose strings.Builder
			for _, s := range got.Report.Sections {
				prose.WriteString(layouts.Fold(s.Heading + strings.Join(s.Texts(), "")))
			}
			for line := range strings.Lines(string(data)) {
				if f := layouts.Fold(line); strings.ContainsRune(line, '。') && !strings.Contains(prose.String(), f) {
					t.Errorf("lost: %s", line)
				}
			}
		})
	}
}

func converter(t testing.TB) *convert.Converter {
	t.Helper()
	c, err := convert.New(convert.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func load(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func cellIDs(l *layouts.Layout) []string {
	var ids []string
	for _, t := range l.Tables {
		for _, b := range t.Blocks {
			for _, r := range b.Rows {
				for _, c := range b.Columns {
					ids = append(ids, layouts.CellID(t.ID, r.ID, c.ID))
				}
			}
		}
	}
	return ids
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return "- " + x[i] + "\n+ " + y[i]
		}
	}
	return "one is longer"
}
