package layouts

import (
	"fmt"
	"maps"
	"slices"

	"github.com/nianbao/nianbao/convert/words"
)

// A table may be of halves that stand side by side (收入 | 支出): blocks with heads, rows
// and columns of their own on the same lines. Where one is shorter, blank places fill it.
// What stands on one line has nothing to do with each other, so reading takes each half
// for a table of its own, and a row by its label in its half alone.

// hasHalves reports whether blocks of the table stand side by side.
func (t *Table) hasHalves() bool {
	return slices.ContainsFunc(t.Blocks, func(b *Block) bool { return b.Beside })
}

// IsHalf reports whether the table is one of the halves of ByHalves.
func (t *Table) IsHalf() bool { return t.half }

// ByHalves is the layout with each half of a table as a table by itself, of the table's
// id, name and cells, in its place; the layout itself where no table has halves.
func (l *Layout) ByHalves() *Layout {
	if !slices.ContainsFunc(l.Tables, (*Table).hasHalves) {
		return l
	}
	own := *l
	own.Tables = nil
	for _, t := range l.Tables {
		if t.hasHalves() {
			own.Tables = append(own.Tables, t.halves()...)
		} else {
			own.Tables = append(own.Tables, t)
		}
	}
	return &own
}

func (t *Table) halves() []*Table {
	var all []*Table
	for i, b := range t.Blocks {
		span := t.grid.Blocks[i]
		alone := *b
		alone.Beside = false
		half := &Table{ID: t.ID, Name: t.Name, Clause: t.Clause, Widths: t.Widths[span.From:span.To], Size: t.Size, Blocks: []*Block{&alone}, Optional: t.Optional, half: true}
		grid, wrong := buildGrid(half, "")
		must(wrong)
		half.grid = grid
		half.index()
		for _, r := range t.rules {
			if !slices.ContainsFunc(r.Cells(), func(id string) bool { return half.refs[id] == nil }) {
				half.rules = append(half.rules, r)
			}
		}
		half.indexTotals()
		all = append(all, half)
	}
	return all
}

// verifyHalves holds blocks that stand side by side to what such are.
func (t *Table) verifyHalves(path string) *flaw {
	if !t.hasHalves() {
		for i, b := range t.Blocks {
			for j, r := range b.Rows {
				if r.Level != "" {
					return &flaw{fmt.Sprintf("%s.blocks[%d].rows[%d].level", path, i, j), words.New("layout.level", r.Level)}
				}
			}
		}
		return nil
	}
	for i, b := range t.Blocks {
		bpath := fmt.Sprintf("%s.blocks[%d]", path, i)
		switch {
		case b.Beside != (i > 0):
			return &flaw{bpath, words.New("layout.beside")}
		case b.Units:
			return &flaw{bpath + ".units", words.New("layout.beside-list")}
		case len(b.Head) != len(t.Blocks[0].Head):
			return &flaw{bpath + ".head", words.New("layout.beside-heads", len(b.Head), len(t.Blocks[0].Head))}
		}
		for j, r := range b.Rows {
			if r.Repeat || r.Label == "" {
				return &flaw{fmt.Sprintf("%s.rows[%d]", bpath, j), words.New("layout.beside-list")}
			}
		}
	}
	return nil
}

// places is how many places a block takes that stands beside others: those of its first
// line, into which nothing reaches.
func (b *Block) places() int {
	n := 0
	if len(b.Head) > 0 {
		for _, h := range b.Head[0] {
			n += max(h.Colspan, 1)
		}
		return n
	}
	r := b.Rows[0]
	for _, g := range r.Groups {
		n += max(g.Colspan, 1)
	}
	n += max(b.labelSpan(r), 1)
	for _, c := range b.ColumnsOf(r) {
		n += max(c.Colspan, 1)
	}
	return n
}

// levels are the lines of the rows of blocks that stand side by side, from 0, and how many
// lines there are. Rows follow one another; one that stands on the line of another is
// moved down to it. path gives that of a block.
func levels(blocks []*Block, path func(int) string) (lines [][]int, all int, wrong *flaw) {
	at, where := map[string][2]int{}, [2]int{}
	for i, b := range blocks {
		lines = append(lines, make([]int, len(b.Rows)))
		for j, r := range b.Rows {
			at[r.ID] = [2]int{i, j}
			all += 1 + len(r.Captions)
		}
	}
	for moved := true; moved; {
		moved = false
		for i, b := range blocks {
			next := 0
			for j, r := range b.Rows {
				line := max(lines[i][j], next+len(r.Captions))
				if r.Level != "" && len(blocks) > 1 { // a half by itself has lost it
					var known bool
					if where, known = at[r.Level]; !known || where[0] == i {
						return nil, 0, &flaw{fmt.Sprintf("%s.rows[%d].level", path(i), j), words.New("layout.level", r.Level)}
					}
					line = max(line, lines[where[0]][where[1]])
					if lines[where[0]][where[1]] < line {
						lines[where[0]][where[1]], moved = line, true
					}
				}
				if line > all {
					return nil, 0, &flaw{fmt.Sprintf("%s.rows[%d].level", path(i), j), words.New("layout.level-crossed", r.Level)}
				}
				if line != lines[i][j] {
					lines[i][j], moved = line, true
				}
				next = line + 1
			}
		}
	}
	all = 0
	for _, of := range lines {
		if n := len(of); n > 0 { // none, where its row repeats and there is none
			all = max(all, of[n-1]+1)
		}
	}
	return lines, all, nil
}

// blanks fills the line of a block that has none of its rows, cell by cell as its rows are
// parted.
func (g *gridBuilder) blanks(b *Block, row int) {
	edges := map[int]bool{g.to: true}
	at := g.to
	for _, c := range slices.Backward(b.Columns) {
		edges[at] = true
		at -= max(c.Colspan, 1)
	}
	edges[at] = true
	from := g.free(row)
	for _, to := range slices.Sorted(maps.Keys(edges)) {
		if to <= from {
			continue
		}
		if wrong := g.place(&Cell{Kind: BlankCell, Colspan: to - from}, row, ""); wrong != nil {
			return // what covers it reaches too far, which closed finds
		}
		from = to
	}
}
