package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// Roles of the faces.
const (
	song   = "song"
	xiao   = "title"
	hei    = "hei"
	kai    = "kai"
	fang   = "fang"
	indent = 2 * pitch
)

// An element is what the pages are filled with, from top to bottom: lines of the
// grid, or a table.
type element struct {
	rows     int    // lines of the grid it takes
	texts    []Text // Y from the top of the first of them
	keep     bool   // the next element stands on the same page
	turn     bool   // it begins a page
	bookmark string
	level    int // of the bookmark
	table    *setTable
	across   bool // it belongs to a table that lies across
}

// empty reports whether the element is but room.
func (e *element) empty() bool { return e.texts == nil && e.table == nil }

// A setter turns one report into elements.
type setter struct {
	report    *report.Report
	layout    *layouts.Layout
	metrics   Metrics
	part      int // being set
	level     int // of the last heading
	elements  []element
	printed   map[string]bool // tables
	marked    bool            // there is a bookmark
	enclosing int             // the list of enclosures that the paragraph before belongs to; 0 for none
	doc       Document
}

// chars prepares a text in one role.
func (s *setter) chars(text, role string) []char {
	text = composed(text)
	out, marks := make([]char, 0, utf8.RuneCountInString(text)), false
	for _, r := range text {
		k := kindOf(r)
		if k == space && r != '\u3000' {
			r = ' '
		}
		width, ok := s.metrics.Advance(role, r)
		if !ok && unicode.IsSpace(r) { // a thin or narrow one
			r, k = ' ', space
			width, _ = s.metrics.Advance(role, r)
		}
		if k == nothing && width > 0 {
			k = unit // a combining mark with room of its own: kept with what it follows
		}
		out = append(out, char{r: r, part: s.part, kind: k, role: role, width: width})
		marks = marks || k == opening || k == closing || k == ellipsis
	}
	if marks {
		s.latinMarks(out)
	}
	return out
}

// sections gives the sections of the report to a function, in the order of the pages.
// Tables that no section holds come where the layout has them. below comes behind the last
// table, before the signature.
func (s *setter) sections(one func(*report.Section), below func()) {
	held := map[string]bool{}
	for _, sec := range s.report.Sections {
		held[sec.Table] = true
	}
	waiting := s.unheld(held)
	signed := len(s.report.Sections)
	for i := signed - 1; i >= 0 && s.report.Sections[i].Table == ""; i-- {
		if s.report.Sections[i].ID == report.Signature {
			signed = i
		}
	}
	for i, sec := range s.report.Sections {
		for len(waiting) > 0 && s.order(sec.ID) > s.order(waiting[0].ID) {
			one(waiting[0])
			waiting = waiting[1:]
		}
		if i == signed {
			below()
		}
		one(sec)
	}
	for _, sec := range waiting {
		one(sec)
	}
	if signed == len(s.report.Sections) {
		below()
	}
}

// unheld makes sections for the tables that no section of the report holds.
func (s *setter) unheld(held map[string]bool) []*report.Section {
	var out []*report.Section
	for _, sec := range s.layout.Sections {
		if sec.Table != "" && !held[sec.Table] && s.report.Table(sec.Table) != nil {
			out = append(out, &report.Section{ID: sec.ID, Heading: sec.Heading, Table: sec.Table})
		}
	}
	return out
}

// order is the section's place in the layout.
func (s *setter) order(id string) int {
	for i, sec := range s.layout.Sections {
		if sec.ID == id {
			return i
		}
	}
	if id == report.Preamble {
		return -1
	}
	return len(s.layout.Sections)
}

// one sets the text and the table of a section.
func (s *setter) one(sec *report.Section) {
	s.enclosing = 0
	if sec.Annexed() {
		s.annex(annexLines(sec.Heading, sec.Paragraphs))
		return
	}
	first := len(s.elements)
	if heading := strings.TrimSpace(sec.Heading); heading != "" {
		s.heading(2)
		s.paragraph(s.chars(heading, hei), true)
		s.bookmark(first, heading, 0)
	}
	text := len(s.elements)
	if sec.ID == report.Signature {
		s.signature(report.Texts(unbroken(report.Prose(sec.Texts()...))))
		return
	}
	for _, p := range unbroken(sec.Paragraphs) {
		s.text(&p)
	}
	if t := s.layout.Table(sec.Table); t != nil && s.report.Table(sec.Table) != nil && !s.printed[sec.Table] {
		s.printed[sec.Table] = true
		for i := max(text, len(s.elements)-2); i < len(s.elements); i++ {
			s.elements[i].keep = true // what leads to the table
		}
		s.formTable(t)
	}
	if first < text && text == len(s.elements) {
		s.elements[text-1].keep = false // a heading with nothing below it
	}
}

