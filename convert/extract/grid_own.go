package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// blanksDiffer reports whether cells may be shown by empty lines: more of them stand
// between some lines than between others.
func blanksDiffer(doc *document) bool {
	return slices.ContainsFunc(doc.Lines, func(l source.Line) bool { return l.Blanks != doc.Lines[len(doc.Lines)/2].Blanks })
}

// own gives each row to the table whose labels and heads it has; one without goes with
// the rows above it.
func (c *candidate) own(rows []*gridRow) {
	last, part := -1, 0
	for _, r := range rows {
		if r.part != part {
			last, part = -1, r.part
		}
		if c.isField(r.line) {
			continue
		}
		if r.half {
			r.head = c.v.headRow(r, r.owner)
			continue
		}
		votes := make([]int, len(c.v.layout.Tables))
		for i := range r.cells {
			for ti, t := range c.v.layout.Tables {
				if !t.IsHalf() && (c.v.names(&r.cells[i], ti, headItem, columnItem, groupItem, rowItem, partItem) || c.v.headOfYear(&r.cells[i], ti)) {
					votes[ti] += 2
					if ti == last {
						votes[ti]++ // 总计 and 其他 stand in several
					}
				}
			}
		}
		best := 0
		for ti := range votes {
			if votes[ti] > votes[best] {
				best = ti
			}
		}
		if votes[best] == 0 {
			r.owner = last
			continue
		}
		r.owner, last = best, best
		r.head = c.v.headRow(r, best)
	}
	c.disown(rows)
	adopt(rows)
	for i := len(rows) - 2; i >= 0; i-- { // numbers of the columns above all heads
		if r, below := rows[i], rows[i+1]; r.owner < 0 && below.owner >= 0 && r.part == below.part && len(r.cells) > 1 && isCountOff(r.cells) {
			r.owner = below.owner
		}
	}
}

// adopt gives rows of figures alone that no table has to the one whose rows stand above and
// below them: words that are taken for prose have parted them from it.
func adopt(rows []*gridRow) {
	for i, r := range rows {
		if r.owner >= 0 || i == 0 || r.figures() == 0 || slices.ContainsFunc(r.cells, func(c gridCell) bool { return c.text != "" && !c.isValue() }) {
			continue
		}
		next := slices.IndexFunc(rows[i:], func(o *gridRow) bool { return o.owner >= 0 })
		if next > 0 && rows[i-1].owner == rows[i+next].owner {
			r.owner = rows[i-1].owner
		}
	}
}

// headRow reports whether a row is of the heads of a table: it names some, and no row,
// and holds no figure.
func (v *vocabulary) headRow(r *gridRow, table int) bool {
	heads, named := 0, 0
	for i := range r.cells {
		c := &r.cells[i]
		isHead, isRow := v.names(c, table, headItem, columnItem) || v.headOfYear(c, table), v.names(c, table, rowItem, groupItem, partItem)
		switch {
		case isHead && !isRow:
			heads++
		case isHead:
			named++ // 其他, 总计: whether it is one its neighbours tell
		case isRow:
			return false
		case c.isFigure():
			return false
		}
	}
	return heads > 0 || named > 1
}

// headOfYear reports whether a cell is the head of a column with a year in it.
func (v *vocabulary) headOfYear(c *gridCell, table int) bool {
	if len(c.known) > 0 || !strings.Contains(c.text, "年") || !yearIn.MatchString(c.text) {
		return false
	}
	own := gridCell{known: v.namingKept(yearIn.ReplaceAllString(c.text, "")).items}
	return v.names(&own, table, columnItem)
}

// disown takes rows away from a table that stand where no table is: in a part that has
// no head of it and not two of its labels.
func (c *candidate) disown(rows []*gridRow) {
	type key struct{ part, table int }
	heads, labels := map[key]bool{}, map[key]int{}
	for _, r := range rows {
		if r.owner < 0 {
			continue
		}
		k := key{r.part, r.owner}
		heads[k] = heads[k] || r.head
		for i := range r.cells {
			if c.v.names(&r.cells[i], r.owner, rowItem) && len(r.cells) > 1 {
				labels[k]++
				break
			}
		}
	}
	for _, r := range rows {
		if k := (key{r.part, r.owner}); r.owner >= 0 && !r.half && !heads[k] && labels[k] < 2 {
			r.owner = -1
		}
	}
}

// isCountOff reports whether cells number the columns: 1, 2, 3 and so on, or from 0, or
// as programs name columns without a head. The first may be over the labels of rows.
func isCountOff(cells []gridCell) bool {
	const least = 4
	n, next := 0, -1
	for i := range cells {
		text := strings.Trim(cells[i].text, "（）()栏 ")
		no, ok := wholeNumber(text)
		switch {
		case strings.HasPrefix(text, "Unnamed"):
		case i == 0 && !ok && len(cells) > least:
			continue
		case !ok, next < 0 && no > 1 || next >= 0 && no != next:
			return false
		default:
			next = no + 1
		}
		n++
	}
	return n >= least || n == len(cells) && n > 2 && next < 0
}

// weight is how much of the form's words the table has, as matches count them.
func (g *gridTable) weight() int {
	const found, alone = 6, 3
	n := 0
	for _, r := range g.rows {
		for i := range r.cells {
			if c := &r.cells[i]; g.v.names(c, g.table, headItem, columnItem, groupItem, rowItem) {
				n += found + alone + 2*utf8.RuneCountInString(layouts.Key(c.text))
			}
		}
	}
	return n
}
