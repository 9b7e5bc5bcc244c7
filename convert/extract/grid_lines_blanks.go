package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// isGlued reports whether a cell holds a label and, run together with it, values: the
// text keeps no cells.
func (v *vocabulary) isGlued(c lineCell) bool {
	label := strings.TrimRightFunc(c.text, func(r rune) bool { return figure.IsDigit(r) || r == '.' || unicode.IsSpace(r) })
	if label == c.text || label == "" || len(c.known) > 0 && !c.loosely {
		return false
	}
	return slices.ContainsFunc(v.worded(label, layouts.Key(label)), func(i int) bool {
		k := v.items[i].kind
		return k == rowItem || k == groupItem || k == partItem
	})
}

// isLined reports whether a line holds one cell at most, and empty ones behind it.
func isLined(line *source.Line) bool {
	if line.Grid > 0 {
		return false
	}
	for i := 1; i < len(line.Fields); i++ {
		if f := &line.Fields[i]; f.Text != "" || f.Merged {
			return false
		}
	}
	return true
}

// withEmpty puts empty cells where more empty lines stand than between other cells.
func (b *lineRowBuilder) withEmpty(cells []lineCell, empty, end int) []lineCell {
	if empty == 0 {
		return cells
	}
	const habit = 3   // empty cells between others, before the last row may end in some
	const around = 15 // cells: the next table may be written otherwise
	usual, inside := usualBlanks(cells), 0
	var all []lineCell
	put := func(n int, beside lineCell) {
		for range n {
			all = append(all, lineCell{gridCell: gridCell{no: beside.no, cols: 1, rows: 1}, line: beside.line})
		}
	}
	for i, c := range cells {
		step := max(usual, fewestBlanks(cells[max(i-around, 1):min(i+around, len(cells))]))
		if extra := (c.blanks - step) / empty; i > 0 && extra > 0 {
			put(extra, c)
			inside += extra
		}
		all = append(all, c)
	}
	if inside >= habit {
		put(min(max(end-usual, 0)/empty, inside), cells[len(cells)-1])
	}
	return all
}

// usualBlanks is how many empty lines stand before most cells.
func usualBlanks(cells []lineCell) int {
	counts := map[int]int{}
	best := 0
	for _, c := range cells[1:] {
		counts[c.blanks]++
		if n := counts[c.blanks]; n > counts[best] || n == counts[best] && c.blanks < best {
			best = c.blanks
		}
	}
	return best
}

// fewestBlanks is the least of the empty lines that stand before cells.
func fewestBlanks(cells []lineCell) int {
	if len(cells) == 0 {
		return 0
	}
	return slices.MinFunc(cells, func(a, b lineCell) int { return a.blanks - b.blanks }).blanks
}

// joined joins the lines of a label that is broken over several.
func (b *lineRowBuilder) joined(cells []lineCell) []lineCell {
	const most = 5 // lines of a label
	out := cells   // as they are, until some are joined
	same := true
	for i := 0; i < len(cells); i++ {
		c := cells[i]
		if c.text != "" && !c.isValue() && b.v.goesFurther(c.text) {
			whole, found := c.text, 0
			for j := i + 1; j < min(i+most, len(cells)) && cells[j].text != "" && !cells[j].isValue() && cells[j].blanks <= c.blanks; j++ {
				whole += cells[j].text
				if items := b.v.worded(whole, layouts.Key(whole)); items != nil && !b.opens(cells[j]) {
					c.text, c.known, c.loosely, found = whole, items, false, j-i
				}
			}
			if found > 0 && same {
				out, same = append(make([]lineCell, 0, len(cells)), cells[:i]...), false
			}
			i += found
		}
		if !same {
			out = append(out, c)
		}
	}
	return out
}

// goesFurther reports whether a text is the beginning of a label of the form.
func (v *vocabulary) goesFurther(text string) bool {
	begin := layouts.Fold(layouts.TrimOrdinal(text))
	first, _ := utf8.DecodeRuneInString(begin)
	return begin != "" && slices.ContainsFunc(v.first.at(first), func(w *word) bool {
		return len(begin) < len(w.text) && strings.HasPrefix(w.text, begin)
	})
}

// opens reports whether a cell begins a label itself.
func (b *lineRowBuilder) opens(c lineCell) bool {
	ordinal, _ := layouts.CutOrdinal(c.text)
	return ordinal != "" && len(c.known) > 0
}