// unbroken makes a paragraph of each line of those that hold line breaks.
func unbroken(paragraphs []report.Paragraph) []report.Paragraph {
	var all []report.Paragraph
	for _, p := range paragraphs {
		if p.Table != nil {
			all = append(all, p)
			continue
		}
		all = append(all, report.Prose(strings.FieldsFunc(p.Text, func(r rune) bool { return strings.ContainsRune("\n\v\f\r\u0085\u2028\u2029", r) })...)...)
	}
	return all
}

// text sets a paragraph, or a table in the text.
func (s *setter) text(p *report.Paragraph) {
	if p.Table == nil {
		s.prose(p.Text)
		return
	}
	s.textTable(p)
}

// prose sets a paragraph; the head of one that begins with 一、 or （一） changes face.
func (s *setter) prose(text string) {
	text = strings.TrimFunc(text, unicode.IsSpace)
	if text == "" || s.enclosure(text) {
		return
	}
	role, head := level(text)
	var chars []char
	first := len(s.elements)
	if head > 0 {
		s.heading(map[string]int{hei: 2, kai: 3}[role])
		chars = s.chars(text[:head], role)
	}
	if head < len(text) {
		s.begin(partOf(text), 0)
		if rest := s.chars(text[head:], fang); head == 0 {
			chars = rest
		} else {
			chars = append(chars, rest...)
		}
	}
	s.paragraph(chars, head == len(text))
	if head > 0 {
		s.bookmark(first, strings.TrimRight(text[:head], "。：:"), map[string]int{hei: 0, kai: 1}[role])
	}
}

// partOf is what a paragraph is: one that begins with the mark of a note is that note.
func partOf(text string) PartKind {
	if r, _ := utf8.DecodeRuneInString(text); strings.ContainsRune(raised, r) {
		return NotePart
	}
	return ParagraphPart
}

// bookmark leads to an element. The first is of the upper level.
func (s *setter) bookmark(element int, title string, level int) {
	if element == len(s.elements) {
		return
	}
	if !s.marked {
		level = 0
	}
	s.marked = true
	s.elements[element].bookmark, s.elements[element].level = title, level
}

// Longest heads, in characters: a longer first sentence is no heading.
const (
	longestHead  = 45
	longestLabel = 16 // before a colon
)

// level tells in which face the head of a paragraph is set and how many bytes it
// has: 0 when there is none.
func level(text string) (role string, head int) {
	ordinal, rest := layouts.CutOrdinal(text)
	if !strings.ContainsAny(ordinal, "一二三四五六七八九十") {
		return fang, 0
	}
	if !strings.ContainsAny(ordinal, "（(") {
		if strings.Contains(rest, "。") || utf8.RuneCountInString(rest) > longestHead {
			return fang, 0
		}
		return hei, len(text)
	}
	n := 0
	for i, r := range rest {
		end := len(ordinal) + i + utf8.RuneLen(r)
		switch {
		case r == '。', (r == '：' || r == ':') && n <= longestLabel && !strings.ContainsAny(rest[:i], "，,；;"):
			return kai, end
		}
		if n++; n > longestHead {
			return fang, 0
		}
	}
	return kai, len(text)
}

// paragraph sets lines over the measure, the first indented by two characters.
func (s *setter) paragraph(chars []char, heading bool) { s.lines(chars, heading, indent, 0) }

// lines sets lines that begin at from in the measure, those behind the first at rest.
func (s *setter) lines(chars []char, keep bool, from, rest float64) {
	p := newPiece(chars)
	least := 2
	if keep && chars[0].role != fang { // a heading
		least = 3
	}
	lines := p.broken((measure-from)/body, (measure-rest)/body, least)
	for i, sp := range lines {
		in := from
		if i > 0 {
			in = rest
		}
		s.elements = append(s.elements, element{
			rows:  1,
			texts: p.place(sp, body, left+in, rise*body, (measure-in)/body, i == len(lines)-1),
			keep:  keep,
		})
	}
}
