package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/layouts"
)

// rejoin gives a row the values that stand beside the beginning of its label, when
// the rest of the label, by which it was known, is wrapped below them.
func (p *loosePlacer) rejoin() {
	v, groups := p.v, p.groups
	var kept []*group
	for _, g := range groups {
		if n := len(kept); n > 0 && g.item >= 0 && v.items[g.item].kind == rowItem {
			if !v.listed {
				kept = v.gathered(kept, g.item)
				n = len(kept)
			}
			before := kept[n-1]
			g.doubt = g.doubt || v.listed && g.unit == "" && len(g.pieces) == 0 && strangeAbove(kept)
			i := v.begins(before, g.item)
			switch {
			case i < 0, before.values() == 0:
			case v.listed && (before.item >= 0 || g.values() > 0):
				before.doubt, g.doubt = true, true // whose the values are does not show
			case before.item < 0 && g.values() == 0:
				g.words = append(slices.Clone(before.words[i:]), g.words...)
				g.doubt = false
				g.pieces, g.line, g.at, g.indent = before.pieces, before.line, before.at, before.indent
				kept = kept[:n-1]
			}
		}
		kept = append(kept, g)
	}
	p.groups, p.rest = kept, kept
}

// gathered joins the scraps of a label that stand below a row of values to the first
// of them, left of the values, if together they begin a wording of the item.
func (v *vocabulary) gathered(kept []*group, item int) []*group {
	const most = 4 // lines of a wrapped label
	at := len(kept) - 1
	for at > 0 && len(kept)-at < most && kept[at].item < 0 && kept[at].values() == 0 {
		at--
	}
	if above := kept[at]; at < len(kept)-1 && above.item < 0 && above.values() > 0 && len(above.words) > 0 {
		whole := *above
		whole.words = slices.Clone(above.words)
		for _, scrap := range kept[at+1:] {
			whole.words = append(whole.words, scrap.words...)
		}
		if v.begins(&whole, item) >= 0 {
			return append(kept[:at:at], &whole)
		}
	}
	return kept
}

// strangeAbove reports whether the last values stand in a row that is none of the
// form's: they may be those of the next row, its label worded otherwise.
func strangeAbove(groups []*group) bool {
	for _, g := range slices.Backward(groups) {
		if g.item >= 0 || g.values() > 0 {
			return g.item < 0
		}
	}
	return false
}

// begins is the first of a group's words from which on they are the beginning of a
// wording of the item, -1 when they are not.
func (v *vocabulary) begins(g *group, item int) int {
	const longest = 600 // bytes of a label as it stands
	from := len(g.words)
	for size := 0; from > 0 && size+len(g.words[from-1]) <= longest; from-- {
		size += len(g.words[from-1])
	}
	for i := from; i < len(g.words); i++ {
		begin := layouts.Fold(layouts.TrimOrdinal(strings.Join(g.words[i:], "")))
		if begin != "" && strings.HasPrefix(v.items[item].full, begin) {
			return i
		}
		if v.listed && utf8.RuneCountInString(begin) > 2 && slices.ContainsFunc(v.words, func(w *word) bool {
			return len(begin) < len(w.text) && strings.HasPrefix(w.text, begin) && slices.Contains(w.items, item)
		}) {
			return i
		}
	}
	return -1
}
