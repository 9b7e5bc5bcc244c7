package source

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/pattern"
)

var (
	// noteCall matches where a text of Markdown refers to a note: [^1].
	noteCall = pattern.New(`\[\^([^\]\[\s^]{1,40})\]`)
	// noteText matches the beginning of the note itself: [^1]: text.
	noteText = pattern.New(`^\[\^([^\]\[\s^]{1,40})\]\s*[:：]\s*`)
	// raisedMark and loweredMark match what Markdown raises, m^2^, and lowers, H~2~O.
	raisedMark  = pattern.New(`\^([0-9+\-=()n]{1,6})\^`)
	loweredMark = pattern.New(`([A-Za-z)])~([0-9+\-=()]{1,6})~`)
)

// markdownNotes numbers the notes of a text in the order in which it refers to them, and
// writes raised and lowered characters. What no note belongs to, or no text refers to,
// stays as it is.
func markdownNotes(lines []Line) {
	texts := map[string]bool{}
	for i := range lines {
		if m := noteBegun(lines[i].Text); m != nil {
			texts[m[1]] = true
		}
	}
	marks := map[string]string{}
	note := ""
	for i := range lines {
		l := &lines[i]
		if m := noteBegun(l.Text); m != nil {
			if note = marks[m[1]]; note != "" {
				l.change(func(s string) string { return noteText.ReplaceAllString(s, note+" ") })
			}
		} else if l.Gap || l.Table != 0 {
			note = ""
		}
		if l.Note = note; note != "" {
			continue
		}
		if strings.Contains(l.Text, "[^") {
			l.change(func(s string) string {
				return noteCall.ReplaceAllStringFunc(s, func(call string) string { return mark(call, texts, marks) })
			})
		}
		if l.Table == 0 && (strings.Count(l.Text, "^") > 1 || strings.Count(l.Text, "~") > 1) {
			l.change(scripts)
		}
	}
}

// noteBegun is noteText's match. Most lines begin otherwise.
func noteBegun(text string) []string {
	if !strings.HasPrefix(text, "[^") {
		return nil
	}
	return noteText.FindStringSubmatch(text)
}

// mark is the number of the note that is called.
func mark(call string, texts map[string]bool, marks map[string]string) string {
	id := noteCall.FindStringSubmatch(call)[1]
	if !texts[id] {
		return call
	}
	if marks[id] == "" {
		marks[id] = Superscript(strconv.Itoa(len(marks) + 1))
	}
	return marks[id]
}

func scripts(s string) string {
	s = raisedMark.ReplaceAllStringFunc(s, func(m string) string { return above.of(strings.Trim(m, "^")) })
	return loweredMark.ReplaceAllStringFunc(s, func(m string) string {
		letter, rest, _ := strings.Cut(strings.TrimSuffix(m, "~"), "~")
		return letter + below.of(rest)
	})
}

// change changes the texts of a line.
func (l *Line) change(by func(string) string) {
	l.Text = by(l.Text)
	for i := range l.Fields {
		l.Fields[i].Text = by(l.Fields[i].Text)
	}
}
