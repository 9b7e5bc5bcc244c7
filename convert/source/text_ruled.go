package source

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
)

// A ruler is a line of dashes over or under the columns of a table, as pandoc, rst and
// pandas write it: each run of dashes is as wide as its column.
type ruler struct {
	mark byte
	runs []columnRun
}

type columnRun struct{ from, to int }

// readRuler reads a line that is nothing but two or more runs of dashes.
func readRuler(s string) *ruler {
	const longest = 8000
	s = strings.TrimRight(s, " \t")
	text := strings.TrimLeft(s, " ")
	if len(s) > longest || text == "" || text[0] != '-' && text[0] != '=' || strings.Trim(text, text[:1]+" ") != "" {
		return nil
	}
	r := &ruler{mark: text[0]}
	for i := 0; i < len(s); {
		end := i
		for end < len(s) && s[end] == r.mark {
			end++
		}
		if end > i {
			r.runs = append(r.runs, columnRun{i, end})
			if r.mark == '-' && end-i < 2 {
				return nil
			}
		}
		i = max(end, i+1)
	}
	if len(r.runs) > MaxColumns {
		return nil
	}
	return r
}

func (r *ruler) sameAs(o *ruler) bool {
	return o != nil && r.mark == o.mark && slices.Equal(r.runs, o.runs)
}

// spans reports whether o is the one line of dashes around a table of these columns.
func (r *ruler) spans(o *ruler) bool {
	return o != nil && len(o.runs) == 1 && o.mark == r.mark && o.runs[0].from == r.runs[0].from &&
		o.runs[0].to >= r.runs[len(r.runs)-1].to
}

// cut parts a line at the columns; nil if text stands between two of them.
func (r *ruler) cut(s string, width func(rune) int) []string {
	parts := make([][]rune, len(r.runs))
	at, k := 0, 0
	for _, c := range s {
		for k+1 < len(r.runs) && at >= r.runs[k+1].from {
			k++
		}
		inside := at >= r.runs[k].from && (at < r.runs[k].to || k+1 == len(r.runs))
		switch {
		case inside:
			parts[k] = append(parts[k], c)
		case !isSpace(c):
			return nil
		}
		at += width(c)
	}
	cells := make([]string, len(parts))
	for i, p := range parts {
		cells[i] = trim(string(p))
	}
	return cells
}

// A ruledTable is one whose columns a ruler gives: lines with their cells, the first of
// them heads, and how many lines of the source it takes.
type ruledTable struct {
	lines []ruledLine
	heads int
	tall  bool // a row goes on until a blank line
	size  int
}

type ruledLine struct {
	raw   rawLine
	cells []string
}

// readRuled reads the table with a ruler that begins with the first line: pandoc's simple
// and multiline tables, with heads or without, rst's simple tables, those of pandas.
func readRuled(raw []rawLine) *ruledTable {
	for _, width := range []func(rune) int{terminalCells, oneCell, ambiguousCells} {
		if t := ruledBy(raw, width); t != nil {
			return t
		}
	}
	return nil
}

func ruledBy(raw []rawLine, width func(rune) int) *ruledTable {
	const most = 1000 // lines
	first := readRuler(raw[0].text)
	switch {
	case first == nil:
		if len(raw) < 3 || raw[1].gap || raw[0].bar {
			return nil
		}
		if r := readRuler(raw[1].text); r != nil && len(r.runs) > 1 {
			return r.simple(raw, width)
		}
		return nil
	case len(first.runs) > 1:
		return first.closed(raw[:min(len(raw), most)], width)
	}
	for i := 1; i < min(len(raw), 60); i++ { // the heads of a multiline table
		if r := readRuler(raw[i].text); r != nil {
			if len(r.runs) > 1 && r.spans(first) {
				return r.multiline(raw[:min(len(raw), most)], i, width)
			}
			return nil
		}
	}
	return nil
}

