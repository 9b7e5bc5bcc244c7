package layouts

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// A Claim is a way sentences state a figure of the tables. Match is a regular
// expression over one clause of a sentence, with white space cut and width
// folded; {n} in it is a number (its first group), {u} a unit of counting. When
// Value is set, the words alone state that value (未收到申请 states 0) and Match
// has no {n}. A clause that names another year than the report's states nothing,
// unless AnyYear is set.
//
// The sentence agrees when the number is the sum of any list in Cells.
type Claim struct {
	Match   string     `yaml:"match"`
	Not     string     `yaml:"not"`      // a clause that matches this states something else
	Within  string     `yaml:"within"`   // the whole sentence matches this
	Without string     `yaml:"without"`  // and does not match this
	Value   string     `yaml:"value"`    // what the words state
	AnyYear bool       `yaml:"any_year"` // the clause may name another year
	Cells   [][]string `yaml:"cells"`

	once                        sync.Once // compiles them
	match, not, within, without *regexp.Regexp
	words                       []string // one of them is in every clause that matches; nil when none must be
}

// number is what {n} stands for: Arabic or Chinese numerals.
const number = `([0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二三四五六七八九十百千两]+)`

// unit is what {u} stands for.
const unit = `(?:件|次|条|份|宗|例|起|项|封)`

// Find returns the numbers that the clause of the sentence states, as written;
// Value for a claim of words alone. It is empty when the clause states nothing.
func (c *Claim) Find(sentence, clause string) []string {
	c.ready()
	if !c.mayMatch(clause) || c.not != nil && c.not.MatchString(clause) || !c.match.MatchString(clause) ||
		c.within != nil && !c.within.MatchString(sentence) || c.without != nil && c.without.MatchString(sentence) {
		return nil
	}
	if c.Value != "" {
		return []string{c.Value}
	}
	var found []string
	for _, m := range c.match.FindAllStringSubmatch(clause, -1) {
		found = append(found, m[1])
	}
	return found
}

// ready compiles what no verification has compiled.
func (c *Claim) ready() {
	c.once.Do(func() {
		if err := c.compile(""); err != nil {
			panic("a verified sentence does not compile: " + err.msg)
		}
	})
}

// mayMatch tells cheaply that most clauses match nothing.
func (c *Claim) mayMatch(clause string) bool {
	for _, w := range c.words {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return c.words == nil
}

// required returns texts of which every match of the expression has one, nil when
// it finds none.
func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if w := required(sub); w != nil && (best == nil || shortest(w) > shortest(best)) {
				best = w
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			w := required(sub)
			if w == nil {
				return nil
			}
			all = append(all, w...)
		}
		return all
	}
	return nil
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}

func (l *Layout) verifyProse() *flaw {
	if l.verified {
		return nil
	}
	cells := set(l.CellIDs())
	for i, c := range l.Prose {
		path := fmt.Sprintf("$.prose[%d]", i)
		var err *flaw
		if c.once.Do(func() { err = c.compile(path) }); err != nil {
			return err
		}
		if len(c.Cells) == 0 {
			return &flaw{path, "a sentence needs cells"}
		}
		for j, sum := range c.Cells {
			for k, id := range sum {
				if !cells[id] {
					return &flaw{fmt.Sprintf("%s.cells[%d][%d]", path, j, k), fmt.Sprintf("no cell %q", id)}
				}
			}
		}
	}
	return nil
}

func (c *Claim) compile(path string) *flaw {
	if strings.Contains(c.Match, "{n}") == (c.Value != "") {
		return &flaw{path + ".match", "a sentence has either {n} in match or a value"}
	}
	pattern := strings.NewReplacer("{n}", number, "{u}", unit).Replace(c.Match)
	for _, p := range []struct {
		key, text string
		to        **regexp.Regexp
	}{{"match", pattern, &c.match}, {"not", c.Not, &c.not}, {"within", c.Within, &c.within}, {"without", c.Without, &c.without}} {
		if p.text == "" {
			continue
		}
		re, err := regexp.Compile(p.text)
		if err != nil {
			return &flaw{path + "." + p.key, err.Error()}
		}
		*p.to = re
	}
	if tree, err := syntax.Parse(pattern, syntax.Perl); err == nil {
		c.words = required(tree.Simplify())
	}
	if c.match == nil || c.Value == "" && c.match.NumSubexp() != 1 {
		return &flaw{path + ".match", "match has one {n} and no groups of its own but (?:…)"}
	}
	return nil
}
