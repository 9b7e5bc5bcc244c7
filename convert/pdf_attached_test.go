package convert_test

import (
	"bytes"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

// TestAttached: a PDF that carries its data reads back as that report, blanks, open cells
// and all; one that has changed since is read by its pages.
func TestAttached(t *testing.T) {
	c, err := convert.New(convert.Options{Attach: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range uint64(9) {
		l := layouts.Find([]string{"disclosure-2021", "disclosure-2019", "disclosure-2014"}[i%3])
		r := wordReport(l, i)
		r.Tables[0].Rows[0].Cells[0].Open, r.Tables[0].Rows[0].Cells[0].Value = true, report.Number{}
		var b, again bytes.Buffer
		for _, w := range []*bytes.Buffer{&b, &again} {
			if err := c.Write(w, convert.PDF, &convert.Reading{Report: r, Layout: l}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) || !convert.Written(convert.PDF, b.Bytes()) {
			t.Error("other bytes, or not ours")
		}
		back, err := c.Read("report.pdf", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		r.Findings, back.Report.Findings = nil, nil
		var want, got bytes.Buffer
		if report.Encode(&want, r) != nil || report.Encode(&got, back.Report) != nil || want.String() != got.String() {
			t.Errorf("%d: got %s\nwant %s", i, got.String(), want.String())
		}
		if !strings.Contains(b.String(), "<pdfaid:part>3</pdfaid:part>") {
			t.Error("it is no PDF/A-3")
		}
		other := bytes.Clone(b.Bytes())
		other[len(other)/2] ^= 1
		for what, data := range map[string][]byte{
			"was added to": append(bytes.Clone(b.Bytes()), "\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"...),
			"was changed":  other,
			"was cut":      b.Bytes()[:b.Len()-2],
		} {
			if pdf.Intact(data) {
				t.Errorf("%d: the data of a file that %s are believed", i, what)
			}
		}
	}
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	var b bytes.Buffer
	l := layouts.Find("disclosure-2021")
	if err := c.Write(&b, convert.PDF, &convert.Reading{Report: wordReport(l, 1), Layout: l}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, dir, "a.pdf", b.String())
	saved := filepath.Join(dir, "b.pdf")
	if out, err := exec.Command(qpdf, filepath.Join(dir, "a.pdf"), saved).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if data, err := os.ReadFile(saved); err != nil || pdf.Intact(data) || !pdf.Intact(b.Bytes()) {
		t.Errorf("%v: the data of a file that qpdf saved are believed", err)
	}
	if out, err := exec.Command(qpdf, "--check", "--list-attachments", filepath.Join(dir, "a.pdf")).CombinedOutput(); err != nil || !strings.Contains(string(out), "nianbao.json") {
		t.Errorf("%v: %s", err, out)
	}
}

// TestAttachedContradicted: what a changed file's pages say otherwise than its data is
// settled by nobody; where they agree, the pages are read.
func TestAttachedContradicted(t *testing.T) {
	c, err := convert.New(convert.Options{Attach: true})
	if err != nil {
		t.Fatal(err)
	}
	l := layouts.Find("disclosure-2021")
	r := wordReport(l, 1)
	for what, other := range map[string]bool{"agrees": false, "contradicts": true} {
		data := wordReport(l, 1)
		cell := data.Cell("proactive.licensing.decisions")
		if other {
			cell.Value = report.NumberOf(big.NewRat(987654, 1), 0)
		}
		var told, file bytes.Buffer
		if err := report.Encode(&told, data); err != nil {
			t.Fatal(err)
		}
		set := fonts.Builtin()
		if err := pdf.New(set).Write(&file, typeset.Plan(r, l, set), pdf.Meta{Agency: r.Agency, Date: r.Date, Data: told.Bytes(), DataName: "nianbao.json"}); err != nil {
			t.Fatal(err)
		}
		file.WriteString("% saved again\n")
		back, err := c.Read("report.pdf", file.Bytes())
		switch {
		case other && (err == nil || convert.Code(err) != "damaged" || !strings.Contains(err.Error(), "987654")):
			t.Errorf("%s: %v", what, err)
		case !other && err != nil:
			t.Errorf("%s: %v", what, err)
		case !other && back.Report.Cell("proactive.licensing.decisions").Value != cell.Value:
			t.Errorf("%s: another figure", what)
		}
	}
}
