package doc

// styles are the styles of a document by their number ([MS-DOC] 2.9.271).
type styles []style

// A style is what it says itself; base is the style it begins with.
type style struct {
	base       int
	characters bool // a style of characters, not of paragraphs
	para, char bytes
}

const (
	noStyle     = 0xfff
	maxBases    = 32 // how many styles may stand on each other
	paraStyle   = 1
	charOfStyle = 2
)

func (s *styles) read(sheet bytes) {
	head := sheet.u16(0)
	n, size := sheet.u16(2), sheet.u16(4)
	at := 2 + head
	for range min(n, noStyle) {
		length := sheet.u16(at)
		*s = append(*s, readStyle(sheet.part(at+2, length), size))
		at += 2 + length
	}
}

// readStyle reads one style. Its name stands between the fixed part, of size
// bytes, and the properties.
func readStyle(std bytes, size int) style {
	kind := std.u16(2)
	st := style{base: kind >> 4, characters: kind&0xf == charOfStyle}
	at := size + 2 + 2*std.u16(size) + 2
	next := func() bytes {
		at += at & 1
		part := std.part(at+2, std.u16(at))
		at += 2 + std.u16(at)
		return part
	}
	switch kind & 0xf {
	case paraStyle:
		st.para = next().from(2)
		st.char = next()
	case charOfStyle:
		st.char = next()
	}
	return st
}

// chain calls f for the styles that a style stands on, the lowest first, and then for itself.
func (s styles) chain(id int, f func(*style)) {
	var ids [maxBases]int
	n := 0
	for ; n < maxBases && id >= 0 && id < len(s) && id != noStyle; n++ {
		ids[n] = id
		id = s[id].base
	}
	for n--; n >= 0; n-- {
		f(&s[ids[n]])
	}
}

// paragraph returns what a style says about a paragraph.
func (s styles) paragraph(id int) paraProps {
	var p paraProps
	s.chain(id, func(st *style) { p.apply(st.para, nil, true) })
	return p
}

// characters returns what a style says about characters, those of the
// paragraph's style being base.
func (s styles) characters(id int, base charProps) charProps {
	c := base
	s.chain(id, func(st *style) {
		before := c
		c.apply(st.char, before)
	})
	return c
}
