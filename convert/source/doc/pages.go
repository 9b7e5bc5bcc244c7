package doc

import "sort"

// A pages is the properties of the characters, or of the paragraphs, of a
// document: pages of 512 bytes in the stream of the text, and a table of which
// page has which bytes of it ([MS-DOC] 2.9.55, 2.9.174). Pages are searched as
// they lie; nothing is taken for what a torn table says it has.
type pages struct {
	word  bytes
	table bytes
	kind  pageKind
	n     int // pages
	last  run // the one found last: most characters have the properties of the one before
}

// A pageKind says how long an entry of a page is.
type pageKind int

const (
	charPage pageKind = 1
	paraPage pageKind = 13
)

// A run is a stretch of the stream with the same properties.
type run struct {
	from, to int // bytes of the stream
	style    int // of a paragraph
	changes  bytes
}

const pageSize = 512

func newPages(word, table bytes, kind pageKind) pages {
	return pages{word: word, table: table, kind: kind, n: max(0, (len(table)-4)/8)}
}

// find returns the run with a byte of the stream. It always ends behind it.
func (p *pages) find(at int) *run {
	if p.last.from <= at && at < p.last.to {
		return &p.last
	}
	p.last = run{from: at, to: at + 1}
	i := sort.Search(p.n, func(i int) bool { return p.table.u32(4*i+4) > at })
	if i == p.n || p.table.u32(4*i) > at {
		p.last.to = max(at+1, p.table.u32(4*min(i, p.n)))
		return &p.last
	}
	page := p.word.part((p.table.u32(4*(p.n+1)+4*i)&0x3fffff)*pageSize, pageSize)
	if len(page) == pageSize {
		p.search(page, at)
	}
	return &p.last
}

func (p *pages) search(page bytes, at int) {
	n := page.u8(pageSize - 1)
	if n == 0 || 4*(n+1)+int(p.kind)*n > pageSize {
		return
	}
	i := sort.Search(n, func(i int) bool { return page.u32(4*i+4) > at })
	if i == n || page.u32(4*i) > at {
		return
	}
	p.last.from, p.last.to = page.u32(4*i), max(at+1, page.u32(4*i+4))
	offset := 2 * page.u8(4*(n+1)+int(p.kind)*i)
	if offset == 0 {
		return
	}
	if p.kind == charPage {
		p.last.changes = page.part(offset+1, page.u8(offset))
		return
	}
	size := 2*page.u8(offset) - 1
	if size < 0 {
		offset++
		size = 2 * page.u8(offset)
	}
	papx := page.part(offset+1, size)
	p.last.style, p.last.changes = papx.u16(0), papx.from(2)
}
