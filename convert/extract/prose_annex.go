package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// annexWord matches what the title of an annex begins with.
var annexWord = pattern.New(`^附\s*(?:件|表|录)?\s*[0-9０-９一二三四五]?\s*(?:[:：]|$)`)

// tableTitle reports whether a line is the title of the section's table: it ends
// with the section's heading, a year and a note in brackets aside, or announces
// an annex.
func (v *vocabulary) tableTitle(s *layouts.Section, line *source.Line) bool {
	const longest = 50
	if line.Grid > 0 || len(line.Fields) > 1 || utf8.RuneCountInString(line.Text) > longest || hasStop(line.Text) {
		return false
	}
	key := layouts.Fold(titleYear.ReplaceAllString(layouts.TrimNote(line.Text), ""))
	for _, h := range v.heads {
		if h.section == s && h.key != "" && strings.HasSuffix(key, h.key) {
			return true
		}
	}
	return annexWord.MatchString(line.Text)
}

// titleTables finds the titles that stand right above the tables of unnumbered
// sections, as those of annexes do: where else such a heading stands, the text only
// names the annex. The title of a document that is nothing but the table is the
// document's.
func (c *candidate) titleTables(doc *document) {
	const most = 4 // lines between title and table: the year, who filled it in
	for _, rg := range c.regions {
		s := c.v.sectionOf(rg.table)
		first := c.s.pieces[rg.from].line
		if s == nil || topLevel.MatchString(s.Heading) {
			continue
		}
		title := -1
		for i := first - 1; i >= max(0, first-most) && !hasStop(doc.Lines[i].Text); i-- {
			if c.v.tableTitle(s, &doc.Lines[i]) {
				title = i
			}
		}
		if title < 0 || !c.begun(doc, title) {
			continue
		}
		for i := range c.heads {
			if c.heads[i] == s {
				c.heads[i] = nil
			}
		}
		c.heads[title] = s
	}
}

// begun reports whether a heading or the report's title stands above a line.
func (c *candidate) begun(doc *document, line int) bool {
	for i := range line {
		if c.heads[i] != nil {
			return true
		}
		if t, _ := c.v.titleAt(doc, i, line); t != "" {
			return true
		}
	}
	return false
}

func (v *vocabulary) sectionOf(t *layouts.Table) *layouts.Section {
	for _, s := range v.layout.Sections {
		if s.Table == t.ID {
			return s
		}
	}
	return nil
}
