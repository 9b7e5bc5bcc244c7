package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
)

// signatureKey matches what some signatures begin with.
var signatureKey = regexp.MustCompile(`^(?:落款|单位|发布单位|日期|时间)\s*[:：]\s*`)

// signature moves the name and date at the end of section i into a section of their
// own behind it, and reports whether there is any.
func signature(r *report.Report, i int) bool {
	s := r.Sections[i]
	n := len(s.Paragraphs)
	for n > 0 && isFurniture(s.Paragraphs[n-1]) {
		n--
	}
	dropped := s.Paragraphs[n:]
	s.Paragraphs = s.Paragraphs[:n]
	from, to := signatureAbove(r, s.Paragraphs)
	if from == to {
		s.Paragraphs = append(s.Paragraphs, unlessFurniture(dropped)...)
		return false
	}
	r.Sections = slices.Insert(r.Sections, i+1, &report.Section{ID: report.Signature, Paragraphs: append([]string(nil), s.Paragraphs[from:to]...)})
	s.Paragraphs = append(s.Paragraphs[:from:from], unlessFurniture(s.Paragraphs[to:])...)
	if s.ID == report.Preamble && from == 0 {
		r.Sections = slices.Delete(r.Sections, i, i+1)
	}
	return true
}

// unlessFurniture drops lines of the page.
func unlessFurniture(lines []string) []string {
	var kept []string
	for _, l := range lines {
		if !isFurniture(l) {
			kept = append(kept, l)
		}
	}
	return kept
}

// endsWithDate matches dateAtEnd. Most paragraphs end otherwise.
func endsWithDate(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, " \t\n\f\r"), "日") && dateAtEnd.MatchString(text)
}

// signatureAbove is where the signature begins and ends: at the end of the
// paragraphs or, if it has both name and date, above a few lines of the page.
func signatureAbove(r *report.Report, paragraphs []string) (from, to int) {
	const most, long = 12, 60 // lines of the page, their characters
	n := len(paragraphs)
	if from = signatureStart(r, paragraphs); from < n {
		return from, n
	}
	for to = n - 1; to > 0 && n-to <= most; to-- {
		below := paragraphs[to]
		if utf8.RuneCountInString(below) > long || strings.ContainsAny(below, "。；") || isNumbered(below) || annexWord.MatchString(below) {
			break
		}
		last := paragraphs[to-1]
		if from = signatureStart(r, paragraphs[:to]); from == to-2 || from == to-1 && !isDate(last) && endsWithDate(last) {
			return from, to
		}
	}
	return n, n
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
			return n - 2
		}
		return n - 1
	case isName(last) && n > 1 && isDate(paragraphs[n-2]):
		return n - 2
	case endsWithDate(last) && isName(dateAtEnd.ReplaceAllString(last, "")):
		return n - 1
	case isName(last) && r.Agency != "" && strings.HasSuffix(squeeze(last), r.Agency):
		return n - 1
	}
	return n
}

// isName reports whether a paragraph can be an agency's name: short, of letters,
// with no punctuation of sentences.
func isName(text string) bool {
	t := signatureKey.ReplaceAllString(squeeze(text), "")
	if n := utf8.RuneCountInString(t); n < 2 || n > 40 || isNumbered(t) {
		return false
	}
	return !strings.ContainsFunc(t, func(r rune) bool {
		return !unicode.IsLetter(r) && !strings.ContainsRune("（）()·、“”", r)
	}) && strings.ContainsFunc(t, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && !strings.HasSuffix(t, "无") && endsTitlePart(t)
}

// signatures moves the name and date at the end of the text into a section of
// their own. They may stand above the tables annexed to it.
func signatures(r *report.Report) {
	for i := len(r.Sections) - 1; i >= 0; i-- {
		if signature(r, i) || r.Sections[i].Table == "" {
			return
		}
	}
}

var dateAtEnd = regexp.MustCompile(`(?:[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*$`)
