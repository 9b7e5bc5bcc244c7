package convert

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/convert/xlsx"
)

// A Format is a kind of output.
type Format string

const (
	XLSX Format = "xlsx" // the workbook
	PDF  Format = "pdf"  // the official document
	JSON Format = "json" // normalised data
)

// Formats returns all formats, DefaultFormats those that are written when nothing
// else is asked for.
func Formats() []Format        { return []Format{XLSX, PDF, JSON} }
func DefaultFormats() []Format { return []Format{XLSX, PDF} }

// Ext is the extension of the format's files.
func (f Format) Ext() string { return "." + string(f) }

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
		p := r.Report.Property
		meta := pdf.Meta{
			Agency: r.Report.Agency, Date: r.Report.Date, Published: p("发布日期", "发布时间", "公开日期", "公开时间"),
			Identifiers: []string{p("文号", "发文字号"), p("索引号", "信息索引")},
			Subjects:    []string{p("主题分类", "所属主题"), p("公开目录")},
		}
		return pdf.New(c.fonts).Write(w, typeset.Plan(c.printed(r.Report), r.Layout, c.fonts), meta)
	case JSON:
		return report.Encode(w, r.Report)
	}
	return fmt.Errorf("no format %q", f)
}
