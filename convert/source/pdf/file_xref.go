package pdf

import (
	"bytes"
	"slices"
)

// readXrefs follows the cross-references from the end of the file back. It
// reports whether they could be read; a trailer is all they must have.
func (f *file) readXrefs() bool {
	tail := f.data[max(0, len(f.data)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return false
	}
	l := lexer{data: tail, pos: i + len("startxref")}
	at, ok := l.next().(int)
	seen := map[int]bool{}
	for ok && !seen[at] {
		seen[at] = true
		d := f.readXref(at)
		if d == nil || f.meter.Err() != nil {
			return false
		}
		if f.trailer == nil {
			f.trailer = d
		}
		if hybrid, has := d["XRefStm"].(int); has && !seen[hybrid] {
			seen[hybrid] = true
			f.readXref(hybrid)
		}
		at, ok = d["Prev"].(int)
		if !ok && d["Prev"] != nil {
			var n float64
			n, ok = number(d["Prev"])
			at = int(n)
		}
	}
	return f.trailer != nil
}

// readXref reads one cross-reference, a table or a stream, and returns its trailer.
func (f *file) readXref(at int) dict {
	if at < 0 || at >= len(f.data) {
		return nil
	}
	l := lexer{data: f.data, pos: at, refs: true}
	if l.next() == word("xref") {
		return f.readTable(&l)
	}
	o, _, _ := f.objectAt(at)
	s, ok := o.(*stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil
	}
	return f.readXrefStream(s)
}

func (f *file) readTable(l *lexer) dict {
	for {
		first, ok := l.next().(int)
		if !ok {
			break
		}
		n, ok := l.next().(int)
		if !ok {
			return nil
		}
		for i := 0; i < n; i++ {
			offset, ok := l.next().(int)
			if !ok {
				return nil
			}
			_, isGen := l.next().(int)
			kind, isWord := l.next().(word)
			if !isGen || !isWord {
				return nil
			}
			if !f.enter(first+i, entry{offset: offset}, kind == "n") {
				return nil
			}
		}
	}
	d, _ := l.next().(dict)
	return d
}

// enter keeps an entry, unless a newer cross-reference has one of its number. A
// number that is free has none.
func (f *file) enter(num int, e entry, used bool) bool {
	if len(f.entries) > maxObjects {
		f.meter.Fail(ErrTooLarge, "too-large.pdf.objects", maxObjects)
		return false
	}
	if _, ok := f.entries[num]; !ok {
		if !used {
			e = entry{offset: -1}
		}
		f.entries[num] = e
	}
	return true
}

func (f *file) readXrefStream(s *stream) dict {
	widths := f.numbers(s.dict["W"], 3)
	if len(widths) != 3 {
		return nil
	}
	var w [3]int
	size := 0
	for i, n := range widths {
		if n < 0 || n > 8 {
			return nil
		}
		w[i] = int(n)
		size += w[i]
	}
	data, _ := f.unpackPlain(s)
	index := f.numbers(s.dict["Index"], 2*maxObjects)
	if len(index) < 2 {
		index = []float64{0, float64(f.int(s.dict["Size"], 0))}
	}
	for ; len(index) >= 2; index = index[2:] {
		first := int(index[0])
		for i := 0; i < int(index[1]) && len(data) >= size && size > 0; i++ {
			kind, a := 1, 0
			if w[0] > 0 {
				kind = bigEndian(data[:w[0]])
			}
			a = bigEndian(data[w[0] : w[0]+w[1]])
			data = data[size:]
			e := entry{offset: a}
			if kind == 2 {
				e = entry{pack: a}
			}
			if !f.enter(first+i, e, kind == 1 || kind == 2) {
				return nil
			}
		}
	}
	return s.dict
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// numbersInOrder are the numbers of all objects in the order in which they stand in the file.
func (f *file) numbersInOrder() []int {
	nums := make([]int, 0, len(f.entries))
	for num := range f.entries {
		nums = append(nums, num)
	}
	slices.SortFunc(nums, func(a, b int) int {
		if pa, pb := f.place(f.entries[a]), f.place(f.entries[b]); pa != pb {
			return pa - pb
		}
		return a - b
	})
	return nums
}
