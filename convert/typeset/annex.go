package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
)

// longestAnnexTitle, in characters: a longer first line of an annex is its text.
const longestAnnexTitle = 60

// annex sets an annex on pages of its own: its mark in 黑体 at the left edge, its title
// centred on the third line, its text as that of the report (7.3.6). A line that marks
// another annex begins that.
func (s *setter) annex(lines []report.Paragraph) {
	if len(lines) == 0 {
		return
	}
	mark, rest := strings.TrimRight(lines[0].Text, "：: "), lines[1:]
	title := ""
	if len(rest) > 0 && isAnnexTitle(rest[0].Text) {
		title, rest = rest[0].Text, rest[1:]
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
		if report.IsAnnex(line.Text) {
			s.annex(rest[i:])
			return
		}
		s.text(&line)
	}
}

// isAnnexTitle reports whether the first line of an annex is its title.
func isAnnexTitle(line string) bool {
	return line != "" && utf8.RuneCountInString(line) <= longestAnnexTitle && !strings.ContainsAny(line, "。；") && !report.IsAnnex(line)
}

// annexLines are the lines and tables of a section that is an annex.
func annexLines(heading string, paragraphs []report.Paragraph) []report.Paragraph {
	var lines []report.Paragraph
	for _, p := range append(report.Prose(heading), unbroken(paragraphs)...) {
		if p.Text = strings.TrimFunc(p.Text, unicode.IsSpace); p.Text != "" || p.Table != nil {
			lines = append(lines, p)
		}
	}
	return lines
}
