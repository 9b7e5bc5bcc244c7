package extract

import (
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
		f := report.NewFinding("date", fmt.Sprintf("年度填为%d年，标题写的是%d年。", r.Year, y))
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
		f := report.NewFinding("date", fmt.Sprintf("机关名称填为“%s”，标题写的是“%s”。", r.Agency, titled))
		f.Expected, f.Actual = r.Agency, titled
		v.addOnce(r, f)
	}
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

// addOnce adds a finding that the report does not have yet.
func (v *vocabulary) addOnce(r *report.Report, f report.Finding) {
	if !slices.ContainsFunc(r.Findings, func(g report.Finding) bool { return g.Code == f.Code && g.Message == f.Message }) {
		r.Add(f)
	}
}
