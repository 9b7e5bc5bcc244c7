package xlsx

import (
	"regexp"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// locateRepeated finds the tables of a form whose rows repeat, and the form as the workbook
// has it: rows may have been inserted, so that only heads and labels tell where they are.
func (w *workbook) locateRepeated(l *layouts.Layout) (own *layouts.Layout, found []*located, rows int) {
	counts := map[string]int{}
	var at []map[string]int // sheet rows by id, of each table
	for _, t := range l.Tables {
		best := map[string]int{}
		var loc *located
		if f := formOf(t); f.halved() {
			if loc = w.byNames(f); loc != nil {
				for r, y := range loc.rowOf {
					best[r.ID] = y
				}
			}
			found, at = append(found, loc), append(at, best)
			continue
		}
		for _, g := range w.sheets {
			if ids, here := tableRows(t, g); here != nil && (loc == nil || len(ids) > len(best)) {
				best, loc = ids, here
			}
		}
		found, at = append(found, loc), append(at, best)
		for id := range best {
			if row, n := layouts.CutRepeated(id); n > 0 {
				counts[t.ID+"."+row] = max(counts[t.ID+"."+row], n)
			}
		}
	}
	own = l.For(counts)
	for i, loc := range found {
		if loc == nil {
			continue
		}
		t := own.Tables[i]
		loc.form = formOf(t)
		for _, b := range t.Blocks {
			for _, r := range b.Rows {
				if y := at[i][r.ID]; y > 0 {
					loc.rowOf[r] = y
					rows++
				}
			}
		}
		rows++ // its heads
	}
	return own, found, rows
}

// tableRows are the sheet rows of a table by the ids of its own rows; nil where the sheet
// does not have its heads.
func tableRows(t *layouts.Table, g *readSheet) (map[string]int, *located) {
	f := formOf(t)
	loc := &located{form: f, grid: g, rowOf: map[*layouts.Row]int{}, colOf: map[*layouts.Column]int{}}
	ids, from, heads := map[string]int{}, 1, 0
	for i, b := range t.Blocks {
		h := headOf(f.grid, i)
		start := h.find(g, from)
		if start == 0 {
			continue
		}
		heads++
		h.place(loc, g, start)
		from = start + h.rows
		end := g.last() + 1
		if i+1 < len(t.Blocks) {
			if next := headOf(f.grid, i+1).find(g, from); next > 0 {
				end = next
			}
		}
		loc.blockRows(b, from, end, ids)
	}
	if heads == 0 {
		return nil, nil
	}
	return ids, loc
}

// blockRows gives the sheet rows of a block to its rows: those that a label names, and
// each other that has entries to the row that repeats.
func (l *located) blockRows(b *layouts.Block, from, end int, ids map[string]int) {
	labels, n := l.form.labels(), 0
	for _, y := range l.grid.rows {
		if y < from || y >= end || l.grid.fieldRows[y] {
			continue
		}
		first, texts := "", 0
		for _, x := range l.grid.columns[y] {
			if text := trim(l.grid.shown(place{x, y})); text != "" {
				if texts++; first == "" {
					first = text
				}
			}
		}
		named := slices.IndexFunc(b.Rows, func(r *layouts.Row) bool {
			return r.Label != "" && slices.Contains(labels[layouts.Key(first)], r) && ids[r.ID] == 0 && !l.hasOthers(r, y)
		})
		switch repeated := b.Repeated(); {
		case texts == 0:
		case named >= 0:
			ids[b.Rows[named].ID] = y
		case repeated != nil && n <= layouts.MostRepeated && l.hasEntry(b, y):
			n++
			ids[layouts.RepeatedID(repeated.ID, n)] = y
		}
	}
}

// overRows matches the formula of an empty workbook's total over rows that repeat.
var overRows = regexp.MustCompile(`^IF\(COUNT\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)=0,"",SUM\(([A-Z]+\d+:[A-Z]+\d+)\)\)$`)

// spans reports whether a formula is that of a total over rows that repeat, and its range
// takes in all of them.
func (l *located) spans(d *formCell, formula string) bool {
	m := overRows.FindStringSubmatch(strings.ToUpper(formulaMarks.Replace(strings.TrimPrefix(formula, "="))))
	if m == nil || d.live == nil || m[1] != m[3] || m[5] != m[1]+m[2]+":"+m[3]+m[4] {
		return false
	}
	from, ok := parsePlace(m[1] + m[2])
	to, known := parsePlace(m[3] + m[4])
	return ok && known && !slices.ContainsFunc(d.live.Right, func(id string) bool {
		at, found := l.at(l.form.byID[id])
		return !found || !isRepeated(l.form.byID[id].row) || at.col != from.col || at.row < from.row || at.row > to.row
	})
}

// hasOthers reports whether a sheet row has words of its own under the columns over which
// the label of a row stands: it is an entry that goes by that name.
func (l *located) hasOthers(r *layouts.Row, y int) bool {
	others, first := 0, true
	for i, id := range r.Over {
		for c, x := range l.colOf {
			if c.ID != id || trim(l.grid.shown(place{x, y})) == "" {
				continue
			}
			if others++; i == 0 {
				first = false
			}
		}
	}
	return others > 2 || others > 1 && first // one of them is the label
}

// hasEntry reports whether a sheet row holds something in a column of the block but its
// first, or in the first alone: a line of text below the table stands in that one, and
// goes over the others.
func (l *located) hasEntry(b *layouts.Block, y int) bool {
	return slices.ContainsFunc(b.Columns[min(1, len(b.Columns)-1):], func(c *layouts.Column) bool {
		return trim(l.grid.shown(place{l.colOf[c], y})) != ""
	})
}
