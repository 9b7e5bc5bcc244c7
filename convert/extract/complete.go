package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// Complete fills in what a report that was not read from a text (a workbook, data)
// does not say of itself, agency, year and date, from where a text would have it:
// title, 统计期限, the first section, signature, and the name of the file. What it
// does say stays; where title or text say otherwise, a `date` finding tells. The text
// of the report is not changed.
func Complete(f *Form, r *report.Report, name string) {
	v := f.words()
	probe := &report.Report{Layout: r.Layout, Title: r.Title, Properties: slices.Clone(r.Properties)}
	for _, s := range r.Sections {
		c := *s
		c.Paragraphs = slices.Clone(s.Paragraphs)
		if len(c.Paragraphs) == 0 && c.ID == report.Preamble {
			continue // facts looks at its first
		}
		probe.Sections = append(probe.Sections, &c)
	}
	v.facts(probe, name)
	for _, f := range probe.Findings {
		v.addOnce(r, f)
	}
	if y := findYear(r.Title); r.Year != 0 && plausible(y) != 0 && y != r.Year && !severalYears(r.Title) {
		f := report.NewFinding(report.CodeDate, fmt.Sprintf("年度填为%d年，标题写的是%d年。", r.Year, y))
		f.Expected, f.Actual = fmt.Sprint(r.Year), fmt.Sprint(y)
		v.addOnce(r, f)
	}
	a, titled := squeeze(r.Agency), squeeze(v.agency(r.Title))
	if plain := simplify(squeeze(r.Title)); !slices.ContainsFunc(v.layout.Titles, func(t string) bool { return strings.Contains(plain, t) }) {
		if squeeze(probe.Agency) == titled { // a title such as 年报 names nobody
			probe.Agency = ""
		}
		titled = ""
	}
	if a != "" && titled != "" && !shortens(a, titled) && !shortens(titled, a) && similarity(a, titled) < 0.9 {
		f := report.NewFinding(report.CodeDate, fmt.Sprintf("机关名称填为“%s”，标题写的是“%s”。", r.Agency, titled))
		f.Expected, f.Actual = r.Agency, titled
		v.addOnce(r, f)
	}
	v.contradictions(r, probe)
	if r.Agency == "" {
		r.Agency = probe.Agency
	}
	if r.Year == 0 {
		r.Year = probe.Year
	}
	if r.Date == "" {
		r.Date = probe.Date
	}
}

// contradictions says where what a report that has no title says of itself is not what
// its text says, and where its date is another than that below the text.
func (v *vocabulary) contradictions(r, probe *report.Report) {
	doubt := func(what, filled, where, told string) {
		f := report.NewFinding(report.CodeDate, fmt.Sprintf("%s填为%s，%s是%s。", what, filled, where, told))
		f.Expected, f.Actual = filled, told
		v.addOnce(r, f)
	}
	a, told := squeeze(r.Agency), squeeze(probe.Agency)
	if r.Title == "" && a != "" && told != "" && !shortens(a, told) && !shortens(told, a) && similarity(a, told) < 0.9 {
		doubt("机关名称", "“"+r.Agency+"”", "发布机构或落款", "“"+probe.Agency+"”")
	}
	if r.Title == "" && r.Year != 0 {
		text := *probe
		text.Findings, text.Year = nil, 0
		if v.facts(&text, ""); text.Year != 0 && text.Year != r.Year {
			doubt("年度", fmt.Sprintf("%d年", r.Year), "报告的文字写的", fmt.Sprintf("%d年", text.Year))
		}
	}
	signed := signedOn(probe.Section(report.Signature))
	switch {
	case r.Date == "" || r.Date == probe.Date:
	case signed != "" && signed != r.Date:
		doubt("成文日期", r.Date, "落款日期", signed)
	default:
		if year := cmp.Or(r.Year, probe.Year); year != 0 && tooEarly(r.Date, year) && r.Period == "" && !partOfYear.MatchString(r.Title+subtitleOf(r)) {
			v.addOnce(r, report.NewFinding(report.CodeDate, fmt.Sprintf("%d年度的报告，成文日期是%s。", year, r.Date)))
		}
	}
}

// addOnce adds a finding that the report does not have yet.
func (v *vocabulary) addOnce(r *report.Report, f report.Finding) {
	if !slices.ContainsFunc(r.Findings, func(g report.Finding) bool { return g.Code == f.Code && g.Message == f.Message }) {
		r.Add(f)
	}
}
