package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// captioned reports whether a caption of the form stands in a row, left of the data.
func (l *located) captioned(y, left int) bool {
	return slices.ContainsFunc(l.form.grid.Cells, func(c *layouts.Cell) bool {
		return c.Kind == layouts.CaptionCell && slices.ContainsFunc(l.grid.columns[y], func(x int) bool {
			return x < left && layouts.Key(l.grid.shown(place{x, y})) == layouts.Key(c.Text)
		})
	})
}

// strangers are the rows of the table's place that are none of it, unless all they
// hold is labels and heads of the form, and what stands to the right of the table.
func (l *located) strangers() []report.Finding {
	var all []report.Finding
	add := func(message string, y int, texts []string) {
		f := report.NewFinding(report.CodeUnknownRow, fmt.Sprintf("“%s”表第%d行"+message+"，没有采用。", l.form.table.Name, y))
		f.Text, f.Line = words.Clip(strings.Join(texts, " "), 200), y
		all = append(all, f)
	}
	left, right, words, within := l.leftmost(), l.rightmost(), l.words(), l.within()
	first, last := l.span()
	for _, y := range l.grid.rows {
		if y < first || y > last {
			continue
		}
		var texts, beside []string
		known, figures := false, false
		for _, x := range l.grid.columns[y] {
			text := l.grid.shown(place{x, y})
			switch {
			case text == "":
				continue
			case x > right:
				beside = append(beside, text)
			default:
				figures = figures || x >= left
				known = known || words[layouts.Key(text)]
			}
			texts = append(texts, text)
		}
		own, inside := within[y]
		if hidden := l.covered(y, left, right, words); hidden != nil {
			add("的"+strings.Join(hidden, "、")+"格不是表中的格（在合并的格下面，或在表的空处）", y, texts)
		}
		switch {
		case !own && !l.captioned(y, left) && (inside && figures || !known && len(texts) > len(beside)):
			add("不是表中的行", y, texts)
		case len(beside) > 0:
			add("的右边另有内容", y, beside)
		}
	}
	return all
}

// covered are the places of a row of the table that hold something and are none of
// its cells: a merged cell hides what lies below it.
func (l *located) covered(y, left, right int, words map[string]bool) (refs []string) {
	cells := map[int]bool{}
	known := false
	for _, d := range l.form.cells {
		if at, ok := l.at(d); ok && at.row == y {
			cells[at.col], known = true, true
		}
	}
	for _, x := range l.grid.columns[y] {
		p := place{x, y}
		if text := l.grid.shown(p); known && x >= left && x <= right && !cells[x] && text != "" && !words[layouts.Key(text)] {
			refs = append(refs, p.ref())
		}
	}
	for _, x := range l.besideHalves(y) {
		refs = append(refs, place{x, y}.ref())
	}
	return refs
}

// within are the sheet rows between the first and the last of each block, and
// whether they are rows of the table.
func (l *located) within() map[int]bool {
	rows := map[int]bool{}
	for _, b := range l.form.table.Blocks {
		first, last := 0, 0
		for _, r := range b.Rows {
			if y := l.rowOf[r]; y > 0 {
				rows[y] = true
				last = max(last, y)
				if first == 0 || y < first {
					first = y
				}
			}
		}
		for y := first; y < last; y++ {
			if !rows[y] {
				rows[y] = false // it is there
			}
		}
	}
	return rows
}
