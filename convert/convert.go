// Package convert turns one annual report (政府信息公开工作年度报告) from bytes into
// a workbook, a PDF or normalised data.
//
// Read tells by content what it is given (text, web page, Word, a workbook or
// data of our own), finds the report in it, and checks it. What is wrong with the
// report is a finding in it, not an error; an error says why there is no report,
// and Code gives its code. Write then writes any of the formats.
//
//	c, err := convert.New(convert.Options{})
//	r, err := c.Read("report.txt", data)
//	fmt.Println(r.Report.Agency, r.Report.Count(report.Error))
//	err = c.Write(file, convert.PDF, r)
//
// Sum makes one report of many, Diff compares two years of one agency.
//
// The way goes in one direction, and nothing is taken back. A document of paragraphs
// and tables (source) becomes a draft: the form's rows with the parts of the source
// that are theirs (extract). Settling it gives the report: numbers, or what is open
// with a reason (settle). Checking adds findings and changes nothing (check). Data and
// workbooks that are read again enter behind settle; findings_again.go says what of their
// findings is found anew. Imports point down, never up or sideways:
//
//	cmd → batch → convert → compare → check
//	→ extract, settle, xlsx, pdf, ofd → source, typeset, claims → sums → draft
//	→ report → layouts, fonts
//
// Nothing here touches the disk: files, folders and many reports at once are the
// work of package batch.
//
// It owns the way of a report and the codes of errors; the steps are those of the rooms
// below it.
package convert

import (
	"fmt"
	"strings"

	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

// MaxFile is the most bytes that Read takes.
const MaxFile = source.MaxFile

// Options of a Converter. The zero value is what the command does without flags.
type Options struct {
	Layout *layouts.Layout        // the form of every report; nil: told from its tables, among the built-in ones
	Fonts  map[string]*fonts.Face // by role (fonts.Roles), in place of the built-in face

	Attach    bool // PDFs carry the normalised data (PDF/A-3a), and read back as that
	FullMarks bool // pages show half-width marks of Chinese text full-width, straight quotes in pairs; data keep the source's
}

// A Reader reads reports and checks them. It does not change after NewReader and is
// safe to share between goroutines. A program that has a Reader and no Converter is
// linked without the fonts: 13 MB of 63.
type Reader struct {
	forms func() []*form // that a report may be on
}

// NewReader returns a Reader of reports on a form; nil: on any of the built-in ones.
func NewReader(only *layouts.Layout) *Reader { return &Reader{formsOf(only)} }

// A Converter reads and writes reports. It does not change after New and is safe
// to share between goroutines.
type Converter struct {
	Reader
	fonts     *fonts.Set
	fullMarks bool
	attach    bool
}

// New returns a Converter, or an error when a role of Fonts does not exist.
func New(o Options) (*Converter, error) {
	c := &Converter{Reader: *NewReader(o.Layout), fonts: fonts.Builtin(), fullMarks: o.FullMarks, attach: o.Attach}
	for role, face := range o.Fonts {
		if c.fonts = c.fonts.With(role, face); c.fonts == nil {
			return nil, fmt.Errorf("no font role %q: it is one of %s", role, strings.Join(fonts.Roles(), ", "))
		}
	}
	return c, nil
}

// Layout returns the layout with the id among those that reports may be on, nil
// when there is none.
func (c *Reader) Layout(id string) *layouts.Layout {
	if f := c.form(id); f != nil {
		return f.layout
	}
	return nil
}
