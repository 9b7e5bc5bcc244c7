package source

import "strings"

// Raised and lowered characters of prose are kept as the characters that Unicode has for
// them: m², CO₂, the mark of a note. A text with others in it stays as it is.

var (
	raisedForms  = scriptForms("0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾nⁿiⁱ")
	loweredForms = scriptForms("0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎")
)

func scriptForms(pairs string) map[rune]rune {
	forms, all := map[rune]rune{}, []rune(pairs)
	for i := 0; i < len(all); i += 2 {
		forms[all[i]] = all[i+1]
	}
	return forms
}

// Superscript is a text in raised characters; the text itself where there are none of one
// of its characters.
func Superscript(text string) string { return scripted(text, raisedForms) }

func scripted(text string, forms map[rune]rune) string {
	if strings.ContainsFunc(text, func(r rune) bool { return forms[r] == 0 && !isSpace(r) }) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if form := forms[r]; form != 0 {
			return form
		}
		return r
	}, text)
}

// A script tells characters above and below the line.
type script int8

const (
	onLine script = iota
	above
	below
)

func (s script) of(text string) string {
	switch s {
	case above:
		return scripted(text, raisedForms)
	case below:
		return scripted(text, loweredForms)
	}
	return text
}
