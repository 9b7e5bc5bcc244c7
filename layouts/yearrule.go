package layouts

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// A YearSpec is a rule between a report and that of the year before, as written
// in a layout file. Cells are row.column of its table; {each} is as in a RuleSpec.
type YearSpec struct {
	Code   string   `yaml:"code"`
	Each   Each     `yaml:"each"`
	Cell   string   `yaml:"cell"`   // of the report
	Before []string `yaml:"before"` // of the year before
	Plus   []string `yaml:"plus"`   // of the report
	Minus  []string `yaml:"minus"`  // of the report
	Says   string   `yaml:"says"`   // the rule in Chinese, for messages
}

// A YearRule says what a cell is, given the report of the year before: the sum of
// Before, which are that report's, with Plus and without Minus, which are its own.
// Cells are full ids.
type YearRule struct {
	Code                string
	Cell                string
	Before, Plus, Minus []string
	Says                string
}

// A Predecessor names an older form whose table of the same id compares with the
// table: cells of one id, and those that were joined in another way.
type Predecessor struct {
	Layout string    `yaml:"layout"`
	Joined []*Joined `yaml:"joined"`

	pairs map[string]Pair // joined ones, by each cell of the newer form
}

// Joined are cells that hold together what the cells Was of the older form held.
type Joined struct {
	Each  Each     `yaml:"each"`
	Cells []string `yaml:"cells"`
	Was   []string `yaml:"was"`
}

// A Pair is a figure of two years: the sum of Older in the older report, the sum
// of Newer in the newer one. Cells are full ids.
type Pair struct{ Older, Newer []string }

// A Chart is a group of figures that are of one size.
type Chart struct {
	Title string   `yaml:"title"`
	Cells []string `yaml:"cells"`
}

// yearCodes are the codes a layout may give its rules between years.
var yearCodes = map[string]bool{"carry-over": true, "in-force": true}

// YearRules are the table's rules between years, one for each row or column they
// stand for. They hold after a report on the same form, or on one of Older.
func (t *Table) YearRules() []*YearRule { return t.years }

// After reports whether the table compares with the one of the same id in a report
// of the form, l being the table's own layout.
func (t *Table) After(l, form *Layout) bool { return l.ID == form.ID || t.older(form.ID) != nil }

func (t *Table) older(id string) *Predecessor {
	for _, o := range t.Older {
		if o.Layout == id {
			return o
		}
	}
	return nil
}

// Pairs are the figures that reports on the layout share with those on an older
// form, in the layout's order. On the layout itself they are all its cells.
func (l *Layout) Pairs(form *Layout) []Pair {
	var pairs []Pair
	for _, t := range l.Tables {
		if !t.After(l, form) {
			continue
		}
		old := form.Table(t.ID)
		joined, had := map[string]Pair{}, map[string]bool{}
		if o := t.older(form.ID); o != nil && l.ID != form.ID {
			joined = o.pairs
		}
		for _, id := range old.CellIDs() {
			had[id] = true
		}
		for _, id := range t.CellIDs() {
			p, ok := joined[id]
			switch {
			case ok && p.Newer[0] == id:
				pairs = append(pairs, p)
			case !ok && had[id] && !t.repeated(id):
				pairs = append(pairs, Pair{Older: []string{id}, Newer: []string{id}})
			}
		}
	}
	return pairs
}

// CellIDs are the full ids of the table's cells, in its order.
func (t *Table) CellIDs() []string {
	var ids []string
	for _, b := range t.Blocks {
		for _, r := range b.Rows {
			ids = append(ids, t.cells[r.ID]...)
		}
	}
	return ids
}

// CellIDs are the full ids of the layout's cells, in its order.
func (l *Layout) CellIDs() []string {
	var ids []string
	for _, t := range l.Tables {
		ids = append(ids, t.CellIDs()...)
	}
	return ids
}

func set(ids []string) map[string]bool {
	m := map[string]bool{}
	for _, id := range ids {
		m[id] = true
	}
	return m
}

