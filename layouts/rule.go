package layouts

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/words"
)

// An Op is how the two sides of a rule compare.
type Op string

const (
	Equal   Op = "="
	AtLeast Op = ">="
	Both    Op = "both" // both sides are zero, or neither is
)

// A RuleSpec is a rule as written in a layout file. Cells are row.column of its
// table; {each} stands for what it is repeated over: `rows`, `columns`, or the
// listed words.
type RuleSpec struct {
	Code   string   `yaml:"code"`
	Each   Each     `yaml:"each"`
	Left   []string `yaml:"left"`
	Op     Op       `yaml:"op"`
	Right  []string `yaml:"right"` // empty is zero
	Says   string   `yaml:"says"`  // the rule in Chinese, for messages
	Clause string   `yaml:"clause"`
}

// Each is `rows`, `columns` or a list of words.
type Each struct {
	Over  string
	Words []string
}

// UnmarshalYAML takes a word or a list.
func (e *Each) UnmarshalYAML(decode func(any) error) error {
	if err := decode(&e.Words); err == nil {
		return nil
	}
	return decode(&e.Over)
}

// A Rule relates cells of one table: the sum of Left compared with the sum of
// Right. Cells are full ids. In an equality that has one cell on the left, that
// cell is a total and the right are its parts.
type Rule struct {
	Code  string
	Each  string // the word it was repeated for; "" for a rule that stands alone
	Row   string // the row that has all its cells; "" when several have
	Left  []string
	Op    Op
	Right []string
	Says  string
}

// Cells are the rule's cells, the left side first.
func (r *Rule) Cells() []string {
	return append(append([]string(nil), r.Left...), r.Right...)
}

// rowOf is the row of the table that has all the rule's cells, "" when several have.
func (t *Table) rowOf(r *Rule) string {
	first := ""
	for _, id := range r.Cells() {
		row := t.refs[id].Row.ID
		if first != "" && row != first {
			return ""
		}
		first = row
	}
	return first
}

// ruleCodes are the codes a layout may give its rules, with the operators they take.
var ruleCodes = map[string][]Op{
	"row-sum":     {Equal},
	"column-sum":  {Equal},
	"balance":     {Equal},
	"case-sum":    {Equal},
	"implausible": {AtLeast, Both},
}

// expandRules writes out the table's rules. The error names the offending key.
func expandRules(t *Table, path string) *flaw {
	cells := set(t.CellIDs())
	for i, spec := range t.Specs {
		p := fmt.Sprintf("%s.rules[%d]", path, i)
		each, err := spec.words(t, p)
		if err != nil {
			return err
		}
		for _, w := range each {
			rule := &Rule{Code: spec.Code, Each: w, Op: spec.Op, Says: spec.Says}
			if rule.Left, err = refs(spec.Left, w, t.ID, cells, p+".left"); err != nil {
				return err
			}
			if rule.Right, err = refs(spec.Right, w, t.ID, cells, p+".right"); err != nil {
				return err
			}
			for i, id := range rule.Right {
				if slices.Contains(rule.Left, id) {
					return &flaw{fmt.Sprintf("%s.right[%d]", p, i), words.New("layout.both-sides", strings.TrimPrefix(id, t.ID+"."))}
				}
			}
			rule.Row = t.rowOf(rule)
			t.rules = append(t.rules, rule)
		}
	}
	return nil
}

func (s *RuleSpec) words(t *Table, path string) ([]string, *flaw) {
	ops, ok := ruleCodes[s.Code]
	if !ok {
		return nil, &flaw{path + ".code", unknown("layout.rule-code", s.Code, slices.Collect(maps.Keys(ruleCodes)))}
	}
	if !slices.Contains(ops, s.Op) {
		return nil, &flaw{path + ".op", words.New("layout.unknown", words.New("layout.rule-op", s.Code, s.Op), opNames(ops))}
	}
	if len(s.Left) == 0 {
		return nil, &flaw{path, words.New("layout.rule-left")}
	}
	return s.Each.words(t, path)
}

// words are what {each} stands for, one after the other; one empty word when
// nothing is repeated.
func (e *Each) words(t *Table, path string) ([]string, *flaw) {
	switch e.Over {
	case "":
		if e.Words == nil {
			return []string{""}, nil
		}
		return e.Words, nil
	case "rows":
		return rowIDs(t), nil
	case "columns":
		return columnIDs(t), nil
	}
	return nil, &flaw{path + ".each", words.New("layout.each", e.Over)}
}

func opNames(ops []Op) []string {
	var names []string
	for _, op := range ops {
		names = append(names, string(op))
	}
	return names
}

func rowIDs(t *Table) []string {
	var ids []string
	for _, b := range t.Blocks {
		for _, r := range b.Rows {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func columnIDs(t *Table) []string {
	var ids []string
	seen := map[string]bool{}
	for _, b := range t.Blocks {
		for _, c := range b.Columns {
			if !seen[c.ID] {
				seen[c.ID] = true
				ids = append(ids, c.ID)
			}
		}
	}
	return ids
}
