package messy

import (
	"math/big"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// A damage changes one place of each sheet as exports, clerks and bad copies do,
// and keeps what the text says of the cells then.
type damage struct {
	name  string
	apply func(*paper, *sheet)
}

var damages = []damage{
	{"empty", (*paper).emptyValue},
	{"delete", (*paper).deleteValue},
	{"swap", (*paper).swapValues},
	{"digit", (*paper).corruptDigit},
	{"double", (*paper).doubleRow},
	{"drop", (*paper).dropRow},
	{"shift", (*paper).shiftRow},
	{"push", (*paper).pushRow},
	{"glue", (*paper).glueValues},
	{"extra", (*paper).extraValue},
}

// row picks a row of data, one with more than n values if there is any.
func (p *paper) row(s *sheet, n int) int {
	var rows, wide []int
	for i, line := range s.lines {
		if v := values(line); len(v) > 0 {
			rows = append(rows, i)
			if len(v) > n {
				wide = append(wide, i)
			}
		}
	}
	if len(wide) > 0 {
		rows = wide
	}
	return rows[p.rnd.IntN(len(rows))]
}

// emptyValue leaves a value's cell empty.
func (p *paper) emptyValue(s *sheet) {
	if p.silentLoss(s) {
		return
	}
	v := values(s.lines[p.row(s, 0)])
	b := v[p.rnd.IntN(len(v))]
	b.text = ""
	p.told[b.id] = &told{also: "?"}
}

// silentLoss reports whether nothing would show that a value is gone: its row's
// digits run together, and no sum holds them.
func (p *paper) silentLoss(s *sheet) bool {
	v := values(s.lines[len(s.lines)-1])
	return p.fragile && !p.ruled(v[0].id)
}

// deleteValue takes a value out with its cell: those behind it move up.
func (p *paper) deleteValue(s *sheet) {
	if p.silentLoss(s) {
		return
	}
	at := p.row(s, 0)
	v := values(s.lines[at])
	gone := v[p.rnd.IntN(len(v))]
	s.remove(at, gone)
	p.lose(v)
	p.count(s, at, v)
	if len(v) == 1 {
		p.told[gone.id] = &told{also: "?"}
	}
	if now := values(s.lines[at]); gone.text != "" && !slices.ContainsFunc(now, func(b *box) bool { return b.text != "" }) {
		p.told[gone.id] = &told{gone: true, also: "?"} // nothing is left of the row
	}
}

// count notes what the cells of a row say by their number alone, unless a value
// stands beyond the last.
func (p *paper) count(s *sheet, at int, was []*box) {
	now := values(s.lines[at])
	if len(now) > len(was) && slices.ContainsFunc(now[len(was):], func(b *box) bool { return b.text != "" }) {
		return
	}
	for i, b := range was {
		p.told[b.id].also, p.told[b.id].over = "", len(now) > len(was)
		if i < len(now) {
			p.told[b.id].also = now[i].text
		}
	}
}

// remove takes a box out of a line; those behind it move one place to the left.
func (s *sheet) remove(at int, gone *box) {
	i := slices.Index(s.lines[at], gone)
	s.lines[at] = slices.Delete(s.lines[at], i, i+1)
	for _, b := range s.lines[at][i:] {
		b.col -= gone.cols
	}
}

func (p *paper) swapValues(s *sheet) {
	v := values(s.lines[p.row(s, 1)])
	if len(v) < 2 {
		return
	}
	i := p.rnd.IntN(len(v) - 1)
	a, b := v[i], v[i+1]
	if a.line.KindOf(a.column) != b.line.KindOf(b.column) {
		return
	}
	a.text, b.text = b.text, a.text
	p.told[a.id].text, p.told[b.id].text = p.told[b.id].text, p.told[a.id].text
}

func (p *paper) corruptDigit(s *sheet) {
	v := values(s.lines[p.row(s, 0)])
	b := v[p.rnd.IntN(len(v))]
	i := strings.IndexAny(b.text, "0123456789")
	if i < 0 {
		return
	}
	whole := strings.IndexByte(b.text, '.')
	if whole < 0 {
		whole = len(b.text)
	}
	i += p.rnd.IntN(whole - i)
	old := b.text[i]
	digit := "123456789"[p.rnd.IntN(9)]
	if digit == old {
		digit = "987654321"[digit-'1']
	}
	if digit == old {
		digit = '7'
	}
	b.text = b.text[:i] + string(digit) + b.text[i+1:]
	p.told[b.id].text = b.text
}

// doubleRow prints a row twice.
func (p *paper) doubleRow(s *sheet) {
	at := p.row(s, 0)
	var again []*box
	for _, b := range s.lines[at] {
		if b.kind != layouts.GroupCell {
			c := *b
			again = append(again, &c)
		}
	}
	for _, b := range s.lines[at] {
		if b.kind == layouts.GroupCell && b.rows == 1 {
			b.rows++
		}
	}
	grown := map[*box]int{}
	for _, b := range s.lines[at] {
		grown[b] = b.rows
	}
	s.insert(at+1, again, false)
	for _, b := range s.lines[at] {
		if b.kind != layouts.GroupCell {
			b.rows = grown[b]
		}
	}
}

func (p *paper) dropRow(s *sheet) {
	at := p.row(s, 0)
	if len(labels(s.lines[at])) == 0 {
		return // the row that only its heading names is the table
	}
	for _, b := range values(s.lines[at]) {
		p.told[b.id] = &told{gone: true, also: "?"}
	}
	s.drop(at)
}

// shiftRow moves a row's values one place to the right, beyond the table's edge.
func (p *paper) shiftRow(s *sheet) {
	at := p.row(s, 1)
	v := values(s.lines[at])
	if slices.ContainsFunc(v, func(b *box) bool { return b.text == "" }) {
		p.lose(v)
	}
	s.indent(at)
	p.count(s, at, v)
	s.width = max(s.width, v[len(v)-1].col+v[len(v)-1].cols)
}

// indent puts an empty cell before a row's values.
func (s *sheet) indent(at int) {
	v := values(s.lines[at])
	first := v[0]
	i := slices.Index(s.lines[at], first)
	s.lines[at] = slices.Insert(s.lines[at], i, &box{kind: layouts.DataCell, line: first.line, column: first.column, col: first.col, rows: 1, cols: 1})
	for _, b := range v {
		b.col++
	}
}

// pushRow moves a row's values one place to the right and loses the last.
func (p *paper) pushRow(s *sheet) {
	if p.silentLoss(s) {
		return
	}
	v := values(s.lines[p.row(s, 1)])
	for i := len(v) - 1; i > 0; i-- {
		v[i].text = v[i-1].text
		p.told[v[i].id].text = v[i-1].text
	}
	v[0].text = ""
	p.told[v[0].id].text = ""
}

// glueValues runs two neighbours together into one cell.
func (p *paper) glueValues(s *sheet) {
	at := p.row(s, 1)
	v := values(s.lines[at])
	if len(v) < 2 {
		return
	}
	i := p.rnd.IntN(len(v) - 1)
	if v[i].text == "" || v[i+1].text == "" {
		return
	}
	v[i].text += v[i+1].text
	s.remove(at, v[i+1])
	p.lose(v)
	p.count(s, at, v)
}

// extraValue puts a number among a row's values that belongs to none.
func (p *paper) extraValue(s *sheet) {
	if p.fragile {
		return
	}
	at := p.row(s, 0)
	v := values(s.lines[at])
	i := slices.Index(s.lines[at], v[p.rnd.IntN(len(v))])
	b := *s.lines[at][i]
	b.id, b.text = "", p.pick("0", "1", "3", "12")
	s.lines[at] = slices.Insert(s.lines[at], i, &b)
	for _, c := range s.lines[at][i+1:] {
		c.col += b.cols
	}
	s.width = max(s.width, v[len(v)-1].col+v[len(v)-1].cols)
	p.lose(v)
	p.count(s, at, v)
}

// contradicted are the cells of equalities that what the text says breaks so
// plainly that it must be an error: no blank in them, or parts beyond a total.
func (p *paper) contradicted(text func(string) (string, bool)) map[string]bool {
	cells := map[string]bool{}
	for _, t := range p.layout.Tables {
		for _, r := range t.Rules() {
			if r.Op == layouts.Equal && broken(r, text) {
				for _, c := range r.Cells() {
					cells[c] = true
				}
			}
		}
	}
	return cells
}

func broken(r *layouts.Rule, text func(string) (string, bool)) bool {
	blank := false
	side := func(cells []string) (*big.Rat, bool) {
		sum := new(big.Rat)
		for _, c := range cells {
			t, there := text(c)
			if !there {
				return nil, false
			}
			blank = blank || t == ""
			sum.Add(sum, rat(t))
		}
		return sum, true
	}
	left, ok := side(r.Left)
	right, also := side(r.Right)
	if !ok || !also {
		return false
	}
	if !blank {
		return left.Cmp(right) != 0
	}
	total, _ := text(r.Left[0])
	return len(r.Left) == 1 && total != "" && right.Cmp(left) > 0
}

// ruled reports whether an equality names the cell.
func (p *paper) ruled(id string) bool {
	for _, t := range p.layout.Tables {
		for _, r := range t.Rules() {
			if r.Op == layouts.Equal && slices.Contains(r.Cells(), id) {
				return true
			}
		}
	}
	return false
}
