package xlsx

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/layouts"
)

func BenchmarkWrite(b *testing.B) {
	l := layouts.Find("disclosure-2021")
	book := &Book{Report: filled(b, l, nil), Layout: l, Source: "000.txt"}
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := Write(&out, book); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes")
}

func BenchmarkRead(b *testing.B) {
	data := written(b, filled(b, layouts.Find("disclosure-2021"), nil))
	b.ReportAllocs()
	for b.Loop() {
		read(b, data)
	}
}
