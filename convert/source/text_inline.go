package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
)

// inline undoes what Markdown writes inside a line or a cell: escapes, emphasis, code,
// links. What is struck out is left out of the text and returned beside it.
func inline(s string) (text, struck string) {
	if !strings.ContainsAny(s, "\\*_`~[") {
		return s, ""
	}
	escaped := false
	if strings.ContainsRune(s, '\\') {
		s, escaped = hideEscapes(s)
	}
	if strings.Contains(s, "~~") {
		s, struck = cutStruck(s)
	}
	for _, mark := range []string{"****", "***", "**", "__", "*", "_", "`"} {
		if strings.Contains(s, mark) {
			s = unwrap(s, mark)
		}
	}
	if strings.Contains(s, "](") {
		s = markdownLink.ReplaceAllString(s, "$1")
	}
	if escaped {
		s, struck = showEscapes(s), showEscapes(struck)
	}
	return s, struck
}

// Unbold undoes the emphasis of Markdown (**) in a paragraph, which may have been read
// line by line.
func Unbold(s string) string {
	if !strings.Contains(s, "**") {
		return s
	}
	for _, mark := range []string{"****", "***", "**"} {
		s = unwrap(s, mark)
	}
	return s
}

// markdownLink matches [text](address).
var markdownLink = pattern.New(`!?\[([^\[\]]*)\]\([^()\s]*(?: "[^"]*")?\)`)

// Escaped characters are put out of the way of the marks, into the private use area.
// A text that has such characters itself is left as it is.
const escapes = '\ue700'

func hideEscapes(s string) (string, bool) {
	if strings.ContainsFunc(s, func(r rune) bool { return r >= escapes && r < escapes+0x80 }) {
		return s, false
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isPunctuation(s[i+1]) {
			i++
			b.WriteRune(escapes + rune(s[i]))
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String(), true
}

func showEscapes(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= escapes && r < escapes+0x80 {
			return r - escapes
		}
		return r
	}, s)
}

func isPunctuation(c byte) bool {
	return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')
}

// cutStruck cuts out what stands between pairs of ~~.
func cutStruck(s string) (text, struck string) {
	var b, cut strings.Builder
	for {
		before, rest, opened := strings.Cut(s, "~~")
		inside, after, closed := strings.Cut(rest, "~~")
		if !opened || !closed || trim(inside) == "" || isSpaceAt(inside, true) {
			b.WriteString(s)
			return b.String(), trim(cut.String())
		}
		b.WriteString(before)
		if cut.Len() > 0 {
			cut.WriteByte(' ')
		}
		cut.WriteString(trim(inside))
		s = after
	}
}

func isSpaceAt(s string, start bool) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	if start {
		r, _ = utf8.DecodeRuneInString(s)
	}
	return isSpace(r)
}

// unwrap cuts pairs of a mark that stand around something, as CommonMark pairs them.
// Names made unreadable (张**、李**) are none, nor is 5*3*2.
func unwrap(s, mark string) string {
	var b strings.Builder
	for {
		start := findMark(s, mark, 0, opensAt)
		if start < 0 {
			break
		}
		from := start + len(mark)
		end := findMark(s, mark, from+1, closesAt)
		if end < 0 {
			break
		}
		if inside := s[from:end]; startsBetweenNames(inside) && start > 0 {
			b.WriteString(s[:end+len(mark)])
		} else {
			b.WriteString(s[:start] + inside)
		}
		s = s[end+len(mark):]
	}
	b.WriteString(s)
	return b.String()
}

// startsBetweenNames reports text as between two names made unreadable: 张**和李**.
func startsBetweenNames(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("和与及同跟或", r) && utf8.RuneCountInString(s) <= 3
}

// findMark returns the first place from at on where a mark stands, as long as that and
// no longer, and fits.
func findMark(s, mark string, at int, fits func(before, after rune, mark byte) bool) int {
	for at < len(s) {
		i := strings.IndexByte(s[at:], mark[0])
		if i < 0 {
			return -1
		}
		i += at
		end := i
		for end < len(s) && s[end] == mark[0] {
			end++
		}
		if end-i == len(mark) {
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			after, _ := utf8.DecodeRuneInString(s[end:])
			if i == 0 {
				before = ' '
			}
			if end == len(s) {
				after = ' '
			}
			if fits(before, after, mark[0]) {
				return i
			}
		}
		at = end
	}
	return -1
}

