package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A list of contents (目录) names the headings a second time. It is no part of the
// report: it takes headings away from what they are the headings of, and its page
// numbers are another print's.

var (
	// contentsTitle matches the line above such a list.
	contentsTitle = pattern.New(`^[\s\x{3000}【\[《〈—-]*目\s*[\x{3000}\x{a0}]*\s*[录錄次][\s\x{3000}】\]》〉：:—-]*$|^(?i:contents|table of contents|\[toc\])$`)

	// contentsInLine matches such a list that has lost its line breaks.
	contentsInLine = pattern.New(`^[\s\x{3000}【\[]*目\s*\x{3000}*\s*[录錄次][】\]：:]?\s*\S`)

	// leaders match the dots before the page number of an entry, onlyPage one on a line
	// of its own.
	leaders  = pattern.New(`\s*(?:(?:[…⋯]\s*){2,}|(?:[.．…⋯·•・‥。_＿┄┈—﹒-]\s*){3,})(?:第?\s*([0-9０-９]{1,3}|[ivxIVX]{1,5})\s*页?|[-—(（]\s*([0-9]{1,3})\s*[-—)）])?\s*$`)
	onlyPage = pattern.New(`^\s*[0-9]{1,3}[\s|]*$`)
)

// An entry is a line of a list of contents: a heading, and the page it stands on.
type entry struct {
	key    string // folded, without its number
	text   string
	dotted bool // dots lead to the page
	page   int  // 0 for none
	heads  bool // it is worded as the heading of a section, where headed tells
}

// longestEntry, in characters, of a list of contents.
const longestEntry = 60

// entryOf reads a line as an entry; not ok for a sentence, which no heading is.
func entryOf(text string) (entry, bool) {
	const longest = 600 // bytes, dots and all
	if len(text) > longest {
		return entry{}, false
	}
	e := entry{text: strings.TrimRight(withoutBullet(strings.ReplaceAll(text, "\n", " ")), " \t|｜")}
	page, at := "", pageAt(e.text)
	tail := e.text[at:]
	if m := leaders.FindStringSubmatchIndex(tail); m != nil && at+m[0] > 0 {
		page = submatch(tail, m, 1) + submatch(tail, m, 2)
		e.text, e.dotted = e.text[:at+m[0]], true
	} else if rest, weak := cutWeakPage(e.text); rest != "" {
		page, e.text = weak, rest
	}
	e.page = pageNumberOf(page)
	e.text = strings.Trim(e.text, " \t|｜\u3000\u00a0")
	if e.text == "" || utf8.RuneCountInString(e.text) > longestEntry || hasAny(e.text, "。", "；", "！", "？") || hasAny(e.text, "：", ":") && !strings.HasPrefix(e.text, "附") {
		return e, false
	}
	e.key = layouts.Fold(layouts.TrimOrdinal(e.text))
	return e, e.key != ""
}

// cutWeakPage cuts a page number off that only white space or a bar parts from an entry:
// 12, 第12页, -12-, (12). rest is empty where there is none.
func cutWeakPage(text string) (rest, page string) {
	const most, blank = 3, " \t\n\f\r"
	parted := func(s string) string {
		if cut := strings.TrimRight(s, blank+"|\u3000\u00a0"); len(cut) < len(s) {
			return cut
		}
		return ""
	}
	s := strings.TrimRight(text, blank)
	last, n := utf8.DecodeLastRuneInString(s)
	framed := strings.ContainsRune("-—)）", last)
	if framed || last == '页' {
		s = strings.TrimRight(s[:len(s)-n], blank)
	}
	at := len(s)
	for at > 0 && len(s)-at < most && '0' <= s[at-1] && s[at-1] <= '9' {
		at--
	}
	if page = s[at:]; page == "" {
		return "", ""
	}
	before := strings.TrimRight(s[:at], blank)
	first, n := utf8.DecodeLastRuneInString(before)
	switch {
	case framed && strings.ContainsRune("-—(（", first), !framed && first == '第':
		if rest = parted(before[:len(before)-n]); rest != "" || framed {
			return rest, page
		}
	case framed:
		return "", ""
	}
	return parted(s[:at]), page
}

// pageAt is where the characters at the end of a text begin that leaders are made of: a
// match ends the text, and nearly all texts end otherwise.
func pageAt(text string) int {
	at := len(text)
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		if unicode.IsLetter(r) && !strings.ContainsRune("第页ivxIVX", r) || r == '|' {
			break
		}
		at -= n
	}
	return at
}

