package report

import "github.com/nianbao/nianbao/convert/figure"

// BlankMark reports whether a text is what offices write into a cell that has no
// value: nothing, dashes, a slash, 无, 不适用.
func BlankMark(text string) bool { return figure.Read(text).Kind == figure.Blank }

// IsDash reports whether a character is one of the strokes that sources use for
// minus and for blank.
func IsDash(r rune) bool { return figure.IsDash(r) }

// CutUnit splits a unit from the end of a figure: 3件 gives 3 and 件.
func CutUnit(text string) (number, unit string) { return figure.CutUnit(text) }

// IsUnit reports whether a text is a unit that may follow a figure.
func IsUnit(text string) bool { return figure.IsUnit(text) }

// ReadNumber reads one figure as figure.Read does, and Chinese numerals as prose has
// them (一, 十万). It returns ErrNotNumber, with the text, for anything else, a whole
// number with leading zeros among them.
func ReadNumber(text string) (n Number, unit string, err error) {
	if v, ok := figure.Han(text); ok {
		return NewNumber(v), "", nil
	}
	f := figure.Read(text)
	if f.Kind != figure.Exact {
		_, err := ParseNumber(text)
		return Number{}, "", err
	}
	return f.Number, f.Unit, nil
}
