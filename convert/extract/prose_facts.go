package extract

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// facts finds agency, year and date, each from the first source that has it.
func (v *vocabulary) facts(r *report.Report, name string) {
	r.Agency = v.agency(r.Title)
	if r.Agency == "" {
		r.Agency = r.Property(layouts.Words().Properties.Agency...)
	}
	if r.Agency == "" {
		r.Agency = v.fieldAgency(r)
	}
	if r.Section(report.Signature) == nil { // data and workbooks have it already
		v.signatures(r)
	}
	var names []string
	day := ""
	if sign := r.Section(report.Signature); sign != nil {
		if names, day = signatories(sign.Texts()); r.Agency == "" && len(names) > 0 {
			r.Agency = names[0]
		}
		tellDate(r, sign)
	}
	if r.Agency == "" {
		r.Agency = v.named(r)
	}
	v.agencies(r, names)
	v.date(r, day)
	if r.Date == "" {
		r.Date = v.fieldDate(r)
	}
	v.year(r, day, name)
}

// signedOn is the day in the signature; "" for none.
func signedOn(sign *report.Section) string {
	if sign == nil {
		return ""
	}
	_, day := signatories(sign.Texts())
	return day
}

// signer is the name in a paragraph of the signature.
func signer(p string) string {
	return signatureKey.ReplaceAllString(squeeze(dateAtEnd.ReplaceAllString(p, "")), "")
}

// shortens reports whether one name is part of the other, or its short form: 市政府办
// for 甲市人民政府, 区医保局 for 甲区医疗保障局.
func shortens(short, long string) bool {
	short = strings.TrimSuffix(strings.TrimSuffix(short, "公室"), "办")
	for _, r := range long {
		if first, n := utf8.DecodeRuneInString(short); r == first {
			short = short[n:]
		}
	}
	return short == ""
}

// agencies says where the sources of the agency's name disagree: neither is part
// of the other, as 市医疗保障局 is of 杭州市医疗保障局. Of agencies that sign together one
// is enough.
func (v *vocabulary) agencies(r *report.Report, signed []string) {
	others := []string{r.Property("发布机构", "发布单位")}
	if publishes.MatchString(others[0]) {
		others = nil // for every agency of its place
	}
	a := squeeze(r.Agency)
	same := func(o string) bool {
		o = squeeze(o)
		return o == "" || a == "" || shortens(o, a) || shortens(a, o) || similarity(o, a) >= 0.9
	}
	if !slices.ContainsFunc(signed, same) {
		others = append(others, signed...)
	}
	for _, o := range others {
		if o = squeeze(o); !same(o) {
			f := report.NewFinding(report.CodeDate, fmt.Sprintf("机关名称不一致：“%s”与“%s”。", r.Agency, o))
			f.Expected, f.Actual = r.Agency, o
			r.Add(f)
			return
		}
	}
}

func (v *vocabulary) date(r *report.Report, signed string) {
	properties := layouts.Words().Properties
	made := parseDate(r.Property(properties.Made...))
	r.Date = made
	if r.Date == "" {
		r.Date = signed
	}
	if r.Date == "" {
		r.Date = parseDate(r.Property(properties.Dated...))
	}
	if first := r.Sections; r.Date == "" && len(first) > 0 && first[0].ID == report.Preamble && isDate(first[0].Paragraphs[0].Text) {
		r.Date = parseDate(first[0].Paragraphs[0].Text) // in brackets below the title
	}
	if made != "" && signed != "" && made != signed {
		f := report.NewFinding(report.CodeDate, fmt.Sprintf("成文日期（%s）与落款日期（%s）不一致。", made, signed))
		f.Expected, f.Actual = made, signed
		r.Add(f)
	}
}

