package pattern

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A guard is what a text needs to match one of the alternatives of an expression.
type guard struct {
	starts bool       // it begins with one of first
	first  []rune     // pairs: from, to
	words  [][]string // it has one of each list
}

func (g *guard) passes(s string) bool {
	if g.starts && !g.begins(s) {
		return false
	}
	for _, list := range g.words {
		if !slices.ContainsFunc(list, func(w string) bool { return strings.Contains(s, w) }) {
			return false
		}
	}
	return true
}

func (g *guard) begins(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return false
	}
	for i := 0; i < len(g.first); i += 2 {
		if g.first[i] <= r && r <= g.first[i+1] {
			return true
		}
	}
	return false
}

// guards are those of an expression, one for each of its alternatives. anchored says
// that it stands at the start of the text.
func guards(re *syntax.Regexp, anchored bool) []guard {
	switch re.Op {
	case syntax.OpCapture:
		return guards(re.Sub[0], anchored)
	case syntax.OpAlternate:
		var all []guard
		for _, sub := range re.Sub {
			all = append(all, guards(sub, anchored)...)
		}
		return all
	case syntax.OpConcat:
		rest := re.Sub
		for len(rest) > 1 && rest[0].Op == syntax.OpBeginText {
			anchored, rest = true, rest[1:]
		}
		if len(rest) == 1 {
			return guards(rest[0], anchored)
		}
	}
	const most, lists = 12, 2 // words of a list, and lists, that are worth a look
	g := guard{words: slices.DeleteFunc(Required(re), func(list []string) bool { return len(list) > most })}
	g.words = g.words[:min(len(g.words), lists)]
	if anchored {
		var empty bool
		g.first, empty = first(re)
		g.starts = !empty
	}
	return []guard{g}
}

// first are the characters that a match begins with, in pairs; empty says that a match
// may have none.
func first(re *syntax.Regexp) (set []rune, empty bool) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []rune{re.Rune[0], re.Rune[0]}, false
		}
	case syntax.OpCharClass:
		return re.Rune, false
	case syntax.OpCapture, syntax.OpPlus:
		return first(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		set, _ = first(re.Sub[0])
		return set, true
	case syntax.OpRepeat:
		set, empty = first(re.Sub[0])
		return set, empty || re.Min == 0
	case syntax.OpConcat:
		empty = true
		for i := 0; i < len(re.Sub) && empty; i++ {
			var more []rune
			more, empty = first(re.Sub[i])
			set = append(slices.Clip(set), more...)
		}
		return set, empty
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, none := first(sub)
			set, empty = append(slices.Clip(set), more...), empty || none
		}
		return set, empty
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
	default:
		return nil, true
	}
	return []rune{0, unicode.MaxRune}, false
}

// Required returns lists of texts: every match of the expression has one of each.
// The longest texts, which are the rarest, come first.
func Required(re *syntax.Regexp) [][]string {
	var lists [][]string
	switch {
	case re.Flags&syntax.FoldCase != 0:
	case re.Op == syntax.OpLiteral:
		return [][]string{{string(re.Rune)}}
	case re.Op == syntax.OpCharClass:
		if list := members(re); list != nil {
			return [][]string{list}
		}
	case re.Op == syntax.OpCapture, re.Op == syntax.OpPlus, re.Op == syntax.OpRepeat && re.Min > 0:
		return Required(re.Sub[0])
	case re.Op == syntax.OpConcat:
		for _, sub := range re.Sub {
			lists = append(lists, Required(sub)...)
		}
		slices.SortStableFunc(lists, func(a, b []string) int { return cmp.Or(shortest(b)-shortest(a), len(a)-len(b)) })
	case re.Op == syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			of := Required(sub)
			if len(of) == 0 {
				return nil
			}
			all = append(all, of[0]...)
		}
		return [][]string{all}
	}
	return lists
}

// members lists the characters of a class, nil when they are many.
func members(class *syntax.Regexp) []string {
	const most = 32
	var list []string
	for i := 0; i < len(class.Rune); i += 2 {
		for r := class.Rune[i]; r <= class.Rune[i+1]; r++ {
			if list = append(list, string(r)); len(list) > most {
				return nil
			}
		}
	}
	return list
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}
