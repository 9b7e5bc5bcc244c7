package report

import (
	"slices"
	"strings"
)

// A Paragraph is a part of a section's text: prose, or a table that is none of the form's.
// Raised and lowered characters are those that Unicode has (m², CO₂); the mark of a note
// is one, and the note's own paragraph, which begins with it, stands at the end of its
// section.
type Paragraph struct {
	Text  string       // "" for a table
	Table [][]TextCell // its rows, each of the same number of places; nil for prose
}

// A TextCell is a cell of a table in the text. A row has no cell where one from above or
// from the left covers the place.
type TextCell struct {
	Text       string
	Cols, Rows int // places it covers; 0 for one
}

// Prose are paragraphs of text.
func Prose(texts ...string) []Paragraph {
	all := make([]Paragraph, len(texts))
	for i, t := range texts {
		all[i].Text = t
	}
	return all
}

// Plain is the paragraph as text: of a table a line a row, its cells parted by spaces.
func (p *Paragraph) Plain() string {
	if p.Table == nil {
		return p.Text
	}
	rows := make([]string, 0, len(p.Table))
	for _, row := range p.Table {
		var cells []string
		for _, c := range row {
			if c.Text != "" {
				cells = append(cells, OneLine(c.Text))
			}
		}
		if len(cells) > 0 {
			rows = append(rows, strings.Join(cells, " "))
		}
	}
	return strings.Join(rows, "\n")
}

// Texts are the paragraphs of a section as text.
func (s *Section) Texts() []string { return Texts(s.Paragraphs) }

// Texts are the paragraphs as text.
func Texts(paragraphs []Paragraph) []string {
	all := make([]string, len(paragraphs))
	for i := range paragraphs {
		all[i] = paragraphs[i].Plain()
	}
	return all
}

// A TextPlace is where a cell of a table in the text stands: its first row and column from
// 0, and how many it covers.
type TextPlace struct {
	*TextCell
	Row, Col, Rows, Cols int
}

// Places are the cells of a table where they stand, row by row, and its width; ok is
// whether they fill it, none over another.
func (p *Paragraph) Places() (cells []TextPlace, width int, ok bool) {
	var free []int // for each column, the first row that no cell covers
	for y, row := range p.Table {
		x := 0
		for i := range row {
			for x < len(free) && free[x] > y {
				x++
			}
			c := TextPlace{&row[i], y, x, max(row[i].Rows, 1), max(row[i].Cols, 1)}
			if cells = append(cells, c); x+c.Cols > MostColumns || y+c.Rows > len(p.Table) {
				return nil, 0, false
			}
			for ; x < c.Col+c.Cols; x++ {
				if x == len(free) {
					if y > 0 {
						return nil, 0, false
					}
					free = append(free, 0)
				}
				if free[x] > y {
					return nil, 0, false
				}
				free[x] = y + c.Rows
			}
		}
		for _, f := range free {
			if f <= y {
				return nil, 0, false
			}
		}
	}
	return cells, len(free), len(free) > 0
}

// MostColumns is how many columns a table in the text has at most.
const MostColumns = 64

// Map is the paragraph with its texts changed.
func (p Paragraph) Map(change func(string) string) Paragraph {
	p.Text = change(p.Text)
	if p.Table == nil {
		return p
	}
	rows := make([][]TextCell, len(p.Table))
	for y, row := range p.Table {
		rows[y] = slices.Clone(row)
		for x := range row {
			rows[y][x].Text = change(row[x].Text)
		}
	}
	p.Table = rows
	return p
}

// size is about how many bytes the paragraph takes as data.
func (p *Paragraph) size() int {
	const cell = 16
	n := len(p.Text)
	for _, row := range p.Table {
		for i := range row {
			n += cell + len(row[i].Text)
		}
	}
	return n
}
