package ofd

import (
	"io"
	"syscall"
	"testing"

	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

// BenchmarkSeeds plans and writes the four seeds in turn, as OFD and beside it as PDF;
// cpu-ms/op is what one costs on all cores together, garbage collection included.
func BenchmarkSeeds(b *testing.B) {
	var seeds []*report.Report
	for _, name := range seedNames {
		seeds = append(seeds, sample(b, name))
	}
	for _, f := range []struct {
		name  string
		write func(*typeset.Document) error
	}{
		{"OFD", func(d *typeset.Document) error { return New(fonts.Builtin()).Write(io.Discard, d, Meta{}) }},
		{"PDF", func(d *typeset.Document) error { return pdf.New(fonts.Builtin()).Write(io.Discard, d, pdf.Meta{}) }},
	} {
		b.Run(f.name, func(b *testing.B) {
			before, n := cpu(b), 0
			for b.Loop() {
				r := seeds[n%len(seeds)]
				n++
				if err := f.write(typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin())); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric((cpu(b)-before)/float64(n), "cpu-ms/op")
		})
	}
}

// cpu is the time of all cores that the process has used, in milliseconds.
func cpu(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip("no process times here")
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6
}
