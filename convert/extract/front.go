package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// front reads what stands above the text: properties and title. It returns the
// line at which the text begins, and the lines above the title that are neither
// and no furniture of the page: they are text, too.
func (v *vocabulary) front(doc *document, r *report.Report, end int) (from int, aside []int) {
	for i := 0; i < end; i++ {
		line := &doc.Lines[i]
		if ps, ok := properties(propertyText(line)); ok {
			r.Properties = append(r.Properties, ps...)
			if i == from {
				from = i + 1
			}
			continue
		}
		if title, last := v.titleAt(doc, i, end); title != "" && (r.Title == "" || v.bare(r.Title) && !v.bare(title) || v.agency(r.Title) == "" && v.agency(title) != "") {
			aside = nil
			for k := range i {
				if _, ok := properties(propertyText(&doc.Lines[k])); !ok && isSentence(doc.Lines[k].Text) {
					aside = append(aside, k)
				}
			}
			r.Title = title
			from = last + 1
			i = last
		}
	}
	if title := strings.Trim(r.Property("标题", "名称", "信息名称"), "《》 "); r.Title == "" && v.isTitle(title) {
		r.Title = title
	}
	return from, aside
}

// bare reports whether a title names neither agency nor year, as the words of a menu
// do that stand above the title.
func (v *vocabulary) bare(title string) bool { return v.agency(title) == "" && findYear(title) == 0 }

// isSentence reports whether a line above the title says something, unlike the
// menus and paths of a page.
func isSentence(text string) bool {
	const long = 25
	return hasStop(text) || utf8.RuneCountInString(text) >= long && !isFurniture(text)
}

// propertyText is the line with its separators as bars, so that keys in cells of
// their own are found. A key that begins a row needs no colon, nor do those after it.
func propertyText(line *source.Line) string {
	if len(line.Fields) < 2 || line.Grid == 0 && !strings.ContainsAny(line.Text, "|｜\t") {
		return bareKeys(line.Text)
	}
	var cells []string
	for _, f := range line.Fields {
		if f.Text == "" {
			continue
		}
		text := strings.ReplaceAll(f.Text, "\n", " ")
		if slices.Contains(propertyKeys, simplify(squeeze(text))) && (len(cells) == 0 || strings.Contains(cells[0], ":")) {
			text += ":"
		}
		cells = append(cells, text)
	}
	return strings.Join(cells, " | ")
}

const longestTitle = 70

// titleAt reads a title that begins at line i, over up to three lines. It returns
// the last of them.
func (v *vocabulary) titleAt(doc *document, i, end int) (string, int) {
	text := ""
	for j := i; j < min(i+3, end); j++ {
		line := &doc.Lines[j]
		if hasStop(line.Text) || strings.ContainsAny(line.Text, ">＞»›") || inCells(line) || article.MatchString(line.Text) || isFurniture(line.Text) || v.heading(doc, j) != nil {
			return "", 0 // a sentence, a path of the site, a row
		}
		words := strings.Trim(titleTail.ReplaceAllString(line.Text, ""), " |")
		if j > i {
			if !v.titleStart(text) {
				return "", 0
			}
			if v.isTitle(words) && findYear(words) != 0 && strings.HasPrefix(v.agency(words), text) {
				text = "" // the line above is of the page, and the name stands in the title again
			}
			text += joint(text, words)
		}
		text += words
		if utf8.RuneCountInString(text) > longestTitle {
			return "", 0
		}
		if v.isTitle(text) {
			return strings.Trim(text, "《》 "), j
		}
	}
	return "", 0
}

// titleTail matches what pages put behind a title on its line.
var titleTail = regexp.MustCompile(`\s+(?:二维码|打印|下载|分享|收藏|全文|\|)+$`)

// titleParts end the first line of a broken title, and so does a year.
var (
	titleParts = []string{"局", "委", "政府", "办公室", "办", "厅", "院", "处", "中心", "所", "站", "会", "部", "队", "街道", "镇", "乡", "区", "县", "市", "省", "公司", "大学", "学校", "关于", "工作", "信息公开", "政务公开"}
	endYear    = regexp.MustCompile(`[12]\d{3}\s*年度?$`)
)

func endsTitlePart(text string) bool {
	return slices.ContainsFunc(titleParts, func(w string) bool { return strings.HasSuffix(text, w) }) ||
		(strings.HasSuffix(text, "年") || strings.HasSuffix(text, "年度")) && endYear.MatchString(text)
}

// inCells reports whether the text of a line stands in more cells than one.
func inCells(line *source.Line) bool {
	n := 0
	for _, f := range line.Fields {
		if f.Text != "" {
			n++
		}
	}
	return n > 1
}

