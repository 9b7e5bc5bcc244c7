// Package figure is the one place that says what a text says as a figure. It is
// asked by whatever reads: text, HTML, Word, CSV, workbooks, the sentences of the
// prose.
//
// Read takes the text of one cell, and a cell is an atom: its whole text is a number
// (with its unit, and a note mark cut off), a blank, digits of several cells run
// together, or words, which are unreadable. A number is never cut out of a text that
// says more (≥7, 7改9, 7/9), and what has ink is never a blank, but for the few marks
// and words that offices write for one:
//
//	f := figure.Read("１,070 件[1]")
//	n, ok := f.Count() // 1070, true; f.Unit is 件, f.Mark is [1]
//
// In doubt a text is words: a cell that stays open with a finding costs a look, a
// wrong number costs the report.
//
// Owns: the exact Number; the lists of units, signs, blank words, invisible
// characters and Han numerals; the primitives for text that keeps no cells (cut.go).
// Does not own: kinds of columns and what fits them, findings, labels.
package figure

import "unicode/utf8"

// A Kind is what a cell's text says.
type Kind int

const (
	Blank Kind = iota // nothing, or a mark or word for nothing: never 0
	Exact             // one number
	Run               // digits that are no number: of several cells run together (000, 11-83, 0 0 3)
	Words             // anything else: unreadable as a figure
)

// A Figure is what the text of one cell says. It is a value and safe to share.
type Figure struct {
	Kind   Kind
	Number Number // of an Exact one; else blank
	Unit   string // as stated behind it, or 元 for a currency sign before it; "" for none
	Mark   string // the note mark behind it, which is no part of it; "" for none
	Text   string // as it was given
}

// Read says what the text of one cell says. It never fails: what it cannot read is
// Words. Text that keeps no cells must be cut first.
func Read(text string) Figure {
	f := Figure{Text: text}
	t := trim(text)
	switch {
	case t == "":
		return f
	case isPlain(t):
		f.Kind, f.Number = Exact, Number{t}
		return f
	}
	var room [64]rune
	var s []rune
	ok := Begins(t)
	if ok {
		s, ok = fold(room[:0], t)
	}
	switch {
	case !ok:
		f.Kind = Words
	case isBlank(s):
		f.Kind = Blank
	case f.exact(s):
		f.Kind = Exact
	case f.run(s):
		f.Kind = Run
	default:
		f.Kind = Words
	}
	return f
}

// Count is the figure as a count: a whole number without a unit, or with one that
// counts (件, 条). A fraction of zeros, which programs add, does not count: 16.0 is 16.
// It may be negative. false for anything else.
func (f Figure) Count() (Number, bool) {
	if f.Kind != Exact || f.Unit != "" && !Counts(f.Unit) {
		return Number{}, false
	}
	return f.Number.Whole()
}

// Amount is the figure as an amount. Its Unit, if any, is for the caller to compare
// with the column's: nothing is converted.
func (f Figure) Amount() (Number, bool) { return f.Number, f.Kind == Exact }

// Begins is false for most words: they begin with a Chinese character that neither a
// figure nor a blank begins with.
func Begins(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r < 0x4E00 || r > 0x9FFF || IsHanNumeral(r) || r == '人' || r == '不' || r == '无' || r == '無' || r == '空'
}

// Value is the figure as a value of a column, which takes fractions or does not, and
// negative numbers or does not: an Amount or a Count, or blank. false when it is none.
func (f Figure) Value(fraction, negative bool) (n Number, ok bool) {
	switch {
	case f.Kind == Blank:
		return n, true
	case fraction:
		n, ok = f.Amount()
	default:
		n, ok = f.Count()
	}
	if !ok || n.Sign() < 0 && !negative {
		return Number{}, false
	}
	return n, true
}

// isPlain tells how nearly all numbers are written: -?digits[.digits] in ASCII.
func isPlain(s string) bool {
	digits, point := 0, -1
	from := 0
	if s[0] == '-' {
		from = 1
	}
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c == '.' && point < 0 && i > from:
			point = i
		default:
			return false
		}
	}
	whole := digits
	if point >= 0 {
		whole = point - from
	}
	if digits == 0 || digits > MaxDigits || point == len(s)-1 || whole > 1 && s[from] == '0' {
		return false
	}
	return from == 0 || s[from] != '0' // -0 is 0
}

// exact reads a folded text as one number with unit and note mark.
func (f *Figure) exact(s []rune) bool {
	c := &cursor{s: s}
	money := c.currency()
	if money {
		f.Unit = "元"
		c.spaces()
	}
	han := false
	var ok bool
	if f.Number, ok = c.number(); !ok {
		f.Number, ok = c.hanNumber()
		han = true
	}
	if !ok {
		return f.not()
	}
	stroke := han && c.at == 1 && s[0] == '一' // alone it may be a dash
	if unit := c.unit(); unit != "" {
		f.Unit, stroke = unit, false
	}
	f.Mark = c.marks()
	if c.at < len(s) || stroke || money && Counts(f.Unit) {
		return f.not()
	}
	return true
}

func (f *Figure) not() bool {
	f.Number, f.Unit, f.Mark = Number{}, "", ""
	return false
}
