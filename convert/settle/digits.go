package settle

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// split parts the row's digits into its columns in every way that its kinds and
// sums allow: each piece holds one value or several, no number has leading
// zeros, a sign begins a value of a signed column, a point stands in an amount.
//
// It goes from the last column to the first, where totals stand, so that a total
// bounds its parts.
func (p *puzzle) split() []reading {
	s := &splitter{p: p}
	for i, v := range p.values {
		text, ok := runTogether(v.Text)
		if !ok {
			return nil
		}
		for range len(text) {
			s.piece = append(s.piece, i)
		}
		s.text += text
	}
	if len(s.text) < p.width() {
		return nil
	}
	s.ints = make([]int64, p.width())
	s.starts = make([]int, p.width())
	s.bounds()
	s.assign(p.width()-1, len(s.text))
	if s.cut {
		p.cutOff()
	}
	slices.Reverse(s.found) // the shortest first number first
	return s.found
}

// runTogether is a piece's digits run together, in ASCII and without its unit; a hyphen
// for a dash alone. false for words.
func runTogether(text string) (string, bool) {
	f := figure.Read(text)
	if f.Kind == figure.Blank && strings.ContainsFunc(text, figure.IsDash) {
		return "-", true
	}
	return f.Digits()
}

type splitter struct {
	p      *puzzle
	text   string
	piece  []int // piece of each character
	digits []int // sum of the digits before each character
	starts []int // where each column's text begins; it ends where the next begins
	ints   []int64
	bound  []int  // for each column the rule whose total is to its right; -1 for none
	first  []int  // for each rule, its first part from the left
	whole  []bool // for each column: all columns up to it are parts of its rule
	steps  int
	cut    bool
	found  []reading
}

// bounds finds the rules that bound parts by a total already assigned.
func (s *splitter) bounds() {
	s.bound = make([]int, s.p.width())
	for c := range s.bound {
		s.bound[c] = -1
	}
	for i, r := range s.p.rules {
		first := s.p.width()
		ok := r.total >= 0 && s.p.kind(r.total) == layouts.Count
		for _, c := range r.right {
			first = min(first, c)
			ok = ok && c < r.total && s.p.kind(c) == layouts.Count
		}
		s.first = append(s.first, first)
		if !ok {
			continue
		}
		for _, c := range r.right {
			s.bound[c] = i
		}
	}
	s.whole = make([]bool, s.p.width())
	for c := range s.whole {
		s.whole[c] = s.bound[c] >= 0 && (c == 0 || s.whole[c-1] && s.bound[c-1] == s.bound[c])
	}
	s.digits = make([]int, len(s.text)+1)
	for i, b := range []byte(s.text) {
		s.digits[i+1] = s.digits[i]
		if '0' <= b && b <= '9' {
			s.digits[i+1] += int(b - '0')
		}
	}
}

// assign reads column c from the characters that end at end.
func (s *splitter) assign(c, end int) {
	if s.steps++; s.steps > maxSteps || len(s.found) > maxReadings {
		s.cut = true
		return
	}
	if c < 0 {
		if end == 0 {
			s.finish()
		}
		return
	}
	if s.bound[c] >= 0 {
		s.part(c, end)
		return
	}
	for start := end - 1; start >= c && end-start <= report.MaxDigits+2 && s.piece[start] == s.piece[end-1]; start-- {
		n, ok := s.number(s.text[start:end], c)
		if !ok || !s.fits(c, start, end) {
			continue
		}
		s.starts[c] = start
		s.ints[c], _ = n.Int()
		s.assign(c-1, start)
	}
}

// fits reports whether the pieces on both sides have columns left for them.
func (s *splitter) fits(c, start, end int) bool {
	return s.piece[start] <= c && len(s.p.values)-1-s.piece[end-1] <= s.p.width()-1-c
}

// part reads column c as a part of a total that is known.
func (s *splitter) part(c, end int) {
	left := s.left(c)
	if left < 0 || s.whole[c] && !s.reachable(c, end, left) {
		return
	}
	last := c == s.first[s.bound[c]]
	value, scale := int64(0), int64(1)
	for start := end - 1; start >= c && s.piece[start] == s.piece[end-1]; start-- {
		b := s.text[start]
		if b < '0' || b > '9' {
			return
		}
		value += int64(b-'0') * scale
		if scale *= 10; value > left || scale > 1e17 {
			return
		}
		if b == '0' && end-start > 1 || last && value != left || !s.fits(c, start, end) {
			continue
		}
		s.starts[c], s.ints[c] = start, value
		s.assign(c-1, start)
	}
}

// reachable reports whether the characters up to end can be numbers that come to
// left in columns 0 to c. A number and the sum of its digits differ by a multiple
// of nine; and so many digits come to no more and no less than they can.
func (s *splitter) reachable(c, end int, left int64) bool {
	if (left-int64(s.digits[end]))%9 != 0 {
		return false
	}
	length := decimals(left)
	if end > (c+1)*length {
		return false
	}
	if longest := end - c; longest < length && pow10(longest)-1+9*int64(c) < left {
		return false
	}
	return true
}

// left is what the total of c's rule leaves for the columns up to c.
func (s *splitter) left(c int) int64 {
	r := s.p.rules[s.bound[c]]
	left := s.ints[r.total]
	for _, part := range r.right {
		if part > c {
			left -= s.ints[part]
		}
	}
	return left
}

// finish keeps the columns' texts as a reading, if all sums hold.
func (s *splitter) finish() {
	from := make([]int, len(s.starts))
	values := make([]report.Number, len(s.starts))
	end := len(s.text)
	for c := len(s.starts) - 1; c >= 0; c-- {
		n, ok := s.number(s.text[s.starts[c]:end], c)
		if !ok {
			return
		}
		values[c], from[c] = n, s.piece[s.starts[c]]
		end = s.starts[c]
	}
	if s.p.holds(values) {
		s.found = append(s.found, reading{values: values, from: from, manner: parted})
	}
}

func (s *splitter) number(text string, c int) (report.Number, bool) {
	kind := s.p.kind(c)
	if text[0] == '+' {
		if kind != layouts.Signed {
			return report.Number{}, false
		}
		text = text[1:]
	}
	if len(text) > 1 && text[0] == '0' && text[1] != '.' {
		return report.Number{}, false
	}
	n, err := report.ParseNumber(text)
	if err != nil || !OfKind(n, kind) {
		return report.Number{}, false
	}
	return n, true
}

func decimals(n int64) int {
	d := 1
	for n >= 10 {
		n /= 10
		d++
	}
	return d
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}
