package convert_test

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/messy"
	"github.com/nianbao/nianbao/convert/report"
)

// readMessy reads as the program does.
func readMessy(t *testing.T) messy.Read {
	c := converter(t)
	return func(name string, data []byte) (*report.Report, error) {
		r, err := c.Read(name, data)
		if err != nil {
			return nil, err
		}
		return r.Report, nil
	}
}

// A limit is what a test lets pass, a thousand documents: silent and lost cells, and
// the least share of documents that are all right, in percent. The law is 0, 0 and 95;
// where a limit is above it, it says how far the reader is from it, and only goes down.
type limit struct {
	silent, lost int
	right        float64
}

func (l limit) hold(t *testing.T, what string, got messy.Tally) {
	t.Helper()
	t.Logf("%s: %s", what, got)
	if n := max(got.Documents, 1); got.Silent*1000 > l.silent*n || got.Lost*1000 > l.lost*n || got.Share() < l.right {
		t.Errorf("%s: more than %d silent or %d lost a thousand documents, or less than %.0f%% of them all right", what, l.silent, l.lost, l.right)
	}
}

// rewrite reads a report and writes it in a format.
func rewrite(c *convert.Converter, f convert.Format) messy.Rewrite {
	return func(name string, data []byte) ([]byte, error) {
		r, err := c.Read(name, data)
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		err = c.Write(&out, f, r)
		return out.Bytes(), err
	}
}

// TestMessySpellings puts hundreds of spellings into one cell, in eight places of both
// forms and in every kind of input: each is read as what it says, or named, and means
// the same in all of them.
func TestMessySpellings(t *testing.T) {
	c := converter(t)
	b := messy.NewBench(t, readMessy(t))
	b.RunSpellings(rewrite(c, convert.XLSX))
	b.Print()
	all := b.All("spelling/")
	limit{silent: 85, lost: 95, right: 80}.hold(t, "spellings", all)
	if all.Differ*8 > all.Documents/2 {
		t.Errorf("%d spellings do not mean the same in all inputs", all.Differ)
	}
}

// TestMessyShapes draws the tables otherwise than the form: other orders, columns and
// rows of other kinds, tables twice, merges repeated.
func TestMessyShapes(t *testing.T) {
	b := messy.NewBench(t, readMessy(t))
	b.RunShapes()
	b.Print()
	limit{silent: 2900, lost: 1200, right: 50}.hold(t, "what a person reads", b.All("clear/"))
	limit{silent: 5500, lost: 2200}.hold(t, "what a person may doubt", b.All("doubt/"))
}

// TestMessyConverters gives known reports to the converters that people have, and reads
// what they make of them. A tool that is not there is skipped by name.
func TestMessyConverters(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice and a browser")
	}
	b := messy.NewBench(t, readMessy(t))
	missing := b.RunConverters(t, rewrite(converter(t), convert.PDF))
	b.Print()
	limit{silent: 1200, lost: 600}.hold(t, "converters", b.All("converter/"))
	limit{silent: 40000, lost: 40000}.hold(t, "torn text", b.All("torn/"))
	for _, tool := range missing {
		t.Run(tool, func(t *testing.T) { t.Skip(tool + " is not installed") })
	}
}
