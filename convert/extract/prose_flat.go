package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// Some pages lose their line breaks: a report, or a part of it, is one long line.

var (
	// flatHeading matches a numbered heading that white space parts from the text.
	flatHeading = pattern.New(`(?:^|\s)([一二三四五六七八九]、\s*[^\s。；，,]{2,40})(?:\s|$)`)
	flatSigned  = pattern.New(`\s(\S{3,30})\s+([12]\d{3}年\d{1,2}月\d{1,2}日)$`)
)

// unflatten returns the document with its long lines broken at the headings of the
// form, and where title and signature stand before and behind them.
func unflatten(doc *source.Document, choices []*Form) *source.Document {
	const long = 30 // characters; no heading has them and text, too
	var out []source.Line
	var have map[*layouts.Section]bool
	headings := func() map[*layouts.Section]bool {
		if have == nil {
			have = headed(doc, choices)
		}
		return have
	}
	for i := range doc.Lines {
		line := &doc.Lines[i]
		if line.Grid > 0 || !numbersInside(line.Text) || utf8.RuneCountInString(line.Text) <= long {
			if out != nil {
				out = append(out, *line)
			}
			continue
		}
		f := flattener{choices: choices, have: headings, from: line}
		for n := range line.Fields {
			f.field(line.Fields[n])
		}
		if !f.broken {
			if out != nil {
				out = append(out, *line)
			}
			continue
		}
		if out == nil {
			out = append(make([]source.Line, 0, len(doc.Lines)+16), doc.Lines[:i]...)
		}
		out = append(out, f.finish()...)
	}
	if out == nil {
		return doc
	}
	whole := *doc
	whole.Lines = out
	return &whole
}

// numbersInside reports whether a number as headings have it stands in a text behind
// white space or at its start: most texts have none.
func numbersInside(text string) bool {
	const mark, size = "、", len("一")
	for from := 0; ; {
		i := strings.Index(text[from:], mark)
		if i < 0 {
			return false
		}
		i += from
		from = i + len(mark)
		if i < size || !strings.Contains("一二三四五六七八九", text[i-size:i]) {
			continue
		}
		if r, _ := utf8.DecodeLastRuneInString(text[:i-size]); i == size || unicode.IsSpace(r) {
			return true
		}
	}
}

// A flattener breaks one line.
type flattener struct {
	choices []*Form
	have    func() map[*layouts.Section]bool // sections whose headings are lines of their own
	from    *source.Line
	lines   []source.Line
	fields  []source.Field // of the line that goes on
	broken  bool
}

// field takes a field of the line. Each heading in it is a line of its own.
func (f *flattener) field(field source.Field) {
	text := field.Text
	for at := 0; ; {
		m := flatHeading.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		from, to := at+m[2], at+m[3]
		if !f.heads(text[from:to]) {
			at = to
			continue
		}
		before := field
		before.Text = strings.TrimSpace(text[:from])
		f.fields = append(f.fields, before)
		f.end()
		head := field
		head.Text, text, at = text[from:to], text[to:], 0
		f.fields = append(f.fields, head)
		f.end()
		f.broken = true
	}
	field.Text = strings.TrimSpace(text)
	f.fields = append(f.fields, field)
}

// headed are the sections that a line of the document is the heading of.
func headed(doc *source.Document, choices []*Form) map[*layouts.Section]bool {
	have := map[*layouts.Section]bool{}
	d := newDocument(doc)
	for _, form := range choices {
		v := form.words()
		for i := range doc.Lines {
			if s := v.heading(d, i); s != nil {
				have[s] = true
			}
		}
	}
	return have
}

// heads reports whether a text is the heading of a section that has no other: where
// one has, the text is of a list of contents.
func (f *flattener) heads(text string) bool {
	d := oneLine(text)
	for _, form := range f.choices {
		if s := form.words().heading(d, 0); s != nil {
			return !f.have()[s]
		}
	}
	return false
}

// end ends a line that has any text.
func (f *flattener) end() {
	var texts []string
	for i := range f.fields {
		f.fields[i].Col = i
		texts = append(texts, f.fields[i].Text)
	}
	if text := strings.Join(texts, " | "); strings.Trim(text, " |") != "" {
		if len(texts) > 1 {
			text += " |"
		}
		f.lines = append(f.lines, source.Line{No: f.from.No, Text: text, Fields: f.fields, Gap: true})
	}
	f.fields = nil
}

// finish parts the title from the text behind it and the signature from the text
// before it.
func (f *flattener) finish() []source.Line {
	f.end()
	plain := func(text string) source.Line {
		text = strings.TrimSpace(text)
		return source.Line{No: f.from.No, Text: text, Fields: []source.Field{{Text: text, Line: f.from.No}}, Gap: true}
	}
	lines := f.lines
	if title, text, found := strings.Cut(lines[0].Text, " "); found && len(lines[0].Fields) == 1 && f.choices[0].words().isTitle(title) {
		lines = append([]source.Line{plain(title), plain(text)}, lines[1:]...)
	}
	last := &lines[len(lines)-1]
	if m := flatSigned.FindStringSubmatchIndex(last.Text); m != nil && len(last.Fields) == 1 {
		name, date, text := last.Text[m[2]:m[3]], last.Text[m[4]:m[5]], last.Text[:m[0]]
		lines = append(lines[:len(lines)-1], plain(text), plain(name), plain(date))
	}
	return lines
}
