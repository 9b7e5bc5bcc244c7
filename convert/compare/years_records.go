package compare

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/sums"
	"github.com/nianbao/nianbao/layouts"
)

// Records of two years are compared by their key: the columns that the form marks, or else
// the first of text. A key that several records of a year have, or that is not known, names
// none of them, and they are told as ambiguous, never paired by chance.

// A record is one of a list, in one year.
type record struct {
	row   string // its id
	n     int    // from 1
	key   string // compared
	shown string
}

// records compares the lists that both years have and tells which have no key.
func (y *twoYears) records() {
	for _, t := range y.newer.Layout.Tables {
		old := y.older.Layout.Table(t.ID)
		if !t.After(y.newer.Layout, y.older.Layout) || old == nil {
			continue
		}
		for _, b := range t.Form().Blocks {
			r := b.Repeated()
			if r == nil {
				continue
			}
			keys := b.Keys()
			if before, _ := old.Form().Row(r.ID); before == nil || !before.Repeat || len(keys) == 0 {
				y.diff.Apart = append(y.diff.Apart, t.Name+"（各行）")
				continue
			}
			y.list(t, old, b, r, keys)
		}
		y.wordRows(t, old)
	}
}

// list compares one list.
func (y *twoYears) list(t, old *layouts.Table, b *layouts.Block, r *layouts.Row, keys []*layouts.Column) {
	was, is := recordsOf(y.older, old, r, keys), recordsOf(y.newer, t, r, keys)
	told := map[string]bool{}
	for _, n := range is {
		before, now := withKey(was, n.key), withKey(is, n.key)
		switch {
		case n.key == "":
			y.addRecord(t, n.shown, report.RecordAmbiguous, nil, []record{n}, nil)
		case told[n.key]:
		case len(before) > 1 || len(now) > 1:
			y.addRecord(t, n.shown, report.RecordAmbiguous, before, now, nil)
		case len(before) == 0:
			y.addRecord(t, n.shown, report.RecordAdded, nil, now, nil)
		default:
			cells := y.changed(t, b.Columns, r, before[0].row, n.row, keys)
			if cells == nil {
				y.diff.SameRecords++
			} else {
				y.addRecord(t, n.shown, report.RecordChanged, before, now, cells)
			}
		}
		told[n.key] = true
	}
	for _, o := range was {
		switch {
		case o.key == "":
			y.addRecord(t, o.shown, report.RecordAmbiguous, []record{o}, nil, nil)
		case told[o.key]:
		case len(withKey(was, o.key)) > 1:
			y.addRecord(t, o.shown, report.RecordAmbiguous, withKey(was, o.key), nil, nil)
		default:
			y.addRecord(t, o.shown, report.RecordRemoved, []record{o}, nil, nil)
		}
		told[o.key] = true
	}
}

// recordsOf are the records of a list in one year.
func recordsOf(b *sums.Book, t *layouts.Table, r *layouts.Row, keys []*layouts.Column) (all []record) {
	for n := 1; ; n++ {
		row := layouts.RepeatedID(r.ID, n)
		if t.RowCells(row) == nil {
			return all
		}
		one := record{row: row, n: n}
		var shown []string
		known, said := true, false
		for _, c := range keys {
			cell := b.Cells[layouts.CellID(t.ID, row, c.ID)]
			if known = known && cell != nil && !cell.Open; !known {
				break
			}
			one.key += plainWords(cell.Shown()) + "\n"
			if cell.Shown() != "" {
				said = true
				shown = append(shown, cell.Shown())
			}
		}
		if one.shown = strings.Join(shown, "，"); !known || !said {
			one.key, one.shown = "", fmt.Sprintf("第%d行", n)
		}
		all = append(all, one)
	}
}

// plainWords are words as they are compared: without white space.
func plainWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func withKey(all []record, key string) (found []record) {
	for _, r := range all {
		if r.key == key {
			found = append(found, r)
		}
	}
	return found
}

// changed are the cells of a row that differ, but for its keys and what counts the rows.
func (y *twoYears) changed(t *layouts.Table, columns []*layouts.Column, r *layouts.Row, older, newer string, keys []*layouts.Column) (all []report.WordChange) {
	for _, c := range columns {
		if c.Counted || slices.Contains(keys, c) {
			continue
		}
		o, n := y.older.Cells[layouts.CellID(t.ID, older, c.ID)], y.newer.Cells[layouts.CellID(t.ID, newer, c.ID)]
		w := report.WordChange{Column: c.Title()}
		switch {
		case o == nil && y.older.Layout.Ref(layouts.CellID(t.ID, older, c.ID)) == nil: // the older form does not have it
			continue
		case o == nil || n == nil || o.Open || n.Open:
			w.Unknown = true
		case r.KindOf(c).IsFigure() && !o.Value.Blank() && !n.Value.Blank() && o.Unit != n.Unit:
			w.Unknown = true
		case sameEntry(r.KindOf(c), o, n):
			continue
		default:
			w.Old, w.New = o.Shown(), n.Shown()
		}
		all = append(all, w)
	}
	return all
}

// sameEntry reports whether two cells say the same. What is added up counts as 0 where it
// is blank.
func sameEntry(k layouts.Kind, o, n *report.Cell) bool {
	switch {
	case !k.IsFigure():
		return plainWords(o.Shown()) == plainWords(n.Shown())
	case !k.Adds() && o.Value.Blank() != n.Value.Blank():
		return false
	}
	return o.Value.Rat().Cmp(n.Value.Rat()) == 0
}

// wordRows compares the words of rows that do not repeat: figures alone tell nothing of them.
func (y *twoYears) wordRows(t, old *layouts.Table) {
	for _, b := range t.Form().Blocks {
		for _, r := range b.Rows {
			before, _ := old.Row(r.ID)
			var columns []*layouts.Column
			for _, c := range b.ColumnsOf(r) {
				if !r.KindOf(c).IsFigure() {
					columns = append(columns, c)
				}
			}
			if r.Repeat || before == nil || len(columns) == 0 {
				continue
			}
			if cells := y.changed(t, columns, r, r.ID, r.ID, nil); cells != nil {
				y.addRecord(t, t.RowTitle(r), report.RecordChanged, []record{{row: r.ID}}, []record{{row: r.ID}}, cells)
			} else {
				y.diff.SameRecords++
			}
		}
	}
}

func (y *twoYears) addRecord(t *layouts.Table, key, what string, older, newer []record, cells []report.WordChange) {
	ids := func(list []record) (ids []string) {
		for _, r := range list {
			ids = append(ids, t.ID+"."+r.row)
		}
		return ids
	}
	y.diff.Records = append(y.diff.Records, &report.RecordChange{Table: t.Name, Key: key, What: what, Older: ids(older), Newer: ids(newer), Cells: cells})
}
