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
	Equal    Op = "="
	AtLeast  Op = ">="
	AtMost   Op = "<=" // only as written: a Rule has its sides the other way round
	More     Op = ">"
	Less     Op = "<"    // only as written
	Both     Op = "both" // both sides are zero, or neither is
	Quotient Op = "/"    // the one cell on the left is the first on the right, divided by the second
)

// A RuleSpec is a rule as written in a layout file. Cells are row.column of its
// table, or, of a rule of the layout, table.row.column; {each} stands for what it is repeated over: `rows`, `columns`, or the
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

// A Rule relates cells: the sum of Left compared with the sum of
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
	"implausible": {AtLeast, AtMost, More, Less, Both},
	"ratio":       {Quotient},
}

// expandRules writes out the table's rules: sums and comparisons are its own, ratios the
// layout's. The error names the offending key.
func (l *Layout) expandRules(t *Table, path string) *flaw {
	for i, spec := range t.Specs {
		all, err := spec.expand(l, t, fmt.Sprintf("%s.rules[%d]", path, i))
		if err != nil {
			return err
		}
		for _, rule := range all {
			if rule.Op == Quotient {
				l.rules = append(l.rules, rule)
			} else {
				rule.Row = t.rowOf(rule)
				t.rules = append(t.rules, rule)
			}
		}
	}
	return nil
}

// expandOver writes out the rules over several tables.
func (l *Layout) expandOver() *flaw {
	for i, spec := range l.Specs {
		all, err := spec.expand(l, nil, fmt.Sprintf("$.rules[%d]", i))
		if err != nil {
			return err
		}
		l.rules = append(l.rules, all...)
	}
	return nil
}

// expand is the rule once for each word that it is repeated over. t is nil for a rule of
// the layout.
func (s *RuleSpec) expand(l *Layout, t *Table, path string) ([]*Rule, *flaw) {
	each, err := s.words(t, path)
	if err != nil {
		return nil, err
	}
	var in string
	var cells map[string]bool
	if t != nil {
		in, cells = t.ID, t.cellSet()
	} else {
		cells = l.cellSet()
	}
	var all []*Rule
	for _, one := range s.inEachRow(t, each) {
		rule := &Rule{Code: s.Code, Each: one.each, Op: s.Op, Says: s.Says}
		if rule.Left, err = refs(one.left, one.each, in, cells, path+".left"); err != nil {
			return nil, err
		}
		if rule.Right, err = refs(one.right, one.each, in, cells, path+".right"); err != nil {
			return nil, err
		}
		if err := l.verifyRule(rule, in, path); err != nil {
			return nil, err
		}
		switch rule.Op {
		case AtMost:
			rule.Op, rule.Left, rule.Right = AtLeast, rule.Right, rule.Left
		case Less:
			rule.Op, rule.Left, rule.Right = More, rule.Right, rule.Left
		}
		all = append(all, rule)
	}
	return all, nil
}

// A ruleWords is a rule for one word that it is repeated over.
type ruleWords struct {
	each        string
	left, right []string
}

// inEachRow is the rule for each word, and, where all its cells are of one row that
// repeats, for each of the rows that this one stands for.
func (s *RuleSpec) inEachRow(t *Table, each []string) (all []ruleWords) {
	for _, w := range each {
		row := ""
		if t != nil && t.form != nil {
			row = t.form.rowRepeated(slices.Concat(s.Left, s.Right), w)
		}
		if row == "" {
			all = append(all, ruleWords{w, s.Left, s.Right})
			continue
		}
		for n := 1; t.cells[RepeatedID(row, n)] != nil; n++ {
			in := func(list []string) (own []string) {
				for _, ref := range list {
					ref = strings.ReplaceAll(ref, "{each}", w)
					own = append(own, RepeatedID(row, n)+strings.TrimPrefix(ref, row))
				}
				return own
			}
			all = append(all, ruleWords{w, in(s.Left), in(s.Right)})
		}
	}
	return all
}

// rowRepeated is the row that repeats of which all cells are that are referred to; "" for
// none.
func (t *Table) rowRepeated(list []string, word string) string {
	for _, b := range t.Blocks {
		r := b.Repeated()
		if r != nil && !slices.ContainsFunc(list, func(ref string) bool { return !strings.HasPrefix(strings.ReplaceAll(ref, "{each}", word), r.ID+".") }) {
			return r.ID
		}
	}
	return ""
}

// verifyRule holds a rule to what its operator takes.
func (l *Layout) verifyRule(r *Rule, in, path string) *flaw {
	written := func(id string) string { return strings.TrimPrefix(id, in+".") }
	for i, id := range r.Right {
		if slices.Contains(r.Left, id) {
			return &flaw{fmt.Sprintf("%s.right[%d]", path, i), words.New("layout.both-sides", written(id))}
		}
	}
	if r.Op == Quotient && (len(r.Left) != 1 || len(r.Right) != 2) {
		return &flaw{path, words.New("layout.rule-ratio")}
	}
	if (r.Op == AtMost || r.Op == Less) && len(r.Right) == 0 {
		return &flaw{path, words.New("layout.rule-right", string(r.Op))}
	}
	for i, id := range r.Cells() {
		c := l.Ref(id)
		switch kind := c.Row.KindOf(c.Column); {
		case !kind.IsFigure():
			return &flaw{path, words.New("layout.rule-words", written(id))}
		case r.Op == Quotient && (kind == Percent) != (i == 0):
			return &flaw{path, words.New("layout.rule-ratio")}
		case r.Op != Quotient && kind == Percent:
			return &flaw{path, words.New("layout.rule-percent", written(id))}
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
	case "rows", "columns":
		if t == nil {
			return nil, &flaw{path + ".each", words.New("layout.each-list")}
		}
		if e.Over == "rows" {
			return rowIDs(t), nil
		}
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
