package wordgrid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A List numbers paragraphs, as an entry of Word's table of list overrides does.
type List struct {
	Num      int
	Abstract int // lists that share it go on with each other's numbers
	Levels   [9]Level
	Starts   map[int]int   // levels that begin with another number here
	Changed  map[int]Level // levels that look otherwise here
}

// A Level is one of a list.
type Level struct {
	Start   int
	Format  string // the kind of numeral, as FormatName names it
	Text    string // with %1 … %9 where the numbers of levels stand
	Restart int    // begins again after a level above this one; 0 never, -1 any
	Legal   bool   // all its numbers are decimal
	Tight   bool   // neither a tab nor a space follows
}

// formatNames are the kinds of numerals in the order of their numbers in .doc
// and RTF, by the names that .docx gives them.
var formatNames = [...]string{
	"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
	"hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
	"japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth",
	"irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen",
	"decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac",
	"ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand",
	"taiwaneseDigital", "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "koreanDigital",
	"koreanCounting", "koreanLegal", "koreanDigital2",
}

// FormatName names a kind of numeral by its number; an unknown one is decimal, 255 is none.
func FormatName(n int) string {
	switch {
	case n == 255:
		return "none"
	case n >= 0 && n < len(formatNames):
		return formatNames[n]
	}
	return "decimal"
}

// PrintedLabel writes the number of an item that a file has as text: a bullet
// is none, and a space follows but where it ends in a full-width mark, as 一、 does.
func PrintedLabel(s string) string {
	s = strings.TrimSpace(s)
	if strings.IndexFunc(s, func(r rune) bool { return unicode.In(r, unicode.Letter, unicode.Number) }) < 0 {
		return ""
	}
	if last, _ := utf8.DecodeLastRuneInString(s); last >= 0x2e80 {
		return s
	}
	return s + " "
}
