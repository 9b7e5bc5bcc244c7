package convert_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/convert"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// sheetDamages change a workbook as people and programs do. What a cell said before it
// may say no more, but nothing else in silence.
var sheetDamages = []struct {
	name   string
	most   float64 // of the cells that may be open
	damage func(b *plainBook, rnd *rand.Rand)
}{
	{"no cell is merged", 0, func(b *plainBook, _ *rand.Rand) {
		for i := range b.Boxes {
			b.Boxes[i].Rows, b.Boxes[i].Cols = 1, 1
		}
	}},
	{"a column of nothing between", 0.1, func(b *plainBook, rnd *rand.Rand) {
		at := 1 + rnd.IntN(8)
		for i := range b.Boxes {
			switch c := &b.Boxes[i]; {
			case c.Col >= at:
				c.Col++
			case c.Col+c.Cols > at:
				c.Cols++
			}
		}
	}},
	{"a row is emptied", 0.1, func(b *plainBook, rnd *rand.Rand) {
		row := figureRow(b, rnd)
		b.Boxes = slices.DeleteFunc(b.Boxes, func(c plainBox) bool { return c.Row == row && c.Rows == 1 })
	}},
	{"a label is emptied", 0.5, func(b *plainBook, rnd *rand.Rand) {
		row := figureRow(b, rnd)
		for i := range b.Boxes {
			if c := &b.Boxes[i]; c.Row == row && !c.Figure {
				c.Text = ""
			}
		}
	}},
	{"a row stands twice", 0.5, func(b *plainBook, rnd *rand.Rand) {
		row := figureRow(b, rnd)
		var twice []plainBox
		for i := range b.Boxes {
			switch c := &b.Boxes[i]; {
			case c.Row == row && c.Rows == 1:
				again := *c
				if again.Row++; again.Figure && again.Text != "" {
					again.Text += "7"
				}
				twice = append(twice, again)
			case c.Row > row:
				c.Row++
			case c.Row+c.Rows > row+1:
				c.Rows++
			}
		}
		b.Boxes = append(b.Boxes, twice...)
	}},
	{"a figure stands twice in its cell", 0.2, func(b *plainBook, rnd *rand.Rand) {
		row := figureRow(b, rnd)
		for i := range b.Boxes {
			if c := &b.Boxes[i]; c.Row == row && c.Figure && c.Text != "" && c.Text != "0" {
				c.Text += " " + c.Text
				return
			}
		}
	}},
	{"the tables stand side by side", 1, func(b *plainBook, rnd *rand.Rand) {
		first := -1
		for i := range b.Boxes {
			if c := &b.Boxes[i]; c.Figure && first < 0 {
				first = c.Row
			}
		}
		for i := range b.Boxes {
			if c := &b.Boxes[i]; c.Row > first+12 {
				c.Row, c.Col = c.Row-12, c.Col+20
			}
		}
	}},
}

func figureRow(b *plainBook, rnd *rand.Rand) int {
	var rows []int
	for _, c := range b.Boxes {
		if c.Figure {
			rows = append(rows, c.Row)
		}
	}
	return rows[rnd.IntN(len(rows))]
}

// TestSheetsDamaged: whatever was done to a workbook, no cell is wrong in silence.
func TestSheetsDamaged(t *testing.T) {
	for _, d := range sheetDamages {
		t.Run(d.name, func(t *testing.T) {
			var sc wordScore
			dir := t.TempDir()
			for i := range 26 {
				r := newOfficeReport(layouts.Find([]string{"disclosure-2021", "disclosure-2019"}[i%2]), uint64(i), i%4 >= 2)
				b := r.book(false)
				b.Out = filepath.Join(dir, fmt.Sprintf("%02d.xlsx", i))
				d.damage(b, rand.New(rand.NewPCG(uint64(i), 13)))
				b.write(t)
				reading, err := converter(t).Read("a.xlsx", fileBytes(t, b.Out))
				if errors.Is(err, source.ErrDamaged) || convert.Code(err) == "not-a-report" {
					sc.cells, sc.open = sc.cells+len(r.values), sc.open+len(r.values)
					continue
				}
				must(t, err)
				r.score(t, &sc, reading, filepath.Base(b.Out))
			}
			t.Logf("%d of %d cells right, %d open, %d wrong in silence", sc.right, sc.cells, sc.open, sc.silent)
			if float64(sc.open) > d.most*float64(sc.cells) {
				t.Errorf("%d of %d cells are open", sc.open, sc.cells)
			}
		})
	}
}
