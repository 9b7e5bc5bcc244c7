package figure

import (
	"slices"
	"strings"
)

// A cursor goes through a folded text.
type cursor struct {
	s  []rune
	at int
}

func (c *cursor) peek() rune {
	if c.at < len(c.s) {
		return c.s[c.at]
	}
	return -1
}

// spaces skips white space, ends of lines as well, and tells whether there is any.
func (c *cursor) spaces() bool {
	from := c.at
	for isFoldedSpace(c.peek()) {
		c.at++
	}
	return c.at > from
}

// word skips a word if it stands here.
func (c *cursor) word(w string) bool {
	i := c.at
	for _, r := range w {
		if i >= len(c.s) || c.s[i] != r {
			return false
		}
		i++
	}
	c.at = i
	return true
}

// currency skips a currency that stands before a number.
func (c *cursor) currency() bool {
	return slices.ContainsFunc(currencies, c.word)
}

// digits skips digits and returns how many.
func (c *cursor) digits() int {
	from := c.at
	for isASCIIDigit(c.peek()) {
		c.at++
	}
	return c.at - from
}

// number reads sign, digits, separators of thousands and a fraction. The cursor does
// not move when there is no number, or one with leading zeros or too many digits.
func (c *cursor) number() (Number, bool) {
	from := c.at
	minus := c.sign()
	first := c.at
	whole := c.digits()
	if 0 < whole && whole <= 3 && c.s[first] != '0' {
		c.groups()
	}
	end, point := c.at, false
	fraction := 0
	if c.peek() == '.' {
		point = true
		c.at++
		fraction = c.digits()
	}
	if whole+fraction == 0 || whole > 1 && c.s[first] == '0' || point && fraction == 0 || whole+fraction > MaxDigits {
		c.at = from
		return Number{}, false
	}
	var room [MaxDigits + 16]byte
	b := room[:0]
	if minus {
		b = append(b, '-')
	}
	if whole == 0 {
		b = append(b, '0') // .5
	}
	for i, r := range c.s[first:c.at] {
		if isASCIIDigit(r) || first+i == end {
			b = append(b, byte(r))
		}
	}
	n, err := ParseNumber(string(b))
	if err != nil {
		c.at = from
	}
	return n, err == nil
}

// sign skips a sign and the space behind it, and tells a minus. A sign on a line of
// its own is none: it may be a blank cell.
func (c *cursor) sign() bool {
	minus := c.peek() == '-'
	if minus || c.peek() == '+' {
		for c.at++; isFoldedSpace(c.peek()) && c.peek() != '\n'; {
			c.at++
		}
	}
	return minus
}

// groups goes on over groups of three digits, all parted by the same separator. A
// common space parts values, too: it is one of thousands only where a group could not
// be a number by itself (1 070).
func (c *cursor) groups() {
	from, sep, proof := c.at, c.peek(), false
	if sep != ',' && sep != '\'' && sep != ' ' && sep != thinSpace {
		return
	}
	for c.peek() == sep {
		before := c.at
		c.at++
		first := c.at
		if c.digits() != 3 {
			c.at = before
			break
		}
		proof = proof || c.s[first] == '0'
	}
	if sep == ' ' && !proof {
		c.at = from
	}
}

// hanNumber reads Han numerals. The cursor does not move when there are none. 万 at
// the end is a unit, as it is behind digits; within, the number is none of one cell's
// (一万二千 in a column of 万元).
func (c *cursor) hanNumber() (Number, bool) {
	from := c.at
	for c.at < len(c.s) && IsHanNumeral(c.s[c.at]) {
		c.at++
	}
	if c.at > from+1 && c.s[c.at-1] == '万' {
		c.at--
	}
	numeral := c.s[from:c.at]
	v, ok := hanValue(numeral)
	if !ok || slices.Contains(numeral, '万') {
		c.at = from
		return Number{}, false
	}
	return NewNumber(v), true
}

// unit skips a unit, in brackets or not, with the space before it, and returns it.
func (c *cursor) unit() string {
	from := c.at
	c.spaces()
	bracket := c.peek() == '('
	if bracket {
		c.at++
		c.spaces()
	}
	for _, u := range units {
		if c.word(u.name) {
			if !bracket {
				return u.name
			}
			if c.spaces(); c.word(")") {
				return u.name
			}
			break
		}
	}
	c.at = from
	return ""
}

// marks skips note marks and returns them.
func (c *cursor) marks() string {
	from := c.at
	for c.mark() {
	}
	if from == c.at {
		return ""
	}
	return strings.TrimLeft(string(c.s[from:c.at]), foldedSpaces)
}

// mark skips one note mark that is unmistakable: ①, ², *, ※, [1], 【1】, (注1), 注1. A
// number in round brackets is none.
func (c *cursor) mark() bool {
	from := c.at
	spaced := c.spaces()
	r := c.peek()
	closing, bracketed := noteBrackets[r]
	switch {
	case bracketed:
		c.at++
		c.spaces()
		if c.note(r == '(') {
			if c.spaces(); c.word(closing) {
				return true
			}
		}
	case r == '注' && c.note(true) && c.s[c.at-1] != '注': // 7注 is no figure
		return true
	case !spaced && c.symbol():
		return true
	}
	c.at = from
	return false
}

var noteBrackets = map[rune]string{'[': "]", '【': "】", '〔': "〕", '(': ")"}

// note skips what stands in the brackets of a note mark. Round ones want the word 注
// or a mark.
func (c *cursor) note(word bool) bool {
	named := c.word("注")
	from := c.at
	if n := c.digits(); n > 2 || n > 0 && word && !named {
		c.at = from
		return false
	}
	return c.at > from || c.symbol() || named
}

// symbol skips a mark that is no digit: ①, ², up to three asterisks, ※, †.
func (c *cursor) symbol() bool {
	from := c.at
	switch r := c.peek(); {
	case isEnclosed(r), r == '※', r == '†', r == '‡':
		c.at++
	case r == '*':
		for c.peek() == '*' && c.at < from+3 {
			c.at++
		}
	default:
		for isSuperscript(c.peek()) && c.at < from+4 {
			c.at++
		}
	}
	return c.at > from
}
