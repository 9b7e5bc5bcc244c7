package pdf

import (
	"bytes"
	"io"
)

// A file is the structure of a PDF: objects by number, as its cross-reference
// says or, where that is broken, as they are found, the last of a number.
type file struct {
	data    []byte
	meter   *meter
	entries map[int]entry
	objects map[int]object         // those that were read
	packs   map[int]map[int]object // object streams that were read, by number
	busy    map[int]bool           // objects that are being read
	depth   int                    // how many wait for another
	trailer dict
	flate   io.Reader // one for all streams: it takes much room
	crypt   *crypt
	found   bool // the entries were found by looking through the file
}

// An entry says where an object is: at an offset of the file, or in an object stream.
type entry struct {
	offset int
	pack   int // number of the object stream; 0 for none
}

// openFile reads the structure of a file.
func openFile(data []byte, m *meter) (*file, error) {
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i > 0 {
		data = data[i:]
	}
	f := &file{data: data, meter: m}
	f.reset()
	if !f.readXrefs() || f.catalog() == nil {
		f.find()
	}
	if err := f.unlock(); err != nil {
		return nil, err
	}
	if !f.found && f.catalog() == nil {
		f.find()
	}
	return f, m.Err()
}

func (f *file) reset() {
	f.entries, f.objects = map[int]entry{}, map[int]object{}
	f.packs, f.busy = map[int]map[int]object{}, map[int]bool{}
}

// catalog returns the root of the file, nil when there is none that has pages.
func (f *file) catalog() dict {
	root := f.dict(f.trailer["Root"])
	if f.dict(root["Pages"]) == nil {
		return nil
	}
	return root
}

// resolve follows refs to an object that is none.
func (f *file) resolve(o object) object {
	for range 32 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.load(r.num)
	}
	return nil
}

// load reads an object by its number, nil when there is none.
func (f *file) load(num int) object {
	if o, ok := f.objects[num]; ok {
		return o
	}
	e, ok := f.entries[num]
	if !ok || f.busy[num] || f.depth > deepest || f.meter.Err() != nil {
		return nil
	}
	f.busy[num] = true
	f.depth++
	defer func() {
		delete(f.busy, num)
		f.depth--
	}()
	var o object
	if e.pack != 0 {
		o = f.packed(e.pack)[num]
	} else {
		at, n, ok := f.objectAt(e.offset)
		if !ok || n != num {
			if !f.found {
				f.find()
				delete(f.busy, num)
				return f.load(num)
			}
			return nil
		}
		o = at
	}
	f.objects[num] = o
	return o
}

// objectAt reads "num gen obj …" at an offset.
func (f *file) objectAt(offset int) (o object, num int, ok bool) {
	if offset < 0 || offset >= len(f.data) {
		return nil, 0, false
	}
	l := lexer{data: f.data, pos: offset}
	num, isNum := l.next().(int)
	gen, isGen := l.next().(int)
	if !isNum || !isGen || l.next() != word("obj") {
		return nil, 0, false
	}
	l.refs = true
	o = l.next()
	self := ref{num, gen}
	if d, isDict := o.(dict); isDict {
		at := l.pos
		if l.next() == word("stream") {
			s := &stream{dict: d, ref: self}
			s.raw, s.cut = f.streamBytes(d, l.pos)
			o = s
		} else {
			l.pos = at
		}
	}
	if f.crypt != nil {
		o = f.crypt.decryptStrings(o, self, 0)
	}
	return o, num, true
}

var endstream = []byte("endstream")

// streamBytes returns the bytes of a stream that begins behind the keyword. Its
// length is believed when the stream ends there.
func (f *file) streamBytes(d dict, pos int) (raw []byte, cut bool) {
	if pos < len(f.data) && f.data[pos] == '\r' {
		pos++
	}
	if pos < len(f.data) && f.data[pos] == '\n' {
		pos++
	}
	rest := f.data[min(pos, len(f.data)):]
	if n, ok := f.resolve(d["Length"]).(int); ok && n >= 0 && n <= len(rest) {
		l := lexer{data: rest, pos: n}
		l.skipSpace()
		if bytes.HasPrefix(rest[l.pos:], endstream) || bytes.HasPrefix(rest[l.pos:], []byte("endobj")) {
			return rest[:n], false
		}
	}
	n := bytes.Index(rest, endstream)
	if n < 0 {
		f.meter.scan(len(rest))
		return rest, true
	}
	f.meter.scan(n)
	raw = rest[:n]
	if bytes.HasSuffix(raw, []byte("\r\n")) {
		return raw[:n-2], false
	}
	if bytes.HasSuffix(raw, []byte("\n")) || bytes.HasSuffix(raw, []byte("\r")) {
		return raw[:n-1], false
	}
	return raw, false
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.data) && isSpace(l.data[l.pos]) {
		l.pos++
	}
}

