package extract

import (
	"slices"
	"unicode/utf8"

	"github.com/nianbao/nianbao/layouts"
)

// nameLeaves finds the form's column of each leaf. What stands over the labels of rows
// falls away; what stands before that are columns before the labels.
func (v *vocabulary) nameLeaves(all []leaf, h *heading) (leaves, before []leaf) {
	for i := range all {
		switch {
		case !v.overLabels(&all[i], h):
			leaves = append(leaves, all[i])
		case before == nil:
			before, leaves = leaves, nil
		}
	}
	const most = 3 // leaves for one column of the form's
	if v.inFormsOrder(leaves, h) || len(leaves) > most*(len(h.block.Columns)+1) {
		return leaves, before
	}
	taken := map[*layouts.Column]bool{}
	for i := range leaves {
		f := &leaves[i]
		if f.column = v.columnOf(f, h); f.column == nil {
			f.subtotal = isSubtotal(f.text())
		}
		taken[f.column] = true
	}
	for i := range leaves {
		if f := &leaves[i]; h.mayBeMisspelt(f) {
			if c := v.misspeltColumn(f, h, taken); c != nil {
				f.column, f.alike, taken[c] = c, true, true
			}
		}
	}
	v.betweenKnown(leaves, h, taken)
	h.onceEach(leaves, v)
	return leaves, before
}

// onceEach takes a column away from leaves where another is worded as the form's: 合计
// beside 总计.
func (h *heading) onceEach(leaves []leaf, v *vocabulary) {
	official := map[*layouts.Column]int{}
	own := func(f *leaf) bool {
		return layouts.Key(f.text()) == v.columnKeys[f.column][0]
	}
	for i := range leaves {
		if f := &leaves[i]; f.column != nil && own(f) {
			official[f.column]++
		}
	}
	for i := range leaves {
		if f := &leaves[i]; f.column != nil && official[f.column] == 1 && !own(f) {
			f.column = nil
		}
	}
}

// mayBeMisspelt reports whether the words of a leaf may be a column's, worded otherwise.
func (h *heading) mayBeMisspelt(f *leaf) bool {
	return f.column == nil && !f.subtotal && !isIndexHead(f.text()) && !otherTime(f.text(), h.time)
}

// betweenKnown gives leaves whose words resemble several columns those that are missing
// between their neighbours' columns, if they are as many.
func (v *vocabulary) betweenKnown(leaves []leaf, h *heading, taken map[*layouts.Column]bool) {
	for i := 0; i < len(leaves); i++ {
		end := i
		for end < len(leaves) && h.mayBeMisspelt(&leaves[end]) {
			end++
		}
		if end == i {
			continue
		}
		from, to := 0, len(h.block.Columns)
		if i > 0 {
			from = slices.Index(h.block.Columns, leaves[i-1].column) + 1
		}
		if end < len(leaves) {
			to = slices.Index(h.block.Columns, leaves[end].column)
		}
		if to-from == end-i && !slices.ContainsFunc(h.block.Columns[from:to], func(c *layouts.Column) bool { return taken[c] }) {
			fits := true
			for k := i; k < end; k++ {
				fits = fits && v.columnLikeness(leaves[k].text(), h.block.Columns[from+k-i], h.time) >= alikeEnough(leaves[k].text(), 0.5)
			}
			for k := i; k < end && fits; k++ {
				leaves[k].column, leaves[k].alike = h.block.Columns[from+k-i], true
			}
		}
		i = end
	}
}

// inFormsOrder gives the leaves the form's columns one by one, where each is worded as
// the form's in the same place.
func (v *vocabulary) inFormsOrder(leaves []leaf, h *heading) bool {
	if len(leaves) != len(h.block.Columns) {
		return false
	}
	for i, c := range h.block.Columns {
		f := &leaves[i]
		if !slices.ContainsFunc(f.path[len(f.path)-1].known, func(k int) bool { return v.items[k].kind == columnItem && v.items[k].column == c }) {
			return false
		}
		for _, above := range f.path[:len(f.path)-1] {
			if v.isGroupHead(above, h) && !v.coversColumn(above, c, h) {
				return false
			}
		}
	}
	for i, c := range h.block.Columns {
		leaves[i].column = c
	}
	return true
}

// coversColumn reports whether a head of several columns stands over c in the form.
func (v *vocabulary) coversColumn(head *gridCell, c *layouts.Column, h *heading) bool {
	return slices.ContainsFunc(head.known, func(i int) bool {
		it := v.items[i]
		return it.kind == headItem && it.table == h.table && slices.Contains(v.under(it, h.block), c)
	})
}

// columnOf is the one column that a leaf's words name, with the heads above it.
func (v *vocabulary) columnOf(f *leaf, h *heading) *layouts.Column {
	for _, c := range f.path {
		if otherTime(c.text, h.time) && !v.ownWords(c, h) {
			return nil
		}
	}
	var found []*layouts.Column
	best, named := -1, v.wordsOf(f, h)
	for _, column := range h.block.Columns {
		if !slices.ContainsFunc(named, func(k int) bool { return v.items[k].kind == columnItem && v.items[k].column == column }) {
			continue
		}
		above, contradicted := 0, false
		for _, c := range f.path[:len(f.path)-1] {
			if v.isGroupHead(c, h) {
				if v.coversColumn(c, column, h) {
					above++
				} else {
					contradicted = true
				}
			}
		}
		switch {
		case contradicted:
		case above > best:
			found, best = []*layouts.Column{column}, above
		case above == best:
			found = append(found, column)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// wordsOf are the items that the lowest head of a leaf names; where it only says which
// year it is of, or what is counted, also those of the one above it.
func (v *vocabulary) wordsOf(f *leaf, h *heading) []int {
	var named []int
	for i := len(f.path) - 1; i >= 0; i-- {
		c := f.path[i]
		known := c.known
		if len(known) == 0 {
			known = v.naming(withoutTime(c.text, h.time)).items
		}
		named = append(named, known...)
		if !saysLittle(c.text, h.time) {
			break
		}
	}
	return named
}

// misspeltColumn is the one column without a head that the words of a leaf resemble.
func (v *vocabulary) misspeltColumn(f *leaf, h *heading, taken map[*layouts.Column]bool) *layouts.Column {
	const ahead = 0.15
	if len(f.path[len(f.path)-1].known) > 0 {
		return nil
	}
	best, second := 0.0, 0.0
	var found *layouts.Column
	for _, c := range h.block.Columns {
		if taken[c] {
			continue
		}
		if l := v.columnLikeness(f.text(), c, h.time); l > best {
			found, best, second = c, l, best
		} else {
			second = max(second, l)
		}
	}
	if best < alikeEnough(f.text(), 0.6) || best-second < ahead {
		return nil
	}
	return found
}

// alikeEnough is how much a head must be worded as a column's to be it: of a short one, all but
// one character (预算金额 is no 成交金额).
func alikeEnough(text string, usual float64) float64 {
	const short, allButOne = 5, 0.66
	if utf8.RuneCountInString(layouts.Key(text)) <= short {
		return allButOne
	}
	return usual
}

// columnLikeness is how much a head is worded as a column's, 0 to 1.
func (v *vocabulary) columnLikeness(text string, c *layouts.Column, of reportTime) float64 {
	folded, best := layouts.Key(withoutTime(text, of)), 0.0
	for _, key := range v.columnKeys[c] {
		best = max(best, similarity(folded, key))
	}
	return best
}
