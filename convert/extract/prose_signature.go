package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// signatureKey matches what some signatures begin with.
var signatureKey = pattern.New(`^(?:落款|单位|发布单位|日期|时间)\s*[:：]\s*`)

// signatures moves the name and date at the end of the text, and what stands below them,
// into a section of their own, and an annex behind that into another. They may stand
// above the tables annexed to it.
func (v *vocabulary) signatures(r *report.Report) {
	for i := len(r.Sections) - 1; i >= 0; i-- {
		if v.signature(r, i) || r.Sections[i].Table == "" {
			return
		}
	}
}

// signature does so for section i, and reports whether there is any.
func (v *vocabulary) signature(r *report.Report, i int) bool {
	s := r.Sections[i]
	from, to := signatureIn(r, s)
	if from == to {
		return false
	}
	below := s.Paragraphs[to:]
	annex := annexIn(report.Texts(below))
	if annex < 0 || v.layout.Section(annexes) == nil {
		annex = len(below)
	}
	added := []*report.Section{{ID: report.Signature, Paragraphs: slices.Concat(s.Paragraphs[from:to], below[:annex])}}
	for annex < len(below) {
		mark, title := report.CutAnnex(below[annex].Text)
		next := annexIn(report.Texts(below[annex+1:])) + annex + 1
		if next == annex {
			next = len(below)
		}
		a := &report.Section{ID: annexes, Heading: mark, Paragraphs: slices.Clone(below[annex+1 : next])}
		if title != "" {
			a.Paragraphs = slices.Insert(a.Paragraphs, 0, report.Paragraph{Text: title})
		}
		added, annex = append(added, a), next
	}
	r.Sections = slices.Insert(r.Sections, i+1, added...)
	s.Paragraphs = s.Paragraphs[:from:from]
	if s.ID == report.Preamble && from == 0 {
		r.Sections = slices.Delete(r.Sections, i, i+1)
	}
	return true
}

// annexes is the section that annexes behind the last belong to.
const annexes = "other"

// annexIn is the first of the paragraphs that begins an annex, -1 for none: a mark alone,
// or with a title and text below it.
func annexIn(paragraphs []string) int {
	for i, p := range paragraphs {
		mark, title := report.CutAnnex(p)
		if mark == "" {
			continue
		}
		next := ""
		if i+1 < len(paragraphs) {
			next = paragraphs[i+1]
		}
		if more, _ := report.CutAnnex(next); title == "" || next != "" && more == "" && !itemNumber.MatchString(next) {
			return i
		}
	}
	return -1
}

// itemNumber matches the beginning of an item of a list of enclosures.
var itemNumber = pattern.New(`^\d{1,2}\s*[.．、]`)

// signatureIn is where the signature of a section begins and ends: the name and the date
// above an annex; else those at the end of its paragraphs; else those above what stands
// below a date. That may be long, but in the text before the first heading only a few
// lines of the page.
func signatureIn(r *report.Report, s *report.Section) (from, to int) {
	paragraphs := s.Texts()
	n := len(paragraphs)
	last := [2]int{n, n}
	for to := 1; to < n; to++ {
		from, ok := signatureBefore(r, paragraphs, to)
		if !ok || s.ID == report.Preamble && !fewLines(paragraphs[to:]) {
			continue
		}
		if last = [2]int{from, to}; annexIn(paragraphs[to:]) >= 0 {
			return from, to
		}
	}
	if from = signatureStart(r, paragraphs); from < n {
		return from, n
	}
	return last[0], last[1]
}

// signatureBefore reports whether a name and a date end before a paragraph, or a date
// alone and what stands below dates begins there.
func signatureBefore(r *report.Report, paragraphs []string, to int) (from int, ok bool) {
	last := paragraphs[to-1]
	if !isDate(last) && !endsWithDate(last) {
		return 0, false
	}
	from = signatureStart(r, paragraphs[:to])
	whole := from <= to-2 || from == to-1 && !isDate(last)
	return from, whole || from == to-1 && belowDate.MatchString(paragraphs[to])
}

// belowDate matches what stands below a date and nowhere else: a note on who may have the
// document, notes, an annex.
var belowDate = pattern.New(`^[（(]此件|^(?:备?注|附注|说明)\s*[:：]|^附\s*[件表录]\s*[0-9一二三四五六七八九十]{0,2}\s*[:：]?$`)

