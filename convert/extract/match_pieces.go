package extract

// pieceItems are lists of items, one for each of some pieces in a row.
type pieceItems struct {
	from  int   // the first piece
	ends  []int // where the list of each ends
	items []int
}

// at is the list of a piece, nil when it has none.
func (l *pieceItems) at(p int) []int {
	i, begin := p-l.from, 0
	if i < 0 || i >= len(l.ends) {
		return nil
	}
	if i > 0 {
		begin = l.ends[i-1]
	}
	if begin == l.ends[i] {
		return nil
	}
	return l.items[begin:l.ends[i]]
}

// itemsByPiece lists the items that matches, in order, put into each piece.
func (s *stream) itemsByPiece(ms []match) pieceItems {
	from, to := s.chars[ms[0].from].piece, s.chars[ms[len(ms)-1].to-1].piece+1
	l := pieceItems{from: from, ends: make([]int, 0, to-from), items: make([]int, 0, 2*len(ms))}
	begin := 0 // of the list of the last piece
	for _, m := range ms {
		for c := m.from; c < m.to; c++ {
			for p := s.chars[c].piece; from+len(l.ends) <= p; {
				begin = len(l.items)
				l.ends = append(l.ends, begin)
			}
			if n := len(l.items); n == begin || l.items[n-1] != m.item {
				l.items = append(l.items, m.item)
				l.ends[len(l.ends)-1] = len(l.items)
			}
		}
	}
	return l
}

// knownPieces are those wholly made of words of the form: headings repeated on
// the next page, labels out of order.
func (s *stream) knownPieces() []bool {
	known := make([]bool, len(s.pieces))
	left := make([]int, len(s.pieces))
	for _, c := range s.chars {
		if c.r != 0 {
			left[c.piece]++
		}
	}
	for _, f := range s.words {
		for c := f.from; c < f.to; c++ {
			if p := s.chars[c].piece; left[p] > 0 {
				if left[p]--; left[p] == 0 {
					known[p] = true
				}
			}
		}
	}
	return known
}
