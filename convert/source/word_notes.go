package source

import (
	"slices"
	"strconv"
)

// wordNotes are the footnotes and endnotes of a Word document. They are counted together,
// in the order in which the text refers to them.
type wordNotes struct {
	marks map[string]string // the number of each, by kind and id
	open  string            // of the one that is read; "" for none that the text refers to
	from  int               // its first line
}

// refer is the number of a note that the text refers to.
func (n *wordNotes) refer(kind, id string) string {
	if n.marks == nil {
		n.marks = map[string]string{}
	}
	mark := n.marks[kind+id]
	if mark == "" {
		mark = strconv.Itoa(len(n.marks) + 1)
		n.marks[kind+id] = mark
	}
	return mark
}

func (n *wordNotes) begin(mark string, f *flow) { n.open, n.from = mark, len(f.lines) }

func (n *wordNotes) end(f *flow) {
	if n.from < len(f.lines) {
		asNote(f.lines[n.from:], n.open)
	}
	n.open = ""
}

// asNote says of lines that they are a note's; its mark stands before them.
func asNote(lines []Line, mark string) {
	if mark == "" || slices.ContainsFunc(lines, func(l Line) bool { return l.Grid != 0 }) {
		return
	}
	mark = Superscript(mark)
	lines[0].Text = mark + " " + lines[0].Text
	for i := range lines {
		lines[i].Note = mark
	}
}

// noteMark writes the mark of a note in the text.
func (w *word) noteMark(mark string) {
	run := w.run
	w.run.raised, w.run.script = true, above
	w.write(mark)
	w.run = run
}