// packed returns the objects of an object stream.
func (f *file) packed(num int) map[int]object {
	if p, ok := f.packs[num]; ok {
		return p
	}
	f.packs[num] = nil
	s := f.stream(ref{num: num})
	if s == nil {
		return nil
	}
	data, whole := f.unpack(s)
	n, first := f.int(s.dict["N"], 0), f.int(s.dict["First"], 0)
	if n < 0 || first < 0 || first > len(data) {
		return nil
	}
	p := map[int]object{}
	head := lexer{data: data[:first]}
	for range min(n, maxObjects) {
		num, ok := head.next().(int)
		at, isAt := head.next().(int)
		if !ok || !isAt || at < 0 || at > len(data)-first {
			break
		}
		l := lexer{data: data, pos: first + at, refs: true}
		o := l.next()
		if l.pos == len(data) && !whole {
			break // it may have been cut
		}
		if _, isWord := o.(word); !isWord {
			p[num] = o
		}
	}
	f.packs[num] = p
	return p
}

// find looks through the file for objects; the last of a number counts.
func (f *file) find() {
	if f.found {
		return
	}
	f.reset()
	f.found = true
	f.trailer = dict{}
	var packs []int
	trailer := []byte("trailer")
	for pos := 0; f.meter.Err() == nil; {
		n := bytes.Index(f.data[pos:], trailer)
		if n < 0 {
			break
		}
		pos += n + len(trailer)
		l := lexer{data: f.data, pos: pos, refs: true}
		d, _ := l.next().(dict)
		f.mergeTrailer(d)
	}
	for pos := 0; f.meter.Err() == nil; {
		n := bytes.Index(f.data[pos:], []byte("obj"))
		if n < 0 {
			break
		}
		at := f.objectStart(pos + n)
		if at < 0 {
			pos += n + 3
			continue
		}
		pos = f.note(at, pos+n+3, &packs)
	}
	f.objects = map[int]object{}
	if f.unlock() == nil {
		f.notePacked(packs)
	}
	f.objects = map[int]object{}
	if f.catalog() == nil {
		f.findCatalog()
	}
}

// objectStart returns where "num gen obj" begins whose obj stands at pos, -1 if it is none.
func (f *file) objectStart(pos int) int {
	i := pos
	for range 2 {
		back := i
		for back > 0 && isSpace(f.data[back-1]) {
			back--
		}
		digits := back
		for digits > 0 && back-digits < 10 && isDigit(f.data[digits-1]) {
			digits--
		}
		if digits == back || back == i && i != pos {
			return -1
		}
		i = digits
	}
	return i
}

// note takes an object that was found down and returns where to look on. A
// trailer may be one, as the dict of a cross-reference stream.
func (f *file) note(at, next int, packs *[]int) int {
	l := lexer{data: f.data, pos: at}
	num, _ := l.next().(int)
	l.pos, l.refs = next, true
	o := l.next()
	f.entries[num] = entry{offset: at}
	delete(f.objects, num)
	if len(f.entries) > maxObjects {
		f.meter.Fail(ErrTooLarge, "too-large.pdf.objects", maxObjects)
	}
	d, ok := o.(dict)
	if !ok {
		return next
	}
	if behind := l.pos; l.next() != word("stream") {
		return behind
	}
	raw, _ := f.streamBytes(d, l.pos)
	switch d["Type"] {
	case name("ObjStm"):
		*packs = append(*packs, num)
	case name("XRef"):
		f.mergeTrailer(d)
	}
	return l.pos + len(raw)
}

func (f *file) mergeTrailer(d dict) {
	for _, key := range []name{"Root", "Encrypt", "ID"} {
		if o, ok := d[key]; ok {
			f.trailer[key] = o
		}
	}
}

// notePacked takes the objects of object streams down, but for those that stand
// in the file again behind them.
func (f *file) notePacked(packs []int) {
	for _, num := range packs {
		e := f.entries[num]
		for inner := range f.packed(num) {
			if old, ok := f.entries[inner]; ok && f.place(old) > e.offset {
				continue
			}
			f.entries[inner] = entry{pack: num}
		}
	}
}

// place is where an entry's object stands in the file.
func (f *file) place(e entry) int {
	if e.pack != 0 {
		return f.entries[e.pack].offset
	}
	return e.offset
}

// findCatalog takes any catalog that has pages for the root, or any root of a tree of pages.
func (f *file) findCatalog() {
	for _, num := range f.numbersInOrder() {
		d := f.dict(ref{num: num})
		switch {
		case d == nil:
		case d["Type"] == name("Catalog") && f.dict(d["Pages"]) != nil:
			f.trailer["Root"] = d
			return
		case d["Type"] == name("Pages") && d["Parent"] == nil && d["Kids"] != nil:
			f.trailer["Root"] = dict{"Pages": ref{num: num}}
		}
	}
}
