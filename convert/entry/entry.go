// Package entry says what a text is as the entry of a cell of the form: a number of the
// cell's kind, or words of it, or nothing that the cell takes.
//
//	e, ok := entry.Read(row, column, "☑是 □否")
//	fmt.Println(e.Words, ok) // 是 true
//
// Owns: what texts of the kinds that are no figures say (是否, dates, choices).
// Does not own: figures, which are figure's, nor the finding of what is none.
package entry

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// An Entry is what a text says in a cell. Both its Number and its Words are blank where
// the text says nothing.
type Entry struct {
	Number report.Number
	Words  string // of the kinds that are no figures
	Unit   string // as the text states it; "" for none
	Mark   string // a note mark behind a number; "" for none
}

// Read is what a text says in the row's cell of a column; false when it is no entry of
// the cell's kind.
func Read(row *layouts.Row, column *layouts.Column, text string) (Entry, bool) {
	kind := row.KindOf(column)
	if !kind.IsFigure() {
		words, ok := Words(kind, row.ValuesOf(column), text)
		return Entry{Words: words}, ok
	}
	ratio := ""
	if kind == layouts.Percent {
		text, ratio = cutRatio(text)
	}
	if column.Counted {
		text = ordinal(text)
	}
	f := figure.Read(text)
	n, ok := f.Value(kind.Fraction(), kind.Negative())
	if ratio != "" {
		ok = ok && f.Unit == "" && f.Kind == figure.Exact
		f.Unit = ratio
	}
	return Entry{Number: n, Unit: f.Unit, Mark: f.Mark}, ok
}

// ordinal is the number of a row without what is written around one: 2. （3） ④
func ordinal(text string) string {
	number := strings.Trim(text, " \u3000.．、()（）")
	if r := []rune(number); len(r) == 1 && '①' <= r[0] && r[0] <= '⑳' {
		return strconv.Itoa(int(r[0]-'①') + 1)
	}
	if number != "" && strings.Trim(number, "0123456789") == "" {
		return number
	}
	return text
}

// cutRatio cuts the sign of a ratio from the end of a text.
func cutRatio(text string) (before, sign string) {
	text = strings.TrimSpace(text)
	for _, s := range []struct{ written, sign string }{{"%", "%"}, {"％", "%"}, {"﹪", "%"}, {"‰", "‰"}} {
		if before, ok := strings.CutSuffix(text, s.written); ok {
			return before, s.sign
		}
	}
	return text, ""
}

// Shown is a cell as it is printed: with the unit that the source states, a ratio with its
// sign where no head says it, a date as official documents have it; "" when it is blank.
func Shown(row *layouts.Row, column *layouts.Column, c *report.Cell) string {
	text := c.Shown()
	switch kind := row.KindOf(column); {
	case text == "":
	case c.Unit != "":
		text += c.Unit
	case kind == layouts.Percent && !strings.Contains(column.Label+row.Label, row.UnitOf(column)):
		text += row.UnitOf(column)
	case kind == layouts.Date:
		text = shownDate(text)
	}
	return text
}

// openMarks are what outputs show in a cell that is open: no words say so.
var openMarks = []string{"？", "…"}

// Words is what a text says as words of a kind: the text itself, 是 or 否, a date as
// YYYY-MM-DD, or the value that was chosen; "" for nothing. false when it is none.
func Words(kind layouts.Kind, values []string, text string) (string, bool) {
	text = report.OneLine(text)
	switch {
	case text == "":
		return "", true
	case slices.Contains(openMarks, text):
		return "", false
	case kind == layouts.Text:
		return text, true
	}
	switch kind {
	case layouts.YesNo:
		return chosen([]string{"是", "否"}, text)
	case layouts.Date:
		return date(text)
	}
	return chosen(values, text)
}
