package check

import (
	"strings"

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
	s.values = make([]report.Number, p.width())
	s.ints = make([]int64, p.width())
	s.from = make([]int, p.width())
	s.bounds()
	s.assign(p.width()-1, len(s.text))
	p.cut = p.cut || s.cut
	return s.found
}

// runTogether folds a piece of digits run together; a unit behind is cut.
func runTogether(text string) (string, bool) {
	figure, _ := report.CutUnit(text)
	var b strings.Builder
	for _, r := range figure {
		switch {
		case '0' <= r && r <= '9' || r == '.' || r == '+':
			b.WriteRune(r)
		case '０' <= r && r <= '９':
			b.WriteRune(r - '０' + '0')
		case r == '．':
			b.WriteByte('.')
		case r == '＋':
			b.WriteByte('+')
		case report.IsDash(r):
			b.WriteByte('-')
		case r == ',' || r == '，' || r == ' ':
		default:
			return "", false
		}
	}
	return b.String(), b.Len() > 0
}

type splitter struct {
	p      *puzzle
	text   string
	piece  []int // piece of each character
	values []report.Number
	ints   []int64
	from   []int
	bound  []int // for each column the rule whose total is to its right; -1 for none
	last   []int // for each rule, its first part from the left
	steps  int
	cut    bool
	found  []reading
}

// bounds finds the rules that bound a part by a total already assigned.
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
		s.last = append(s.last, first)
		if !ok {
			continue
		}
		for _, c := range r.right {
			s.bound[c] = i
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
		if end == 0 && s.p.holds(s.values) {
			s.found = append(s.found, reading{append([]report.Number(nil), s.values...), append([]int(nil), s.from...), parted})
		}
		return
	}
	left, longest := s.left(c), report.MaxDigits+2
	if left >= 0 {
		longest = len(report.NewNumber(left).String())
		if s.allBound(c) && end > (c+1)*longest {
			return // the rest cannot all be parts of what is left
		}
	}
	for start := end - 1; start >= c && end-start <= longest && s.piece[start] == s.piece[end-1]; start-- {
		if s.piece[start] > c || len(s.p.values)-1-s.piece[end-1] > s.p.width()-1-c {
			continue // not enough columns left for the pieces on one side
		}
		n, ok := s.number(s.text[start:end], c)
		if !ok {
			continue
		}
		s.values[c], s.from[c] = n, s.piece[start]
		s.ints[c], _ = n.Int()
		if left >= 0 {
			if s.ints[c] > left || c == s.last[s.bound[c]] && s.ints[c] != left {
				continue
			}
		}
		s.assign(c-1, start)
	}
	s.values[c] = report.Number{}
}

// left is what the total of c's rule leaves for c; -1 when nothing bounds it.
func (s *splitter) left(c int) int64 {
	if s.bound[c] < 0 {
		return -1
	}
	r := s.p.rules[s.bound[c]]
	left := s.ints[r.total]
	for _, part := range r.right {
		if part > c {
			left -= s.ints[part]
		}
	}
	return left
}

// allBound reports whether the columns up to c are all parts of c's rule.
func (s *splitter) allBound(c int) bool {
	for i := range c {
		if s.bound[i] != s.bound[c] {
			return false
		}
	}
	return true
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
	if err != nil || !ofKind(n, kind) {
		return report.Number{}, false
	}
	return n, true
}
