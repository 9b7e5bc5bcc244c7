package source

import (
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
)

var (
	// headingAttributes matches what pandoc writes behind a heading: {#id .class}.
	headingAttributes = pattern.New(`\s*\{[#.][^{}]*\}\s*$`)

	// orgKeyword matches #+TITLE: and the like.
	orgKeyword = pattern.New(`^#\+([A-Za-z_]+):?\s*(.*)$`)

	// textileHeading matches h1. and h2(#id).
	textileHeading = pattern.New(`^h[1-6](?:\([^()]*\))?\.\s+`)

	// tightHeading matches the marks of a heading that nothing parts from it, as CommonMark
	// does not have them: ##一、总体情况; one mark only before a number, for #话题 is text.
	tightHeading = pattern.New(`^(?:#{2,6}(?:\p{Han}|[（(“《0-9])|#(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]))`)

	// tightQuote matches the mark of a quotation that nothing parts from it, and no way
	// through a site.
	tightQuote = pattern.New(`^>{1,3}[\p{Han}“（《][^>＞]{3,}$`)

	// onlyTag matches a tag of HTML that Markdown has on a line of its own.
	onlyTag = pattern.New(`^</?(?i:div|p|section|span|center|font|br|hr)(?:\s[^<>]*)?/?>$`)

	// pipeRule matches the line below the heads of a table of Markdown.
	pipeRule = pattern.New(`(?m)^\|[ :]*-{2,}[-:| ]*\|\s*$`)

	// onlyMarks are lines that say nothing: drawers of org, fences of pandoc, anchors and
	// attributes of asciidoc, a line drawn across.
	onlyMarks = pattern.New(`^(?::(?:PROPERTIES|END|CUSTOM_ID|ID):.*|:{3,}(?:\s*\{.*\}|\s*\w+)?|\[\[[^\[\]]+\]\]|\[(?:[#.%]|width=|cols=|options=)[^\[\]]*\]|(?:[*_-]\s+){2,}[*_-])$`)
)

// unmark cuts the marks before a line of text (and behind it) that say what it is: a
// heading of Markdown, org, asciidoc, a wiki; a quotation; an item of a list. It returns
// "" for a line that is nothing but marks.
func unmark(s string) string {
	text := trim(s)
	if text == "" || !mayBeMark(text[0]) {
		return s
	}
	switch text[0] {
	case '#':
		if m := orgKeyword.FindStringSubmatch(text); m != nil {
			if strings.EqualFold(m[1], "title") {
				return m[2]
			}
			return ""
		}
		rest, ok := heading(text, '#', 6)
		if !ok && tightHeading.MatchString(text) {
			rest, ok = strings.TrimLeft(text, "#"), true
		}
		if ok {
			return strings.TrimRight(headingAttributes.ReplaceAllString(rest, ""), "# \t\u00a0\u3000")
		}
	case '=':
		if rest, ok := heading(text, '=', 6); ok && !isValue(trim(strings.TrimRight(rest, "="))) {
			return strings.TrimRight(rest, "= \t\u00a0\u3000")
		}
		if rest := strings.Trim(text, "="); len(rest) < len(text)-1 && strings.HasSuffix(text, "=") && trim(rest) != "" && !isValue(trim(rest)) {
			return trim(rest)
		}
	case '>':
		if tightQuote.MatchString(text) {
			return unmark(strings.TrimLeft(text, ">"))
		}
		return quoted(s, text)
	case '<':
		if onlyTag.MatchString(text) {
			return ""
		}
	case 'h':
		return textileHeading.ReplaceAllString(s, "")
	case '*', '-', '+':
		if onlyMarks.MatchString(text) {
			return ""
		}
		if rest, ok := heading(text, text[0], 6); ok && !isValue(trim(rest)) {
			return rest
		}
	case ':', '[', '_':
		if onlyMarks.MatchString(text) {
			return ""
		}
	}
	return s
}

// unmarkProse cuts marks of Markdown that a page or a document shows as text: those of
// headings and quotations before a line, and those around words.
func unmarkProse(s string) string {
	if s != "" && (s[0] == '#' || s[0] == '>') {
		if text := unmark(s); text != "" {
			s = text
		}
	}
	return Unbold(s)
}

func mayBeMark(c byte) bool { return strings.IndexByte("#=><h*-+:[_", c) >= 0 }

// quoted cuts the marks of quotations, and then those behind them.
func quoted(s, text string) string {
	const deepest = 10
	rest := text
	for n := 0; n < deepest && strings.HasPrefix(rest, ">"); n++ {
		if rest = rest[1:]; rest != "" && !isSpaceAt(rest, true) && rest[0] != '>' {
			return s
		}
		rest = trim(rest)
	}
	if isValue(rest) {
		return s // more than so many
	}
	return unmark(rest)
}

// heading cuts a mark, written once or more, with white space behind it.
func heading(text string, mark byte, most int) (string, bool) {
	n := 0
	for n < len(text) && text[n] == mark {
		n++
	}
	rest := text[n:]
	if n > most || rest == "" || !isSpaceAt(rest, true) {
		return text, false
	}
	rest = trim(rest)
	return rest, rest != ""
}

// isUnderline reports whether a line underlines the one above it, which is a heading then:
// one character over and over, as long as the heading or longer.
func isUnderline(line, above, next rawLine) bool {
	text, head := trim(line.text), trim(above.text)
	if line.gap || len(text) < 3 || strings.IndexByte("=-~^", text[0]) < 0 || strings.Trim(text, text[:1]) != "" {
		return false
	}
	size := terminalWidth(head)
	if above.bar || size < 3 || isValue(head) || strings.Trim(head, "=-~^") == "" {
		return false
	}
	if text == "---" {
		return next.bar && !next.gap // the rule below heads of one column
	}
	const least = 8 // dashes: fewer may be a blank cell below its label
	return text[0] == '=' || len(text) >= max(least, size)
}
