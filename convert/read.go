package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/decision"
	"github.com/nianbao/nianbao/convert/extract"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/settle"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// A Reading is a report that was read and checked. It belongs to one goroutine at
// a time.
type Reading struct {
	Report *report.Report
	Layout *layouts.Layout // the form its tables follow
	Source string          // name of the input
	SHA256 string          // of the input's bytes, in hex
	Link   string          // the way to the input from where the output goes, slashes; "" for none
	Units  []*Reading      // of a sum, the reports it adds; nil else
}

// Read finds the report in data, whatever kind of input it is, checks it, and
// sorts its findings. The name stands in messages, and may tell the year when
// nothing else does. Code gives the error its code. Of characters that cannot be
// printed it names those that no font could have; Converter.Read names also those that
// its fonts do not have.
func (c *Reader) Read(name string, data []byte) (*Reading, error) {
	return c.readAndCheck(name, data, nil, nil)
}

// Read reads as a Reader does.
func (c *Converter) Read(name string, data []byte) (*Reading, error) {
	return c.readAndCheck(name, data, nil, c.fonts)
}

// ReadDecided reads as Read does, and applies what a person has decided of the report; nil
// for nothing.
func (c *Reader) ReadDecided(name string, data []byte, decided *decision.File) (*Reading, error) {
	return c.readAndCheck(name, data, decided, nil)
}

// ReadDecided reads as a Reader does.
func (c *Converter) ReadDecided(name string, data []byte, decided *decision.File) (*Reading, error) {
	return c.readAndCheck(name, data, decided, c.fonts)
}

func (c *Reader) readAndCheck(name string, data []byte, decided *decision.File, set coverage) (*Reading, error) {
	r, l, err := c.read(name, data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	before := again(r)
	decided.Apply(l, r, hash)
	found := check.Check(l, r)
	keepLines(found, before)
	r.Add(found...)
	tellAgency(r)
	missingGlyphs(r, set)
	decided.Dismiss(r, hash)
	r.SortFindings()
	return &Reading{Report: r, Layout: l, Source: name, SHA256: hash}, nil
}

// tellAgency warns of a report that does not tell whose it is.
func tellAgency(r *report.Report) {
	if strings.TrimSpace(r.Agency) == "" {
		r.Add(report.NewFinding(report.CodeAgency, "看不出是哪个机关的报告。"))
	}
}

// read gives a report with cells, and the layout it is on.
func (c *Reader) read(name string, data []byte) (*report.Report, *layouts.Layout, error) {
	if r, l, err := c.readAttached(name, data); r != nil || err != nil {
		return r, l, err
	}
	doc, err := source.Read(name, data)
	if err != nil {
		return nil, nil, err
	}
	switch doc.Kind {
	case source.Data:
		r, err := report.Decode(data)
		if errors.Is(err, report.ErrComparison) || errors.Is(err, report.ErrDecisions) {
			err = &SideError{err}
		}
		return c.place(name, r, err)
	case source.Workbook:
		return c.readWorkbook(name, data)
	}
	return c.readDocument(doc, name)
}

// readDocument finds the report in a document.
func (c *Reader) readDocument(doc *source.Document, name string) (*report.Report, *layouts.Layout, error) {
	d, l, err := extract.Extract(doc, name, c.words())
	if err != nil {
		return nil, nil, err
	}
	if rows := c.form(l.ID).rows; l.Form() == l {
		settle.Settle(rows(), d)
	} else {
		settle.Settle(settle.NewForm(l), d)
	}
	givePages(d.Report, doc)
	return d.Report, l, nil
}

// A SideError says that a file is one that this program wrote, but of no report: a
// comparison or a summary. A walk over a folder passes it over.
type SideError struct{ Err error }

func (e *SideError) Error() string {
	return e.In(words.English)
}

// In is what the error says in a language.
func (e *SideError) In(l words.Lang) string { return l.Text("not-a-report.side", e.Err) }

func (e *SideError) Unwrap() error { return e.Err }

// An OtherLayoutError says that data follow a layout that is not at hand, or not
// the one asked for.
type OtherLayoutError struct {
	Layout string   // the data's
	Known  []string // what they might follow
}

func (e *OtherLayoutError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *OtherLayoutError) In(l words.Lang) string {
	return l.Text("unsupported-layout.other", e.Layout, strings.Join(e.Known, l.Text("or")))
}

// fits holds what data or a workbook bring to the limits that all other inputs are
// held to.
func fits(r *report.Report) error {
	most := func(counts map[string]int) (n int) {
		for _, c := range counts {
			n = max(n, c)
		}
		return n
	}
	text, lines := 0, len(r.Properties)+len(r.Fields)
	for _, p := range r.Properties {
		text += len(p.Key) + len(p.Value)
	}
	for _, f := range r.Fields {
		text += len(f.Text)
	}
	for _, s := range r.Sections {
		text += len(s.Heading)
		lines += 1 + len(s.Paragraphs)
		for _, p := range s.Texts() {
			text += len(p)
		}
	}
	for _, limit := range []struct {
		key       string
		got, most int
	}{
		{"too-large.report.text", text, source.MaxText},
		{"too-large.report.paragraphs", lines, source.MaxLines},
		{"too-large.report.sections", len(r.Sections), source.MaxSections},
		{"too-large.report.rows", most(r.Repeated()), layouts.MostRepeated},
		{"too-large.report.title", utf8.RuneCountInString(r.Title), source.MaxTitle},
		{"too-large.report.agency", utf8.RuneCountInString(r.Agency), source.MaxTitle},
		{"too-large.report.findings", len(r.Findings), source.MaxFindings},
	} {
		if limit.got > limit.most {
			return words.New(limit.key, source.ErrTooLarge, limit.got, limit.most)
		}
	}
	return nil
}

// place holds a report that names its layout to it, and fills in what it does not say
// of itself.
func (c *Reader) place(name string, r *report.Report, err error) (*report.Report, *layouts.Layout, error) {
	if err != nil {
		return nil, nil, err
	}
	if err := fits(r); err != nil {
		return nil, nil, err
	}
	var known []string
	for _, f := range c.forms() {
		if l := f.layout; l.ID == r.Layout {
			l = l.For(r.Repeated())
			if err := settle.Conform(l, r); err != nil {
				return nil, nil, err
			}
			extract.Complete(f.words, r, name)
			return r, l, nil
		}
		known = append(known, f.layout.ID)
	}
	return nil, nil, &OtherLayoutError{r.Layout, known}
}
