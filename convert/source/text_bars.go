package source

import (
	"slices"
	"strings"
	"unicode/utf8"
)

func isBar(r rune) bool {
	switch r {
	case '|', '｜', '￨', '│', '┃', '║':
		return true
	}
	return false
}

func hasBar(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '|':
			return true
		case "│"[0], "｜"[0]: // the first byte of all others
			if r, _ := utf8.DecodeRuneInString(s[i:]); isBar(r) {
				return true
			}
		}
	}
	return false
}

// barred returns how many lines, from the first on, belong to one table drawn
// with bars: no blank line between, each with a bar or nothing but a rule.
func barred(lines []rawLine) int {
	for i, l := range lines {
		if i > 0 && l.gap || !l.bar && !isRule(l.text) {
			return i
		}
	}
	return len(lines)
}

// endsCell reports whether a line is one bar that ends the cell on the line above
// it, in a text that has cells and their bars on alternate lines. A bar below
// another is an empty cell.
func endsCell(l, above rawLine) bool {
	text := trim(l.text)
	first, n := utf8.DecodeRuneInString(text)
	return !l.gap && isBar(first) && trim(text[n:]) == "" && above.text != "" && !above.bar
}

// addBarred adds the rows of lines that have bars. A bar ends a field: "规章 |"
// is one field, "|||" is three empty ones. In a table with a frame (Markdown,
// drawn lines) the bar at the start of a row is the frame's.
func (t *textReader) addBarred(raw []rawLine) {
	if t.addFrame(raw) {
		return
	}
	framed, from := isFramed(raw), len(t.lines)
	if framed {
		t.tables++
		defer t.sameTable(from)
	}
	if rows := tallRows(raw); rows != nil {
		for _, r := range rows {
			t.add(r.first, strings.ReplaceAll(strings.Join(r.cells, " | "), "\n", ""), r.cells)
		}
		t.gap = true
		return
	}
	between := 0
	bare := framed && slices.ContainsFunc(raw, func(l rawLine) bool { return isBareRule(l.text) })
	open := framed && !slices.ContainsFunc(raw, func(l rawLine) bool { return !isRule(l.text) && !startsWithBar(l.text) })
	switch {
	case !framed:
		between = barsBetween(raw)
	case !open:
		between = len(splitBars(nil, trim(raw[0].text), true))
		if startsWithBar(raw[0].text) {
			between++
		}
	}
	for i, l := range raw {
		if isRule(l.text) || i == 1 && isShortRule(l.text, raw[0].text) {
			t.gap = t.gap || l.gap || i == len(raw)-1
			t.passed += l.blanks
			continue
		}
		t.cells = splitBars(t.cells[:0], trim(l.text), framed)
		if framed && !open && startsWithBar(l.text) {
			t.cells = slices.Insert(t.cells, 0, "") // the bar is no part of a frame
		}
		if (len(t.cells) < between || bare) && endsInBar(l.text) {
			t.cells = append(t.cells, "")
		}
		t.add(l, l.text, t.cells)
	}
}

// sameTable says that the lines from the given one on are rows of the table drawn last.
func (t *textReader) sameTable(from int) {
	for i := from; i < len(t.lines); i++ {
		t.lines[i].Table = t.tables
	}
}

// barsBetween is how many cells the rows have where bars stand between cells and do not
// end them, so that behind a bar at the end of a row is an empty cell; 0 where they may
// end them. Where the longest row ends in a cell without a bar, the others do, too.
func barsBetween(raw []rawLine) int {
	const least = 4 // cells
	open, closed := 0, 0
	var cells []string
	for _, l := range raw {
		cells = splitBars(cells[:0], trim(l.text), false)
		n := len(cells)
		if endsInBar(l.text) {
			closed = max(closed, n)
		} else {
			open = max(open, n)
		}
	}
	if open < least || closed >= open {
		return 0
	}
	return open
}

// isBareRule reports whether a line is the rule of a Markdown table without outer bars:
// ---|---. Then no bar ends a row: behind one at its end is an empty cell.
func isBareRule(text string) bool {
	return isRule(text) && hasBar(text) && !startsWithBar(text) && !endsInBar(text) && strings.Trim(text, "-:| ") == ""
}

func startsWithBar(text string) bool {
	first, _ := utf8.DecodeRuneInString(trim(text))
	return isBar(first)
}

