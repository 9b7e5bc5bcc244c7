package convert_test

import (
	"bytes"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// TestOFDReadsAsPDF: the pages of a report read the same, line by line and cell by cell,
// whether they are a PDF or an OFD.
func TestOFDReadsAsPDF(t *testing.T) {
	files, err := filepath.Glob("../testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	c, n := converter(t), 0
	for _, file := range files {
		r, err := c.Read(filepath.Base(file), load(t, file))
		if err != nil {
			continue
		}
		n++
		var docs []*source.Document
		var data []string
		for _, f := range []convert.Format{convert.PDF, convert.OFD} {
			var b bytes.Buffer
			if err := c.Write(&b, f, r); err != nil {
				t.Fatal(err)
			}
			doc, err := source.Read(file, b.Bytes())
			if err != nil {
				t.Fatalf("%s as %s: %v", file, f, err)
			}
			if string(doc.Kind) != string(f) {
				t.Errorf("%s is told to be %s", f, doc.Kind)
			}
			doc.Kind = ""
			back, err := c.Read("pages", b.Bytes())
			if err != nil {
				t.Fatalf("%s as %s: %v", file, f, err)
			}
			b.Reset()
			if err := report.Encode(&b, back.Report); err != nil {
				t.Fatal(err)
			}
			docs, data = append(docs, doc), append(data, b.String())
		}
		if data[0] != data[1] {
			t.Errorf("%s: the OFD reads as %s\nwant %s", file, data[1], data[0])
		}
		if len(docs[0].Lines) != len(docs[1].Lines) {
			t.Errorf("%s: the OFD has %d lines, want %d", file, len(docs[1].Lines), len(docs[0].Lines))
			continue
		}
		for i, l := range docs[1].Lines {
			if want := docs[0].Lines[i]; !reflect.DeepEqual(l, want) {
				t.Errorf("%s: got %+v\nwant %+v", file, l, want)
				break
			}
		}
	}
	if n < 4 {
		t.Errorf("only %d samples are reports", n)
	}
}

// TestOpenCellsOfPages: a cell that is open is hatched on our pages, and reads back as open:
// it is no blank. The others are read, or open with it where its row then proves nothing.
func TestOpenCellsOfPages(t *testing.T) {
	c := converter(t)
	for i := range uint64(12) {
		l := layouts.Find([]string{"disclosure-2021", "disclosure-2019", "disclosure-2014"}[i%3])
		r := wordReport(l, i)
		open, n := map[string]bool{}, uint64(0)
		eachCell(r, func(id string, cell *report.Cell) {
			if n++; n%5 == i%5 {
				cell.Open, cell.Value = true, report.Number{}
				open[id] = true
			}
		})
		for _, f := range []convert.Format{convert.PDF, convert.OFD} {
			var b bytes.Buffer
			if err := c.Write(&b, f, &convert.Reading{Report: r, Layout: l}); err != nil {
				t.Fatal(err)
			}
			back, err := c.Read("pages", b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			read := 0
			eachCell(back.Report, func(id string, cell *report.Cell) {
				switch want := r.Cell(id); {
				case open[id] && !cell.Open:
					t.Errorf("%s of %s, %d: %s is %q, want it open", f, l.ID, i, id, cell.Text)
				case !open[id] && !cell.Open && cell.Value != want.Value:
					t.Errorf("%s of %s, %d: %s is %v, want %v", f, l.ID, i, id, cell.Value, want.Value)
				case !cell.Open:
					read++
				}
			})
			const share = 2 // of three of those that are not open
			if closed := int(n) - len(open); 3*read < share*closed {
				t.Errorf("%s of %s, %d: %d of %d cells are read", f, l.ID, i, read, closed)
			}
		}
	}
}

func eachCell(r *report.Report, do func(id string, cell *report.Cell)) {
	for _, table := range r.Tables {
		for _, row := range table.Rows {
			for _, cell := range row.Cells {
				do(table.ID+"."+row.ID+"."+cell.Column, cell)
			}
		}
	}
}