func submatch(text string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return text[m[2*i]:m[2*i+1]]
}

// pageNumberOf is a number of a page, 0 for none and for one in letters.
func pageNumberOf(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case '0' <= r && r <= '9':
			n = 10*n + int(r-'0')
		case '０' <= r && r <= '９':
			n = 10*n + int(r-'０')
		default:
			return 0
		}
	}
	return n
}

// withoutBullet cuts the bullet before an item of a list.
func withoutBullet(text string) string { return strings.TrimLeftFunc(text, isBullet) }

func isBullet(r rune) bool {
	return !isHan(r) && (unicode.IsSpace(r) || strings.ContainsRune("•●○■□◆◇▪▫·‣➢➤*|｜", r))
}

// A contentsFinder finds the lists of contents of a document.
type contentsFinder struct {
	doc     *source.Document
	choices []*Form
	keys    map[string][]int // short lines by their folded words
	read    []readEntry      // lines that were read as entries
}

// A readEntry is a line that may have been read as one.
type readEntry struct {
	entry
	known, ok, asked bool
}

// entry reads line i, once.
func (f *contentsFinder) entry(i int) (entry, bool) {
	if f.read == nil {
		f.read = make([]readEntry, len(f.doc.Lines))
	}
	e := &f.read[i]
	if !e.known {
		e.known = true
		e.entry, e.ok = entryOf(f.doc.Lines[i].Text)
	}
	return e.entry, e.ok
}

// headed is the entry of line i, which is one, with whether it is worded as a heading.
func (f *contentsFinder) headed(i int) entry {
	e := &f.read[i]
	if !e.asked {
		e.asked, e.heads = true, f.heads(e.text)
	}
	return e.entry
}

// withoutContents is the document without its lists of contents, and their lines.
func withoutContents(doc *source.Document, choices []*Form) (*source.Document, []source.Line) {
	f := contentsFinder{doc: doc, choices: choices}
	var gone []source.Line
	out := doc
	for i := 0; i < len(doc.Lines); {
		n := f.listAt(i)
		if n == 0 {
			if out != doc {
				out.Lines = append(out.Lines, doc.Lines[i])
			}
			i++
			continue
		}
		if out == doc {
			whole := *doc
			whole.Lines = append(make([]source.Line, 0, len(doc.Lines)), doc.Lines[:i]...)
			out = &whole
		}
		gone = append(gone, doc.Lines[i:i+n]...)
		if i += n; i < len(doc.Lines) {
			doc.Lines[i].Gap = true
		}
	}
	return out, gone
}

// listAt is how many lines the list of contents has that begins at line i, 0 when
// none does.
func (f *contentsFinder) listAt(i int) int {
	const longest = 200 // bytes
	text := withoutBullet(f.doc.Lines[i].Text)
	if text == "" {
		return 0
	}
	switch first, _ := utf8.DecodeRuneInString(text); {
	case strings.ContainsRune("目【[《〈—-CcTt \u3000", first):
		if len(text) < longest && contentsTitle.MatchString(text) {
			return f.titled(i)
		}
		if f.inLine(text) {
			return 1
		}
		return 0
	case strings.ContainsRune("一1１第", first):
		if f.inLine(text) {
			return 1
		}
		return f.untitled(i)
	}
	return 0
}

// inLine reports whether a line is a whole list of contents: headings that stand in the
// document again, or its title and headings.
func (f *contentsFinder) inLine(text string) bool {
	const longest, least = 1200, 3 // bytes, headings
	if len(text) > longest || strings.Count(text, "、") < least || hasStop(text) {
		return false
	}
	titled, n := contentsInLine.MatchString(text), 0
	for _, m := range contentsPart.FindAllString(text, -1) {
		if e, ok := entryOf(m); ok && (titled || len(f.at(e.key)) > 0) && f.heads(e.text) {
			n++
		}
	}
	return n >= least
}

// contentsPart matches an entry within a line.
var contentsPart = pattern.New(`[一二三四五六七八九十]{1,2}、[^一二三四五六七八九十、]+[^、]*?(?:[\s.…·]|$)`)

// titled is the length of the list below a title at line i.
func (f *contentsFinder) titled(i int) int {
	const least = 2
	list, last := f.entries(i+1, true, f.elsewhere)
	if len(list) < least || !rising(list) {
		return 0
	}
	told, paged := 0, 0 // entries that are surely none of the text
	for _, e := range list {
		if e.dotted || f.elsewhere(e.key, i, last) {
			told++
		}
		paged += min(e.page, 1)
	}
	if 3*told < 2*len(list) && (paged < len(list) || paged == least) {
		return 0
	}
	return last - i
}

