package convert_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/internal/long"
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

// TestMessyScore reads undamaged reports in every shape with every noise.
func TestMessyScore(t *testing.T) {
	r := messy.NewRun(t, readMessy(t))
	r.Undamaged()
	all := r.Print()
	if all.Silent > 0 {
		t.Errorf("%d cells are wrong in silence", all.Silent)
	}
	if all.Share() < 99.6 { // 99.62 to 99.67 by the seed: what is missing is open and named
		t.Errorf("%.2f%% of the cells that the text shows are right, want 99.6%%", all.Share())
	}
}

// TestMessyDamage reads damaged reports: what is not right must be open or named.
func TestMessyDamage(t *testing.T) {
	r := messy.NewRun(t, readMessy(t))
	r.Damaged()
	all := r.Print()
	if all.Silent > 0 {
		t.Errorf("%d cells are wrong in silence", all.Silent)
	}
	if all.Share() < 98.6 { // 98.71 to 98.83 by the seed
		t.Errorf("%.2f%% of the cells that the text shows are right, want 98.6%%", all.Share())
	}
}

// TestMessyCharsets reads the same text in every charset.
func TestMessyCharsets(t *testing.T) {
	r := messy.NewRun(t, readMessy(t))
	r.Encoded(map[string]func(string) []byte{
		"gbk": func(text string) []byte {
			b, err := simplifiedchinese.GB18030.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			return []byte(b)
		},
		"crlf": func(text string) []byte { return []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")) },
	})
	if all := r.Print(); all.Silent > 0 {
		t.Errorf("%d cells are wrong in silence", all.Silent)
	}
}

// A limit is what a test lets pass, a thousand documents: silent and lost cells, and
// the least share of documents that are all right, in percent. The law is 0, 0 and 95;
// where a limit is above it, it says how far the reader is from it, and only goes down.
type limit struct {
	silent, lost int
	right        float64
	unread       int  // documents that may be refused
	none         bool // there may be no documents: the tools are not there
}

func (l limit) hold(t *testing.T, what string, got messy.Tally) {
	t.Helper()
	t.Logf("%s: %s", what, got)
	if got.Documents == 0 && !l.none {
		t.Errorf("%s: no documents", what)
	}
	if n := max(got.Documents, 1); got.Silent*1000 > l.silent*n || got.Lost*1000 > l.lost*n || got.Share() < l.right {
		t.Errorf("%s: more than %d silent or %d lost a thousand documents, or less than %.0f%% of them all right", what, l.silent, l.lost, l.right)
	}
	if got.Unread > l.unread {
		t.Errorf("%s: %d documents are not read", what, got.Unread)
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
	all := b.All(messy.Spelling)
	limit{silent: 0, lost: 0, right: 95}.hold(t, "spellings", all)
	if all.Differ > 10 { // emphasis of Markdown in text, and 合计7 on a line of its own
		t.Errorf("%d spellings do not mean the same in all inputs", all.Differ)
	}
}

// TestMessyShapes draws the tables otherwise than the form: other orders, columns and
// rows of other kinds, tables twice, merges repeated.
func TestMessyShapes(t *testing.T) {
	b := messy.NewBench(t, readMessy(t))
	b.RunShapes()
	b.Print()
	limit{silent: 0, lost: 0, right: 95}.hold(t, "what a person reads", b.All(messy.Clear))
	limit{silent: 32, lost: 32}.hold(t, "what a person may doubt", b.All(messy.Doubtful))
}

// TestMessyConverters gives known reports to the converters that people have, and reads
// what they make of them. A tool that is not there is skipped by name.
func TestMessyConverters(t *testing.T) {
	long.Skip(t, "starts LibreOffice and a browser")
	b := messy.NewBench(t, readMessy(t))
	missing := b.RunConverters(t, rewrite(converter(t), convert.PDF))
	b.Print()
	limit{silent: 10, lost: 10, none: true}.hold(t, "converters", b.All(messy.Converted))
	limit{silent: 500, lost: 500, unread: 10, none: true}.hold(t, "torn text", b.All(messy.Torn))
	for _, tool := range missing {
		t.Run(tool, func(t *testing.T) { t.Skip(tool + " is not installed") })
	}
}
