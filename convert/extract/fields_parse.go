package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// fieldWords are the labels of the texts around a form's tables: 单位, 注, 填报人.
type fieldWords struct {
	refs   []layouts.FieldRef
	tables []string               // of each, "" for the whole form
	labels []string               // folded
	of     map[string][]int       // by a label as it is read: places in refs
	within *pattern.Pattern       // a label with its colon, at the start of a text or behind what parts
	alone  *pattern.Pattern       // a label and nothing else
	named  func(text string) bool // whether a text is a label of a row or a head of the form
}

// newFieldWords are those of a form; nil where it asks for none.
func newFieldWords(v *vocabulary) *fieldWords {
	w := &fieldWords{refs: v.form.AllFields(), of: map[string][]int{}, named: func(text string) bool { return v.worded(text, layouts.Key(text)) != nil }}
	if len(w.refs) == 0 {
		return nil
	}
	for i, f := range w.refs {
		table, _, _ := strings.Cut(f.FullID, ".")
		if table == f.FullID {
			table = ""
		}
		w.tables = append(w.tables, table)
		for _, label := range append([]string{f.Label}, f.Variants...) {
			key := fieldKey(label)
			if w.of[key] == nil {
				w.labels = append(w.labels, key)
			}
			w.of[key] = append(w.of[key], i)
		}
	}
	slices.SortStableFunc(w.labels, func(a, b string) int { return len(b) - len(a) })
	var spaced []string
	for _, key := range w.labels {
		var chars []string
		for _, r := range key {
			chars = append(chars, regexp.QuoteMeta(string(r)))
		}
		spaced = append(spaced, strings.Join(chars, `[\s\x{3000}]*`))
	}
	any := `(` + strings.Join(spaced, "|") + `)`
	const behind = `((?:[\s\x{3000}]*[（(][^（()）]{1,8}[）)])?)[\s\x{3000}]*` // （签字）
	w.within = pattern.New(`(?:^|[\s\x{3000}；;，,、|｜])` + any + behind + `[:：]`)
	w.alone = pattern.New(`^` + any + behind + `([:：]?)$`)
	return w
}

// fieldKey is a label as it is compared.
func fieldKey(label string) string { return simplify(squeeze(strings.TrimRight(label, ":：\u3000 "))) }

// otherLabel matches a label that none of the form's is, behind what parts.
var otherLabel = pattern.New(`[\s\x{3000}；;，,、|｜]\p{Han}[\p{Han}\s\x{3000}]{0,8}\p{Han}[\s\x{3000}]*[:：]`)

// parts are what stands between texts on one line; where nothing is filled in there is a rule.
const (
	parts = " \t\u3000；;，,、|｜"
	rules = "_＿"
)

// A fieldText is a field as a line has it.
type fieldText struct {
	label  string // as it is read
	behind string // what stands in brackets behind it
	text   string
	after  bool // it goes on with the note above it
}

// A fieldLine is what a line has of fields, and what it has besides.
type fieldLine struct {
	texts  []fieldText
	rest   []string
	bare   int  // labels without a colon
	below  bool // its text stands on the line below
	corner bool // it stands in the corner of the heads of a table
}

// line reads the fields of a line, nil where it has none.
func (w *fieldWords) line(line *source.Line) *fieldLine {
	out := &fieldLine{}
	open := -1 // a label whose text may stand in the next cell
	for i := range line.Fields {
		f := &line.Fields[i]
		text := strings.TrimSpace(f.Text + source.Superscript(f.Mark))
		if text == "" {
			continue
		}
		if m := w.alone.FindStringSubmatch(simplify(text)); m != nil && len(line.Fields) > 1 {
			if w.named(m[1]) {
				return nil // a row or a head of a table
			}
			open = len(out.texts)
			out.texts = append(out.texts, fieldText{label: squeeze(m[1]), behind: squeeze(m[2])})
			if m[3] == "" {
				out.bare++
			}
			continue
		}
		before := len(out.texts)
		rest := w.text(text, out)
		switch {
		case len(out.texts) > before:
			if open = -1; out.texts[len(out.texts)-1].text == "" && !w.isNote(out.texts[len(out.texts)-1].label) {
				open = len(out.texts) - 1
			}
			out.rest = append(out.rest, rest...)
		case open >= 0:
			out.texts[open].text, open = strings.Trim(text, parts+rules), -1
		default:
			out.rest = append(out.rest, rest...)
		}
	}
	if len(out.texts) == 0 || out.bare == len(out.texts) && out.bare < 2 || slices.ContainsFunc(out.texts, w.isRow) {
		return nil
	}
	return out
}

