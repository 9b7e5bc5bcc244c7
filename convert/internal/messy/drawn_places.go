package messy

import (
	"slices"

	"github.com/nianbao/nianbao/layouts"
)

// placeShapes put the tables elsewhere, or draw their merges otherwise.
var placeShapes = []drawnShape{
	{name: "merges-repeated", draw: func(r *drawnReport) { r.drawings(func(d *drawing) { d.unmerge(true) }) }, doubt: noGrid},
	{name: "merges-empty", draw: func(r *drawnReport) { r.drawings(func(d *drawing) { d.unmerge(false) }) }, doubt: inLines},
	{name: "tables-in-another-order", draw: (*drawnReport).turnTables},
	{name: "tables-together-at-the-end", draw: (*drawnReport).tablesLast},
	{name: "two-tables-side-by-side", draw: (*drawnReport).sideBySide, doubt: noGrid},
	{name: "all-in-one-grid", draw: func(r *drawnReport) { r.oneGrid(true) }},
	{name: "all-in-one-grid-without-headings", draw: func(r *drawnReport) { r.oneGrid(false) }},
	{name: "table-after-next-heading", draw: (*drawnReport).tableLate, doubt: always},
}

// turnTables puts the parts with tables into the opposite order, headings and all.
func (r *drawnReport) turnTables() {
	var runs [][2]int // heading and table
	for i, p := range r.parts {
		if p.table != nil {
			from := i
			for from > 0 && r.parts[from].level != 2 {
				from--
			}
			runs = append(runs, [2]int{from, i + 1})
		}
	}
	first, last := runs[0][0], runs[len(runs)-1][1]
	var turned []drawnPart
	for i := len(runs) - 1; i >= 0; i-- {
		end := last
		if i+1 < len(runs) {
			end = runs[i+1][0]
		}
		turned = append(turned, r.parts[runs[i][0]:end]...)
	}
	r.parts = slices.Concat(r.parts[:first], turned, r.parts[last:])
}

// tablesLast moves all tables behind the text, where each has a name of its own.
func (r *drawnReport) tablesLast() {
	var text, tables []drawnPart
	for _, p := range r.parts {
		if p.table == nil {
			text = append(text, p)
		} else {
			tables = append(tables, drawnPart{text: "附表：" + p.table.table.Name}, p)
		}
	}
	r.parts = slices.Insert(text, len(text)-2, tables...) // before name and date
}

// sideBySide puts table four to the right of table two.
func (r *drawnReport) sideBySide() {
	d, _ := r.drawing("proactive")
	o, at := r.drawing("litigation")
	d.beside(o)
	r.parts = slices.Delete(r.parts, at, at+1)
}

// oneGrid puts everything from the first table to the last into one grid.
func (r *drawnReport) oneGrid(headings bool) {
	first, last := -1, 0
	for i, p := range r.parts {
		if p.table != nil {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	grid := r.parts[first].table
	for _, p := range r.parts[first+1 : last+1] {
		switch {
		case p.table != nil:
			grid.append(p.table)
		case headings:
			row := grid.across(layouts.TitleCell, p.text)
			grid.rows, grid.heads = append(grid.rows, row), append(grid.heads, true)
		}
	}
	r.parts = slices.Delete(r.parts, first+1, last+1)
}

// tableLate puts table two below the heading of table three.
func (r *drawnReport) tableLate() {
	_, at := r.drawing("proactive")
	p := r.parts[at]
	next := at + 1
	for r.parts[next].level != 2 {
		next++
	}
	r.parts = slices.Insert(r.parts, next+1, p)
	r.parts = slices.Delete(r.parts, at, at+1)
}
