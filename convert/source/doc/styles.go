package doc

// styles are the styles of a document by their number ([MS-DOC] 2.9.271).
// What they come to is kept: a torn file may name them for every character.
type styles struct {
	all   []style
	paras map[int]paraProps
	chars map[[2]int]charProps // by the paragraph's style and that of characters
}

// A style is what it says itself; base is the style it begins with.
type style struct {
	base       int
	characters bool // a style of characters, not of paragraphs
	para, char bytes
}

const (
	noStyle     = 0xfff
	maxBases    = 32   // how many styles may stand on each other
	maxChanges  = 2048 // bytes of what one says
	maxCombined = 5000 // styles of characters in styles of paragraphs
	paraStyle   = 1
	charOfStyle = 2
)

func (s *styles) read(sheet bytes) {
	head := sheet.u16(0)
	n, size := sheet.u16(2), sheet.u16(4)
	at := 2 + head
	for range min(n, noStyle) {
		length := sheet.u16(at)
		s.all = append(s.all, readStyle(sheet.part(at+2, length), size))
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
		part := std.part(at+2, min(std.u16(at), maxChanges))
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
func (s *styles) chain(id int, f func(*style)) {
	var ids [maxBases]int
	n := 0
	for ; n < maxBases && id >= 0 && id < len(s.all) && id != noStyle; n++ {
		ids[n] = id
		id = s.all[id].base
	}
	for n--; n >= 0; n-- {
		f(&s.all[ids[n]])
	}
}

// paragraph returns what a style says about a paragraph. It says nothing of cells.
func (s *styles) paragraph(id int) paraProps {
	p, known := s.paras[id]
	if !known {
		s.chain(id, func(st *style) { p.apply(st.para, nil) })
		p.row = rowProps{}
		if s.paras == nil {
			s.paras = map[int]paraProps{}
		}
		s.paras[id] = p
	}
	return p
}

// characters returns what a style of characters says, in a paragraph of a
// style; noStyle for none. It fails when there are too many of both.
func (s *styles) characters(para, id int) (charProps, bool) {
	key := [2]int{para, id}
	c, known := s.chars[key]
	switch {
	case known:
		return c, true
	case len(s.chars) == maxCombined:
		return c, false
	case id != noStyle:
		c, _ = s.characters(para, noStyle)
	default:
		id = para
	}
	s.chain(id, func(st *style) {
		before := c
		c.apply(st.char, before)
	})
	if s.chars == nil {
		s.chars = map[[2]int]charProps{}
	}
	s.chars[key] = c
	return c, true
}
