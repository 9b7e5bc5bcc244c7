package source

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// readText reads plain text: prose, one cell a line, rows parted by bars, tabs
// or columns of spaces, Markdown, tables drawn with lines or kept in HTML.
func readText(doc *Document, text string) error {
	t := textReader{no: 1}
	for text != "" && t.meter.err == nil {
		start, end := tableHTML(text)
		t.read(text[:start])
		if start < end {
			piece := unixLines.Replace(text[start:end])
			lines, _ := readPage(piece, t.no, &t.meter)
			t.lines = append(t.lines, lines...)
			t.no += strings.Count(piece, "\n")
			t.gap = true
		}
		text = text[end:]
	}
	var err error
	doc.Lines, err = finish(t.lines, &t.meter)
	return err
}

// tableHTML returns where the first table of HTML in a text begins and ends,
// as Markdown may have it; both are the length of the text if there is none.
func tableHTML(text string) (start, end int) {
	start, depth := len(text), 0
	for i := strings.IndexByte(text, '<'); i < len(text) && i >= 0; {
		switch {
		case beginsTag(text[i:], "<table"):
			if depth == 0 {
				start = i
			}
			depth++
		case beginsTag(text[i:], "</table"):
			if depth--; depth == 0 {
				return start, i + len("</table>")
			}
			depth = max(0, depth)
		}
		next := strings.IndexByte(text[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return start, len(text)
}

// beginsTag reports whether s begins with the tag and its name ends there.
func beginsTag(s, tag string) bool {
	return len(s) > len(tag) && strings.EqualFold(s[:len(tag)], tag) && strings.IndexByte("> \t\n", s[len(tag)]) >= 0
}

// A textReader gathers the lines of a text.
type textReader struct {
	meter meter
	lines []Line
	spare []Field
	cells []string // of the row in hand
	no    int      // line of the source that is read next
	gap   bool     // a rule was left out before the next line
}

func (t *textReader) read(text string) {
	raw, gap := t.split(text)
	t.lines = slices.Grow(t.lines, len(raw))
	var spacedRows []spacedRow
	var above rawLine
	for len(raw) > 0 && t.meter.err == nil {
		if raw[0].bar && endsCell(raw[0], above) {
			above, raw = raw[0], raw[1:]
			continue
		}
		if n := barred(raw); n > 0 {
			t.addBarred(raw[:n])
			above, raw = raw[n-1], raw[n:]
		} else {
			text := plainMarkdown(raw[0].text)
			cells := plainCells(text)
			if len(cells) > 2 && !strings.Contains(text, "\t") {
				spacedRows = append(spacedRows, newSpacedRow(raw[0], cells, len(t.lines)))
			}
			t.add(raw[0], text, cells)
			above, raw = raw[0], raw[1:]
		}
	}
	t.fillBlanks(spacedRows)
	t.gap = t.gap || gap
}

// add appends a line with its cells; no cells are one cell, the whole text.
func (t *textReader) add(raw rawLine, text string, cells []string) {
	if len(cells) == 0 {
		cells = []string{text}
	}
	if t.meter.fields(len(cells)) {
		t.lines = append(t.lines, Line{No: raw.no, Text: trim(text), Fields: t.fields(cells, raw.no), Gap: raw.gap || t.gap})
	}
	t.gap = false
}

// fields makes the fields of a line, in memory taken for many lines at once.
func (t *textReader) fields(cells []string, no int) []Field {
	const many = 256
	n := len(cells)
	if len(t.spare) < n {
		t.spare = make([]Field, max(n, many))
	}
	fields := t.spare[:n:n]
	t.spare = t.spare[n:]
	fillFields(fields, cells, no)
	return fields
}

// A rawLine is a line of a text that is not blank, as it stands.
type rawLine struct {
	text string
	no   int
	page int  // form feeds before it
	gap  bool // a blank line or a page break stands before it
	bar  bool // it has one
}

// split parts a text into its lines. A line ends at \n, \r\n or \r, which
// editors count, and at a form feed, a vertical tab, U+0085, U+2028 or U+2029,
// which they do not. A gap is one that the last line leaves behind.
func (t *textReader) split(text string) (lines []rawLine, gap bool) {
	lines = make([]rawLine, 0, min(16+len(text)/50, MaxLines))
	page, marks := 0, 0
	for len(text) > 0 {
		end, size := lineEnd(text)
		line, sep := text[:end], text[end:end+size]
		text = text[end+size:]
		blank := line == "" || trim(line) == ""
		if !blank {
			lines = append(lines, rawLine{line, t.no, page, gap, hasBar(line)})
			t.meter.lines(1)
		}
		if marks += strings.Count(line, "|") + strings.Count(line, "\t"); marks > MaxFields {
			t.meter.fail(tooLarge("too-large.bars", MaxFields))
		}
		if len(line) > MaxLine {
			t.meter.fail(tooLarge("too-large.line", t.no, len(line), MaxLine))
		}
		if t.meter.err != nil {
			return nil, false
		}
		gap = blank || sep == "\f" || sep == "\u2029"
		switch sep {
		case "\n", "\r\n", "\r":
			t.no++
		case "\f":
			page++
		}
	}
	return lines, gap
}

// lineEnd returns where the first line of s ends, and the size of what ends it.
func lineEnd(s string) (end, size int) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c > '\r' && c != 0xc2 && c != 0xe2:
		case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
			return i, 2
		case c >= '\n' && c <= '\r':
			return i, 1
		case c == 0xc2 && strings.HasPrefix(s[i:], "\u0085"):
			return i, 2
		case c == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return i, 3
		}
	}
	return len(s), 0
}