// year finds the report's year and says where sources disagree on it.
func (v *vocabulary) year(r *report.Report, signed, name string) {
	title := findYear(r.Title)
	below := subtitleOf(r)
	if title == 0 {
		title = findYear(below)
	}
	period, overview := 0, 0
	for _, s := range r.Sections {
		for _, p := range s.Texts() {
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
	if r.Year = plausible(title, period, overview, signYear-1); r.Year == 0 {
		r.Year = plausible(findYear(path.Base(name)+"年"), fileYear(name))
	}
	if r.Year == 0 {
		r.Year = toldYear(r)
	}
	if r.Period = cmp.Or(layouts.Period(r.Title), layouts.Period(below)); r.Period == "" && v.layout.Periodic() {
		r.Period = layouts.Period(path.Base(name))
	}
	doubt := func(message string) { r.Add(report.NewFinding(report.CodeDate, message)) }
	switch {
	case r.Year == 0: // as check says
	case findYear(r.Title) != 0 && findYear(below) != 0 && findYear(below) != title, layouts.Period(r.Title) != "" && layouts.Period(below) != "" && layouts.Period(below) != r.Period:
		doubt(fmt.Sprintf("标题写“%s”，下面一行却写“%s”，按标题读取。", r.Title, below))
	case severalYears(r.Title):
		doubt(fmt.Sprintf("标题写有不同的年份：“%s”，按%d年读取。", r.Title, r.Year))
	case title != 0 && overview != 0 && overview != title && !v.mentions(r, title):
		doubt(fmt.Sprintf("标题写%d年，正文却只写%d年。", title, overview))
	case title != 0 && period != 0 && title != period:
		doubt(fmt.Sprintf("标题写%d年，统计期限却是%d年。", title, period))
	case title == 0 && period == 0 && signYear != 0 && overview != 0 && overview != signYear-1 && overview != signYear:
		doubt(fmt.Sprintf("正文写%d年，落款日期是%s。", overview, signed))
	case signYear != 0 && (title != 0 || period != 0) && (signYear > r.Year+1 || tooEarly(signed, r.Year) && !partOfYear.MatchString(r.Title+below)):
		doubt(fmt.Sprintf("%d年度的报告，落款日期是%s。", r.Year, signed))
	}
}

// subtitle matches the line below a title that says of what time it is; partOfYear what is
// of less than a year, or of one that is to come.
var (
	subtitle   = pattern.New(layouts.Words().PeriodLine)
	partOfYear = pattern.New(layouts.Words().PartOfYear)
)

// subtitleOf is the line below the title that says of what time the report is; "" for none.
func subtitleOf(r *report.Report) string {
	const near = 3 // paragraphs
	s := r.Section(report.Preamble)
	if s == nil {
		return ""
	}
	for _, p := range s.Paragraphs[:min(near, len(s.Paragraphs))] {
		text := squeeze(p.Text)
		if subtitle.MatchString(text) {
			return text
		}
		if m := besideAgency.FindStringSubmatch(p.Text); m != nil && layouts.Period(m[2]) != "" {
			return squeeze(m[2])
		}
	}
	return ""
}

// besideAgency matches a part of a year that stands on the line of who fills a form in.
var besideAgency = pattern.New(`^(.*?[:：].*?)[\s\x{3000}|｜]+(?:(?:报告|统计|所属|填报)?期间?[:：])?[（(]?(20\d\d年[^\s\x{3000}|｜]*?)[）)]?$`)

// cutPeriods takes such a part of a year out of properties, and reports whether there was one.
func cutPeriods(ps []report.Property) (found bool) {
	for i := range ps {
		p := &ps[i]
		if !slices.Contains(layouts.Words().Properties.Agency, p.Key) {
			continue
		}
		if m := besideAgency.FindStringSubmatch(p.Key + "：" + p.Value); m != nil && layouts.Period(m[2]) != "" {
			p.Value, found = strings.TrimPrefix(m[1], p.Key+"："), true
		}
	}
	return found
}

// tooEarly reports whether a day is one on which the report of a year cannot have been
// written: before its last month.
func tooEarly(day string, year int) bool { return day < fmt.Sprintf("%04d-12", year) }

// plausible is the first of the years that a report may be of, 0 for none.
func plausible(years ...int) int {
	for _, y := range years {
		if y > 1990 {
			return y
		}
	}
	return 0
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
	return s == nil || strings.Contains(squeeze(strings.Join(s.Texts(), "")), strconv.Itoa(year))
}

func fileYear(name string) int {
	if m := fileYearPattern.FindStringSubmatch(path.Base(name)); m != nil {
		y, _ := strconv.Atoi(m[1])
		return y
	}
	return 0
}

// publishes matches the offices of governments that publish what their agencies write.
var publishes = pattern.New(`府办(?:公室|公厅)?$|政务公开|信息公开|数据(?:管理)?局$`)

var fileYearPattern = pattern.New(`(?:^|\D)(20[0-4]\d)(?:\D|$)`)
