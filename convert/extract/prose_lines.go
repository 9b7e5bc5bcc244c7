package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A remainder is what of a document belongs to no table, or may not.
type remainder struct {
	doc     *document
	heads   []*layouts.Section // of the line that is a section's heading
	covered []bool             // by tables
	tables  map[int]string     // the table that begins at a line
	title   string             // of the report
	left    *leavings
}

// leftOut finds the lines from one on, outside tables, that are none of the report's text.
func (v *vocabulary) leftOut(t remainder, from int) []bool {
	out := make([]bool, len(t.doc.Lines))
	buttons, scraps := v.buttons(t, from), v.scrapLines(t, from)
	rows := v.strayRows(t, from, scraps)
	for i := from; i < len(out); i++ {
		line := &t.doc.Lines[i]
		switch {
		case t.covered[i] || t.heads[i] != nil && !scraps[i]:
		case isPageNumber(t.doc, i):
			out[i] = true
		case buttons[i]:
			t.left.take(furnitureLeft, line)
			out[i] = true
		case scraps[i]:
			t.left.take(scrapsLeft, line)
			out[i] = true
		case rows[i]:
			t.left.stray(t.tableAt(i), line)
			out[i] = true
		case titleAgain(t.plain(i), t.title):
			t.left.take(titleLeft, line)
			out[i] = true
		}
	}
	return out
}

// buttons finds the lines of the page: those that say so themselves, and beside them
// those that hold nothing but words of menus, the site's address, or the title of another
// report.
func (v *vocabulary) buttons(t remainder, from int) []bool {
	all := make([]bool, len(t.doc.Lines))
	for i := from; i < len(all); i++ {
		all[i] = !t.covered[i] && t.heads[i] == nil && (isFurniture(t.plain(i)) || drawn.MatchString(t.plain(i)))
	}
	beside := func(i, other int) {
		if !all[i] && other >= from && other < len(all) && all[other] && !t.covered[i] && t.heads[i] == nil && !strings.ContainsAny(t.plain(i), "，。；！？") {
			n, _, others := menu(t.plain(i))
			all[i] = n > 0 && others == 0 || footerLine.MatchString(t.plain(other)) && contact.MatchString(t.plain(i)) || v.otherReport(t.plain(i), t.title)
		}
	}
	for i := from; i < len(all); i++ {
		beside(i, i-1)
	}
	for i := len(all) - 1; i >= from; i-- {
		beside(i, i+1)
		if !t.covered[i] && emptyAnnex.MatchString(t.doc.Lines[i].Text) && (i+1 == len(all) || all[i+1] || t.covered[i+1]) {
			all[i] = true
		}
	}
	return all
}

// otherReport reports whether a line is the title of a report, but not of this one.
func (v *vocabulary) otherReport(text, title string) bool {
	text = withoutBullet(text)
	return title != "" && utf8.RuneCountInString(text) <= longestTitle && v.isTitle(text) && findYear(text) != 0 && squeeze(text) != squeeze(title)
}

// titleAgain reports whether a line is the title of the report, as one of a page with the
// site's name behind it.
func titleAgain(text, title string) bool {
	if title == "" || len(text) > 3*len(title)+200 {
		return false
	}
	rest, found := strings.CutPrefix(squeeze(text), squeeze(title))
	return found && (rest == "" || strings.ContainsRune("_-—|", []rune(rest)[0]) && !hasStop(rest))
}

// drawn matches lines that say nothing: bullets, marks of Markdown, a rule.
var drawn = pattern.New(`^(?:[•●○■□◆◇▪▫·‣➢➤*#\s]*|[-=_~\s]{3,})$`)

// emptyAnnex matches the head of a page's list of files that has none.
var emptyAnnex = pattern.New(`^附件\s*[:：]$`)

// plain is a line as prose.
func (t *remainder) plain(i int) string { return strings.Trim(proseText(&t.doc.Lines[i]), " |｜\t") }

// scrapLines finds the lines beside tables that are scraps of the form: its heads, and
// labels that narrow columns or a bad copy have torn off. The form prints them all.
func (v *vocabulary) scrapLines(t remainder, from int) []bool {
	all := make([]bool, len(t.doc.Lines))
	near := func(i int) bool { return i >= from && i < len(all) && (t.covered[i] || all[i]) }
	may := func(i int) bool {
		if t.covered[i] || all[i] {
			return false
		}
		text := t.plain(i)
		switch blank := blankBehindWords(text); {
		case t.heads[i] != nil && !blank:
			return false
		case blank && v.listed && !strings.ContainsFunc(text, unicode.IsDigit):
			return true // a caption worded otherwise
		}
		return v.scrap(text, near(i-1) && near(i+1))
	}
	for i := from; i < len(all); i++ {
		if near(i-1) && may(i) && !t.leads(i) {
			all[i] = true
		}
	}
	for i := len(all) - 1; i >= from; i-- {
		if near(i+1) && may(i) {
			all[i] = true
		}
	}
	return all
}

