package xlsx

import (
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// The cells of a summary's row in hand.

func (s *Summary) put(c writtenCell) { s.row = append(s.row, c) }

func (s *Summary) text(text string) { s.put(s.listText(text)) }

// wrapped is a text that takes as many lines as it needs in a column so many mm wide.
func (s *Summary) wrapped(text string, width float64) {
	n := linesOf(text, points(width), summaryText.size)
	if n == 1 {
		s.text(text)
		return
	}
	l := summaryText
	if l.fit = wraps; literal(text) {
		l.format = asText
	}
	s.put(s.workbookWriter.text(l, text))
	s.lines = max(s.lines, n)
}

// shrunk is a text that is set smaller where its column is too narrow.
func (s *Summary) shrunk(text string) {
	l := summaryText
	if l.fit = shrinks; literal(text) {
		l.format = asText
	}
	s.put(s.workbookWriter.text(l, text))
}

// count is a number, blank when it is 0: a year or line that is not known.
func (s *Summary) count(n int) { s.put(s.listNumber(n)) }

// link shows a text that leads to a file beside the summary, in a workbook to one
// of its cells. It is a formula: of other links, a sheet takes only some ten
// thousand. Names that no formula holds as they are show without a link. One that is
// longer than a line of a column so many mm wide takes several.
func (s *Summary) link(file, text, id string, width float64) {
	c := s.linkTo(file, text, id)
	if n := linesOf(text, points(width), summaryText.size); n > 1 {
		l := summaryText
		if c.formula != "" {
			l = summaryLink
		} else if literal(text) {
			l.format = asText
		}
		l.fit = wraps
		c.style, s.lines = s.style(l), max(s.lines, n)
	}
	s.put(c)
}

// linkTo is a cell that shows a text and leads to a file, in a workbook to one of its
// cells; to none for the file "".
func (b *workbookWriter) linkTo(file, text, id string) writtenCell {
	formula := hyperlink(file, id, text)
	odd := clean(formula) != formula || strings.ContainsAny(formula, "\t\n") || escaped.MatchString(formula)
	if file == "" || text == "" || odd || len(formula) > maxFormula {
		return b.listText(text)
	}
	return writtenCell{style: b.style(summaryLink), formula: formula, text: text}
}

// What a formula takes: characters in one text, and in all.
const (
	maxLiteral = 255
	maxFormula = 8192
)

// linkMarks are what a path must not have as it is in a link.
var linkMarks = strings.NewReplacer("%", "%25", "#", "%23")

// hyperlink is the formula of a link.
func hyperlink(file, cell, text string) string {
	target := linkMarks.Replace(file)
	if cell != "" && strings.HasSuffix(file, ".xlsx") {
		target += "#" + NameOf(cell)
	}
	return "HYPERLINK(" + quoted(target) + "," + quoted(text) + ")"
}

// quoted is a text in a formula, in pieces that are not too long for one.
func quoted(text string) string {
	pieces := split(text, maxLiteral)
	for i, p := range pieces {
		pieces[i] = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
	}
	return strings.Join(pieces, "&")
}

// A figureLook is what the looks of figures differ in.
type figureLook struct{ format, fill string }

// figure is a value with its digits; an open one is yellow, an absent one grey.
func (s *Summary) figure(d *formCell, c *report.Cell) {
	var l figureLook
	if c != nil {
		l.format = numberFormat(d.kind, c)
		if c.Open {
			l.fill = openFill
		}
	} else {
		l.fill = absentFill
	}
	style, ok := s.figures[l]
	if !ok {
		style = s.style(look{font: song, size: 10, bordered: true, horizontal: "center", vertical: "center", fit: shrinks, format: l.format, fill: l.fill})
		s.figures[l] = style
	}
	switch {
	case c == nil:
		s.put(writtenCell{style: style})
	case !d.kind.IsFigure():
		s.put(writtenCell{style: style, text: clean(c.Words)})
	default:
		s.put(numberCell(style, c.Value))
	}
}
