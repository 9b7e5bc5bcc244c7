package source

import (
	"slices"
	"strings"
)

// A flow gathers the lines of one place of a page or a Word document: the
// body, a cell, a text box.
type flow struct {
	lines []Line
	buf   []byte
	no    int  // line of the source where buf begins
	gap   bool // a paragraph ended, or a blank line stood, before buf
	empty int  // paragraphs of Word without text before buf
	part  bool // buf goes on with a paragraph after a line break
	space byte // white space of a page that is still to be collapsed: 0, ' ' or '\n'

	struck []byte       // what is struck out, left out of the lines
	raised []raisedText // of a cell
}

// write adds text that begins on line no of the source.
func (f *flow) write(m *meter, text string, no int) {
	if len(f.buf) == 0 {
		f.no = no
	}
	if len(f.buf)+len(text) > MaxLine {
		m.fail(tooLarge("too-large.paragraph", MaxLine))
		return
	}
	f.buf = append(f.buf, text...)
}

// end ends the line: by a line break, or, with whole, because the paragraph ends.
func (f *flow) end(m *meter, whole bool) {
	text := trim(string(f.buf))
	if len(f.raised) > 0 {
		f.settleRaised(strings.Index(string(f.buf), text), len(text))
	}
	f.buf, f.space = f.buf[:0], 0
	if text == "" {
		f.endBlank(whole)
		return
	}
	f.lines = append(f.lines, Line{No: f.no, Text: text, Gap: f.gap, Block: whole && !f.part, Blanks: f.empty})
	f.gap, f.part, f.empty = whole, !whole, 0
	m.line()
}

// endBlank ends a line without text. After a line break that a paragraph ends
// with, as in <p>一<br></p>, the line before it is the whole paragraph.
func (f *flow) endBlank(whole bool) {
	if n := len(f.lines); n > 0 && whole && !f.gap {
		last := &f.lines[n-1]
		last.Block = last.Block || n == 1 || last.Gap
	}
	f.gap, f.part = true, f.part && !whole
}

// text returns what a cell says, its lines joined by "\n".
func (f *flow) text() string {
	switch len(f.lines) {
	case 0:
		return ""
	case 1:
		return f.lines[0].Text
	}
	parts := make([]string, len(f.lines))
	for i, l := range f.lines {
		parts[i] = l.Text
	}
	return strings.Join(parts, "\n")
}

func byLine(a, b Line) int { return a.No - b.No }

// finish numbers the grids in their order and parts the lines outside them
// that are not parted yet.
func finish(lines []Line, m *meter) ([]Line, error) {
	if !slices.IsSortedFunc(lines, byLine) {
		slices.SortStableFunc(lines, byLine) // text that a page has inside a table and outside its cells
	}
	grids, tables := map[int]int{}, map[[2]int]int{}
	for i := range lines {
		l := &lines[i]
		m.text(len(l.Text))
		if key := [2]int{l.Grid, l.Table}; key != [2]int{} {
			if tables[key] == 0 {
				tables[key] = len(tables) + 1
			}
			l.Table = tables[key]
		}
		switch {
		case l.Grid != 0:
			if grids[l.Grid] == 0 {
				grids[l.Grid] = len(grids) + 1
			}
			l.Grid = grids[l.Grid]
		case l.Fields == nil:
			l.Text = unmarkProse(l.Text)
			l.Fields = makeFields(lineCells(l.Text), l.No)
			m.fields(len(l.Fields))
		}
	}
	return lines, m.err
}

// A meter holds a document to its limits and keeps the first error. Readers
// ask for err once a token.
type meter struct {
	nLines, nFields, nGrids, nTags, nText int
	err                                   error
}

func (m *meter) fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

func (m *meter) line() {
	if m.nLines++; m.nLines > MaxLines {
		m.fail(tooLarge("too-large.lines", MaxLines))
	}
}

func (m *meter) tag() {
	if m.nTags++; m.nTags > MaxTags {
		m.fail(tooLarge("too-large.tags", MaxTags))
	}
}

func (m *meter) text(n int) {
	if m.nText += n; m.nText > MaxText {
		m.fail(tooLarge("too-large.text", MaxText))
	}
}

// fields counts n more and reports whether they may be made.
func (m *meter) fields(n int) bool {
	if m.nFields += n; m.nFields > MaxFields {
		m.fail(tooLarge("too-large.cells", MaxFields))
	}
	return m.err == nil
}
