package xlsx

import (
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
)

// A writtenCell is what stands at a place of a sheet: a text, or a number with its
// digits, as it is or as what a formula comes to. The zero writtenCell is none.
type writtenCell struct {
	style        int
	text, number string
	formula      string
}

// numberCell is a number with its digits. One with more than a spreadsheet keeps is a
// text.
func numberCell(style int, n report.Number) writtenCell {
	if significant(n) > mostDigits {
		return writtenCell{style: style, text: n.String()}
	}
	return writtenCell{style: style, number: n.String()} // "" for a blank one
}

// appendRow adds a row of a sheet. excelize is not asked to: it takes several
// times as long, and a workbook is little else.
func appendRow(x []byte, row int, height float64, cells []writtenCell) []byte {
	x = append(x, `<row r="`...)
	x = strconv.AppendInt(x, int64(row), 10)
	if height > 0 {
		x = append(x, `" ht="`...)
		x = strconv.AppendFloat(x, height, 'f', -1, 64)
		x = append(x, `" customHeight="1`...)
	}
	x = append(x, `">`...)
	for i := range cells {
		if cells[i].style != 0 {
			x = cells[i].append(x, place{i + 1, row})
		}
	}
	return append(x, `</row>`...)
}

func (c *writtenCell) append(x []byte, at place) []byte {
	x = append(x, `<c r="`...)
	x = at.append(x)
	x = append(x, `" s="`...)
	x = strconv.AppendInt(x, int64(c.style), 10)
	text := c.text
	if len(text) > maxText {
		text = split(text, maxText)[0]
	}
	switch {
	case c.number != "":
		x = appendFormula(append(x, `">`...), c.formula)
		x = append(append(append(x, `<v>`...), c.number...), `</v>`...)
	case c.formula != "":
		x = appendFormula(append(x, `" t="str">`...), c.formula)
		x = appendText(x, "v", text)
	case text != "":
		x = appendText(append(x, `" t="inlineStr"><is>`...), "t", text)
		x = append(x, `</is>`...)
	default:
		x = append(x, `">`...)
	}
	return append(x, `</c>`...)
}

func appendFormula(x []byte, formula string) []byte {
	if formula == "" {
		return x
	}
	return append(appendEscaped(append(x, `<f>`...), formula), `</f>`...)
}

// appendText adds an element that holds a text, nothing when that is empty.
func appendText(x []byte, name, text string) []byte {
	if text == "" {
		return x
	}
	x = append(append(x, '<'), name...)
	if space(text[0]) || space(text[len(text)-1]) {
		x = append(x, ` xml:space="preserve"`...)
	}
	x = append(x, '>')
	for {
		i := strings.Index(text, "_x")
		if i < 0 {
			break
		}
		x = appendEscaped(x, text[:i])
		if numbered(text[i:]) {
			x = append(x, "_x005F"...)
		}
		x = append(x, '_')
		text = text[i+1:]
	}
	x = appendEscaped(x, text)
	x = append(append(x, '<', '/'), name...)
	return append(x, '>')
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// appendEscaped adds a text that has been through clean.
func appendEscaped(x []byte, text string) []byte {
	done := 0
	for i := range len(text) {
		var escape string
		switch text[i] {
		case '&':
			escape = "&amp;"
		case '<':
			escape = "&lt;"
		case '>':
			escape = "&gt;"
		case '"':
			escape = "&#34;"
		case '\'':
			escape = "&#39;"
		case '\t':
			escape = "&#x9;"
		default:
			continue
		}
		x = append(append(x, text[done:i]...), escape...)
		done = i + 1
	}
	return append(x, text[done:]...)
}

// numbered reports whether a text begins with what spreadsheets take for a
// character by its number: _x000D_.
func numbered(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
