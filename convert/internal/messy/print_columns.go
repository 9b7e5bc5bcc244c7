package messy

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/layouts"
)

// columns prints a sheet as pdftotext -layout does: every column at its place,
// parted by spaces. What is blank shows only by the room it takes.
func (p *paper) columns(s *sheet) string {
	return strings.Join(p.rowsOfColumns(s, 1<<20), "\n")
}

// pages is columns with page ends in the table: a number, a form feed, and now
// and then the head once more.
func (p *paper) pages(s *sheet) string {
	rows := p.rowsOfColumns(s, 1<<20)
	heads := 0
	for heads < len(s.heads) && s.heads[heads] {
		heads++
	}
	var out []string
	number, again := 2+p.rnd.IntN(3), p.rnd.IntN(2) == 0
	every := 6 + p.rnd.IntN(10)
	for i, r := range rows {
		out = append(out, r)
		if (i+1)%every == 0 && i+1 > heads && i+1 < len(rows) {
			out = append(out, "", strings.Repeat(" ", 30)+fmt.Sprintf(p.pick("— %d —", "- %d -", "－ %d －", "第 %d 页"), number), "\f")
			number++
			if again && heads < len(rows) && !s.heads[i+1] {
				out = append(out, rows[:heads]...)
			}
		}
	}
	return strings.Join(out, "\n")
}

// wrapped is columns whose long labels go on on the line below, their values
// beside the first line.
func (p *paper) wrapped(s *sheet) string {
	return strings.Join(p.rowsOfColumns(s, 14), "\n")
}

// rowsOfColumns are the lines of a sheet. Labels longer than wrap go on below.
func (p *paper) rowsOfColumns(s *sheet, wrap int) []string {
	p.loseBlanks()
	first := s.width
	for _, line := range s.lines {
		if v := values(line); len(v) > 0 {
			first = min(first, v[0].col)
		}
	}
	starts := s.starts(first, wrap)
	var rows []string
	for _, line := range s.lines {
		rows = append(rows, printRow(line, first, starts, wrap)...)
	}
	return rows
}

// starts is where each column of the sheet begins: labels take what they need,
// values six characters or more.
func (s *sheet) starts(first, wrap int) []int {
	widths := make([]int, s.width)
	for i := range widths {
		widths[i] = 8
		if s.width > 12 {
			widths[i] = 6
		}
	}
	for _, line := range s.lines {
		for _, b := range line {
			if n := min(wrap, utf8.RuneCountInString(b.text)) + 3; b.cols == 1 || b.col+b.cols == first {
				room := 0
				for c := b.col; c < b.col+b.cols-1; c++ {
					room += widths[c]
				}
				widths[b.col+b.cols-1] = max(widths[b.col+b.cols-1], n-room)
			}
		}
	}
	starts := make([]int, s.width+1)
	for i, w := range widths {
		starts[i+1] = starts[i] + w
	}
	return starts
}

func printRow(line []*box, first int, starts []int, wrap int) []string {
	rows := []string{""}
	at := 0
	for _, b := range line {
		text := []rune(b.text)
		cut := b.kind != layouts.DataCell && len(text) > wrap
		head := text
		if cut {
			head = text[:wrap]
		}
		indent := starts[b.col]
		if b.kind == layouts.DataCell || b.kind == layouts.HeadCell && b.col >= first { // centred
			indent += max(0, (starts[b.col+b.cols]-starts[b.col]-len(head))/2)
		}
		rows[0] += strings.Repeat(" ", max(at, indent)-at) + string(head)
		at = max(at, indent) + len(head)
		if len(head) > 0 && at < len(rows[0]) {
			rows[0] += "  "
			at += 2
		}
		for n := 1; cut && len(text) > n*wrap; n++ {
			if len(rows) <= n {
				rows = append(rows, "")
			}
			rows[n] = placeAt(rows[n], indent, string(text[n*wrap:min(len(text), (n+1)*wrap)]))
		}
	}
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return rows
}

// placeAt adds text to a row so that it begins at the place, in characters.
func placeAt(row string, at int, text string) string {
	n := utf8.RuneCountInString(row)
	if n > 0 && n >= at {
		return row + "  " + text
	}
	return row + strings.Repeat(" ", at-n) + text
}