// untitled is the length of a list that begins at line i without a title: headings of
// the form from the first on, with dots or with nothing between them, that stand in
// the document again.
func (f *contentsFinder) untitled(i int) int {
	const least = 3
	if e, ok := f.entry(i); !ok || !isTop(e.text) && !arabic.MatchString(e.text) || !f.headed(i).heads {
		return 0
	}
	anywhere := func(string, int, int) bool { return true }
	list, last := f.entries(i, false, anywhere)
	if heads, _ := counts(list); heads < least {
		return 0 // wherever they stand
	}
	list, last = f.entries(i, false, f.elsewhere)
	heads, dotted := counts(list)
	if heads < least || !rising(list) {
		return 0
	}
	again := func(e entry) bool { return f.elsewhere(e.key, i, last) }
	if dotted < len(list) && slices.ContainsFunc(list, func(e entry) bool { return !again(e) }) {
		return 0
	}
	return last - i
}

// entries are those of the list whose first is line i, up to the line before last: the
// list ends where a heading comes again, and where a line is no heading. Below a title,
// what has a number goes on with it; else all must be headings of the form, or have dots.
// elsewhere tells whether a heading stands outside lines.
func (f *contentsFinder) entries(i int, titled bool, elsewhere func(key string, from, to int) bool) (list []entry, last int) {
	const most = 120
	seen := map[string]bool{}
	for last = i; last < len(f.doc.Lines) && len(list) < most; last++ {
		line := &f.doc.Lines[last]
		if isPageMark(line.Text) || withoutBullet(line.Text) == "" {
			continue
		}
		if n := len(list); n > 0 && list[n-1].page == 0 && onlyPage.MatchString(line.Text) {
			list[n-1].page = pageNumberOf(strings.Trim(line.Text, " |"))
			continue // on a line of its own
		}
		e, ok := f.entry(last)
		if !ok {
			break
		}
		if e = f.headed(last); seen[e.key] && e.heads && !e.dotted {
			break
		}
		if !e.heads && !e.dotted && !(titled && e.page > 0) && !(numberedEntry(e.text) && (titled || elsewhere(e.key, i, last+1))) {
			break
		}
		below := last+1 < len(f.doc.Lines) && onlyPage.MatchString(f.doc.Lines[last+1].Text)
		if len(list) > 0 && e.page == 0 && list[len(list)-1].page > 0 && !e.dotted && !below {
			break // the text begins: all entries have pages
		}
		list = append(list, e)
		seen[e.key] = true
	}
	for last > i && len(list) > 0 && isPageMark(f.doc.Lines[last-1].Text) {
		last--
	}
	return list, last
}

// numberedEntry reports whether a line of a list of contents begins with a number.
func numberedEntry(text string) bool {
	ordinal, _ := layouts.CutOrdinal(text)
	return ordinal != "" || isNumbered(text)
}

// counts are how many entries are worded as headings, and how many have dots.
func counts(list []entry) (heads, dotted int) {
	for _, e := range list {
		if e.heads {
			heads++
		}
		if e.dotted {
			dotted++
		}
	}
	return heads, dotted
}

// rising reports whether the pages of a list follow each other.
func rising(list []entry) bool {
	last := 0
	for _, e := range list {
		if e.page > 0 && e.page < last {
			return false
		}
		last = max(last, e.page)
	}
	return true
}

// elsewhere reports whether a heading stands in the document outside some lines.
func (f *contentsFinder) elsewhere(key string, from, to int) bool {
	return slices.ContainsFunc(f.at(key), func(i int) bool { return i < from || i >= to })
}

// at are the lines that have nothing but a heading, its words folded.
func (f *contentsFinder) at(key string) []int {
	if f.keys == nil {
		f.keys = map[string][]int{}
		for i := range f.doc.Lines {
			if e, ok := f.entry(i); ok && !e.dotted {
				f.keys[e.key] = append(f.keys[e.key], i)
			}
		}
	}
	return f.keys[key]
}

// heads reports whether a text is the heading of a section of some form.
func (f *contentsFinder) heads(text string) bool {
	const longest = 180 // bytes
	if len(text) > longest {
		return false
	}
	d := oneLine(text)
	return slices.ContainsFunc(f.choices, func(form *Form) bool { return form.words().heading(d, 0) != nil })
}
