package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// How streams are compressed: as fast as repeats can be found. Fonts come packed, or are
// small.
var (
	plainly = &compressors{level: 1}
	small   = &compressors{level: 2}
)

// A file is the finished PDF as it grows.
type file struct {
	out    []byte
	places []object // by object number
	small  packed   // objects that are no streams
}

// An object stands at a byte of the file, or at a place in a stream of objects.
type object struct {
	stream int // number of the stream; 0 for none
	at     int
}

func newFile(size, objects int) *file {
	w := &file{out: make([]byte, 0, size), places: make([]object, objects+1)}
	w.out = append(w.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	return w
}

// next is the number of a new object.
func (w *file) next() int {
	w.places = append(w.places, object{})
	return len(w.places) - 1
}

// object writes an object that is no stream: into the stream of those.
func (w *file) object(n int, body []byte) {
	w.small.begin(n)
	w.small.body = append(w.small.body, body...)
}

// plainObject writes an object as it is.
func (w *file) plainObject(n int, body []byte) {
	w.begin(n)
	w.out = append(w.out, body...)
	w.out = append(w.out, "\nendobj\n"...)
}

func (w *file) begin(n int) {
	w.places[n] = object{at: len(w.out)}
	w.out = strconv.AppendInt(w.out, int64(n), 10)
	w.out = append(w.out, " 0 obj\n"...)
}

// stream writes data compressed.
func (w *file) stream(n int, dict string, data []byte) { w.compressed(n, dict, data, plainly) }

func (w *file) compressed(n int, dict string, data []byte, by *compressors) {
	w.joined(n, dict, by, data)
}

// joined writes several data as one stream.
func (w *file) joined(n int, dict string, by *compressors, all ...[]byte) {
	c := by.get()
	w.plain(n, dict+"/Filter /FlateDecode", c.deflate(all...))
	by.pool.Put(c)
}

// deflate compresses data as one. What it returns holds until the next call.
func (c *compressor) deflate(all ...[]byte) []byte {
	c.out.Reset()
	c.zlib.Reset(&c.out)
	for _, data := range all {
		c.zlib.Write(data)
	}
	c.zlib.Close()
	return c.out.Bytes()
}

// A compressor is kept for the next stream: making one costs more than its use.
type compressor struct {
	zlib *zlib.Writer
	out  bytes.Buffer
}

// compressors are those of a level.
type compressors struct {
	level int
	pool  sync.Pool
}

func (p *compressors) get() *compressor {
	if c, ok := p.pool.Get().(*compressor); ok {
		return c
	}
	c := &compressor{}
	c.zlib, _ = zlib.NewWriterLevel(&c.out, p.level) // fails for levels that there are not
	return c
}

// plain writes data as it is.
func (w *file) plain(n int, dict string, data []byte) {
	w.begin(n)
	w.out = fmt.Appendf(w.out, "<<%s /Length %d>>\nstream\n", dict, len(data))
	w.out = append(w.out, data...)
	w.out = append(w.out, "\nendstream\nendobj\n"...)
}

// packed are small objects that are written into one stream.
type packed struct {
	numbers, offsets []int
	body             []byte
}

// begin begins an object at the end of the body.
func (p *packed) begin(n int) {
	if len(p.body) > 0 {
		p.body = append(p.body, '\n')
	}
	p.numbers, p.offsets = append(p.numbers, n), append(p.offsets, len(p.body))
}

// pack writes the stream of small objects: first which object begins where, then these.
func (w *file) pack() {
	n, p := w.next(), &w.small
	head := make([]byte, 0, 12*len(p.numbers))
	for i, number := range p.numbers {
		w.places[number] = object{stream: n, at: i}
		head = append(strconv.AppendInt(head, int64(number), 10), ' ')
		head = append(strconv.AppendInt(head, int64(p.offsets[i]), 10), ' ')
	}
	w.joined(n, fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(p.numbers), len(head)), plainly, head, p.body)
}

// end ends the file with the table of its objects. Its id is a hash of all that stands
// before.
func (w *file) end(root, info int) {
	id := idOf(w.out)
	n := w.next()
	at := len(w.out)
	w.places[n] = object{at: at}
	dict := fmt.Sprintf("/Type /XRef /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]\n/W [1 4 2] /DecodeParms <</Predictor 12 /Columns %d>>",
		len(w.places), root, info, id, id, entry)
	w.stream(n, dict, w.table())
	w.out = fmt.Appendf(w.out, "startxref\n%d\n%%%%EOF\n", at)
}

// entry is the size of an object's entry in the table.
const entry = 7

// table lists the objects, each entry as what it differs by from the one before: most
// differ by one.
func (w *file) table() []byte {
	const up = 2
	var last, row [entry]byte
	b := make([]byte, 0, (entry+1)*len(w.places))
	for i, o := range w.places {
		kind, at, rest := 1, o.at, 0
		switch {
		case i == 0:
			kind, at, rest = 0, 0, 0xFFFF
		case o.stream > 0:
			kind, at, rest = 2, o.stream, o.at
		}
		row = [entry]byte{byte(kind), byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), byte(rest >> 8), byte(rest)}
		b = append(b, up)
		for k := range row {
			b = append(b, row[k]-last[k])
		}
		last = row
	}
	return b
}
