package xlsx

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// cells are a row of a sheet as XML, made of many thousands of rows without a
// detour over excelize.
type cells struct {
	xml     []byte
	columns []string // their letters
	col     int      // cells written
	row     string
}

// rowMark stands for the number of the row, which is not known until its sheet is.
const rowMark = '\x00'

func (c *cells) begin() { c.xml, c.col = c.xml[:0], 0 }

func (c *cells) open(style int, kind string) {
	if c.col == len(c.columns) {
		c.columns = append(c.columns, strings.TrimRight(place{c.col + 1, 1}.ref(), "1"))
	}
	c.xml = append(c.xml, `<c r="`...)
	c.xml = append(c.xml, c.columns[c.col]...)
	c.xml = append(c.xml, rowMark)
	c.xml = append(c.xml, `" s="`...)
	c.xml = strconv.AppendInt(c.xml, int64(style), 10)
	if kind != "" {
		c.xml = append(c.xml, `" t="`...)
		c.xml = append(c.xml, kind...)
	}
	c.xml = append(c.xml, `">`...)
	c.col++
}

func (c *cells) close() { c.xml = append(c.xml, `</c>`...) }

func (c *cells) blank(style int) {
	c.open(style, "")
	c.close()
}

// number writes a number with the digits it has.
func (c *cells) number(style int, digits string) {
	c.open(style, "")
	c.element("v", digits)
	c.close()
}

func (c *cells) text(style int, text string) {
	if text == "" {
		c.blank(style)
		return
	}
	c.open(style, "inlineStr")
	c.xml = append(c.xml, `<is>`...)
	c.element("t", text)
	c.xml = append(c.xml, `</is>`...)
	c.close()
}

// formula writes a formula and the text it comes to.
func (c *cells) formula(style int, formula, text string) {
	c.open(style, "str")
	c.element("f", formula)
	c.element("v", text)
	c.close()
}

func (c *cells) element(name, text string) {
	c.xml = append(append(c.xml, '<'), name...)
	if text != strings.TrimSpace(text) || strings.ContainsRune(text, '\n') {
		c.xml = append(c.xml, ` xml:space="preserve"`...)
	}
	c.xml = append(c.xml, '>')
	c.escape(text)
	c.xml = append(append(append(c.xml, '<', '/'), name...), '>')
}

// literalEscape is what spreadsheets take for a character by its number.
var literalEscape = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

func (c *cells) escape(text string) {
	if strings.Contains(text, "_x") {
		text = literalEscape.ReplaceAllString(text, "_x005F_$1")
	}
	for i := range len(text) {
		switch text[i] {
		case '&':
			c.xml = append(c.xml, "&amp;"...)
		case '<':
			c.xml = append(c.xml, "&lt;"...)
		case '>':
			c.xml = append(c.xml, "&gt;"...)
		default:
			c.xml = append(c.xml, text[i])
		}
	}
}

func (s *Summary) text(text string) {
	l := summaryText
	if literal(text) {
		l.format = asText
	}
	s.cells.text(s.style(l), split(clean(text), maxText)[0])
}

// count is a number, blank when it is 0: a year or line that is not known.
func (s *Summary) count(n int) {
	if n == 0 {
		s.cells.blank(s.style(summaryCount))
	} else {
		s.cells.number(s.style(summaryCount), strconv.Itoa(n))
	}
}

// link shows a text that leads to a file beside the summary, in a workbook to one
// of its cells. It is a formula: of other links, a sheet takes only some ten
// thousand. Names that no formula holds as they are show without a link.
func (s *Summary) link(file, text, cell string) {
	formula := hyperlink(file, cell, text)
	odd := clean(formula) != formula || strings.ContainsAny(formula, "\t\n") || literalEscape.MatchString(formula)
	if file == "" || odd || len(formula) > maxFormula {
		s.text(text)
		return
	}
	s.cells.formula(s.style(summaryLink), formula, text)
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
	case c == nil || c.Value.Blank():
		s.cells.blank(style)
	case significant(c.Value) > mostDigits:
		s.cells.text(style, c.Value.String())
	default:
		s.cells.number(style, c.Value.String())
	}
}
