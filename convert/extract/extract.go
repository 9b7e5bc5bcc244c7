// Package extract finds the report in a document.
//
// The document's lines become a stream of pieces: words of labels, values, empty
// cells. The layout's labels, in their order of print, are aligned with the
// words; what looks like a label but stands out of order falls away. The values
// between two labels are the first one's row, however the source parts them.
// What belongs to no table is prose: title, properties, headings, paragraphs,
// signature.
//
//	r, l, err := extract.Extract(doc, "2024.txt", layouts.Builtin())
//	// r.Tables have Pieces; check.Check settles them into Cells
//
// Nothing here knows what the document was before, and no row's name is written
// here: all labels come from the layout.
package extract

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A candidate is a document read on one layout.
type candidate struct {
	v       *vocabulary
	s       *stream
	regions []*region
	heads   []*layouts.Section // of each line that is a section's heading
	signs   int                // labels found that only this layout has
	weight  int                // of all labels found
}

// Extract finds the report in doc on the layout of choices that fits its tables
// best. name is the input's, from which the year is taken when nothing else tells
// it. The error is a *NotReportError or an *UnsupportedLayoutError.
func Extract(doc *source.Document, name string, choices []*layouts.Layout) (*report.Report, *layouts.Layout, error) {
	var best *candidate
	for _, l := range signed(doc, choices) {
		c := read(doc, l)
		if best == nil || c.better(best) {
			best = c
		}
	}
	if err := refuse(doc, best, choices); err != nil {
		return nil, nil, err
	}
	r := best.report(doc, name)
	if l := best.byYear(r, choices); l != nil {
		best = read(doc, l)
		r = best.report(doc, name)
	}
	return r, best.v.layout, nil
}

// signed keeps the one layout whose signs the document has, when it has none of any
// other's: there is no need to read it on the others.
func signed(doc *source.Document, choices []*layouts.Layout) []*layouts.Layout {
	const enough = 2
	var b strings.Builder
	for i := range doc.Lines {
		b.WriteString(layouts.Fold(doc.Lines[i].Text))
		b.WriteByte('\n')
	}
	text := b.String()
	var found []*layouts.Layout
	for _, l := range choices {
		n := 0
		for _, sign := range vocabularyOf(l).signs {
			if strings.Contains(text, sign) {
				n++
			}
		}
		if n >= enough {
			found = append(found, l)
		} else if n > 0 {
			return choices
		}
	}
	if len(found) != 1 {
		return choices
	}
	return found
}

func read(doc *source.Document, l *layouts.Layout) *candidate {
	v := vocabularyOf(l)
	c := &candidate{v: v, heads: make([]*layouts.Section, len(doc.Lines))}
	for i := range doc.Lines {
		if c.heads[i] = v.heading(&doc.Lines[i]); c.heads[i] != nil && v.captionAt(doc, i) {
			c.heads[i] = nil
		}
	}
	c.s = newStream(doc, v, c.heads)
	ms := v.matches(c.s)
	c.regions = v.valuesOnly(c.s, c.heads, v.outOfOrder(c.s, ms, v.regions(c.s, chain(ms))))
	for _, rg := range c.regions {
		for _, m := range rg.matches {
			c.weight += m.weight
		}
	}
	text := c.s.text()
	for _, sign := range v.signs {
		if strings.Contains(text, sign) {
			c.signs++
		}
	}
	return c
}

// better compares labels; where the document has no table, headings, and the later
// form is better than an earlier one that fits as well.
func (c *candidate) better(than *candidate) bool {
	switch {
	case c.signs != than.signs:
		return c.signs > than.signs
	case len(c.regions)+len(than.regions) > 0:
		return c.weight > than.weight
	}
	return c.headings() >= than.headings()
}

// headings counts the sections whose headings the document has.
func (c *candidate) headings() int {
	seen := map[*layouts.Section]bool{}
	for _, s := range c.heads {
		seen[s] = s != nil
	}
	delete(seen, nil)
	return len(seen)
}