// verifyYears writes out what the layout says of the year before and of older
// forms, which find gives.
func (l *Layout) verifyYears(find func(id string) *Layout) *flaw {
	for i, t := range l.Tables {
		path := fmt.Sprintf("$.tables[%d]", i)
		var before []map[string]bool
		if len(t.Years) > 0 {
			before = append(before, t.cellSet())
		}
		for j, o := range t.Older {
			cells, err := l.verifyOlder(t, o, find, fmt.Sprintf("%s.older[%d]", path, j))
			if err != nil {
				return err
			}
			before = append(before, cells)
		}
		for j, s := range t.Years {
			if err := s.expand(t, before, fmt.Sprintf("%s.years[%d]", path, j)); err != nil {
				return err
			}
		}
	}
	for i, c := range l.Charts {
		for j, id := range c.Cells {
			if l.Ref(id) == nil {
				return &flaw{fmt.Sprintf("$.charts[%d].cells[%d]", i, j), words.New("layout.no-cell", id)}
			}
			if l.Ref(id).Table.repeated(id) {
				return &flaw{fmt.Sprintf("$.charts[%d].cells[%d]", i, j), words.New("layout.repeat-cell", id)}
			}
		}
	}
	return nil
}

// verifyOlder returns the cells of the older form's table.
func (l *Layout) verifyOlder(t *Table, o *Predecessor, find func(id string) *Layout, path string) (map[string]bool, *flaw) {
	form := find(o.Layout)
	if form == nil || o.Layout == l.ID {
		return nil, &flaw{path + ".layout", words.New("layout.no-older", o.Layout)}
	}
	old := form.Table(t.ID)
	if old == nil {
		return nil, &flaw{path + ".layout", words.New("layout.older-table", o.Layout, t.ID)}
	}
	own, cells := t.cellSet(), old.cellSet()
	o.pairs = map[string]Pair{}
	for i, j := range o.Joined {
		p := fmt.Sprintf("%s.joined[%d]", path, i)
		if len(j.Cells) == 0 || len(j.Was) == 0 {
			return nil, &flaw{p, words.New("layout.joined")}
		}
		words, err := j.Each.words(t, p)
		if err != nil {
			return nil, err
		}
		for _, w := range words {
			var pair Pair
			if pair.Newer, err = refs(j.Cells, w, t.ID, own, p+".cells"); err != nil {
				return nil, err
			}
			if pair.Older, err = refs(j.Was, w, t.ID, cells, p+".was"); err != nil {
				return nil, err
			}
			for _, id := range pair.Newer {
				o.pairs[id] = pair
			}
		}
	}
	return cells, nil
}

// expand adds the rules to the table. What they take from the year before must be
// in each of the forms that report may be on.
func (s *YearSpec) expand(t *Table, before []map[string]bool, path string) *flaw {
	if !yearCodes[s.Code] {
		return &flaw{path + ".code", unknown("layout.years-code", s.Code, slices.Collect(maps.Keys(yearCodes)))}
	}
	if s.Cell == "" || len(s.Before) == 0 {
		return &flaw{path, words.New("layout.years-cell")}
	}
	words, err := s.Each.words(t, path)
	if err != nil {
		return err
	}
	own := before[0]
	for _, w := range words {
		rule := &YearRule{Code: s.Code, Says: s.Says}
		cell, err := refs([]string{s.Cell}, w, t.ID, own, path+".cell")
		if err != nil {
			err.path = path + ".cell"
			return err
		}
		if len(cell) != 1 || t.repeated(cell[0]) {
			continue // the n-th row of a year has nothing to do with the n-th of another
		}
		rule.Cell = cell[0]
		for _, cells := range before {
			if rule.Before, err = refs(s.Before, w, t.ID, cells, path+".before"); err != nil {
				return err
			}
		}
		if rule.Plus, err = refs(s.Plus, w, t.ID, own, path+".plus"); err != nil {
			return err
		}
		if rule.Minus, err = refs(s.Minus, w, t.ID, own, path+".minus"); err != nil {
			return err
		}
		t.years = append(t.years, rule)
	}
	return nil
}

// refs writes references out as full ids, word in place of {each}.
func refs(list []string, word, table string, cells map[string]bool, path string) ([]string, *flaw) {
	var ids []string
	for i, ref := range list {
		ref = strings.ReplaceAll(ref, "{each}", word)
		id := strings.TrimPrefix(table+"."+ref, ".")
		is, known := cells[id]
		if known && !is {
			ids = append(ids, repeatedCells(id, cells)...)
			continue
		}
		if !known {
			return nil, &flaw{fmt.Sprintf("%s[%d]", path, i), words.New("layout.no-cell-in", ref, table)}
		}
		if slices.Contains(ids, id) {
			return nil, &flaw{fmt.Sprintf("%s[%d]", path, i), words.New("layout.cell-twice", ref)}
		}
		ids = append(ids, id)
	}
	return ids, nil
}
