package main

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"github.com/nianbao/nianbao/convert/report"
)

// printChanges prints the changes of a pair as a table.
func printChanges(t *terminal, p *report.Diff) {
	if len(p.Changes) == 0 {
		return
	}
	rows := [][]string{{"", yearHead(p.Older, t.text("progress.older")), yearHead(p.Newer, t.text("progress.newer")), t.text("progress.difference"), "%"}}
	table := ""
	for _, c := range p.Changes {
		if c.Table != table {
			table = c.Table
			rows = append(rows, []string{table})
		}
		old, now := figure(t, c.Old, c.Unknown), figure(t, c.New, c.Unknown)
		rows = append(rows, []string{"  " + c.Name(), old, now, signed(c.Difference), signed(c.Percent)})
	}
	for _, line := range align(rows) {
		fmt.Fprintln(t.out, "  "+line)
	}
}

func yearHead(r *report.Report, other string) string {
	if r.Year == 0 {
		return other
	}
	return fmt.Sprint(r.Year) + r.Period
}

// figure shows a number; a blank one as what it is.
func figure(t *terminal, n report.Number, unknown bool) string {
	switch {
	case !n.Blank():
		return n.String()
	case unknown:
		return t.text("progress.unknown")
	}
	return t.text("progress.blank")
}

// signed shows a difference with its sign, nothing for none.
func signed(n report.Number) string {
	if n.Sign() > 0 {
		return "+" + n.String()
	}
	return n.String()
}

// align makes columns of cells: the first to the left, the others to the right. A
// row of one cell is a heading and takes no part.
func align(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		if len(row) == 1 {
			continue
		}
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(plain(cell)))
		}
	}
	var lines []string
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			cell = plain(cell)
			if len(row) == 1 {
				b.WriteString(cell)
				break
			}
			space := strings.Repeat(" ", widths[i]-columns(cell))
			if i == 0 {
				b.WriteString(cell + space)
			} else {
				b.WriteString("  " + space + cell)
			}
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	return lines
}

// columns is how many columns of a terminal a text takes: Han characters and
// full-width marks take two (UAX 11). Ambiguous ones take one, as terminals have it
// that are not set to a legacy charset.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