// leads reports whether a line with a number, or one that is surely a paragraph, stands
// above a sentence: it may be the heading of that, though it is worded as a label.
func (t *remainder) leads(i int) bool {
	return i+1 < len(t.doc.Lines) && !t.covered[i+1] && hasStop(t.doc.Lines[i+1].Text) && (isNumbered(t.plain(i)) || t.doc.Lines[i].Block && !strings.Contains(t.plain(i), " "))
}

// blankBehindWords reports whether the dashes of blank cells stand behind words: a
// caption of a list, no heading.
func blankBehindWords(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '|' })
	return len(words) > 1 && layouts.Fold(words[len(words)-1]) == ""
}

// scrap reports whether a text is made of words of the form and nothing else. A blank or
// a figure is none; a single character, or a unit, is only beside others or within a table.
func (v *vocabulary) scrap(text string, within bool) bool {
	const longest = 600 // bytes
	if text == "" || len(text) > longest || hasStop(text) {
		return false
	}
	letters := within
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || r == '|' || r == '｜' }) {
		folded := layouts.Fold(layouts.TrimOrdinal(word))
		switch {
		case folded == "": // dashes, a bracket
		case v.unitCell(word):
			letters = true
		case figure.IsBlank(word) || isValue(word) || !v.within(folded) && v.byText[folded] == nil:
			return false
		default:
			letters = letters || utf8.RuneCountInString(folded) > 1
		}
	}
	return letters
}

// strayRows finds the lines that are rows of the source's tables and were read as none of
// the form's: between rows that were, and with figures in them above or below these.
func (v *vocabulary) strayRows(t remainder, from int, scraps []bool) []bool {
	all := make([]bool, len(t.doc.Lines))
	for i := from; i < len(all); {
		if t.covered[i] || scraps[i] || t.heads[i] != nil {
			i++
			continue
		}
		end := i + 1
		for end < len(all) && !t.covered[end] && !scraps[end] && t.heads[end] == nil && t.joined(end) {
			end++
		}
		above := i > from && t.joined(i) && (t.covered[i-1] || scraps[i-1])
		below := end < len(all) && t.joined(end) && (t.covered[end] || scraps[end])
		if (above || below) && t.rows(i, end, above && below) || end == i+1 && (t.inTable(i-1) || t.inTable(i+1)) && v.tornRow(t.plain(i)) {
			for k := i; k < end; k++ {
				all[k] = true
			}
		}
		i = end
	}
	return all
}

// inTable reports whether a line belongs to a table.
func (t *remainder) inTable(i int) bool { return i >= 0 && i < len(t.covered) && t.covered[i] }

// tornRow reports whether a text is a row of a table that was torn: words of the form, and
// figures behind them.
func (v *vocabulary) tornRow(text string) bool {
	const least = 3 // figures
	tail := valueTail(text)
	return len(strings.Fields(text[tail:])) >= least && v.scrap(text[:tail], false)
}

// joined reports whether a line is of the same table of the source as the one above it.
func (t *remainder) joined(i int) bool {
	a, b := &t.doc.Lines[i-1], &t.doc.Lines[i]
	switch {
	case a.Grid > 0 || b.Grid > 0:
		return a.Grid == b.Grid
	case a.Table > 0 || b.Table > 0:
		return a.Table == b.Table
	}
	return !b.Gap && strings.HasSuffix(a.Text, "|") && strings.HasSuffix(b.Text, "|") // a cell a line
}

// rows reports whether lines of a table are rows of it: sentences are not, and what has
// neither figures nor a column's head only within the table.
func (t *remainder) rows(from, to int, within bool) bool {
	figures := false
	for i := from; i < to; i++ {
		line := &t.doc.Lines[i]
		if hasStop(line.Text) {
			return false
		}
		within = within && (line.Grid == 0 || inCells(line)) // a cell over all columns may be a note
		figures = figures || isIndexHead(t.plain(i)) || labelHead(t.plain(i)) || slices.ContainsFunc(line.Fields, func(f source.Field) bool { return f.Text != "" && isValue(f.Text) })
	}
	return within || figures
}

// tableAt is the id of the table that a line stands in or next to.
func (t *remainder) tableAt(i int) string {
	best := -1
	for first := range t.tables {
		if best < 0 || first <= i && (best > i || first > best) || first > i && best > i && first < best {
			best = first
		}
	}
	return t.tables[best]
}