// byYear returns the layout in force for the report's year when its tables do
// not tell: it has none of the signs of any.
func (c *candidate) byYear(r *report.Report, choices []*layouts.Layout) *layouts.Layout {
	if c.signs > 0 || r.Year == 0 || c.v.layout.Years.Contains(r.Year) || len(c.regions) > 0 {
		return nil
	}
	for _, l := range choices {
		if l.Years.Contains(r.Year) {
			return l
		}
	}
	return nil
}

// text is all labels of the stream.
func (s *stream) text() string {
	var b strings.Builder
	for _, c := range s.chars {
		if c.r != 0 {
			b.WriteRune(c.r)
		} else {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// report builds the report of the candidate.
func (c *candidate) report(doc *source.Document, name string) *report.Report {
	r := &report.Report{Layout: c.v.layout.ID}
	covered := make([]bool, len(doc.Lines))
	tables := map[int]string{}
	for _, rg := range c.regions {
		rg.lines(c.s, covered)
		tables[c.s.pieces[rg.from].line] = rg.table.ID
	}
	c.titleTables(doc)
	end := 0
	for end < len(doc.Lines) && !covered[end] && c.heads[end] == nil {
		end++
	}
	from, aside := c.v.front(doc, r, end)
	r.Sections = c.v.sections(doc, aside, from, c.heads, covered, tables)
	for _, rg := range c.regions {
		taken, heads := c.v.columnVariants(r, c.s, rg)
		c.v.headed(c.s, rg, heads)
		r.Tables = append(r.Tables, c.v.place(r, rg, c.v.groups(c.s, rg, taken), heads))
	}
	c.v.sectionVariants(r)
	c.v.facts(r, name)
	return r
}

// sectionVariants notes headings that are worded otherwise than in the form.
func (v *vocabulary) sectionVariants(r *report.Report) {
	for _, s := range r.Sections {
		spec := v.layout.Section(s.ID)
		if spec == nil || s.Heading == "" || layouts.Fold(layouts.TrimOrdinal(s.Heading)) == layouts.Fold(layouts.TrimOrdinal(spec.Heading)) {
			continue
		}
		f := report.NewFinding("label-variant", fmt.Sprintf("标题“%s”按“%s”读取。", s.Heading, spec.Heading))
		f.Text, f.Line = s.Heading, s.Line
		r.Add(f)
	}
}

// facts finds agency, year and date, each from the first source that has it.
func (v *vocabulary) facts(r *report.Report, name string) {
	r.Agency = v.agency(r.Title)
	if r.Agency == "" {
		r.Agency = r.Property("发布机构", "发布单位", "发文机关", "发文单位", "公开主体")
	}
	signatures(r)
	sign := r.Section(report.Signature)
	signed := ""
	if sign != nil {
		for _, p := range sign.Paragraphs {
			if r.Agency == "" && !isDate(p) {
				r.Agency = signer(p)
			}
			if d := dateAtEnd.FindString(p); d != "" {
				signed = parseDate(d)
			}
		}
	}
	if r.Agency == "" {
		r.Agency = contact(r)
	}
	v.agencies(r, sign)
	v.date(r, signed)
	v.year(r, signed, name)
}

// signer is the name in a paragraph of the signature.
func signer(p string) string {
	return signatureKey.ReplaceAllString(squeeze(dateAtEnd.ReplaceAllString(p, "")), "")
}

// agencies says where the sources of the agency's name disagree: neither is part
// of the other, as 市医疗保障局 is of 杭州市医疗保障局.
func (v *vocabulary) agencies(r *report.Report, sign *report.Section) {
	others := []string{r.Property("发布机构", "发布单位")}
	if sign != nil {
		for _, p := range sign.Paragraphs {
			if !isDate(p) {
				others = append(others, signer(p))
			}
		}
	}
	for _, o := range others {
		o = squeeze(o)
		if a := squeeze(r.Agency); o != "" && a != "" && !strings.Contains(o, a) && !strings.Contains(a, o) && similarity(o, a) < 0.9 {
			f := report.NewFinding("date", fmt.Sprintf("机关名称不一致：“%s”与“%s”。", r.Agency, o))
			f.Expected, f.Actual = r.Agency, o
			r.Add(f)
			return
		}
	}
}

var contactPattern = regexp.MustCompile(`请[与向](.{2,24}?)(?:办公室)?(?:联系|反映)`)

// contact reads the agency out of 请与……联系.
func contact(r *report.Report) string {
	for _, s := range r.Sections[:min(2, len(r.Sections))] {
		for _, p := range s.Paragraphs {
			if m := contactPattern.FindStringSubmatch(p); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

func (v *vocabulary) date(r *report.Report, signed string) {
	made := parseDate(r.Property("成文日期", "生成日期", "成文时间"))
	r.Date = made
	if r.Date == "" {
		r.Date = signed
	}
	if r.Date == "" {
		r.Date = parseDate(r.Property("发布日期", "发布时间", "公开日期", "发文日期", "公开时间", "时间", "日期"))
	}
	if made != "" && signed != "" && made != signed {
		f := report.NewFinding("date", fmt.Sprintf("成文日期（%s）与落款日期（%s）不一致。", made, signed))
		f.Expected, f.Actual = made, signed
		r.Add(f)
	}
}

// year finds the report's year and says where sources disagree on it.
func (v *vocabulary) year(r *report.Report, signed, name string) {
	title := findYear(r.Title)
	period, overview := 0, 0
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			if period == 0 && strings.Contains(p, "月") {
				if m := periodYear.FindStringSubmatch(squeeze(p)); m != nil {
					period, _ = strconv.Atoi(m[1])
				}
			}
			if s.Heading != "" && len(v.layout.Sections) > 0 && s.ID == v.layout.Sections[0].ID && overview == 0 {
				overview = findYear(p)
			}
		}
	}
	signYear := 0
	if len(signed) >= 4 {
		signYear, _ = strconv.Atoi(signed[:4])
	}
	sources := []int{title, period, overview, signYear - 1, findYear(path.Base(name) + "年"), fileYear(name)}
	for _, y := range sources {
		if y > 1990 && r.Year == 0 {
			r.Year = y
		}
	}
	doubt := func(message string) { r.Add(report.NewFinding("date", message)) }
	switch {
	case r.Year == 0:
		doubt("看不出是哪一年度的报告。")
	case severalYears(r.Title):
		doubt(fmt.Sprintf("标题写有不同的年份：“%s”，按%d年读取。", r.Title, r.Year))
	case title != 0 && overview != 0 && overview != title && !v.mentions(r, title):
		doubt(fmt.Sprintf("标题写%d年，正文却只写%d年。", title, overview))
	case title != 0 && period != 0 && title != period:
		doubt(fmt.Sprintf("标题写%d年，统计期限却是%d年。", title, period))
	case title == 0 && period == 0 && signYear != 0 && overview != 0 && overview != signYear-1 && overview != signYear:
		doubt(fmt.Sprintf("正文写%d年，落款日期是%s。", overview, signed))
	case signYear != 0 && (title != 0 || period != 0) && (signYear < r.Year || signYear > r.Year+1 || signYear == r.Year && signed[5:7] != "12"):
		doubt(fmt.Sprintf("%d年度的报告，落款日期是%s。", r.Year, signed))
	}
}

// severalYears reports whether a title names more than one year.
func severalYears(title string) bool {
	years := yearWord.FindAllStringSubmatch(squeeze(title), -1)
	for _, y := range years {
		if y[1] != years[0][1] {
			return true
		}
	}
	return false
}

// mentions reports whether the text of the first section names the year.
func (v *vocabulary) mentions(r *report.Report, year int) bool {
	if len(v.layout.Sections) == 0 {
		return true
	}
	s := r.Section(v.layout.Sections[0].ID)
	return s == nil || strings.Contains(squeeze(strings.Join(s.Paragraphs, "")), strconv.Itoa(year))
}

var fileYearPattern = regexp.MustCompile(`(?:^|\D)(20[0-4]\d)(?:\D|$)`)

func fileYear(name string) int {
	if m := fileYearPattern.FindStringSubmatch(path.Base(name)); m != nil {
		y, _ := strconv.Atoi(m[1])
		return y
	}
	return 0
}
