package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// sections names prose sections that are missing or empty.
func (c *checker) sections() {
	for _, s := range c.l.Sections {
		got := c.section(s.ID)
		switch {
		case got == nil && s.Text:
			c.add(report.NewFinding(report.CodeMissingSection, fmt.Sprintf("没有找到“%s”部分。", s.Heading)))
		case got != nil && s.Filled && !slices.ContainsFunc(got.Texts(), func(p string) bool { return strings.TrimSpace(p) != "" }):
			f := report.NewFinding(report.CodeEmptySection, fmt.Sprintf("“%s”部分只有标题，没有内容。", got.Heading))
			f.Line = got.Line
			c.add(f)
		}
	}
}

// section is the section with an id, nil when there is none; annexes are none.
func (c *checker) section(id string) *report.Section {
	for _, s := range c.r.Sections {
		if s.ID == id && !s.Annexed() {
			return s
		}
	}
	return nil
}

// noYear says that a report does not tell its year.
var noYear = report.NewFinding(report.CodeDate, "看不出是哪一年度的报告。")

// noPeriod says that a report does not tell which part of the year it is of.
var noPeriod = report.NewFinding(report.CodeDate, "看不出是哪一期（季度、半年或月份）的报告。")

// layoutYear compares the form of the tables with the report's year and with the
// notice that the text cites.
func (c *checker) layoutYear() {
	l, r := c.l, c.r
	if r.Year == 0 {
		c.add(noYear)
	} else if !l.Years.Contains(r.Year) {
		c.add(report.NewFinding(report.CodeLayoutYear, fmt.Sprintf("表格是%s规定的格式，%d年度的报告不适用这一格式。", l.Clause, r.Year)))
	}
	if l.Periodic() && r.Period == "" {
		c.add(noPeriod)
	}
	if len(r.Sections) == 0 {
		return
	}
	text := layouts.Fold(strings.Join(r.Sections[0].Texts(), ""))
	cites := func(notice string) bool { return strings.Contains(text, layouts.Fold(notice)) }
	if slices.ContainsFunc(l.Notices, cites) {
		return
	}
	if len(l.Sections) > 0 {
		if s := r.Section(l.Sections[0].ID); s != nil && s != r.Sections[0] {
			text += layouts.Fold(strings.Join(s.Texts(), ""))
		}
	}
	if slices.ContainsFunc(l.Notices, cites) {
		return
	}
	for _, o := range layouts.Builtin() {
		if o.ID != l.ID && slices.ContainsFunc(o.Notices, cites) {
			c.add(report.NewFinding(report.CodeLayoutYear, fmt.Sprintf("正文引用%s，表格却是%s规定的格式。", o.Clause, l.Clause)))
			return
		}
	}
}
