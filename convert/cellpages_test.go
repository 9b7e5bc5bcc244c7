package convert_test

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/messy"
	"github.com/nianbao/nianbao/convert/report"
)

// TestEvidenceOfPages: the cells of a PDF and of an OFD know their page, also as data that are read back.
func TestEvidenceOfPages(t *testing.T) {
	for name, set := range map[string]func(*messy.Paper){
		"report.pdf": func(m *messy.Paper) { m.Set(messy.PDFStyle{Coding: "GBK-EUC-H"}) },
		"report.ofd": func(m *messy.Paper) { m.SetOFD(messy.OFDStyle{}) },
	} {
		t.Run(name, func(t *testing.T) {
			m := messy.NewRun(t, readMessy(t)).Papers(1)[0]
			set(m)
			reading, err := converter(t).Read(name, m.Data)
			if err != nil {
				t.Fatal(err)
			}
			first := reading.Report.Cell("proactive.rules.made")
			last := reading.Report.Cell("litigation.cases.after_reconsideration.total")
			if first == nil || last == nil || first.Page != 1 || last.Page != 2 || last.Line <= first.Line {
				t.Fatalf("got %+v and %+v, want pages 1 and 2", first, last)
			}
			var b bytes.Buffer
			if err := report.Encode(&b, reading.Report); err != nil {
				t.Fatal(err)
			}
			again, err := report.Decode(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if got := again.Cell("litigation.cases.after_reconsideration.total"); got.Page != last.Page || got.Line != last.Line {
				t.Errorf("got %+v, want %+v", got, last)
			}
		})
	}
}
