package settle

import (
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/layouts"
)

// What the rows of a table tell of digits run together. They show their blank cells
// nowhere: where an office leaves zeros blank, 4445 525 390 may be four cells or seven,
// and a full row's digits have readings with blanks that no search is made for. Such
// rows stay open.

// gluedTable reports whether the puzzle's table has digits run together, so that its
// own may be. Where no sum parts them, one such row beside others whose cells are
// apart says little: two cells may have run together by accident, and others be
// blank; it takes more of them, here or in the report.
func gluedTable(t *draft.Table, glued map[*draft.Row]bool, p *puzzle) bool {
	const habit = 3
	others, apart := 0, false
	for _, row := range t.Rows {
		switch {
		case row == p.src:
		case glued[row]:
			others++
		default:
			apart = apart || given(row.Pieces) > 1
		}
	}
	if any := others > 0 || glued[p.src]; len(p.rules) > 0 || !apart || len(glued) > habit {
		return any
	}
	return others > 1
}

// gluedRows are the rows of a draft that have digits run together: a piece is
// digits and yet no number, as 000 or 11-83, or a number longer than any figure.
func gluedRows(d *draft.Draft) map[*draft.Row]bool {
	const longest = 11
	glued := map[*draft.Row]bool{}
	for _, t := range d.Tables {
		for _, row := range t.Rows {
			for _, q := range row.Pieces {
				f := figure.Read(q.Text)
				if f.Kind == figure.Exact && len(f.Number.String()) <= longest {
					continue
				}
				if _, ok := f.Digits(); ok {
					glued[row] = true
				}
			}
		}
	}
	return glued
}

// markGaps marks the rows of tables whose blank cells vanish. A table that prints
// its zeros leaves, if any, the totals of its inner rows blank: then many rows
// are short. Of one that prints none, a single row of the report tells.
func markGaps(puzzles []*puzzle) {
	const habit = 3 // short rows of a table
	vanished := 0
	zeros, short := map[string]bool{}, map[string]int{}
	for _, p := range puzzles {
		zeros[p.table.ID] = zeros[p.table.ID] || p.printsZero()
		if p.lacksDigits() {
			short[p.table.ID]++
			vanished++
		}
	}
	for _, p := range puzzles {
		p.gaps = vanished > 0
		if id := p.table.ID; zeros[id] {
			p.gaps = short[id] >= habit
		}
	}
}

// printsZero reports whether a value of the row is a zero, or begins with one and
// so has others behind it.
func (p *puzzle) printsZero() bool {
	for _, v := range p.values {
		if text, ok := runTogether(v.Text); ok && text[0] == '0' && !strings.HasPrefix(text, "0.") {
			return true
		}
	}
	return false
}

// lacksDigits reports whether a row has fewer digits than cells, and nothing that
// stands for the others.
func (p *puzzle) lacksDigits() bool {
	if len(p.src.Pieces) > len(p.values) || p.src.Doubt {
		return false
	}
	digits := 0
	for _, v := range p.values {
		text, _ := runTogether(v.Text)
		digits += max(len(text), 1)
	}
	return digits < p.width()
}

// parts reports whether the row's digits would have to be parted.
func (p *puzzle) parts() bool {
	for _, r := range p.readings {
		if r.manner == parted {
			return true
		}
	}
	return false
}

// bearParted leaves rows open whose digits were parted by their own sum alone, in
// a table where figures are damaged: no choice of readings satisfies its sums, or
// other rows have none. A damaged row's sum may fit by chance, too, unless there
// are few ways to part its digits.
func bearParted(t *layouts.Table, puzzles []*puzzle, damaged bool) {
	const few = 8
	if !damaged {
		return
	}
	borne := borneCells(t, puzzles, nil)
	for _, p := range puzzles {
		if len(p.readings) == 1 && p.readings[0].manner == parted && p.over && p.partings(few) > few && !p.borneOut(borne) {
			p.leave(unproved)
		}
	}
}

// partings counts the ways to part the row's digits into its columns, sums or no
// sums, up to one more than most.
func (p *puzzle) partings(most int) int {
	text := ""
	for _, v := range p.values {
		digits, _ := runTogether(v.Text)
		text += digits
	}
	ways := make([]int, len(text)+1) // to part so many characters into the columns so far
	ways[0] = 1
	for range p.width() {
		next := make([]int, len(text)+1)
		for from, n := range ways {
			for to := from + 1; n > 0 && to <= len(text) && (to == from+1 || text[from] != '0'); to++ {
				next[to] = min(next[to]+n, most+1)
			}
		}
		ways = next
	}
	return ways[len(text)]
}