// isRow reports whether a label is one of the form's rows or heads, too, and a figure stands
// behind it: 电话：12 among the ways to apply.
func (w *fieldWords) isRow(t fieldText) bool {
	return !t.after && w.named(t.label) && (t.text == "" || isValue(t.text))
}

// text reads the fields of one text, and returns what it has besides. A note goes on to
// the end, but for lines that begin with another label.
func (w *fieldWords) text(text string, out *fieldLine) (rest []string) {
	note := false
	for _, line := range strings.Split(text, "\n") {
		line = strings.Trim(line, " \t\u3000")
		if line == "" {
			continue
		}
		before := len(out.texts)
		over := w.oneLine(line, out)
		switch {
		case len(out.texts) > before:
			note = w.isNote(out.texts[len(out.texts)-1].label)
			rest = append(rest, over...)
		case note:
			out.texts = append(out.texts, fieldText{label: out.texts[len(out.texts)-1].label, text: line, after: true})
		default:
			rest = append(rest, over...)
		}
	}
	return rest
}

// oneLine reads the fields of a text without line breaks.
func (w *fieldWords) oneLine(text string, out *fieldLine) (rest []string) {
	text = unbracketed(text)
	plain := simplify(text)
	found := w.within.FindAllStringSubmatchIndex(plain, -1)
	label := func(m []int) fieldText {
		return fieldText{label: squeeze(plain[m[2]:m[3]]), behind: squeeze(text[m[4]:m[5]])}
	}
	if len(found) > 0 && found[0][2] == 0 && w.isNote(label(found[0]).label) {
		note := label(found[0])
		note.text = strings.Trim(text[found[0][1]:], " \t\u3000"+rules)
		out.texts = append(out.texts, note)
		return nil
	}
	found = slices.DeleteFunc(found, func(m []int) bool {
		l := label(m)
		return w.isNote(l.label) || l.behind != "" && w.isAt(l.label, layouts.Above)
	})
	if len(found) == 0 {
		return []string{text}
	}
	keep := func(s string) {
		if s = strings.Trim(s, parts); s != "" {
			rest = append(rest, s)
		}
	}
	keep(text[:found[0][2]])
	for i, m := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][2]
		}
		if other := otherLabel.FindStringIndex(plain[m[1]:end]); other != nil {
			keep(text[m[1]+other[0] : end])
			end = m[1] + other[0]
		}
		field := label(m)
		field.text = strings.Trim(text[m[1]:end], parts+rules)
		out.texts = append(out.texts, field)
	}
	return rest
}

// unbracketed is a text without brackets that enclose the whole of it: （单位：万元）.
func unbracketed(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	last, m := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune("（(【[", first) && strings.ContainsRune("）)】]", last) && !strings.ContainsAny(text[n:len(text)-m], "（()）【】[]") {
		return strings.Trim(text[n:len(text)-m], " \t\u3000")
	}
	return text
}

// isNote reports whether a label is of notes alone.
func (w *fieldWords) isNote(label string) bool { return w.isAt(label, layouts.Note) }

// isAt reports whether a label is of fields at one place alone.
func (w *fieldWords) isAt(label string, place layouts.Place) bool {
	return !slices.ContainsFunc(w.of[label], func(i int) bool { return w.refs[i].Place != place })
}
