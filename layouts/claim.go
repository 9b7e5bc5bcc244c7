package layouts

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/words"
)

// A Claim is a way sentences state a figure of the tables. Match is a regular
// expression over one clause of a sentence, with white space cut and width
// folded; {n} in it is a number (its first group), {u} a unit of counting, and {name}
// a phrase of words.yaml, here and in the other expressions. When
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

	once                 sync.Once // compiles them
	match                *regexp.Regexp
	words                [][]word // one of each list is in every clause that matches
	not, within, without *condition
}

// A condition is an expression that a text is held to when a claim matches.
type condition struct {
	re    *regexp.Regexp
	words [][]string // one of each list is in every text that matches
}

// holds reports whether the text matches. It has the words first: most texts do not.
func (c *condition) holds(text string) bool {
	for _, list := range c.words {
		if !slices.ContainsFunc(list, func(w string) bool { return strings.Contains(text, w) }) {
			return false
		}
	}
	return c.re.MatchString(text)
}

// number is what {n} stands for: Arabic or Chinese numerals.
const number = `([0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二三四五六七八九十百千两]+)`

// unit is what {u} stands for.
const unit = `(?:件|次|条|份|宗|例|起|项|封)`

// unknownPhrase matches what phrases leaves of a name that is none.
var unknownPhrase = regexp.MustCompile(`\{[a-z_]+\}`)

// valuePattern is the form of Value.
var valuePattern = regexp.MustCompile(`^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$`)

// Find returns the numbers that the clause of the sentence states, as written;
// Value for a claim of words alone. It is empty when the clause states nothing.
func (c *Claim) Find(sentence string, clause *Clause) []string {
	c.ready()
	if !c.mayState(clause.text, &clause.has) {
		return nil
	}
	found := c.stated(clause.text)
	if found == nil || c.not != nil && c.not.holds(clause.text) ||
		c.within != nil && !c.within.holds(sentence) || c.without != nil && c.without.holds(sentence) {
		return nil
	}
	return found
}

// stated returns the numbers of all matches, nil when there is no match.
func (c *Claim) stated(clause string) []string {
	if c.Value != "" {
		if c.match.MatchString(clause) {
			return []string{c.Value}
		}
		return nil
	}
	var found []string
	for _, m := range c.match.FindAllStringSubmatch(clause, -1) {
		found = append(found, m[1])
	}
	return found
}

// A Clause is a text that many claims are asked about.
type Clause struct {
	text string
	has  characters
}

// NewClause takes a clause with white space cut and width folded.
func NewClause(text string) *Clause { return &Clause{text, charactersOf(text)} }

// ready compiles what no verification has compiled.
func (c *Claim) ready() {
	c.once.Do(func() {
		if err := c.compile(""); err != nil {
			panic("a verified sentence does not compile: " + err.why.Error())
		}
	})
}

// Claims are those of the layout's sentences that may be in a text of one or several
// clauses: it has the words for them. Most texts have none.
func (l *Layout) Claims(text string) []*Claim {
	var found []*Claim
	has := charactersOf(text)
	for _, c := range l.Prose {
		c.ready()
		if c.mayState(text, &has) {
			found = append(found, c)
		}
	}
	return found
}

// mayState reports whether a text has the words that every match has.
func (c *Claim) mayState(text string, has *characters) bool {
	for _, list := range c.words {
		if !slices.ContainsFunc(list, func(w word) bool { return has.all(w.runes) && strings.Contains(text, w.text) }) {
			return false
		}
	}
	return true
}

// A word is one that a claim cannot do without.
type word struct {
	text  string
	runes []rune
}

// characters are those of a text, several to a bit: they tell quickly which words a
// text has not.
type characters [8]uint64

func charactersOf(text string) (s characters) {
	for i := 0; i < len(text); {
		r, n := hanAt(text, i)
		if n == 0 {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		s[r>>6%8] |= 1 << (r & 63)
		i += n
	}
	return s
}

func (s *characters) all(of []rune) bool {
	for _, r := range of {
		if s[r>>6%8]>>(r&63)&1 == 0 {
			return false
		}
	}
	return true
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
			return &flaw{path, words.New("layout.sentence-cells")}
		}
		for j, sum := range c.Cells {
			for k, id := range sum {
				if !cells[id] {
					return &flaw{fmt.Sprintf("%s.cells[%d][%d]", path, j, k), words.New("layout.no-cell", id)}
				}
				if l.Ref(id).Table.repeated(id) {
					return &flaw{fmt.Sprintf("%s.cells[%d][%d]", path, j, k), words.New("layout.repeat-cell", id)}
				}
			}
		}
	}
	return nil
}

func (c *Claim) compile(path string) *flaw {
	if strings.Contains(c.Match, "{n}") == (c.Value != "") {
		return &flaw{path + ".match", words.New("layout.sentence-value")}
	}
	if c.Value != "" && !valuePattern.MatchString(c.Value) {
		return &flaw{path + ".value", words.New("layout.value", c.Value)}
	}
	var match condition
	for _, p := range []struct {
		key, text string
		to        func(*condition)
	}{
		{"match", c.Match, func(m *condition) { match = *m }},
		{"not", c.Not, func(m *condition) { c.not = m }},
		{"within", c.Within, func(m *condition) { c.within = m }},
		{"without", c.Without, func(m *condition) { c.without = m }},
	} {
		if p.text == "" {
			continue
		}
		text := phrases().Replace(p.text)
		if unknown := unknownPhrase.FindString(text); unknown != "" {
			return &flaw{path + "." + p.key, words.New("layout.phrase", unknown)}
		}
		re, err := regexp.Compile(text)
		if err != nil {
			return &flaw{path + "." + p.key, err}
		}
		one := &condition{re: re}
		if tree, err := syntax.Parse(text, syntax.Perl); err == nil {
			one.words = pattern.Required(tree.Simplify())
		}
		p.to(one)
	}
	c.match = match.re
	for _, list := range match.words {
		var words []word
		for _, w := range list {
			words = append(words, word{w, []rune(w)})
		}
		c.words = append(c.words, words)
	}
	if c.match == nil || c.Value == "" && c.match.NumSubexp() != 1 {
		return &flaw{path + ".match", words.New("layout.match")}
	}
	return nil
}
