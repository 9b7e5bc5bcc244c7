package source

import "strings"

// A raisedText is a piece of a cell's text that is raised, lowered or linked: the mark
// of a note, if a figure stands before it.
type raisedText struct {
	line     int // of the flow; -1 while it is being read
	from, to int // in the text of the line
	link     bool
}

// raise says that the text from the given place of the line being read on is such a piece.
func (f *flow) raise(from int, link bool) {
	if n := len(f.raised); n > 0 {
		if last := &f.raised[n-1]; last.line < 0 && last.to == from && last.link == link {
			last.to = len(f.buf)
			return
		}
	}
	f.raised = append(f.raised, raisedText{-1, from, len(f.buf), link})
}

// settleRaised fixes the pieces of the line that ends; lead is how much of its
// beginning was cut, size what was left.
func (f *flow) settleRaised(lead, size int) {
	for i := len(f.raised) - 1; i >= 0 && f.raised[i].line < 0; i-- {
		r := &f.raised[i]
		r.line, r.from, r.to = len(f.lines), max(0, r.from-lead), min(size, r.to-lead)
	}
}

// strikeOut adds text that is struck out.
func (f *flow) strikeOut(m *meter, text string) {
	if len(f.struck)+len(text) > MaxLine {
		m.fail(tooLarge("too-large.paragraph", MaxLine))
		return
	}
	f.struck = append(f.struck, text...)
}

// struckOut returns what was struck out, its white space collapsed.
func (f *flow) struckOut() string {
	return trim(strings.Join(strings.FieldsFunc(string(f.struck), isSpace), " "))
}

// figure returns the text of a cell, and the mark of a note behind a figure. What is
// raised inside a figure stays raised, as 5²6: it is no digit of it.
func (f *flow) figure() (text, mark string) {
	if len(f.raised) == 0 || len(f.lines) == 0 {
		return f.text(), ""
	}
	full := f.text()
	pieces := f.piecesOf(full)
	from, to := 0, len(full)
	for i := len(pieces) - 1; i >= 0 && trim(full[pieces[i].to:to]) == ""; i-- {
		if r := pieces[i]; !r.link || isNoteMark(full[r.from:r.to]) {
			mark, to = trim(full[r.from:r.to])+mark, r.from
			continue
		}
		break
	}
	var rest strings.Builder
	for _, r := range pieces {
		switch {
		case r.link || r.to > to:
		case trim(full[from:r.from]) == "" && rest.Len() == 0:
			mark, from = trim(full[r.from:r.to])+mark, r.to
		default:
			rest.WriteString(full[from:r.from] + Superscript(full[r.from:r.to]))
			from = r.to
		}
	}
	if from < to {
		rest.WriteString(full[from:to])
	}
	if text = trim(rest.String()); !isMarkedFigure(text) {
		return full, ""
	}
	return text, mark
}

// piecesOf returns the pieces with their places in the whole text of the cell.
func (f *flow) piecesOf(full string) []raisedText {
	starts := make([]int, len(f.lines))
	for i := 1; i < len(f.lines); i++ {
		starts[i] = starts[i-1] + len(f.lines[i-1].Text) + len("\n")
	}
	var pieces []raisedText
	end := 0
	for _, r := range f.raised {
		if r.line < 0 || r.line >= len(starts) || r.to <= r.from {
			continue
		}
		r.from, r.to = r.from+starts[r.line], r.to+starts[r.line]
		if r.from >= end && r.to <= len(full) {
			pieces, end = append(pieces, r), r.to
		}
	}
	return pieces
}

// isMarkedFigure reports whether a cell's text without its marks is a figure or a
// blank, or one with something raised inside.
func isMarkedFigure(s string) bool {
	s = strings.NewReplacer("⁰", "", "¹", "", "²", "", "³", "", "⁴", "", "⁵", "", "⁶", "", "⁷", "", "⁸", "", "⁹", "", "亿", "").Replace(s)
	return isValue(s)
}

// isNoteMark reports whether a text is written as the mark of a note is: 1, [1], 注1, ①, *.
func isNoteMark(s string) bool {
	s = strings.Trim(trim(s), "[]［］()（）〔〕【】")
	s = trim(strings.TrimPrefix(strings.TrimPrefix(s, "注"), "："))
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= '①' && r <= '⑳', strings.ContainsRune("*＊†‡※abcdef", r):
		default:
			return false
		}
	}
	return len(s) > 0 && len(s) <= 6 && digits < 3
}
