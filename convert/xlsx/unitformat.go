package xlsx

import (
	"github.com/nianbao/nianbao/convert/words"
)

import "strings"

// quoteUnit is a unit as the literal part of a number format: 1.50 with the
// format 0.00"元" shows 1.50元.
func quoteUnit(unit string) string {
	return `"` + strings.ReplaceAll(words.Clip(clean(unit), 20), `"`, `"\""`) + `"`
}

// unitIn returns the unit that a number format shows, "" for none.
func unitIn(format string) string {
	var unit strings.Builder
	quoted, escaped, bracket := false, false, false
	for _, r := range format {
		switch {
		case escaped:
			unit.WriteRune(r)
			escaped = false
		case quoted && r != '"':
			unit.WriteRune(r)
		case r == '"':
			quoted = !quoted
		case bracket:
			bracket = r != ']'
		case r == '[':
			bracket = true
		case r == '\\':
			escaped = true
		case r == ';':
			return unit.String()
		case r > 0x7F: // some programs write the unit bare
			unit.WriteRune(r)
		}
	}
	return unit.String()
}
