package decision

import (
	"github.com/nianbao/nianbao/convert/figure"
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
	f := figure.Read(text)
	n, ok := f.Value(kind == layouts.Amount, kind == layouts.Signed)
	if !ok || f.Mark != "" || f.Unit != "" && kind == layouts.Amount {
		return Value{}, words.New("decisions.typed", words.Clip(text, 60), kind.Name())
	}
	return Value{Text: n.String()}, nil
}
