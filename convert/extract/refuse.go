package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// A NotReportError tells that a document is no annual report: what was looked
// for, and what it is instead.
type NotReportError struct {
	Forms    []string // the forms that were looked for besides the built-in ones
	Only     bool     // the built-in ones were not
	Title    string   // what the document calls itself; "" when it does not
	Titled   bool     // that is the title of a form that was looked for
	Headings []string // its first headings
	Tables   []string // the tables that were looked for
}

func (e *NotReportError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *NotReportError) In(l words.Lang) string {
	tables := strings.Join(e.Tables, "、")
	what := l.Text("not-a-report.annual")
	switch own := strings.Join(e.Forms, "”“"); {
	case e.Only:
		what = l.Text("not-a-report.forms", own)
	case own != "":
		what = l.Text("not-a-report.also", own)
	}
	switch {
	case e.Titled:
		return l.Text("not-a-report.tables", e.Title, tables)
	case e.Title != "":
		return l.Text("not-a-report.title", what, e.Title, tables)
	case len(e.Headings) > 0:
		return l.Text("not-a-report.headings", what, strings.Join(e.Headings, "”“"), tables)
	}
	return l.Text("not-a-report", what, tables)
}

// An UnsupportedLayoutError tells that a document is an annual report on a form
// that no layout describes.
type UnsupportedLayoutError struct {
	Form string
}

func (e *UnsupportedLayoutError) Error() string { return e.In(words.English) }

// In is what the error says in a language.
func (e *UnsupportedLayoutError) In(l words.Lang) string { return l.Text("unsupported-layout", e.Form) }

// refuse tells documents that are no reports, or on other forms.
func refuse(doc *document, c *candidate, choices []*Form) error {
	given := len(choices) == 1 || !slices.ContainsFunc(choices, (*Form).builtin)
	if c.tables() > 0 && (given || c.signed()) {
		return nil // an older form has some of the labels, too
	}
	var text strings.Builder
	for i := range doc.Lines {
		if text.Len() < 1<<20 {
			text.WriteString(layouts.Fold(doc.Lines[i].Text))
			text.WriteByte('\n')
		}
	}
	title := c.v.anyTitle(doc)
	if f := layouts.Older(text.String()); f != nil && !given {
		return &UnsupportedLayoutError{f.Name}
	}
	if c.tables() > 0 {
		return nil
	}
	if y, first := findYear(title), firstYear(choices); title != "" && y != 0 && y < first && !given {
		return &UnsupportedLayoutError{fmt.Sprintf("%d年度的报告，没有表格，早于%d年的格式", y, first)}
	}
	if headings := c.headings(); (title != "" && headings > 0 || headings >= 4) && !isRegulation(doc) {
		return nil
	}
	e := c.v.notReport(doc)
	if title != "" {
		e.Title, e.Titled = title, true
	}
	e.Only = true
	for _, f := range choices {
		if f.builtin() {
			e.Only = false
		} else {
			e.Forms = append(e.Forms, f.layout.Name)
		}
	}
	return e
}

// builtin reports whether the form is a built-in one.
func (f *Form) builtin() bool { return layouts.Find(f.layout.ID) == f.layout }

// article matches the beginning of an article of a regulation.
var article = pattern.New(`^\s*第[一二三四五六七八九十]+条`)

// isRegulation reports whether a document is written in articles, as rules are that
// say what a report contains.
func isRegulation(doc *document) bool {
	const least = 3
	n := 0
	for i := range doc.Lines {
		if article.MatchString(doc.Lines[i].Text) {
			n++
		}
	}
	return n >= least
}

// firstYear is the first year for which one of the layouts is in force.
func firstYear(choices []*Form) int {
	first := choices[0].layout.Years.From
	for _, f := range choices {
		first = min(first, f.layout.Years.From)
	}
	return first
}

// anyTitle is the first line that is a title of a report.
func (v *vocabulary) anyTitle(doc *document) string {
	for i := range doc.Lines {
		if t, _ := v.titleAt(doc, i, len(doc.Lines)); t != "" {
			return t
		}
	}
	return ""
}

func (v *vocabulary) notReport(doc *document) *NotReportError {
	e := &NotReportError{}
	for _, t := range v.form.Tables {
		e.Tables = append(e.Tables, t.Name)
	}
	for i := range doc.Lines {
		line := &doc.Lines[i]
		n := utf8.RuneCountInString(line.Text)
		_, property := properties(propertyText(line))
		switch {
		case property || n < 4 || n > 60 || hasStop(line.Text):
		case topLevel.MatchString(line.Text):
			const most = 3
			if len(e.Headings) < most {
				e.Headings = append(e.Headings, line.Text)
			}
		case e.Title == "" && len(e.Headings) == 0:
			e.Title = strings.Join(strings.Fields(line.Text), " ")
		}
	}
	return e
}