// titleStart reports whether a line may be the first part of a broken title: it
// ends with a word that agencies' names end with, or within the words of a title.
func (v *vocabulary) titleStart(text string) bool {
	if endsTitlePart(strings.TrimSpace(text)) {
		return true
	}
	const least = 2
	f := layouts.Fold(text)
	for _, t := range v.titles {
		words := []rune(t)
		for n := least; n < len(words); n++ {
			if strings.HasSuffix(f, string(words[:n])) {
				return true
			}
		}
	}
	return false
}

// isTitle reports whether a text is the title of such a report: it ends with the
// words of one, a note in brackets aside.
func (v *vocabulary) isTitle(text string) bool {
	f := layouts.Fold(layouts.TrimNote(strings.Trim(text, "《》 ")))
	for _, t := range v.titles {
		if strings.HasSuffix(f, t) || strings.HasSuffix(innerYear.ReplaceAllString(f, "年度"), t) {
			return true
		}
	}
	return false
}

// agency reads the agency's name out of a title, "" when only the year and the
// words of the report are in it.
func (v *vocabulary) agency(title string) string {
	s := strings.Trim(layouts.TrimPinyin(title), "《》 ")
	folded := squeeze(layouts.TrimNote(s))
	if !slices.ContainsFunc(v.layout.Titles, func(t string) bool { return strings.Contains(simplify(folded), t) }) {
		folded = innerYear.ReplaceAllString(folded, "年度")
	}
	plain := simplify(folded)
	cut := -1
	for _, t := range v.layout.Titles {
		if i := strings.LastIndex(plain, t); i >= 0 && (cut < 0 || i < cut) {
			cut = i
		}
	}
	if cut >= 0 {
		folded = folded[:cut]
	}
	folded = titleYear.ReplaceAllString(folded, "")
	folded = strings.TrimSuffix(strings.TrimSuffix(folded, "年度"), "的")
	folded = strings.TrimSuffix(strings.TrimPrefix(folded, "关于"), "关于")
	return strings.Trim(folded, "（）()《》-—_ ·")
}

// simplify writes Chinese characters in their simplified form, in as many bytes.
func simplify(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			if f := layouts.FoldRune(r); utf8.RuneLen(f) == utf8.RuneLen(r) {
				return f
			}
		}
		return r
	}, s)
}

var (
	titleYear  = regexp.MustCompile(`(?:[12]\d{3}|[一二][〇○零Oo0-9一二三四五六七八九]{3})\s*[-—～~至]?\s*年?度?`)
	innerYear  = regexp.MustCompile(`[12]\d{3}年度`) // within the words: 政府信息公开2024年度报告
	yearWord   = regexp.MustCompile(`([12]\d{3})\s*年`)
	hanYear    = regexp.MustCompile(`([一二][〇○零一二三四五六七八九]{3})\s*年`)
	periodYear = regexp.MustCompile(`([12]\d{3})年0?1月0?1日起?(?:至|到|—|-|－|～|~)`)
	dateWord   = regexp.MustCompile(`^[（(]?\s*(?:([12]\d{3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?|([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日)`)
)

// isDate reports whether a text is a date and nothing else.
func isDate(text string) bool {
	t := signatureKey.ReplaceAllString(squeeze(text), "")
	m := dateWord.FindString(t)
	return m != "" && strings.Trim(t[len(m):], "）)印发。") == ""
}

// parseDate reads a date at the start of a text as YYYY-MM-DD, "" when there is none.
func parseDate(text string) string {
	m := dateWord.FindStringSubmatch(squeeze(text))
	if m == nil {
		return ""
	}
	y, mo, d := m[1], m[2], m[3]
	if y == "" {
		y, mo, d = digitsOf(m[4]), hanInt(m[5]), hanInt(m[6])
	}
	year, _ := strconv.Atoi(y)
	month, _ := strconv.Atoi(mo)
	day, _ := strconv.Atoi(d)
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// digitsOf turns 二〇二四 into 2024.
func digitsOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		n := hanInt(string(r))
		if n == "" {
			return ""
		}
		b.WriteString(n)
	}
	return b.String()
}

func hanInt(s string) string {
	n, ok := figure.Han(s)
	if !ok {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// findYear returns the first year in a text, 0 when there is none.
func findYear(text string) int {
	if !strings.Contains(text, "年") {
		return 0
	}
	t := squeeze(text)
	if m := yearWord.FindStringSubmatch(t); m != nil {
		y, _ := strconv.Atoi(m[1])
		return y
	}
	if m := hanYear.FindStringSubmatch(t); m != nil {
		y, _ := strconv.Atoi(digitsOf(m[1]))
		return y
	}
	return 0
}

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

var dateAtEnd = regexp.MustCompile(`(?:[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*$`)

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
