package xlsx

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// plain is a report without what a workbook does not carry: findings, and where
// the source had things.
func plain(r *report.Report) *report.Report {
	p := *r
	p.Findings, p.Sections, p.Tables, p.Properties = nil, nil, []*report.Table{}, nil
	for _, property := range r.Properties {
		p.Properties = append(p.Properties, report.Property{Key: clean(property.Key), Value: clean(property.Value)})
	}
	for _, s := range r.Sections {
		q := &report.Section{ID: s.ID, Heading: clean(s.Heading), Table: s.Table}
		for _, p := range s.Paragraphs {
			if p = p.Map(clean); p.Table != nil || trim(p.Text) != "" {
				q.Paragraphs = append(q.Paragraphs, p)
			}
		}
		if q.Heading != "" || q.Paragraphs != nil || q.Table != "" {
			p.Sections = append(p.Sections, q)
		}
	}
	for _, t := range r.Tables {
		u := &report.Table{ID: t.ID}
		for _, row := range t.Rows {
			v := &report.Row{ID: row.ID}
			for _, c := range row.Cells {
				v.Cells = append(v.Cells, &report.Cell{Column: c.Column, Value: c.Value, Open: c.Open, Unit: c.Unit})
			}
			if v.Cells != nil {
				u.Rows = append(u.Rows, v)
			}
		}
		if u.Rows != nil {
			p.Tables = append(p.Tables, u)
		}
	}
	return &p
}

// text is a report as normalised data, to compare and to read.
func text(t testing.TB, r *report.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Encode(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read reads a workbook with the built-in layouts.
func read(t testing.TB, data []byte) *report.Report {
	t.Helper()
	r, err := Read(data, layouts.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sameReport(t testing.TB, got, want *report.Report) {
	t.Helper()
	if g, w := text(t, plain(got)), text(t, plain(want)); g != w {
		t.Errorf("got %s\nwant %s", g, w)
	}
}

func TestReadsWhatWasWritten(t *testing.T) {
	for _, l := range layouts.Builtin() {
		t.Run(l.ID, func(t *testing.T) {
			r := filled(t, l, nil)
			sameReport(t, read(t, written(t, r)), r)
		})
	}
	t.Run("contradictory", func(t *testing.T) {
		r := contradictory(t)
		sameReport(t, read(t, written(t, r)), r)
	})
}

// TestSpellings holds the text of a workbook's cell to what figure's table of spellings
// says: it means what it means in any other source.
func TestSpellings(t *testing.T) {
	data, err := os.ReadFile("../figure/testdata/spellings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")[1:]
	for _, line := range lines {
		f := strings.Split(line, "\t")
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(f[0], `"`, `\"`) + `"`)
		if err != nil {
			t.Fatal(err)
		}
		if f[0] == "(empty)" {
			text = ""
		}
		for i, kind := range []layouts.Kind{layouts.Signed, layouts.Amount} {
			c := &report.Cell{}
			ok := (&workbook{}).setValue(c, &field{text: text, style: &cellStyle{}}, &formCell{kind: kind, row: &layouts.Row{Kind: kind}, column: &layouts.Column{}})
			got := c.Value.String()
			want, _, _ := strings.Cut(f[1+i], " ")
			switch {
			case !ok:
				got = "unreadable"
			case c.Value.Blank():
				got = "blank"
			}
			if kind == layouts.Amount && strings.HasPrefix(want, "-") {
				want = "unreadable" // no amount is negative
			}
			if got != want {
				t.Errorf("%q in column %d: %s, want %s", text, i+1, got, want)
			}
		}
	}
}
