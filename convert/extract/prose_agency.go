package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Pages are often published without the title that their site prints above them.
// Their first paragraphs name the agency: they announce the report, say who made it,
// or whom to ask.

var (
	lastYear         = pattern.New(`(?:[12]\d{3}年?度?)?的?$`)
	announced        = pattern.New(`[\p{Han}\d（）()·]{4,40}$`)
	announces        = pattern.New(`^.*(?:公布|公开|发布|编制|完成|形成|报告|现将|根据|按照|依据|依照|[12]\d{3}年?度?)`)
	abridged         = pattern.New(`[（(]以?下?[简統统]?称[^）)]*[）)]`)
	madeBy           = pattern.New(`由(\p{Han}{4,30}?)(?:负责|汇总|组织|统一|综合)*(?:编制|编写|撰写|起草)`)
	askedOf          = pattern.New(`请(?:[与向](\p{Han}{2,30}?)(?:联系|反映|咨询)|(?:联系|致电|咨询)[:：]?(\p{Han}{2,30}))`)
	writer           = pattern.New(`我|^(?:本[局委办镇乡街部院厅单机级区市县年]|该|各|有关)`)
	partyOffice      = pattern.New(`(?:党政|综合)(?:办公室|办)$`)
	otherwise        = pattern.New(`^(?:编|有关|格式|的?通知|工作|的?要求|制度|发布)`) // no report, but how to write one
	yearOfDisclosure = pattern.New(`([12]\d{3})年度?的?(?:政府|政务)?信息公开`)
	office           = pattern.New(layouts.Words().Offices)
)

// named reads the agency out of the first paragraphs, "" when they do not tell.
func (v *vocabulary) named(r *report.Report) string {
	readers := []func(string) string{v.announcedIn, agencyBy(madeBy), agencyBy(askedOf)}
	for _, read := range readers {
		for _, s := range r.Sections[:min(2, len(r.Sections))] {
			for _, p := range s.Texts() {
				if name := read(squeeze(layouts.TrimPinyin(p))); name != "" {
					return name
				}
			}
		}
	}
	return ""
}

// toldYear is the year whose disclosure the first paragraphs speak of, 0 for none.
func toldYear(r *report.Report) int {
	for _, s := range r.Sections[:min(2, len(r.Sections))] {
		for _, p := range s.Texts() {
			if m := yearOfDisclosure.FindStringSubmatch(simplify(squeeze(p))); m != nil {
				return findYear(m[0])
			}
		}
	}
	return 0
}

// announcedIn finds the agency in front of the words of a title: 现公布甲局2023年
// 政府信息公开工作年度报告.
func (v *vocabulary) announcedIn(text string) string {
	text = abridged.ReplaceAllString(text, "")
	plain := simplify(text)
	for _, t := range v.layout.Titles {
		for from := 0; ; {
			i := strings.Index(plain[from:], t)
			if i < 0 {
				break
			}
			i += from
			from = i + len(t)
			if otherwise.MatchString(plain[from:]) {
				continue
			}
			name := announced.FindString(lastYear.ReplaceAllString(text[:i], ""))
			if name = name[len(announces.FindString(simplify(name))):]; isAgency(simplify(name)) {
				return name
			}
		}
	}
	return ""
}

// agencyBy reads an agency by a wording, and takes the office inside it that answers
// questions for it off.
func agencyBy(wording *pattern.Pattern) func(string) string {
	return func(text string) string {
		plain := simplify(text)
		m := wording.FindStringSubmatchIndex(plain)
		if m == nil {
			return ""
		}
		from, to := m[len(m)-2], m[len(m)-1]
		if from < 0 {
			from, to = m[2], m[3]
		}
		for _, inner := range []*pattern.Pattern{office, partyOffice} {
			whole := inner.ReplaceAllString(plain[from:to], "")
			if isAgency(whole) && !endsPlace(whole) {
				to = from + len(whole)
			}
		}
		if !isAgency(plain[from:to]) {
			return ""
		}
		return text[from:to]
	}
}

// isAgency reports whether a name from a sentence, of simplified characters, is one: it ends as agencies' names
// do, and does not speak of the writer.
func isAgency(name string) bool {
	const short = 3 // only a place with a government of its own
	n := utf8.RuneCountInString(name)
	return (n > short || n == short && (strings.HasSuffix(name, "镇") || strings.HasSuffix(name, "乡"))) && !writer.MatchString(name) &&
		!strings.HasPrefix(name, "国务院") && endsTitlePart(name) && !strings.HasSuffix(name, "工作") && !strings.HasSuffix(name, "关于") && !strings.HasSuffix(name, "公开")
}

// endsPlace reports whether a name ends with a place's: what was cut from it is then
// no office inside it.
func endsPlace(name string) bool {
	r, _ := utf8.DecodeLastRuneInString(name)
	return strings.ContainsRune("省市县区", r)
}
