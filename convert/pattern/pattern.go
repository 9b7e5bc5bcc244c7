// Package pattern is regular expressions that are asked of every line of a report and
// match hardly any. A Pattern is compiled when the first text may match it, and a text is
// looked at by it only when it has what every match has: the character that it begins
// with, where the expression is anchored, and the words that it cannot do without.
//
//	var article = pattern.New(`^\s*第[一二三四五六七八九十]+条`)
//	article.MatchString("收到申请5件") // looks at one character
//
// It owns when an expression is asked, and never what it says: each method gives what the
// method of its name of *regexp.Regexp gives.
package pattern

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
)

// A Pattern is a regular expression. It is safe to share.
type Pattern struct {
	text  string
	parse func() []guard
	ready func() *regexp.Regexp
}

// New takes the text of an expression. One that does not parse panics when it is first
// asked: the expressions are our own.
func New(text string) *Pattern {
	return &Pattern{
		text: text,
		parse: sync.OnceValue(func() []guard {
			tree, err := syntax.Parse(text, syntax.Perl)
			if err != nil {
				panic("a pattern of our own does not parse: " + err.Error())
			}
			return guards(tree, false)
		}),
		ready: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) }),
	}
}

// String is the text of the expression.
func (p *Pattern) String() string { return p.text }

// may reports whether a text may match.
func (p *Pattern) may(s string) bool {
	return slices.ContainsFunc(p.parse(), func(g guard) bool { return g.passes(s) })
}

// MatchString is that of *regexp.Regexp.
func (p *Pattern) MatchString(s string) bool { return p.may(s) && p.ready().MatchString(s) }

// FindString is that of *regexp.Regexp.
func (p *Pattern) FindString(s string) string {
	if !p.may(s) {
		return ""
	}
	return p.ready().FindString(s)
}

// FindStringIndex is that of *regexp.Regexp.
func (p *Pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.ready().FindStringIndex(s)
}

// FindStringSubmatch is that of *regexp.Regexp.
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !p.may(s) {
		return nil
	}
	return p.ready().FindStringSubmatch(s)
}

// FindStringSubmatchIndex is that of *regexp.Regexp.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.ready().FindStringSubmatchIndex(s)
}

// FindAllString is that of *regexp.Regexp.
func (p *Pattern) FindAllString(s string, n int) []string {
	if !p.may(s) {
		return nil
	}
	return p.ready().FindAllString(s, n)
}

// FindAllStringIndex is that of *regexp.Regexp.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.ready().FindAllStringIndex(s, n)
}

// FindAllStringSubmatch is that of *regexp.Regexp.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	if !p.may(s) {
		return nil
	}
	return p.ready().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is that of *regexp.Regexp.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.ready().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is that of *regexp.Regexp.
func (p *Pattern) ReplaceAllString(s, by string) string {
	if !p.may(s) {
		return s
	}
	return p.ready().ReplaceAllString(s, by)
}

// ReplaceAllStringFunc is that of *regexp.Regexp.
func (p *Pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	if !p.may(s) {
		return s
	}
	return p.ready().ReplaceAllStringFunc(s, by)
}