func endsInBar(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(trim(text))
	return isBar(last)
}

// A tallRow is a row whose cells go on over several lines between two rules.
type tallRow struct {
	first rawLine
	cells []string
}

// tallRows reads a table with a rule above and below each row (pandoc's grid
// tables), its rows over one line or more. It is nil for tables of another kind:
// their lines between two rules have other bars, or several values in a column.
func tallRows(raw []rawLine) []tallRow {
	const least = 4
	rules := 0
	for _, l := range raw {
		if isRule(l.text) {
			rules++
		}
	}
	if rules < least {
		return nil
	}
	var rows []tallRow
	tall, begun := false, false
	for _, l := range raw {
		if isRule(l.text) {
			begun = false
			continue
		}
		cells := splitBars(nil, trim(l.text), true)
		if !begun {
			rows, begun = append(rows, tallRow{l, cells}), true
			continue
		}
		row := rows[len(rows)-1]
		if len(cells) != len(row.cells) {
			return nil
		}
		for i, c := range cells {
			if isValue(c) && strings.ContainsAny(row.cells[i], "0123456789") {
				return nil
			}
			row.cells[i] = trim(row.cells[i] + "\n" + c)
		}
		tall = true
	}
	if !tall || rules != len(rows)+1 {
		return nil
	}
	return rows
}

// markdownCell reads what a Markdown cell must not hold as it is.
var markdownCell = strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n", `\|`, "|")

// splitBars adds the cells of a row, cut at its bars, to cells. What stands behind the last bar is a field
// only if it is something. Tabs part a cell further.
func splitBars(cells []string, text string, framed bool) []string {
	add := func(s string) {
		if framed {
			s = markdownCell.Replace(s)
		}
		for c := range strings.SplitSeq(trim(s), "\t") {
			cells = append(cells, trim(c))
		}
	}
	start := 0
	for i, r := range text {
		switch {
		case !isBar(r), framed && i > 0 && text[i-1] == '\\':
		case framed && i == 0:
			start = len(string(r))
		default:
			add(text[start:i])
			start = i + len(string(r))
		}
	}
	if rest := trim(text[start:]); rest != "" {
		add(rest)
	}
	return cells
}

// isFramed reports whether the rows have a frame: a rule is among them, or two
// or more rows all begin with a bar.
func isFramed(raw []rawLine) bool {
	ruled, open, filled := false, true, false
	for i, l := range raw {
		text := trim(l.text)
		switch {
		case isRule(text), i == 1 && isShortRule(text, raw[0].text):
			ruled = true
		case strings.IndexFunc(text, isBar) != 0:
			open = false
		default:
			filled = filled || strings.TrimFunc(text, func(r rune) bool { return isBar(r) || isSpace(r) }) != ""
		}
	}
	return ruled || open && filled && len(raw) > 1
}

// isRule reports whether a line only draws: ├──┼──┤, +---+---+, |:---|---:|, or
// the dashes over columns. A dash in a cell of its own is a blank, no rule.
func isRule(s string) bool {
	joints, bars, dashes, runs, run, short := 0, 0, 0, 0, 0, false
	for _, r := range s {
		if r == '-' || r == '=' || r == '─' || r == '━' || r == '═' {
			dashes++
			if run++; run == 3 {
				runs++
			}
			continue
		}
		switch {
		case isBar(r), r == '+':
			bars++
		case r >= 0x2500 && r <= 0x257f:
			joints++
		case r != ':' && !isSpace(r):
			return false
		}
		short = short || run == 1 || run == 2
		run = 0
	}
	short = short || run == 1 || run == 2
	return joints > 0 || !short && runs > 0 && (bars > 0 || runs > 1 || dashes >= 8)
}

// isShortRule reports a Markdown rule with fewer than three dashes a cell, as
// |:-|-:|. It is told only by its place: under heads, as many as it has cells.
func isShortRule(s, heads string) bool {
	cells, n := splitBars(nil, trim(s), true), 0
	for _, c := range cells {
		dashes := strings.TrimSuffix(strings.TrimPrefix(c, ":"), ":")
		if dashes == "" || strings.Trim(dashes, "-") != "" {
			return false
		}
	}
	for _, c := range splitBars(nil, trim(heads), true) {
		if n++; isValue(c) {
			return false
		}
	}
	return n > 0 && n == len(cells)
}
