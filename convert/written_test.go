package convert_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/nianbao/nianbao/convert"
)

// What Write writes, Written knows again, and takes for no other format.
func TestWritten(t *testing.T) {
	c := converter(t)
	r, err := c.Read("input", []byte(`{"layout": "disclosure-2021", "agency": "某局", "year": 2024, "tables": {}}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range convert.Formats() {
		var b bytes.Buffer
		if err := c.Write(&b, f, r); err != nil {
			t.Fatal(err)
		}
		for _, g := range convert.Formats() {
			if got := convert.Written(g, b.Bytes()); got != (f == g) {
				t.Errorf("%s taken for %s: %v", f, g, got)
			}
		}
		if f == convert.XLSX || f == convert.DOCX {
			saved := savedAgain(t, b.Bytes())
			if convert.Written(f, saved) || !convert.Edited(f, saved) || convert.Edited(f, b.Bytes()) {
				t.Errorf("a %s that was saved again is taken for one that was not, or the other way round", f)
			}
		} else if convert.Edited(f, b.Bytes()) {
			t.Errorf("%s taken for an edited workbook", f)
		}
		if convert.Written(f, b.Bytes()[1:]) || convert.Written(f, nil) {
			t.Errorf("a torn %s was taken", f)
		}
	}
}

// savedAgain packs the parts of a workbook as they are, as of today.
func savedAgain(t *testing.T, data []byte) []byte {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	old, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range old.File {
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Modified: time.Now()})
		must(err)
		from, err := f.Open()
		must(err)
		_, err = io.Copy(to, from)
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}
