package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
)

// spaced parts a line, its ends trimmed, at runs of two or more spaces, when
// it looks like a row of a table: labels without a full stop, or values behind
// a label. It returns nil for prose, which may have such runs, too.
func spaced(s string) []string {
	cells := splitSpaces(s)
	if len(cells) < 2 {
		return nil
	}
	values, colons, size, prose := 0, 0, 0, false
	for _, c := range cells {
		size += utf8.RuneCountInString(c)
		if strings.ContainsAny(c, ":：") {
			colons++
		}
		switch {
		case isValue(c):
			values++
		case isSentence(c), strings.ContainsAny(c, "，"), utf8.RuneCountInString(c) > 40:
			prose = true
		}
	}
	if len(cells) == 2 && values+colons == 0 && size > 30 {
		prose = true // a line of a paragraph that the layout has spaced out
	}
	if prose && values*2 < len(cells) {
		return nil
	}
	if values == len(cells)-1 {
		cells = apartFrom(cells)
	}
	return figuresApart(cells)
}

// figuresApart parts figures that one space parts in a row whose other cells more spaces
// part: 12 3. Groups of three digits are one figure: 1 234.
func figuresApart(cells []string) []string {
	if len(cells) < 3 || !slices.ContainsFunc(cells, isSeveralFigures) {
		return cells
	}
	var apart []string
	for _, c := range cells {
		if isSeveralFigures(c) {
			apart = append(apart, strings.Fields(c)...)
		} else {
			apart = append(apart, c)
		}
	}
	return apart
}

func isSeveralFigures(s string) bool {
	if !isValue(s) || !strings.ContainsAny(s, " \u00a0\u3000") {
		return false
	}
	groups := true
	words := strings.Fields(s)
	for i, w := range words {
		if strings.Trim(w, "0123456789.,") != "" {
			return false
		}
		groups = groups && (i == 0 && len(w) <= 3 || i > 0 && len(w) == 3)
	}
	return len(words) > 1 && !groups
}

// apartFrom parts the first value from the label it stands behind, one space apart:
// the longest label of a column leaves no more.
func apartFrom(cells []string) []string {
	at := strings.LastIndexAny(cells[0], " \u00a0\u3000")
	if len(cells) < 3 || at < 0 {
		return cells
	}
	label, value := trim(cells[0][:at]), trim(cells[0][at:])
	if !strings.ContainsAny(value, "0123456789０１２３４５６７８９") || !isValue(value) || isValue(label) {
		return cells
	}
	return append([]string{label, value}, cells[1:]...)
}

// splitSpaces cuts s at every run of two or more U+0020, U+00A0 or U+3000.
func splitSpaces(s string) []string {
	if !strings.Contains(s, " ") && !strings.Contains(s, "\u00a0") && !strings.Contains(s, "\u3000") {
		return nil
	}
	var cells []string
	start, run, runStart := 0, 0, 0
	for i, r := range s {
		if r == ' ' || r == '\u00a0' || r == '\u3000' {
			if run == 0 {
				runStart = i
			}
			run++
			continue
		}
		if run > 1 {
			cells = append(cells, s[start:runStart])
			start = i
		}
		run = 0
	}
	if cells == nil {
		return nil
	}
	return append(cells, s[start:])
}

// isValue reports whether s is written as a cell's value is: digits with signs
// and separators, a dash, 无.
func isValue(s string) bool {
	if number, unit := figure.CutUnit(s); unit != "" {
		s = number
	}
	for _, r := range s {
		if !figure.IsDigit(r) && !figure.IsSign(r) && !strings.ContainsRune(".,/%．，／ \u00a0\u3000〇零无", r) {
			return false
		}
	}
	return s != ""
}
