package messy

import (
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// Figures are known values of every cell of a layout: what a renderer prints and
// what the reader must give back. They keep every equality of the layout.
type figures struct {
	layout *layouts.Layout
	values map[string]string // by cell id; "" is blank
	full   map[string]string // the same before zeros and totals were left blank
}

// A scale is the size of an office: how often a cell is 0, and how large it is if not.
type scale struct {
	name   string
	zero   float64
	parts  int64 // of cells that stand in sums
	single int64 // of cells that stand in none
	amount string
}

var scales = []scale{
	{"village", 0.93, 9, 30, "0"},
	{"county", 0.6, 300, 4000, "%d.%02d"},
	{"city", 0.15, 6000, 999999, "%d.%04d"},
}

// A thinning blanks cells as offices do.
type thinning string

const (
	noBlanks    thinning = "full"    // every zero is printed
	zeroBlanks  thinning = "zeros"   // every zero is left blank
	innerBlanks thinning = "careful" // and the totals of rows that no balance names, too
)

// newFigures makes figures that hold together: free cells by chance, then the
// totals, until every equality has been used.
func newFigures(l *layouts.Layout, size scale, thin thinning, rnd *rand.Rand) *figures {
	f := &figures{layout: l, values: map[string]string{}}
	for _, t := range l.Tables {
		f.free(t, size, rnd)
		f.totals(t)
	}
	for _, t := range l.Tables {
		for _, r := range t.Rules() {
			if r.Op == layouts.Equal && f.sum(r.Left).Cmp(f.sum(r.Right)) != 0 {
				panic(fmt.Sprintf("figures break %s %v", r.Code, r.Left))
			}
		}
	}
	f.full = maps.Clone(f.values)
	for _, t := range l.Tables {
		f.blank(t, thin)
	}
	return f
}

func (f *figures) free(t *layouts.Table, size scale, rnd *rand.Rand) {
	summed := map[string]bool{}
	for _, r := range t.Rules() {
		if r.Op == layouts.Equal {
			for _, c := range r.Cells() {
				summed[c] = true
			}
		}
	}
	eachCell(t, func(row *layouts.Row, c *layouts.Column, id string) {
		most := size.single
		if summed[id] {
			most = size.parts
		}
		v := "0"
		if rnd.Float64() >= size.zero || !summed[id] && rnd.Float64() < 0.5 {
			n := 1 + int64(float64(most-1)*rnd.Float64()*rnd.Float64())
			switch row.KindOf(c) {
			case layouts.Amount:
				v = amountText(size.amount, n, rnd)
			case layouts.Signed:
				if n = 1 + n%97; rnd.IntN(2) == 0 {
					n = -n
				}
				v = fmt.Sprint(n)
			default:
				v = fmt.Sprint(n)
			}
		}
		f.values[id] = v
	})
}

func amountText(format string, n int64, rnd *rand.Rand) string {
	switch strings.Count(format, "%") {
	case 0:
		return format
	}
	fraction := 1 + rnd.IntN(99)
	if strings.Contains(format, "%04d") {
		fraction = 1 + rnd.IntN(9999)
	}
	return fmt.Sprintf(format, n, fraction)
}

// totals sets the first cell on the left of every equality, in an order in which
// the other cells are known.
func (f *figures) totals(t *layouts.Table) {
	open := map[string]bool{}
	var rules []*layouts.Rule
	for _, r := range t.Rules() {
		if r.Op == layouts.Equal {
			rules = append(rules, r)
			open[r.Left[0]] = true
		}
	}
	known := func(r *layouts.Rule) bool {
		for _, c := range r.Cells()[1:] {
			if open[c] {
				return false
			}
		}
		return open[r.Left[0]]
	}
	for again := true; again; {
		again = false
		for _, r := range rules {
			if !known(r) {
				continue
			}
			v := new(big.Rat).Sub(f.sum(r.Right), f.sum(r.Left[1:]))
			if v.Sign() < 0 {
				for _, c := range r.Left[1:] {
					f.values[c] = "0"
				}
				f.totals(t)
				return
			}
			f.values[r.Left[0]] = v.FloatString(0)
			open[r.Left[0]] = false
			again = true
		}
	}
}

func (f *figures) sum(cells []string) *big.Rat {
	sum := new(big.Rat)
	for _, c := range cells {
		sum.Add(sum, rat(f.values[c]))
	}
	return sum
}

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat)
	}
	return r
}

// blank blanks the table's zeros, and with innerBlanks the totals of inner rows.
func (f *figures) blank(t *layouts.Table, how thinning) {
	if how == noBlanks {
		return
	}
	balanced, total := map[string]bool{}, map[string]bool{}
	for _, r := range t.Rules() {
		if r.Code == "balance" {
			for _, c := range r.Cells() {
				balanced[c] = true
			}
		}
		if r.Code == "row-sum" {
			total[r.Left[0]] = true
		}
	}
	eachCell(t, func(_ *layouts.Row, _ *layouts.Column, id string) {
		if rat(f.values[id]).Sign() == 0 || how == innerBlanks && total[id] && !balanced[id] {
			f.values[id] = ""
		}
	})
}

func eachCell(t *layouts.Table, do func(*layouts.Row, *layouts.Column, string)) {
	for _, b := range t.Blocks {
		for _, r := range b.Rows {
			for _, c := range b.Columns {
				do(r, c, layouts.CellID(t.ID, r.ID, c.ID))
			}
		}
	}
}

// same compares two numbers by value; a blank is only like a blank.
func same(a, b string) bool {
	return a == b || a != "" && b != "" && a != "absent" && rat(a).Cmp(rat(b)) == 0
}
