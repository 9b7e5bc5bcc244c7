package pdf

import (
	"io"
	"syscall"
	"testing"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

// BenchmarkSeeds plans and writes the four seeds in turn; cpu-ms/op is what one
// costs on all cores together, garbage collection included.
func BenchmarkSeeds(b *testing.B) {
	var seeds []*report.Report
	for _, name := range []string{"000", "001", "002", "003"} {
		seeds = append(seeds, sample(b, name))
	}
	w := New(fonts.Builtin())
	before, n := cpu(b), 0
	for b.Loop() {
		r := seeds[n%len(seeds)]
		n++
		doc := typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin())
		if err := w.Write(io.Discard, doc, Meta{Agency: r.Agency, Date: r.Date}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((cpu(b)-before)/float64(n), "cpu-ms/op")
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

func BenchmarkPlan(b *testing.B) {
	r := sample(b, "000")
	for b.Loop() {
		typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin())
	}
}
