package convert_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/extract"
	"github.com/nianbao/nianbao/convert/settle"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// BenchmarkRead takes each real report from bytes to a checked report, stage by
// stage and as a whole.
func BenchmarkRead(b *testing.B) {
	files, _ := filepath.Glob("../testdata/reports/*.txt")
	c := converter(b)
	forms := extract.NewForms(layouts.Builtin()...)
	for _, file := range files {
		data := load(b, file)
		name := filepath.Base(file)[:3]
		b.Run(name+"/source", func(b *testing.B) {
			for b.Loop() {
				if _, err := source.Read(file, data); err != nil {
					b.Fatal(err)
				}
			}
		})
		doc, err := source.Read(file, data)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/extract", func(b *testing.B) {
			for b.Loop() {
				if _, _, err := extract.Extract(doc, file, forms); err != nil {
					b.Fatal(err)
				}
			}
		})
		d, l, err := extract.Extract(doc, file, forms)
		if err != nil {
			b.Fatal(err)
		}
		form := settle.NewForm(l)
		b.Run(name+"/settle", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				d, _, _ = extract.Extract(doc, file, forms)
				b.StartTimer()
				settle.Settle(form, d)
			}
		})
		b.Run(name+"/check", func(b *testing.B) {
			for b.Loop() {
				check.Check(l, d.Report)
			}
		})
		b.Run(name+"/all", func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Read(file, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWrite writes one real report in each format.
func BenchmarkWrite(b *testing.B) {
	c := converter(b)
	file := "../testdata/reports/002_f7c59bf050b26a62.txt"
	r, err := c.Read(file, load(b, file))
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range convert.Formats() {
		b.Run(string(f), func(b *testing.B) {
			var buf bytes.Buffer
			for b.Loop() {
				buf.Reset()
				if err := c.Write(&buf, f, r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(buf.Len()), "bytes")
		})
	}
}
