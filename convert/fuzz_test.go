package convert_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/nianbao/nianbao/convert"
)

// FuzzRead: any bytes give a report or an error with a code of its own, and a
// report's data read again as the same data.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("../testdata/*/*.txt")
	for _, file := range files {
		f.Add(load(f, file))
	}
	f.Add([]byte(`{"layout": "disclosure-2021", "tables": {"proactive": {"fees": {"amount": 1.50}}}}`))
	c := converter(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := c.Read("input", data)
		if err != nil {
			if convert.Code(err) == "internal" {
				t.Errorf("no code for %v", err)
			}
			return
		}
		var once, twice bytes.Buffer
		if err := c.Write(&once, convert.JSON, r); err != nil {
			t.Fatal(err)
		}
		again, err := c.Read("input.json", once.Bytes())
		if err != nil {
			t.Fatalf("%v\n%s", err, once.Bytes())
		}
		if err := c.Write(&twice, convert.JSON, again); err != nil {
			t.Fatal(err)
		}
		if once.String() != twice.String() {
			t.Errorf("data changed:\n%s", firstDifference(once.String(), twice.String()))
		}
	})
}
