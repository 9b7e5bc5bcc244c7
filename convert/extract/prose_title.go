package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// front reads what stands above the text: properties and title. It returns the
// line at which the text begins, and the lines above the title that are neither
// and no furniture of the page: they are text, too.
func (v *vocabulary) front(doc *document, r *report.Report, end int, left *leavings) (from int, aside []int) {
	titled := 0         // lines above the title
	var furniture []int // lines
	for i := 0; i < end; i++ {
		line := &doc.Lines[i]
		if ps, ok := properties(propertyText(line)); ok {
			if cutPeriods(ps) {
				aside = append(aside, i) // it is printed below the title
			}
			r.Properties = append(r.Properties, ps...)
			if i == from {
				from = i + 1
				if len(ps) == 0 {
					furniture = append(furniture, i)
				}
			}
			continue
		}
		if title, last := v.titleAt(doc, i, end); title != "" && (r.Title == "" || v.bare(r.Title) && !v.bare(title) || v.agency(r.Title) == "" && v.agency(title) != "") {
			r.Title, titled = title, i
			from = last + 1
			i = last
		} else if i == from && isFurniture(line.Text) {
			furniture = append(furniture, i)
			from = i + 1
		}
	}
	for i := range titled {
		line := &doc.Lines[i]
		switch ps, ok := properties(propertyText(line)); {
		case titleAgain(line.Text, r.Title):
			left.take(titleLeft, line)
		case isSentence(line.Text) && !ok:
			aside = append(aside, i)
		case len(ps) == 0:
			left.take(furnitureLeft, line)
		}
	}
	for _, i := range furniture {
		if i >= titled {
			left.take(furnitureLeft, &doc.Lines[i])
		}
	}
	if title := strings.Trim(r.Property(layouts.Words().Properties.Title...), "《》 "); r.Title == "" && v.isTitle(title) {
		r.Title = title
	}
	return from, aside
}

// bare reports whether a title names neither agency nor year, as the words of a menu
// do that stand above the title.
func (v *vocabulary) bare(title string) bool { return v.agency(title) == "" && findYear(title) == 0 }

// isSentence reports whether a line above the title says something, unlike the
// menus and paths of a page.
func isSentence(text string) bool {
	const long = 25
	return hasStop(text) || utf8.RuneCountInString(text) >= long && !isFurniture(text)
}

// propertyText is the line with its separators as bars, so that keys in cells of
// their own are found. A key that begins a row needs no colon, nor do those after it.
func propertyText(line *source.Line) string {
	if len(line.Fields) < 2 || line.Grid == 0 && !strings.ContainsAny(line.Text, "|｜\t") {
		return bareKeys(line.Text)
	}
	var cells []string
	for _, f := range line.Fields {
		if f.Text == "" {
			continue
		}
		text := strings.ReplaceAll(f.Text, "\n", " ")
		if slices.Contains(propertyKeys, simplify(squeeze(text))) && (len(cells) == 0 || strings.Contains(cells[0], ":")) {
			text += ":"
		}
		cells = append(cells, text)
	}
	return strings.Join(cells, " | ")
}

const longestTitle = 70

// titleAt reads a title that begins at line i, over up to three lines. It returns
// the last of them.
func (v *vocabulary) titleAt(doc *document, i, end int) (string, int) {
	text := ""
	for j := i; j < min(i+3, end); j++ {
		line := &doc.Lines[j]
		if hasStop(line.Text) || strings.ContainsAny(line.Text, ">＞»›") || inCells(line) || article.MatchString(line.Text) || isFurniture(line.Text) || v.heading(doc, j) != nil {
			return "", 0 // a sentence, a path of the site, a row
		}
		words := strings.Trim(titleTail.ReplaceAllString(line.Text, ""), " |")
		if j > i {
			if !v.titleStart(text) {
				return "", 0
			}
			if v.isTitle(words) && findYear(words) != 0 && strings.HasPrefix(v.agency(words), text) {
				text = "" // the line above is of the page, and the name stands in the title again
			}
			text += joint(text, words)
		}
		text += words
		if utf8.RuneCountInString(text) > longestTitle {
			return "", 0
		}
		if v.isTitle(text) {
			return strings.Trim(text, "《》 "), j
		}
	}
	return "", 0
}

// titleTail matches what pages put behind a title on its line.
var titleTail = pattern.New(layouts.Words().TitleTail)

// titleParts end the first line of a broken title, and so does a year.
var (
	titleParts = layouts.Words().TitleParts
	endYear    = pattern.New(`[12]\d{3}\s*年度?$`)
)

func endsTitlePart(text string) bool {
	return slices.ContainsFunc(titleParts, func(w string) bool { return strings.HasSuffix(text, w) }) ||
		(strings.HasSuffix(text, "年") || strings.HasSuffix(text, "年度")) && endYear.MatchString(text)
}

// inCells reports whether the text of a line stands in more cells than one.
func inCells(line *source.Line) bool {
	n := 0
	for _, f := range line.Fields {
		if f.Text != "" {
			n++
		}
	}
	return n > 1
}

// titleStart reports whether a line may be the first part of a broken title: it
// ends with a word that agencies' names end with, or within the words of a title.
func (v *vocabulary) titleStart(text string) bool {
	if endsTitlePart(strings.TrimSpace(text)) {
		return true
	}
	const least = 2
	f := layouts.Fold(text)
	for _, t := range v.titles {
		words := []rune(t)
		for n := least; n < len(words); n++ {
			if strings.HasSuffix(f, string(words[:n])) {
				return true
			}
		}
	}
	return false
}

// isTitle reports whether a text is the title of such a report: it ends with the
// words of one, a note in brackets aside.
func (v *vocabulary) isTitle(text string) bool {
	f := layouts.Fold(layouts.TrimNote(strings.Trim(text, "《》 ")))
	for _, t := range v.titles {
		if strings.HasSuffix(f, t) || strings.HasSuffix(innerYear.ReplaceAllString(f, "年度"), t) {
			return true
		}
	}
	return false
}

// agency reads the agency's name out of a title, "" when only the year and the
// words of the report are in it.
func (v *vocabulary) agency(title string) string {
	s := strings.Trim(layouts.TrimPinyin(title), "《》 ")
	folded := squeeze(layouts.TrimNote(s))
	if !slices.ContainsFunc(v.layout.Titles, func(t string) bool { return strings.Contains(simplify(folded), t) }) {
		folded = innerYear.ReplaceAllString(folded, "年度")
	}
	plain := simplify(folded)
	cut := -1
	for _, t := range v.layout.Titles {
		if i := strings.LastIndex(plain, t); i >= 0 && (cut < 0 || i < cut) {
			cut = i
		}
	}
	if cut >= 0 {
		folded = folded[:cut]
	}
	_, folded = layouts.CutPeriod(folded)
	folded = titleYear.ReplaceAllString(folded, "")
	folded = strings.TrimSuffix(strings.TrimSuffix(folded, "年度"), "的")
	folded = strings.TrimSuffix(strings.TrimPrefix(folded, "关于"), "关于")
	return strings.Trim(folded, "（）()《》-—_ ·")
}

// simplify writes Chinese characters in their simplified form, in as many bytes.
func simplify(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			if f := layouts.FoldRune(r); utf8.RuneLen(f) == utf8.RuneLen(r) {
				return f
			}
		}
		return r
	}, s)
}
