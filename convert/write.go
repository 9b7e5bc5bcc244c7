package convert

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/ofd"
	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/convert/word"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/convert/xlsx"
	"github.com/nianbao/nianbao/layouts"
)

// A Format is a kind of output.
type Format string

const (
	XLSX Format = "xlsx" // the workbook
	PDF  Format = "pdf"  // the official document
	JSON Format = "json" // normalised data
	OFD  Format = "ofd"  // the pages of the PDF, in the national format
	DOCX Format = "docx" // the document as an office goes on editing it
)

// Formats returns all formats, DefaultFormats those that are written when nothing
// else is asked for.
func Formats() []Format        { return []Format{XLSX, PDF, JSON, OFD, DOCX} }
func DefaultFormats() []Format { return []Format{XLSX, PDF} }

// Ext is the extension of the format's files.
func (f Format) Ext() string { return "." + string(f) }

// attachedData is the name of the normalised data that a PDF carries.
const attachedData = "nianbao.json"

// ParseFormats reads a list such as "xlsx,pdf". A format that is named twice
// counts once.
func ParseFormats(list string) ([]Format, error) {
	var formats []Format
	for name := range strings.SplitSeq(list, ",") {
		f := Format(strings.ToLower(strings.TrimSpace(name)))
		switch {
		case !slices.Contains(Formats(), f):
			return nil, &FormatError{strings.TrimSpace(name)}
		case !slices.Contains(formats, f):
			formats = append(formats, f)
		}
	}
	return formats, nil
}

// A FormatError names a format that is none.
type FormatError struct{ Name string }

func (e *FormatError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *FormatError) In(l words.Lang) string {
	var known []string
	for _, f := range Formats() {
		known = append(known, string(f))
	}
	return l.Text("usage.no-format", e.Name, strings.Join(known, l.Text("comma")))
}

// Write writes the report in a format. The same report gives the same bytes.
func (c *Converter) Write(w io.Writer, f Format, r *Reading) error {
	switch f {
	case XLSX:
		book := &xlsx.Book{Report: r.Report, Layout: r.Layout, Source: r.Source, SHA256: r.SHA256}
		for _, u := range r.Units {
			book.Units = append(book.Units, xlsx.Unit{Name: unitName(u), Source: u.Source, Link: u.Link, Report: u.Report})
		}
		return xlsx.Write(w, book)
	case PDF:
		meta := pdf.Meta{Agency: r.Report.Agency, Date: r.Report.Date, Published: r.Report.Property(layouts.Words().Properties.Published...)}
		meta.Identifiers, meta.Subjects = catalogued(r.Report)
		if c.attach {
			var data bytes.Buffer
			if err := report.Encode(&data, r.Report); err != nil {
				return err
			}
			meta.Data, meta.DataName = data.Bytes(), attachedData
		}
		return pdf.New(c.fonts).Write(w, typeset.Plan(c.printed(r.Report), r.Layout, c.fonts), meta)
	case JSON:
		return report.Encode(w, r.Report)
	case OFD:
		meta := ofd.Meta{Agency: r.Report.Agency, Date: r.Report.Date}
		meta.Identifiers, meta.Subjects = catalogued(r.Report)
		return ofd.New(c.fonts).Write(w, typeset.Plan(c.printed(r.Report), r.Layout, c.fonts), meta)
	case DOCX:
		return word.Write(w, c.printed(r.Report), r.Layout, word.Meta{Agency: r.Report.Agency, Date: r.Report.Date})
	}
	return fmt.Errorf("no format %q", f)
}

// catalogued are 文号 and 索引号 of a report, 主题分类 and 公开目录; "" for what it has not.
func catalogued(r *report.Report) (identifiers, subjects []string) {
	p, keys := r.Property, layouts.Words().Properties
	return []string{p(keys.Number...), p(keys.Index...)}, []string{p(keys.Subject...), p(keys.Catalogue...)}
}