// fewLines reports whether paragraphs can be the foot of a page.
func fewLines(paragraphs []string) bool {
	const most, long = 12, 60 // lines, their characters
	return len(paragraphs) <= most && !slices.ContainsFunc(paragraphs, func(p string) bool {
		return utf8.RuneCountInString(p) > long || strings.ContainsAny(p, "。；") || isNumbered(p)
	})
}

// endsWithDate matches dateAtEnd. Most paragraphs end otherwise.
func endsWithDate(text string) bool {
	t := strings.TrimRight(text, " \t\n\f\r")
	return (strings.HasSuffix(t, "日") || strings.HasSuffix(t, "号")) && dateAtEnd.MatchString(t)
}

// signatureStart is the paragraph at which the signature begins, len(paragraphs)
// when there is none: a date, or a date behind a name, and names above it.
func signatureStart(r *report.Report, paragraphs []string) int {
	n := len(paragraphs)
	if n == 0 {
		return n
	}
	last := paragraphs[n-1]
	switch {
	case isDate(last):
		if n > 1 && isName(paragraphs[n-2]) {
			return firstName(paragraphs[:n-1])
		}
		return n - 1
	case isName(last) && n > 1 && isDate(paragraphs[n-2]):
		return n - 2
	case endsWithDate(last) && isName(dateAtEnd.ReplaceAllString(last, "")):
		return firstName(paragraphs)
	case isName(last) && r.Agency != "" && strings.HasSuffix(squeeze(last), r.Agency):
		return n - 1
	}
	return n
}

// firstName is the first of the names of agencies that sign together, the last paragraph
// being one of them.
func firstName(paragraphs []string) int {
	n := len(paragraphs) - 1
	for n > 0 && isName(paragraphs[n-1]) && isBody(paragraphs[n-1]) {
		n--
	}
	return n
}

// isBody reports whether a name is surely an agency's, and no heading.
func isBody(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(squeeze(name))
	return utf8.RuneCountInString(name) > 3 && strings.ContainsRune(layouts.Words().AgencyEnds, last)
}

// isName reports whether a paragraph can be an agency's name, or several: short, of
// letters, with no punctuation of sentences.
func isName(text string) bool {
	const longest, several = 40, 120 // characters, of one and of names with spaces between them
	t := signatureKey.ReplaceAllString(squeeze(text), "")
	most := longest
	if len(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '、' })) > 1 {
		most = several
	}
	if n := utf8.RuneCountInString(t); n < 2 || n > most || isNumbered(t) {
		return false
	}
	return !strings.ContainsFunc(t, func(r rune) bool {
		return !unicode.IsLetter(r) && !strings.ContainsRune("（）()·、“”", r)
	}) && strings.ContainsFunc(t, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && !strings.HasSuffix(t, "无") && endsTitlePart(t)
}

var dateAtEnd = pattern.New(`(?:[12１２][\d０-９]{3}|[一二][〇○ＯOo零0０一二三四五六七八九]{3})\s*年\s*(?:[\d０-９]{1,2}|[元正一二三四五六七八九十]{1,2})\s*月\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*[日号]\s*$`)

// signatories are the names and the date of a signature: what stands below them is neither.
func signatories(paragraphs []string) (names []string, date string) {
	for _, p := range paragraphs {
		day := ""
		if d := dateAtEnd.FindString(p); d != "" {
			day = parseDate(d)
		} else if isDate(p) {
			day = parseDate(signatureKey.ReplaceAllString(squeeze(p), ""))
		}
		switch {
		case day == "" && date != "" && (len(names) > 0 || !isName(p)):
			return names, date
		case day == "" || !isDate(p):
			names = append(names, signer(p))
		}
		if day != "" && date == "" {
			date = day
		}
	}
	return names, date
}

// tellDate says that the date of the signature is printed otherwise than it is worded.
func tellDate(r *report.Report, sign *report.Section) {
	for _, p := range sign.Texts() {
		name, day := report.CutDate(p)
		if day == (report.Date{}) {
			continue
		}
		if worded := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(p), name)); squeeze(worded) != day.String() {
			f := report.NewFinding(report.CodeLabelVariant, fmt.Sprintf("落款日期“%s”印作“%s”。", worded, day))
			f.Text, f.Line = worded, sign.Line
			r.Add(f)
		}
		return
	}
}
