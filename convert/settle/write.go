package settle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/draft"
	"github.com/nianbao/nianbao/convert/entry"
	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A writer writes settled rows and collects what was done to them.
type writer struct {
	r    *report.Report
	d    *draft.Table
	t    *layouts.Table
	rows []*puzzle // all of the table
	done []*act    // in the order in which they were begun

	struck []string      // cells in which struck-out text was left out
	stated []*statedUnit // that a heading or a line above states
}

func (w *writer) row(p *puzzle, by basis) {
	if len(p.readings) == 1 && p.why == none {
		w.settled(p, p.readings[0], by)
		return
	}
	w.unsettled(p)
}

func (w *writer) settled(p *puzzle, r reading, by basis) {
	cells := make([]report.Cell, p.width())
	p.out.Cells = make([]*report.Cell, 0, len(cells))
	for c := range cells {
		if p.isExtra(c) {
			w.subtotal(p, r, c)
			continue
		}
		cell := &cells[c]
		*cell = p.cell(r, c)
		if p.contested(r, c) {
			cell.Open, cell.Value = true, report.Number{}
			p.out.Cells = append(p.out.Cells, cell)
			continue
		}
		if r.from[c] >= 0 && r.values[c].Blank() && !figure.IsBlank(p.values[r.from[c]].Text) {
			cell.Open = true
			w.unreadable(p, c, p.values[r.from[c]])
		}
		if r.from[c] >= 0 && r.manner != parted && !cell.Open {
			w.unit(p, c, cell, p.values[r.from[c]])
		}
		p.out.Cells = append(p.out.Cells, cell)
	}
	if r.manner != plain || by == byTable || by == byProse {
		w.repaired(p, r, by)
	}
	w.lacking(p, true)
	for _, c := range p.src.Struck {
		w.struck = append(w.struck, p.id(c))
	}
}

// worded writes a row that has cells of words: each cell is what its text says, and
// nothing is put in place by sums.
func (w *writer) worded(p *puzzle) {
	if !p.src.Fixed || p.src.Doubt {
		p.leave(noCells)
		w.unsettled(p)
		return
	}
	if w.slipped(p) {
		p.leave(aside)
		w.unsettled(p)
		return
	}
	p.out.Cells = make([]*report.Cell, 0, p.width())
	for c, piece := range p.slots {
		if p.isExtra(c) {
			continue
		}
		cell := &report.Cell{Column: p.block.Columns[c].ID, Line: piece.Line, Text: piece.Text}
		e, ok := entry.Read(p.spec, p.block.Columns[c], piece.Text)
		switch {
		case slices.Contains(p.src.Rivals, c):
			cell.Open = true
		case piece.Partial && !p.kind(c).IsFigure() && !isWhole(p.spec.ValuesOf(p.block.Columns[c]), e.Words):
			cell.Open = true
			w.partial(p, c, piece)
		case !ok:
			cell.Open = true
			w.unreadable(p, c, piece)
		default:
			if cell.Value, cell.Words = e.Number, e.Words; p.kind(c).IsFigure() {
				w.unit(p, c, cell, piece)
			}
		}
		p.out.Cells = append(p.out.Cells, cell)
	}
	w.lacking(p, true)
	for _, c := range p.src.Struck {
		w.struck = append(w.struck, p.id(c))
	}
}

// isWhole reports whether words are one of the values of a choice, and the beginning of no other.
func isWhole(values []string, words string) bool {
	n := 0
	for _, v := range values {
		if strings.HasPrefix(v, words) {
			n++
		}
	}
	return n == 1 && slices.Contains(values, words)
}

// partial says that the source shows a part of a cell's words.
func (w *writer) partial(p *puzzle, c int, piece draft.Piece) {
	f := report.NewFinding(report.CodeUnreadable, fmt.Sprintf("%s只显示出“%s”，其余的字被页面裁去了，请对照原文填写。", p.table.CellName(p.id(c)), piece.Text), p.id(c))
	f.Text, f.Line = piece.Text, piece.Line
	w.r.Add(f)
}

// subtotal hands a value that the form has no cell for to the checks.
func (w *writer) subtotal(p *puzzle, r reading, c int) {
	if r.values[c].Blank() {
		return
	}
	var members []string
	for i, e := range p.src.Extras {
		if p.column(extraID(i)) != c {
			continue
		}
		for _, column := range e.Members {
			members = append(members, layouts.CellID(p.table.ID, p.spec.ID, column))
		}
	}
	w.d.Subtotals = append(w.d.Subtotals, draft.Subtotal{Label: p.block.Columns[c].Label, Members: members, Piece: draft.Piece{Text: r.values[c].String(), Line: p.src.Line}})
}

func (p *puzzle) cell(r reading, c int) report.Cell {
	cell := report.Cell{Column: p.block.Columns[c].ID, Value: r.values[c], Line: p.src.Line}
	if f := r.from[c]; f >= 0 {
		cell.Text, cell.Line = p.values[f].Text, p.values[f].Line
	} else if len(p.values) > 0 {
		cell.Line = p.values[0].Line
	}
	return cell
}

func (w *writer) unreadable(p *puzzle, c int, piece draft.Piece) {
	w.r.Add(unreadable(p.table, p.id(c), piece.Text, p.kind(c), piece.Line, p.spec.ValuesOf(p.block.Columns[c])...))
}

// unsettled leaves the row's cells open, but for those that all readings agree on,
// where each takes the row as it stands.
func (w *writer) unsettled(p *puzzle) {
	first := p.blank()
	agree := make([]bool, p.width())
	if len(p.readings) > 0 && p.why == none && !p.scattered && !p.strained {
		first = p.readings[0]
		for c := range agree {
			agree[c] = true
			for _, r := range p.allowed {
				agree[c] = agree[c] && r.values[c] == first.values[c] && !p.headless(r, c) && r.manner == plain
			}
		}
	}
	var open []int
	for c := range p.width() {
		if p.isExtra(c) {
			continue
		}
		if agree[c] {
			cell := p.cell(first, c)
			p.out.Cells = append(p.out.Cells, &cell)
			continue
		}
		open = append(open, c)
		cell := &report.Cell{Column: p.block.Columns[c].ID, Open: true, Line: p.src.Line, Text: texts(p.values)}
		if len(p.values) > 0 {
			cell.Line = p.values[0].Line
		}
		p.out.Cells = append(p.out.Cells, cell)
	}
	w.r.Add(p.openFinding(open))
	w.lacking(p, false)
}
