package extract

import "strings"

// pageNumber reports whether a value is the number of a page that ends inside the
// table: alone on its line, below a row that has all its cells. A number that nothing
// marks as a page's stands below a line with all values of the row.
func (b *grouper) pageNumber(p int) bool {
	if b.cur == nil || b.cur.item < 0 {
		return false
	}
	const longest, most, wide = 8, 3, 3 // pieces, digits, columns
	line, columns := b.s.pieces[p].line, len(b.v.items[b.cur.item].block.Columns)
	from, to := p, p+1
	for from > 0 && b.s.pieces[from-1].line == line && p-from < longest {
		from--
	}
	for to < len(b.s.pieces) && b.s.pieces[to].line == line && to-p < longest {
		to++
	}
	if to-from > longest {
		return false
	}
	var texts []string
	for _, q := range b.s.pieces[from:to] {
		texts = append(texts, q.text)
	}
	text := strings.Join(texts, " ")
	if isPageMark(text) {
		return len(b.cur.pieces) >= columns
	}
	return columns >= wide && b.filled == columns && len(text) <= most && digitCount(text) == len(text) && b.valuesAbove(from) >= columns
}

// valuesAbove counts the values on the line that ends before a piece.
func (b *grouper) valuesAbove(p int) int {
	n := 0
	for i := p - 1; i >= 0 && b.s.pieces[i].line == b.s.pieces[p-1].line; i-- {
		if b.s.pieces[i].value {
			n++
		}
	}
	return n
}
