// Package sums adds up cells of a report: what a blank counts, and what cannot be
// told.
//
//	b := sums.NewBook(l, r)
//	s := b.Add([]string{"applications.received.natural_person", "applications.received.enterprise"})
//	if !s.Unknown && s.Value.Sign() > 0 { … }
//
// It owns one rule: a blank part counts as 0, a blank total as the sum of its parts,
// and a cell that is open or absent leaves the sum unknown. It does not own what a
// sum should come to: the rules are the layout's, and what is said of them is said in
// check, settle and compare.
package sums

import (
	"math/big"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A Book is the cells of a report by their full ids. It shares the report's cells.
type Book struct {
	Layout *layouts.Layout
	Report *report.Report
	Cells  map[string]*report.Cell // only those that the report has
}

// NewBook makes a book of a report, which conforms to the layout.
func NewBook(l *layouts.Layout, r *report.Report) *Book {
	n := 0
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			n += len(row.Cells)
		}
	}
	b := &Book{Layout: l, Report: r, Cells: make(map[string]*report.Cell, n)}
	for _, rt := range r.Tables {
		t := l.Table(rt.ID)
		for _, row := range rt.Rows {
			for i, c := range row.Cells {
				b.Cells[cellID(t, row, i)] = c
			}
		}
	}
	return b
}

// cellID is the full id of cell i of a row. Most rows have a cell for each column of
// the layout, whose ids are at hand.
func cellID(t *layouts.Table, row *report.Row, i int) string {
	column := row.Cells[i].Column
	if ids := t.RowCells(row.ID); len(ids) == len(row.Cells) && strings.HasSuffix(ids[i], "."+column) {
		return ids[i]
	}
	return layouts.CellID(t.ID, row.ID, column)
}

// Total is the first equality that has the cell alone on its left, nil for none.
func (b *Book) Total(id string) *layouts.Rule {
	if c := b.Layout.Ref(id); c != nil {
		return c.Table.Total(id)
	}
	return nil
}

// A Sum is what cells come to.
type Sum struct {
	Value    *big.Rat
	Decimals int  // of the term that has most
	Blank    bool // a blank counted in it
	Unknown  bool // an open or absent cell is in it
}

// small bounds the whole numbers that are added by machine.
const small = 1 << 40

// Add adds the cells.
func (b *Book) Add(ids []string) Sum {
	s := Sum{Value: new(big.Rat)}
	whole := int64(0)
	for _, id := range ids {
		c := b.Cells[id]
		switch {
		case c == nil || c.Open:
			s.Unknown = true
		case c.Value.Blank():
			s.Blank = true
			if d := b.derived(id, 0); d.Sign() != 0 {
				s.Value.Add(s.Value, d)
			}
		default:
			if v, ok := c.Value.Int(); ok && -small < v && v < small {
				whole += v
				continue
			}
			s.Value.Add(s.Value, c.Value.Rat())
			s.Decimals = max(s.Decimals, c.Value.Decimals())
		}
	}
	if s.Value.Sign() == 0 {
		s.Value.SetInt64(whole)
	} else if whole != 0 {
		s.Value.Add(s.Value, new(big.Rat).SetInt64(whole))
	}
	return s
}

// Whole is the sum of cells that are all given, and whole numbers that are added by
// machine; false when they are not.
func (b *Book) Whole(ids []string) (int64, bool) {
	total := int64(0)
	for _, id := range ids {
		c := b.Cells[id]
		if c == nil || c.Open {
			return 0, false
		}
		v, ok := c.Value.Int()
		if !ok || v <= -small || v >= small {
			return 0, false
		}
		total += v
	}
	return total, true
}

// Deepest is how many totals of totals are followed; the forms have two.
const Deepest = 4

// derived is what a blank cell counts: for a total the sum of its parts, else 0.
func (b *Book) derived(id string, depth int) *big.Rat {
	total := new(big.Rat)
	rule := b.Total(id)
	if rule == nil || depth > Deepest {
		return total
	}
	for _, part := range rule.Right {
		switch c := b.Cells[part]; {
		case c == nil || c.Open:
		case c.Value.Blank():
			total.Add(total, b.derived(part, depth+1))
		default:
			total.Add(total, c.Value.Rat())
		}
	}
	return total
}

// Quotient is a figure divided by another, in a unit of ratios (% or ‰); false where one
// of them is not known, or the second is 0.
func (b *Book) Quotient(part, whole, unit string) (*big.Rat, bool) {
	p, w := b.Add([]string{part}), b.Add([]string{whole})
	if p.Unknown || w.Unknown || p.Blank || w.Blank || w.Value.Sign() == 0 {
		return nil, false
	}
	scale := int64(100)
	if unit == "‰" {
		scale = 1000
	}
	q := new(big.Rat).Quo(p.Value, w.Value)
	return q.Mul(q, big.NewRat(scale, 1)), true
}

// Name names the cells of one sum in a message: 甲加乙.
func Name(t *layouts.Table, ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, t.ShortName(id))
	}
	return strings.Join(names, "加")
}
