package xlsx

import "strconv"

// A cell is what stands at a place of a sheet: a text, or a number with its
// digits, as it is or as what a formula comes to. The zero cell is none.
type cell struct {
	style        int
	text, number string
	formula      string
}

// appendRow adds a row of a sheet. excelize is not asked to: it takes several
// times as long, and a workbook is little else.
func appendRow(x []byte, row int, height float64, cells []cell) []byte {
	x = append(x, `<row r="`...)
	x = strconv.AppendInt(x, int64(row), 10)
	x = append(x, `" ht="`...)
	x = strconv.AppendFloat(x, height, 'f', -1, 64)
	x = append(x, `" customHeight="1">`...)
	for i := range cells {
		if cells[i].style != 0 {
			x = cells[i].append(x, place{i + 1, row})
		}
	}
	return append(x, `</row>`...)
}

func (c *cell) append(x []byte, at place) []byte {
	x = append(x, `<c r="`...)
	x = at.append(x)
	x = append(x, `" s="`...)
	x = strconv.AppendInt(x, int64(c.style), 10)
	text := split(c.text, maxText)[0]
	switch {
	case c.number != "":
		x = append(x, `">`...)
		x = appendElement(x, "f", c.formula)
		x = appendElement(x, "v", c.number)
	case c.formula != "":
		x = append(x, `" t="str">`...)
		x = appendElement(x, "f", c.formula)
		x = appendElement(x, "v", text)
	case text != "":
		x = append(x, `" t="inlineStr"><is>`...)
		x = appendElement(x, "t", text)
		x = append(x, `</is>`...)
	default:
		x = append(x, `">`...)
	}
	return append(x, `</c>`...)
}

// appendElement adds an element that holds a text, nothing when that is empty.
func appendElement(x []byte, name, text string) []byte {
	if text == "" {
		return x
	}
	x = append(append(x, '<'), name...)
	if space(text[0]) || space(text[len(text)-1]) {
		x = append(x, ` xml:space="preserve"`...)
	}
	x = append(x, '>')
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
		case '_':
			if !numbered(text[i:]) {
				continue
			}
			escape = "_x005F_"
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
