package check

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// rowTitle names a row; a row without a label goes by its table's name.
func rowTitle(t *layouts.Table, row *layouts.Row) string {
	if s := row.Title(); s != "" {
		return s
	}
	return t.Name
}

// rowName names a row with its table.
func rowName(t *layouts.Table, row *layouts.Row) string {
	if rowTitle(t, row) == t.Name {
		return "表“" + t.Name + "”"
	}
	return fmt.Sprintf("表“%s”的“%s”行", t.Name, rowTitle(t, row))
}

// cellName names a cell with its row and table.
func cellName(t *layouts.Table, id string) string {
	row, column := find(t, id)
	if row == nil {
		return id
	}
	return rowName(t, row) + "“" + column.Title() + "”"
}

// shortName names a cell within its table.
func shortName(t *layouts.Table, id string) string {
	row, column := find(t, id)
	if row == nil {
		return id
	}
	return rowTitle(t, row) + "·" + column.Title()
}

func find(t *layouts.Table, id string) (*layouts.Row, *layouts.Column) {
	rest := strings.TrimPrefix(id, t.ID+".")
	rowID, columnID, _ := strings.Cut(rest, ".")
	row, b := t.Row(rowID)
	if row == nil {
		return nil, nil
	}
	if c := b.Column(columnID); c != nil {
		return row, c
	}
	return nil, nil
}

func kindName(k layouts.Kind) string {
	switch k {
	case layouts.Signed:
		return "整数"
	case layouts.Amount:
		return "不小于零的数"
	}
	return "不小于零的整数"
}

// A wholePart is the whole part of a decimal.
type wholePart struct{ big.Int }

func (w *wholePart) of(n report.Number) int64 {
	r := n.Rat()
	w.Quo(r.Num(), r.Denom())
	if !w.IsInt64() {
		return 1<<63 - 1
	}
	return w.Int64()
}