// headingAttributes matches what pandoc writes behind a heading: {#id .class}.
var headingAttributes = regexp.MustCompile(`\s*\{[#.][^{}]*\}\s*$`)

// plainMarkdown cuts the marks of a Markdown heading, and of bold type around
// a whole line. Marks inside a line stay: 张**、李** are names made unreadable.
func plainMarkdown(s string) string {
	if t := strings.TrimLeft(s, "#"); len(t) < len(s) && len(t) >= len(s)-6 && strings.HasPrefix(t, " ") && trim(t) != "" {
		s = strings.TrimRight(headingAttributes.ReplaceAllString(t, ""), "# ")
	}
	if t := trim(s); len(t) > 4 && strings.HasPrefix(t, "**") && strings.HasSuffix(t, "**") && !strings.Contains(t[2:len(t)-2], "*") {
		return t[2 : len(t)-2]
	}
	return s
}

// lineCells parts a line that stands alone, outside any table.
func lineCells(s string) []string {
	cells := []string(nil)
	if hasBar(s) {
		cells = splitBars(nil, s, false)
	} else {
		cells = plainCells(s)
	}
	if len(cells) == 0 {
		cells = []string{s}
	}
	return cells
}

// plainCells parts a line without bars at its tabs or, where it looks like a
// row, at runs of spaces. It returns nil for prose, also behind a tab that only indents it.
func plainCells(s string) []string {
	if !strings.Contains(s, "\t") {
		return spaced(trim(s))
	}
	cells := strings.Split(s, "\t")
	if isIndented(cells) || len(cells) == 2 && (trim(cells[1]) == "" || trim(cells[0]) == "" && isValue(trim(cells[1]))) {
		return nil // a tab beside the one cell of a line parts it from the next line's
	}
	for i, c := range cells {
		cells[i] = unquoted(c)
	}
	return cells
}

// unquoted cuts the quotes around a whole cell, as programs write them beside tabs.
func unquoted(cell string) string {
	if c := trim(cell); len(c) > 1 && c[0] == '"' && strings.IndexByte(c[1:], '"') == len(c)-2 {
		return c[1 : len(c)-1]
	}
	return cell
}

// isIndented reports whether the cells are one piece of prose behind tabs.
func isIndented(cells []string) bool {
	text := ""
	for _, c := range cells {
		if c = trim(c); c != "" && text != "" {
			return false
		} else if c != "" {
			text = c
		}
	}
	return isSentence(text) || utf8.RuneCountInString(text) > 60
}

func makeFields(cells []string, no int) []Field {
	fields := make([]Field, len(cells))
	fillFields(fields, cells, no)
	return fields
}

func fillFields(fields []Field, cells []string, no int) {
	for i, c := range cells {
		fields[i] = Field{Text: trim(c), Line: no, Col: i}
	}
}

// isSentence reports whether s has a mark that ends a sentence.
func isSentence(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r == '。' || r == '；' || r == '！' || r == '？' })
}
