package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// footnotes are the notes of a document, which stand at the end of the section that
// refers to them first; those that none refers to, at the end of the text.
type footnotes struct {
	known []string                   // marks of notes of the document
	refer map[string]*report.Section // where a mark was seen first
	texts []footnote
}

type footnote struct {
	mark string
	paragrapher
}

// know notes which marks the document's notes have.
func (n *footnotes) know(doc *document) {
	n.refer = map[string]*report.Section{}
	for i := range doc.Lines {
		if mark := doc.Lines[i].Note; mark != "" && !slices.Contains(n.known, mark) {
			n.known = append(n.known, mark)
		}
	}
}

// marks notes the marks that a line of a section has.
func (n *footnotes) marks(line *source.Line, s *report.Section) {
	if line.Note != "" {
		return
	}
	for _, mark := range n.known {
		if n.refer[mark] == nil && (hasMark(line.Text, mark) || slices.ContainsFunc(line.Fields, func(f source.Field) bool { return source.Superscript(f.Mark) == mark })) {
			n.refer[mark] = s
		}
	}
}

// hasMark reports whether a text has a mark that is not part of another.
func hasMark(text, mark string) bool {
	const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	for {
		before, behind, found := strings.Cut(text, mark)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(behind)
		if !strings.ContainsRune(digits, last) && !strings.ContainsRune(digits, next) {
			return true
		}
		text = behind
	}
}

// add takes a line of a note.
func (n *footnotes) add(line *source.Line) {
	if k := len(n.texts); k == 0 || n.texts[k-1].mark != line.Note {
		n.texts = append(n.texts, footnote{mark: line.Note})
	}
	n.texts[len(n.texts)-1].paragrapher.add(line)
}

// put gives the notes to their sections.
func (n *footnotes) put(v *vocabulary, sections []*report.Section) []*report.Section {
	if len(n.texts) > 0 && len(sections) == 0 {
		sections = append(sections, &report.Section{ID: report.Preamble})
	}
	for i := range n.texts {
		text := &n.texts[i]
		s := n.refer[text.mark]
		if !slices.Contains(sections, s) {
			s = sections[len(sections)-1]
		}
		if i := slices.Index(sections, s); v.isHeadless(s) {
			if i+1 == len(sections) || sections[i+1].ID != layouts.Following {
				sections = slices.Insert(sections, i+1, &report.Section{ID: layouts.Following})
			}
			s = sections[i+1]
		}
		s.Paragraphs = append(s.Paragraphs, text.end()...)
	}
	return sections
}
