package xlsx

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// maxText is the most UTF-16 units that a cell holds.
const maxText = 32767

// clean drops the characters that XML cannot carry. Tabs and line breaks stay,
// a carriage return is a line break.
func clean(s string) string {
	if strings.IndexFunc(s, unwritable) < 0 && utf8.ValidString(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case unwritable(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func unwritable(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF)
}

// split cuts a text into pieces that a cell holds, never within a character.
func split(s string, most int) []string {
	if len(s) <= most {
		return []string{s}
	}
	var pieces []string
	start, units := 0, 0
	for i, r := range s {
		n := utf16.RuneLen(r)
		if units+n > most {
			pieces = append(pieces, s[start:i])
			start, units = i, 0
		}
		units += n
	}
	return append(pieces, s[start:])
}

// em is the width of a character in ems, on the generous side: the fonts that
// the sheets name are not on every computer.
func em(r rune) float64 {
	switch {
	case r < 0x20:
		return 0
	case r < 0x2E80 && r != '—' && r != '…' && r != '“' && r != '”':
		return 0.56
	}
	return 1
}

// linesOf is how many lines a wrapped text takes in a cell width points wide,
// set in a type size points high.
func linesOf(text string, width, size float64) int {
	const inset = 5 // what a cell keeps free on its two sides
	room := max((width-inset)/size, 1)
	lines := 1
	at := 0.0
	for _, r := range text {
		if r == '\n' {
			lines, at = lines+1, 0
			continue
		}
		w := em(r)
		if at+w > room+0.01 {
			lines, at = lines+1, 0
		}
		at += w
	}
	return lines
}

// heightOf is the height in points of that many lines.
func heightOf(lines int, size float64) float64 {
	return math.Ceil(float64(lines)*size*1.3 + 4)
}

// points turns millimetres into points.
func points(mm float64) float64 { return mm * 72 / 25.4 }

// columnWidth is the width of a column in the unit of the file: digits of the
// workbook's standard font, 8 pixels each at 96 pixels to the inch.
func columnWidth(mm float64) float64 {
	return math.Round(mm*96/25.4/8*100) / 100
}
