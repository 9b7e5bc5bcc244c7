package extract

import "strconv"

// numbered finds the values that number the rows (序号): one stands before the label
// of each, and counts on from the one before.
func (v *vocabulary) numbered(s *stream, rg *region) map[int]bool {
	const rows, lost = 5, 2 // at least; between two labels that were found
	numbers := map[int]bool{}
	last, after := 0, rg.from-2
	for _, m := range rg.matches {
		if v.items[m.item].kind != rowItem {
			continue
		}
		p := s.chars[m.from].piece - 1
		for p > after && p >= 0 && !s.pieces[p].value {
			p--
		}
		if p <= after || p < 0 {
			return nil
		}
		n, err := strconv.Atoi(s.pieces[p].text)
		if err != nil || n <= last || len(numbers) > 0 && n > last+1+lost {
			return nil
		}
		numbers[p] = true
		last, after = n, s.chars[m.to-1].piece
	}
	if len(numbers) < rows {
		return nil
	}
	return numbers
}
