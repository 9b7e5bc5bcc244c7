package extract

// wrapped joins two rows of the source that are one of the form's: a label broken over
// both, with the values beside one of its parts.
func (g *gridTable) wrapped() {
	var out []*group
	for i := 0; i < len(g.groups); i++ {
		w := g.groups[i]
		if i+1 < len(g.groups) {
			if whole := g.joined(w, g.groups[i+1]); whole != nil {
				w = whole
				i++
			}
		}
		out = append(out, w)
	}
	g.groups = out
}

// joined is the row that two are parts of, nil when they are none: together their words
// are a label as the form or a variant words it, alone the first's are not, and only one
// has values.
func (g *gridTable) joined(a, b *group) *group {
	if a.block != b.block || len(a.words) == 0 || len(b.words) == 0 || a.values() > 0 && b.values() > 0 || g.rowNamed(a.label()) >= 0 {
		return nil
	}
	item := g.rowNamed(a.label() + b.label())
	if item < 0 {
		return nil
	}
	whole := *a
	if b.values() > 0 {
		whole = *b
		whole.line, whole.at = a.line, a.at
	}
	whole.item, whole.block = item, g.blockIndex(g.v.items[item].block)
	whole.words = append(append([]string(nil), a.words...), b.words...)
	return &whole
}

// rowNamed is the item of the table's row that words name wholly, -1 for none.
func (g *gridTable) rowNamed(words string) int {
	for _, i := range g.v.naming(words).items {
		if it := g.v.items[i]; it.kind == rowItem && it.table == g.table && it.worded(words) {
			return i
		}
	}
	return -1
}
