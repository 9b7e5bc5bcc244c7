package convert_test

import (
	"bytes"
	"testing"

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
		if convert.Written(f, b.Bytes()[1:]) || convert.Written(f, nil) {
			t.Errorf("a torn %s was taken", f)
		}
	}
}
