package source

import (
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
			if len(lines) > 0 {
				lines[0].Blanks = t.blanks + t.passed
			}
			t.lines = append(t.lines, lines...)
			t.no += strings.Count(piece, "\n")
			t.gap, t.blanks, t.passed, t.inked = true, 0, 0, true
		}
		text = text[end:]
	}
	numberTables(t.lines, t.tables)
	var err error
	doc.Lines, err = finish(t.lines, &t.meter)
	markdownNotes(doc.Lines)
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

// hasTag reports whether the tag is anywhere in a text.
func hasTag(text, tag string) bool {
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return false
		}
		if text = text[i:]; beginsTag(text, tag) {
			return true
		}
		text = text[1:]
	}
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

	blanks int  // empty lines read since the last with text
	inked  bool // the line that editors count has text so far
	passed int  // empty lines before lines that were left out since the last that was kept
	tables int  // drawn or ruled so far
}

func (t *textReader) read(text string) {
	raw, gap := t.split(text)
	t.lines = slices.Grow(t.lines, len(raw))
	var spacedRows []spacedRow
	var above rawLine
	for len(raw) > 0 && t.meter.err == nil {
		if raw[0].bar && endsCell(raw[0], above) {
			t.passed += raw[0].blanks
			above, raw = raw[0], raw[1:]
			continue
		}
		if n := t.addMarkedTable(raw); n > 0 {
			above, raw = rawLine{}, raw[n:]
		} else if n := barred(raw); n > 0 {
			t.addBarred(raw[:n])
			above, raw = raw[n-1], raw[n:]
		} else {
			text := unmark(raw[0].text)
			if trim(text) == "" || isUnderline(raw[0], above, nextOf(raw)) {
				t.leaveOut(raw[0])
				above, raw = rawLine{}, raw[1:]
				continue
			}
			cells := plainCells(text)
			if cells == nil {
				cells = t.cellsAsBeside(text, nextOf(raw))
			}
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
		fields, changed := t.fields(cells, raw.no)
		if changed {
			text = joinFields(fields, text)
		}
		if len(fields) > 1 || trim(text) != "" || raw.bar {
			t.lines = append(t.lines, Line{No: raw.no, Text: trim(text), Fields: fields, Gap: raw.gap || t.gap, Blanks: raw.blanks + t.passed})
		}
	}
	t.gap, t.passed = false, 0
}

// joinFields writes the text of a line again whose fields had marks in them.
func joinFields(fields []Field, text string) string {
	if len(fields) == 1 {
		return fields[0].Text
	}
	sep := "  "
	if hasBar(text) {
		sep = " | "
	} else if strings.Contains(text, "\t") {
		sep = "\t"
	}
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(strings.ReplaceAll(f.Text, "\n", " "))
	}
	return b.String()
}

// cellsAsBeside parts a line that is no row by itself, for there are sentences in its
// cells, where the row above or below it has as many.
func (t *textReader) cellsAsBeside(text string, next rawLine) []string {
	cells := splitSpaces(trim(text))
	if len(cells) < 3 || strings.Contains(text, "\t") {
		return nil
	}
	if n := len(t.lines); n > 0 && len(t.lines[n-1].Fields) == len(cells) && partingOf(&t.lines[n-1]) == partedBySpaces {
		return cells
	}
	if !next.gap && !next.bar && len(spaced(trim(next.text))) == len(cells) {
		return cells
	}
	return nil
}

// addMarkedTable adds the table that begins with the first line, if marks of its own or a
// line of dashes tell its cells. It returns how many lines it takes; 0 if there is none.
func (t *textReader) addMarkedTable(raw []rawLine) int {
	for _, add := range []func([]rawLine) int{t.addRuled, t.addAsciidoc, t.addMediawiki} {
		if n := add(raw); n > 0 {
			return n
		}
	}
	return 0
}

func nextOf(raw []rawLine) rawLine {
	if len(raw) > 1 {
		return raw[1]
	}
	return rawLine{}
}

// leaveOut passes over a line that only marks or draws.
func (t *textReader) leaveOut(raw rawLine) {
	t.gap, t.passed = t.gap || raw.gap, t.passed+raw.blanks
}

// fields makes the fields of a line, in memory taken for many lines at once.
func (t *textReader) fields(cells []string, no int) (fields []Field, changed bool) {
	const many = 256
	n := len(cells)
	if len(t.spare) < n {
		t.spare = make([]Field, max(n, many))
	}
	fields = t.spare[:n:n]
	t.spare = t.spare[n:]
	for i, c := range cells {
		if fields[i] = (Field{Text: trim(c)}); strings.ContainsAny(c, "\\*_`~[<^") {
			fields[i] = t.cellText(c)
			changed = changed || fields[i].Text != trim(c)
		}
		fields[i].Line, fields[i].Col = no, i
	}
	return fields, changed
}

// A rawLine is a line of a text that is not blank, as it stands.
type rawLine struct {
	text   string
	no     int
	page   int  // form feeds before it
	gap    bool // a blank line or a page break stands before it
	bar    bool // it has one
	blanks int  // empty lines before it
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
			lines = append(lines, rawLine{line, t.no, page, gap, hasBar(line), t.blanks})
			t.blanks, t.inked = 0, true
			t.meter.line()
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
			if !t.inked {
				t.blanks++
			}
			t.inked = false
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
