package typeset

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// annexMark is the first line of an annex: 附件, 附件1, 附件二：.
var annexMark = regexp.MustCompile(`^附\s*件\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[：:]?$`)

// longestAnnexTitle, in characters: a longer first line of an annex is its text.
const longestAnnexTitle = 60

// annex sets an annex on pages of its own: its mark in 黑体 at the left edge, its title
// centred on the third line, its text as that of the report (7.3.6). A line that marks
// another annex begins that.
func (s *setter) annex(lines []string) {
	if len(lines) == 0 {
		return
	}
	mark, rest := strings.TrimRight(lines[0], "：: "), lines[1:]
	title := ""
	if len(rest) > 0 && utf8.RuneCountInString(rest[0]) <= longestAnnexTitle && !strings.ContainsAny(rest[0], "。；") && !annexMark.MatchString(rest[0]) {
		title, rest = rest[0], rest[1:]
	}
	first := len(s.elements)
	if title == "" {
		s.heading(2)
	} else {
		s.begin(ParagraphPart, 0)
	}
	s.lines(s.chars(mark, hei), true, 0, 0)
	s.elements[first].turn = true
	s.bookmark(first, strings.TrimSpace(mark+" "+title), 0)
	if title != "" {
		s.elements = append(s.elements, element{rows: 1, keep: true})
		s.heading(2)
		s.titleElement(newPiece(s.chars(title, xiao)), title, 0)
	} else {
		s.elements[len(s.elements)-1].keep = false
	}
	for i, line := range rest {
		if annexMark.MatchString(line) {
			s.annex(rest[i:])
			return
		}
		s.prose(line)
	}
}

// annexLines are the lines of a section that is an annex.
func annexLines(heading string, paragraphs []string) []string {
	var lines []string
	for _, p := range append([]string{heading}, unbroken(paragraphs)...) {
		if p = strings.TrimFunc(p, unicode.IsSpace); p != "" {
			lines = append(lines, p)
		}
	}
	return lines
}
