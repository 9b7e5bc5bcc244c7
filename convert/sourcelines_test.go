package convert_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/layouts"
)

// TestSourceLines: an input has the lines that its evidence names; what brings the report
// itself has none.
func TestSourceLines(t *testing.T) {
	c, err := convert.New(convert.Options{Attach: true})
	if err != nil {
		t.Fatal(err)
	}
	plain := converter(t)
	l := layouts.Find("disclosure-2021")
	r := &convert.Reading{Report: wordReport(l, 1), Layout: l}
	for _, tt := range []struct {
		name  string
		by    *convert.Converter
		f     convert.Format
		lines bool
	}{
		{"Word", plain, convert.DOCX, true}, {"PDF", plain, convert.PDF, true}, {"OFD", plain, convert.OFD, true},
		{"workbook", plain, convert.XLSX, false}, {"data", plain, convert.JSON, false}, {"PDF with data", c, convert.PDF, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := tt.by.Write(&b, tt.f, r); err != nil {
				t.Fatal(err)
			}
			lines, err := plain.SourceLines("report", b.Bytes())
			if err != nil || (len(lines) > 0) != tt.lines {
				t.Fatalf("%d lines, %v", len(lines), err)
			}
			back, err := plain.Read("report", b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			for _, table := range back.Report.Tables {
				for _, row := range table.Rows {
					for _, cell := range row.Cells {
						if tt.lines && !slices.ContainsFunc(lines, func(l convert.SourceLine) bool {
							return l.No <= cell.Line && cell.Line <= l.Last && strings.Contains(l.Text, cell.Text)
						}) {
							t.Errorf("%s.%s: no line %d with %q", row.ID, cell.Column, cell.Line, cell.Text)
						}
					}
				}
			}
		})
	}
}
