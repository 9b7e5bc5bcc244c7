package convert_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

// TestReread: a workbook and data that we wrote give the findings of the source
// again, by code and cells.
func TestReread(t *testing.T) {
	files, err := filepath.Glob("../testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	c := converter(t)
	told := func(r *convert.Reading) (all []string) {
		for _, f := range r.Report.Findings {
			all = append(all, fmt.Sprint(f.Code, f.Cells))
		}
		slices.Sort(all)
		return all
	}
	n := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Read(filepath.Base(file), data)
		if err != nil {
			continue
		}
		n++
		want := told(r)
		for _, f := range []convert.Format{convert.XLSX, convert.JSON} {
			var b bytes.Buffer
			if err := c.Write(&b, f, r); err != nil {
				t.Fatal(err)
			}
			again, err := c.Read(filepath.Base(file)+f.Ext(), b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if got := told(again); !slices.Equal(got, want) {
				t.Errorf("%s as %s: findings\n%q\nwant\n%q", file, f, got, want)
			}
		}
	}
	if n < 4 {
		t.Errorf("only %d samples are reports", n)
	}
}