func opensAt(before, after rune, mark byte) bool {
	if mark == '*' && unicode.Is(unicode.Han, before) && strings.ContainsRune("等和与及、，。；：）", after) {
		return false // 李**等人
	}
	return flanks(before, after, mark) || mark == '*' && strings.ContainsRune("“‘（《【〔「『", after)
}

// closesAt and opensAt are looser than CommonMark, for which Chinese text has no words:
// **（一）公开情况。**全年……
func closesAt(before, after rune, mark byte) bool {
	return flanks(after, before, mark) || mark == '*' && strings.ContainsRune("。，；：、！？”’）》】〕」』:.%", before)
}

// flanks reports whether a mark may stand between what is outside it and what is inside.
func flanks(outside, inside rune, mark byte) bool {
	if isSpace(inside) || unicode.IsDigit(outside) && unicode.IsDigit(inside) {
		return false
	}
	word := unicode.IsLetter(outside) || unicode.IsDigit(outside)
	if mark == '_' && word {
		return false
	}
	return mark == '`' || !word || !unicode.IsPunct(inside) && !unicode.IsSymbol(inside)
}

// inlineTag matches the tags of HTML that Markdown has inside cells and lines.
var inlineTag = pattern.New(`(?i)<(?:s|strike|del|ins|sup|sub|u|b|strong|i|em|span|font|br|a|mark|small|input|p|div)(?:\s[^<>]*)?/?>`)

// cellText reads a cell of a text: its marks undone, what is struck out and the mark of a
// note behind a figure told apart.
func (t *textReader) cellText(s string) (f Field) {
	if strings.IndexByte(s, '<') >= 0 && inlineTag.MatchString(s) {
		if f, ok := t.taggedCell(s); ok {
			return f
		}
	}
	s = roleNote.ReplaceAllString(trim(s), "^$1^")
	struck := ""
	if m := lineThrough.FindString(s); m != "" {
		s = strings.Replace(s, m, "", 1)
		struck = strings.TrimPrefix(strings.TrimPrefix(strings.Trim(m, "[].*#\\ "), "line-through"), "STRIKEOUT:")
		struck = strings.Trim(struck, "]*#")
	}
	s, f.Struck = inline(s)
	f.Text, f.Struck = trim(s), trim(struck+" "+f.Struck)
	if m := markdownNote.FindStringSubmatchIndex(f.Text); m != nil && isMarkedFigure(trim(f.Text[:m[0]])) && m[0] > 0 {
		f.Mark = strings.Trim(f.Text[m[0]:], "^ {}")
		f.Text = trim(f.Text[:m[0]])
	}
	return f
}

var (
	// markdownNote matches what is raised at the end of a cell, or refers to a note: ^1^
	// of Markdown, ^{1} of org, [^1].
	markdownNote = pattern.New(`\s*(?:\^[^\^\s{}]{1,6}\^|\^\{[^{}\s]{1,6}\}|\[\^[^\[\]]{1,10}\])$`)

	// roleNote matches the same in rst.
	roleNote = pattern.New("(?:\\\\ )?:su[pb]:`([^`\\s]{1,6})`$")

	// lineThrough matches what asciidoc strikes out, and pandoc in rst.
	lineThrough = pattern.New(`\[\.?line-through\](?:#[^#]+#|\*[^*]+\*)|\[STRIKEOUT:[^\[\]]*\](?:\\ )?`)
)

// taggedCell reads a cell with tags in it as a browser shows it.
func (t *textReader) taggedCell(s string) (Field, bool) {
	const longest = 4 << 10
	if len(s) > longest {
		return Field{}, false
	}
	var m meter
	lines, _ := readPage("<table><tr><td>"+s+"<td>.</table>", 1, &m)
	if m.err != nil || len(lines) != 1 || len(lines[0].Fields) != 2 {
		return Field{}, false
	}
	f := lines[0].Fields[0]
	text, struck := inline(f.Text)
	f.Text, f.Struck = trim(text), trim(f.Struck+" "+struck)
	return f, true
}
