package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// sections names prose sections that are missing or empty.
func sections(l *layouts.Layout, r *report.Report) {
	for _, s := range l.Sections {
		got := r.Section(s.ID)
		switch {
		case got == nil && s.Text:
			r.Add(report.NewFinding("missing-section", fmt.Sprintf("没有找到“%s”部分。", s.Heading)))
		case got != nil && s.Filled && !slices.ContainsFunc(got.Paragraphs, func(p string) bool { return strings.TrimSpace(p) != "" }):
			f := report.NewFinding("empty-section", fmt.Sprintf("“%s”部分只有标题，没有内容。", got.Heading))
			f.Line = got.Line
			r.Add(f)
		}
	}
}

// noYear is the message on a report that does not tell its year.
const noYear = "看不出是哪一年度的报告。"

// layoutYear compares the form of the tables with the report's year and with the
// notice that the text cites.
func layoutYear(l *layouts.Layout, r *report.Report) {
	if r.Year == 0 {
		r.Add(report.NewFinding("date", noYear))
	} else if !l.Years.Contains(r.Year) {
		r.Add(report.NewFinding("layout-year", fmt.Sprintf("表格是%s规定的格式，%d年度的报告不适用这一格式。", l.Clause, r.Year)))
	}
	if len(r.Sections) == 0 {
		return
	}
	text := layouts.Fold(strings.Join(r.Sections[0].Paragraphs, ""))
	cites := func(notice string) bool { return strings.Contains(text, layouts.Fold(notice)) }
	if slices.ContainsFunc(l.Notices, cites) {
		return
	}
	if len(l.Sections) > 0 {
		if s := r.Section(l.Sections[0].ID); s != nil && s != r.Sections[0] {
			text += layouts.Fold(strings.Join(s.Paragraphs, ""))
		}
	}
	if slices.ContainsFunc(l.Notices, cites) {
		return
	}
	for _, o := range layouts.Builtin() {
		if o.ID != l.ID && slices.ContainsFunc(o.Notices, cites) {
			r.Add(report.NewFinding("layout-year", fmt.Sprintf("正文引用%s，表格却是%s规定的格式。", o.Clause, l.Clause)))
			return
		}
	}
}

var (
	topNumber  = regexp.MustCompile(`^\s*([一二三四五六七八九十]{1,3})\s*、`)
	partNumber = regexp.MustCompile(`^\s*[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]`)
)

// submatch matches one of the patterns above. Most paragraphs begin otherwise.
func submatch(pattern *regexp.Regexp, text string) []string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, " \t\n\f\r"))
	if !strings.ContainsRune("一二三四五六七八九十（(", first) {
		return nil
	}
	return pattern.FindStringSubmatch(text)
}

// numbering finds headings that skip, repeat or go backwards.
func numbering(r *report.Report) {
	top := &counter{r: r, pattern: topNumber}
	for i, s := range r.Sections {
		if i > 0 {
			top.pass(r.Sections[i-1].Paragraphs, s.Heading)
		}
		top.next(s.Heading, s.Line)
		part := &counter{r: r, pattern: partNumber}
		for _, p := range s.Paragraphs {
			if submatch(topNumber, p) != nil {
				part.last = 0
			}
			part.next(p, s.Line)
		}
	}
}

// A counter follows the ordinals of one level.
type counter struct {
	r       *report.Report
	pattern *regexp.Regexp
	last    int
}

func (c *counter) next(text string, line int) {
	m := submatch(c.pattern, text)
	if m == nil {
		return
	}
	n := ordinal(m[1])
	if n != c.last+1 {
		head := []rune(strings.TrimSpace(text))
		f := report.NewFinding("numbering", fmt.Sprintf("标题序号不连续：“%s”之前应为第%d项。", string(head[:min(len(head), 20)]), n-1))
		if n <= c.last {
			f.Message = fmt.Sprintf("标题序号重复或倒退：“%s”。", string(head[:min(len(head), 20)]))
		}
		f.Text, f.Line = string(head[:min(len(head), 40)]), line
		c.r.Add(f)
	}
	c.last = n
}

// pass counts the headings that stand among the paragraphs above the next heading:
// those of parts that the form does not have.
func (c *counter) pass(paragraphs []string, next string) {
	m := submatch(c.pattern, next)
	if m == nil {
		return
	}
	last := c.last
	for _, p := range paragraphs {
		if h := submatch(c.pattern, p); h != nil && ordinal(h[1]) == last+1 {
			last++
		}
	}
	if last == ordinal(m[1])-1 {
		c.last = last
	}
}

func ordinal(s string) int {
	n, _, err := report.ReadNumber(s)
	if err != nil {
		return 0
	}
	v, _ := n.Int()
	return int(v)
}
