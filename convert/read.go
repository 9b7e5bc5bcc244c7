package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/check"
	"github.com/nianbao/nianbao/convert/extract"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/settle"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A Reading is a report that was read and checked. It belongs to one goroutine at
// a time.
type Reading struct {
	Report *report.Report
	Layout *layouts.Layout // the form its tables follow
	Source string          // name of the input
	SHA256 string          // of the input's bytes, in hex
	Units  []*Reading      // of a sum, the reports it adds; nil else
}

// Read finds the report in data, whatever kind of input it is, checks it, and
// sorts its findings. The name stands in messages, and may tell the year when
// nothing else does. Code gives the error its code.
func (c *Converter) Read(name string, data []byte) (*Reading, error) {
	r, l, err := c.read(name, data)
	if err != nil {
		return nil, err
	}
	before := again(r)
	found := check.Check(l, r)
	keepLines(found, before)
	r.Add(found...)
	c.glyphs(r)
	r.SortFindings()
	sum := sha256.Sum256(data)
	return &Reading{Report: r, Layout: l, Source: name, SHA256: hex.EncodeToString(sum[:])}, nil
}

// read gives a report with cells, and the layout it is on.
func (c *Converter) read(name string, data []byte) (*report.Report, *layouts.Layout, error) {
	doc, err := source.Read(name, data)
	if err != nil {
		return nil, nil, err
	}
	switch doc.Kind {
	case source.Data:
		r, err := report.Decode(data)
		if errors.Is(err, report.ErrComparison) {
			err = &SideError{err}
		}
		return c.place(r, err)
	case source.Workbook:
		return c.readWorkbook(name, data)
	}
	return c.readDocument(doc, name)
}

// readDocument finds the report in a document.
func (c *Converter) readDocument(doc *source.Document, name string) (*report.Report, *layouts.Layout, error) {
	d, l, err := extract.Extract(doc, name, c.words())
	if err != nil {
		return nil, nil, err
	}
	settle.Settle(c.form(l.ID).rows(), d)
	givePages(d.Report, doc)
	return d.Report, l, nil
}

// A SideError says that a file is one that this program wrote, but of no report: a
// comparison or a summary. A walk over a folder passes it over.
type SideError struct{ Err error }

func (e *SideError) Error() string {
	return "a comparison or a summary that this program wrote: " + e.Err.Error()
}
func (e *SideError) Unwrap() error { return e.Err }

// An OtherLayoutError says that data follow a layout that is not at hand, or not
// the one asked for.
type OtherLayoutError struct {
	Layout string   // the data's
	Known  []string // what they might follow
}

func (e *OtherLayoutError) Error() string {
	return fmt.Sprintf("the data follow the layout %q, not %s; name the layout file with -l", e.Layout, strings.Join(e.Known, " or "))
}

// fits holds what data or a workbook bring to the limits that all other inputs are
// held to.
func fits(r *report.Report) error {
	text, lines := 0, len(r.Properties)
	for _, p := range r.Properties {
		text += len(p.Key) + len(p.Value)
	}
	for _, s := range r.Sections {
		text += len(s.Heading)
		lines += 1 + len(s.Paragraphs)
		for _, p := range s.Paragraphs {
			text += len(p)
		}
	}
	for _, limit := range []struct {
		what      string
		got, most int
	}{
		{"bytes of text", text, source.MaxText},
		{"paragraphs and properties", lines, source.MaxLines},
		{"sections", len(r.Sections), source.MaxSections},
		{"characters in its title", utf8.RuneCountInString(r.Title), source.MaxTitle},
		{"characters in its agency", utf8.RuneCountInString(r.Agency), source.MaxTitle},
		{"findings", len(r.Findings), source.MaxFindings},
	} {
		if limit.got > limit.most {
			return fmt.Errorf("%w: the report has %d %s, the limit is %d", source.ErrTooLarge, limit.got, limit.what, limit.most)
		}
	}
	return nil
}

// place holds a report that names its layout to it.
func (c *Converter) place(r *report.Report, err error) (*report.Report, *layouts.Layout, error) {
	if err != nil {
		return nil, nil, err
	}
	if err := fits(r); err != nil {
		return nil, nil, err
	}
	var known []string
	for _, l := range c.layouts() {
		if l.ID == r.Layout {
			return r, l, settle.Conform(l, r)
		}
		known = append(known, l.ID)
	}
	return nil, nil, &OtherLayoutError{r.Layout, known}
}
