package convert

import (
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/convert/report"
)

// printed is the report as the pages show it: itself, or with Options.FullMarks a copy
// in whose text half-width marks of Chinese are full-width. Data, workbook and findings
// keep the words of the source.
func (c *Converter) printed(r *report.Report) *report.Report {
	if !c.fullMarks {
		return r
	}
	page := *r
	page.Title = fullMarks(r.Title)
	page.Fields = slices.Clone(r.Fields)
	for i := range page.Fields {
		page.Fields[i].Text = fullMarks(page.Fields[i].Text)
	}
	page.Sections = make([]*report.Section, len(r.Sections))
	for i, s := range r.Sections {
		sec := *s
		sec.Heading = fullMarks(s.Heading)
		sec.Paragraphs = make([]report.Paragraph, len(s.Paragraphs))
		for k, p := range s.Paragraphs {
			sec.Paragraphs[k] = p.Map(fullMarks)
		}
		page.Sections[i] = &sec
	}
	return &page
}

// fullForms are the full-width forms of the marks that may stand between Han characters.
var fullForms = map[rune]rune{',': '，', '.': '。', ';': '；', ':': '：', '?': '？', '!': '！'}

// fullMarks makes the half-width marks of Chinese text full-width: a comma, stop, colon
// and the like behind a Han character, unless a Latin letter or, behind a stop, a figure
// follows; brackets and straight quotation marks round or between Han characters, in
// pairs. What marks mean in numbers, addresses and Latin text is left alone.
func fullMarks(text string) string {
	if !strings.ContainsAny(text, ",.;:?!()\"'") {
		return text
	}
	in := []rune(text)
	out := append([]rune(nil), in...)
	pairs(in, out, '(', ')', '（', '）')
	quotes(in, out, '"', '“', '”')
	quotes(in, out, '\'', '‘', '’')
	var b strings.Builder
	for i := 0; i < len(out); i++ {
		full, ok := fullForms[out[i]]
		if !ok || !chinese(beside(out, i, -1), true) || !fullBefore(out[i], beside(out, i, 1)) {
			b.WriteRune(out[i])
			continue
		}
		b.WriteRune(full)
		for i+1 < len(out) && out[i+1] == ' ' {
			i++
		}
	}
	return b.String()
}

// beside is the character before or behind a place, spaces passed over; 0 at an end.
func beside(text []rune, i, step int) rune {
	for i += step; i >= 0 && i < len(text); i += step {
		if !unicode.IsSpace(text[i]) {
			return text[i]
		}
	}
	return 0
}

// chinese reports whether a character is Han, or a full-width mark that ends or begins
// what is.
func chinese(r rune, before bool) bool {
	if before {
		return unicode.Is(unicode.Han, r) || strings.ContainsRune("”’）》〉】〕」』%％℃", r)
	}
	return unicode.Is(unicode.Han, r) || strings.ContainsRune("“‘（《〈【〔「『", r)
}

// fullBefore reports whether what stands behind a mark lets it be Chinese.
func fullBefore(mark, r rune) bool {
	if unicode.IsDigit(r) {
		return mark != '.'
	}
	return r == 0 || chinese(r, false) || chinese(r, true)
}

// pairs makes brackets full-width that enclose, or both stand beside, Han characters.
func pairs(in, out []rune, open, shut, fullOpen, fullShut rune) {
	var begun []int
	for i, r := range in {
		switch {
		case r == open:
			begun = append(begun, i)
		case r == shut && len(begun) > 0:
			from := begun[len(begun)-1]
			begun = begun[:len(begun)-1]
			if enclosesHan(in, from, i) {
				out[from], out[i] = fullOpen, fullShut
			}
		}
	}
}

// quotes pairs straight quotation marks, when their number is even.
func quotes(in, out []rune, mark, fullOpen, fullShut rune) {
	var at []int
	for i, r := range in {
		if r == mark && !(i > 0 && i+1 < len(in) && in[i-1] < 0x80 && unicode.IsLetter(in[i-1]) && unicode.IsLetter(in[i+1])) {
			at = append(at, i)
		}
	}
	if len(at)%2 != 0 {
		return
	}
	for i := 0; i < len(at); i += 2 {
		if enclosesHan(in, at[i], at[i+1]) {
			out[at[i]], out[at[i+1]] = fullOpen, fullShut
		}
	}
}

func enclosesHan(text []rune, from, to int) bool {
	for _, r := range text[from+1 : to] {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return unicode.Is(unicode.Han, beside(text, from, -1)) && unicode.Is(unicode.Han, beside(text, to, 1))
}
