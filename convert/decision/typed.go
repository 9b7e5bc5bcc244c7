package decision

import (
	"cmp"

	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

// Typed is what somebody has typed as the value of a cell; nothing, or a mark for nothing,
// is blank. The error says what the cell takes.
func Typed(l *layouts.Layout, cell, text string) (Value, error) {
	t := tableOf(l, cell)
	if t == nil {
		return Value{}, words.New("decisions.no-cell", words.Clip(cell, 60))
	}
	row, column := t.Cell(cell)
	kind := row.KindOf(column)
	e, ok := entry.Read(row, column, text)
	if !ok || e.Mark != "" || e.Unit != "" && kind.Fraction() {
		return Value{}, words.New("decisions.typed", words.Clip(text, 60), kind.Name())
	}
	return Value{Text: cmp.Or(e.Words, e.Number.String())}, nil
}