// simple reads heads, the ruler and the rows below it, up to a blank line.
func (r *ruler) simple(raw []rawLine, width func(rune) int) *ruledTable {
	heads := r.cut(raw[0].text, width)
	if heads == nil {
		return nil
	}
	t := &ruledTable{lines: []ruledLine{{raw[0], heads}}, heads: 1, size: 2}
	for _, l := range raw[2:] {
		if r.sameAs(readRuler(l.text)) {
			t.size++
			break
		}
		cells := r.cut(l.text, width)
		if l.gap || l.bar || cells == nil {
			break
		}
		t.lines = append(t.lines, ruledLine{l, cells})
		t.size++
	}
	if len(t.lines) == 1 {
		return nil
	}
	return t
}

// closed reads the rows between two rulers; with a third one, the first are heads.
func (r *ruler) closed(raw []rawLine, width func(rune) int) *ruledTable {
	t := &ruledTable{}
	for i, l := range raw[1:] {
		o := readRuler(l.text)
		if r.sameAs(o) {
			t.size = i + 2
			again := r.mark == '=' && t.heads == 0 && len(t.lines) > 0 && r.closes(raw[t.size:], width)
			if !again {
				return t.orNil()
			}
			t.heads = len(t.lines)
			continue
		}
		if o != nil && r.mark == '=' {
			continue // a line under heads of several columns
		}
		cells := r.cut(l.text, width)
		if cells == nil || l.bar {
			return nil
		}
		t.tall = t.tall || l.gap && len(t.lines) > 0
		t.lines = append(t.lines, ruledLine{l, cells})
	}
	return nil
}

// closes reports whether the same ruler follows below lines that fit it.
func (r *ruler) closes(raw []rawLine, width func(rune) int) bool {
	for _, l := range raw {
		if o := readRuler(l.text); r.sameAs(o) {
			return true
		} else if o == nil && r.cut(l.text, width) == nil {
			return false
		}
	}
	return false
}

// multiline reads heads between a line of dashes and the ruler, and rows with blank lines
// between them down to a line of dashes.
func (r *ruler) multiline(raw []rawLine, at int, width func(rune) int) *ruledTable {
	t := &ruledTable{heads: at - 1, tall: true}
	for i, l := range raw[1:] {
		if i+1 == at {
			continue
		}
		if o := readRuler(l.text); i+1 > at && r.spans(o) {
			t.size = i + 2
			return t.orNil()
		}
		cells := r.cut(l.text, width)
		if cells == nil {
			return nil
		}
		t.lines = append(t.lines, ruledLine{l, cells})
	}
	return nil
}

func (t *ruledTable) orNil() *ruledTable {
	if len(t.lines) == 0 {
		return nil
	}
	return t
}

// rows joins the lines of each row. Where two lines of what would be one row have a label
// and a figure each, every line is a row.
func (t *ruledTable) rows() []ruledLine {
	var rows []ruledLine
	figures := 0
	for i, l := range t.lines {
		goesOn := i > 0 && (i < t.heads || t.tall && i != t.heads && !l.raw.gap)
		if !goesOn {
			rows, figures = append(rows, ruledLine{l.raw, slices.Clone(l.cells)}), 0
		}
		if l.cells[0] != "" && slices.ContainsFunc(l.cells[1:], func(s string) bool { return figure.HasDigit(s) && isValue(s) }) {
			figures++
		}
		if figures > 1 && goesOn {
			return t.lines
		}
		if goesOn {
			row := rows[len(rows)-1]
			for k, c := range l.cells {
				row.cells[k] = trim(row.cells[k] + "\n" + c)
			}
		}
	}
	return rows
}

// addRuled adds the table with a ruler that begins with the first line, and returns how
// many lines it takes; 0 if there is none.
func (t *textReader) addRuled(raw []rawLine) int {
	table := readRuled(raw)
	if table == nil {
		return 0
	}
	t.tables++
	before := raw[0]
	for i, row := range table.rows() {
		if !t.meter.fields(len(row.cells)) {
			break
		}
		if i > 0 {
			before = rawLine{}
		}
		t.addRow(Line{Fields: makeFields(row.cells, row.raw.no)}, before, row.raw.no)
	}
	t.gap = true
	return table.size
}
