package messy

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/layouts"
)

// loseUnread marks the cells of a run of digits as lost, unless the row's own sum
// leaves one reading.
func (p *paper) loseUnread(s *sheet, v []*box) {
	blank := slices.ContainsFunc(v, func(b *box) bool { return b.text == "" })
	if len(v) > 1 && (blank || p.damaged || readings(s.table, v, strings.Join(textsOf(v), ""), 2) != 1) {
		p.lose(v)
	}
}

// readings counts, up to most, the ways to part a run of digits into the values of
// a row that keep the row's sums. It is written plainly and apart from the
// reader's: a total is what its parts come to, all else is tried.
func readings(t *layouts.Table, row []*box, run string, most int) int {
	parts := totalsOf(t, row)
	got, summed := make([]int64, len(row)), make([]bool, len(row))
	for _, p := range parts {
		for _, i := range p {
			summed[i] = true
		}
	}
	n := 0
	var part func(int, string)
	part = func(i int, rest string) {
		switch {
		case n >= most || len(rest) < len(row)-i:
		case i == len(row):
			if rest == "" {
				n++
			}
		case parts[i] != nil:
			got[i] = 0
			for _, k := range parts[i] {
				got[i] += got[k]
			}
			var digits [20]byte
			if total := strconv.AppendInt(digits[:0], got[i], 10); strings.HasPrefix(rest, string(total)) {
				part(i+1, rest[len(total):])
			}
		default:
			kind, v := row[i].line.KindOf(row[i].column), int64(0)
			most := len(rest)
			if summed[i] {
				most /= 2 // its total has as many digits, or more
			}
			for end := 1; end <= most; end++ {
				switch digit := rest[end-1]; {
				case '0' <= digit && digit <= '9' && v < 1<<58:
					v = v*10 + int64(digit-'0')
				case kind == layouts.Count:
					return
				}
				if kind == layouts.Count || isFigure(rest[:end], kind) {
					got[i] = v
					part(i+1, rest[end:])
				}
				if kind == layouts.Count && v == 0 {
					return
				}
			}
		}
	}
	part(0, run)
	return n
}

// totalsOf gives, for each value of a row that an equality makes the sum of values
// before it, the places of those.
func totalsOf(t *layouts.Table, row []*box) [][]int {
	place := map[string]int{}
	for i, b := range row {
		place[b.id] = i
	}
	parts := make([][]int, len(row))
	for _, r := range t.Rules() {
		total, ok := place[r.Left[0]]
		if r.Op != layouts.Equal || len(r.Left) != 1 || !ok {
			continue
		}
		var of []int
		for _, c := range r.Right {
			if i, ok := place[c]; ok && i < total {
				of = append(of, i)
			}
		}
		if len(of) == len(r.Right) {
			parts[total] = of
		}
	}
	return parts
}

func isFigure(s string, kind layouts.Kind) bool {
	if kind == layouts.Signed {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	}
	whole, fraction, point := strings.Cut(s, ".")
	if point && (kind != layouts.Amount || fraction == "" || strings.Trim(fraction, "0123456789") != "") {
		return false
	}
	return whole != "" && strings.Trim(whole, "0123456789") == "" && (len(whole) == 1 || whole[0] != '0')
}
