package figure

import "strings"

// run reads a folded text as digits run together: digits, blank marks of their own,
// one sign before a digit and one point between digits at the most, for a row of the
// forms has one column of signs or amounts. A unit may stand behind the last.
func (f *Figure) run(s []rune) bool {
	signs, points, digits := 0, 0, 0
	at := func(i int) rune {
		if i < 0 || i >= len(s) {
			return ' '
		}
		return s[i]
	}
	c := &cursor{s: s}
	for ; c.at < len(s); c.at++ {
		before, after := at(c.at-1), at(c.at+1)
		switch r := s[c.at]; {
		case isASCIIDigit(r):
			digits++
		case isFoldedSpace(r):
		case (r == '-' || r == '/') && isFoldedSpace(before) && isFoldedSpace(after) && len(s) > 1: // a blank between values
		case (r == '-' || r == '+') && isASCIIDigit(after) && (isASCIIDigit(before) || isFoldedSpace(before)):
			signs++
		case r == '.' && isASCIIDigit(before) && isASCIIDigit(after):
			points++
		default:
			unit := c.unit()
			if unit == "" || c.at < len(s) {
				return false
			}
			f.Unit = unit
		}
	}
	if digits == 0 || signs > 1 || points > 1 {
		return f.not()
	}
	return true
}

// Digits is the figure as the digits, signs and points of its cells one after the
// other, in ASCII and without white space. false for words and blanks, and for a
// number with a note mark.
func (f Figure) Digits() (string, bool) {
	switch {
	case f.Kind == Exact && f.Text == f.Number.text:
		return f.Text, true
	case f.Kind != Exact && f.Kind != Run, f.Mark != "":
		return "", false
	}
	var b strings.Builder
	var room [64]rune
	s, _ := fold(room[:0], trim(f.Text))
	for _, r := range s {
		if isASCIIDigit(r) || r == '.' || r == '-' || r == '+' {
			b.WriteByte(byte(r))
		}
	}
	if b.Len() == 0 {
		return f.Number.text, f.Kind == Exact // Han numerals
	}
	return b.String(), true
}
