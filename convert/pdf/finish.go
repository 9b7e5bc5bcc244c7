package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// errShape tells that gofpdf's file is not built as this version of it builds files.
var errShape = errors.New("the file of gofpdf has an unknown shape")

// How streams are compressed: pages as fast as repeats can be found; fonts as below.
// Outlines hardly shrink further at higher levels, which take up to four times as
// long; without a search for what repeats they take a third of the time and an eighth
// more room.
var (
	plainly = &compressors{level: 1}
	small   = &compressors{level: 3}
	quick   = &compressors{level: zlib.HuffmanOnly}
)

// mostQuick is how many bytes of fonts are compressed quickly, so that a report of the
// usual length stays below 250 KB.
const mostQuick = 290 << 10

// A file is the finished PDF as it grows.
type file struct {
	out     []byte
	offsets []int // by object number
}

// finish rewrites gofpdf's file: its pages and bookmarks stay, streams are
// compressed, resources, document information and catalog are its own.
//
// gofpdf numbers the page tree 1 and the resources 2; information and catalog come
// last. New objects are added behind these.
func finish(raw []byte, f *faces, d *description) ([]byte, error) {
	objects, err := split(raw)
	if err != nil {
		return nil, err
	}
	n := len(objects) - 1
	w := &file{out: make([]byte, 0, f.size()+len(raw)/4+16<<10), offsets: make([]int, n+1)}
	w.out = append(w.out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	for i := 1; i <= n-2; i++ {
		if i == 2 {
			continue
		}
		if dict, stream, ok := cutStream(objects[i]); ok {
			w.stream(i, dict, stream)
		} else {
			w.object(i, objects[i])
		}
	}
	resources := w.fonts(f)
	w.object(2, resources)
	profile := w.next()
	w.stream(profile, "/N 3", sRGB())
	metadata := w.next()
	w.plain(metadata, "/Type /Metadata /Subtype /XML", d.xmp())
	w.object(n-1, d.info())
	w.object(n, catalog(objects[n], profile, metadata))
	w.trailer(n, n-1)
	return w.out, nil
}

// split returns the bodies of gofpdf's objects by number, found through its
// cross-reference table.
func split(raw []byte) ([][]byte, error) {
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		return nil, errShape
	}
	line, _, _ := bytes.Cut(raw[at+len("startxref\n"):], []byte("\n"))
	xref, err := strconv.Atoi(string(line))
	if err != nil || xref < 0 || xref >= at {
		return nil, errShape
	}
	lines := bytes.Split(raw[xref:at], []byte("\n"))
	objects := [][]byte{nil}
	for i := 1; i+2 < len(lines) && len(lines[i+2]) == 19; i++ {
		start, err := strconv.Atoi(string(lines[i+2][:10]))
		if err != nil || start >= xref {
			return nil, errShape
		}
		objects = append(objects, raw[start:])
	}
	if len(objects) < 5 {
		return nil, errShape
	}
	for i := 1; i < len(objects); i++ {
		if objects[i], err = body(objects[i], i); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// body is what stands between "N 0 obj" and "endobj". Only streams and the titles
// of bookmarks could hold that word; streams state their length, and titles are in
// UTF-16, where it has other bytes.
func body(b []byte, n int) ([]byte, error) {
	head := strconv.Itoa(n) + " 0 obj\n"
	if !bytes.HasPrefix(b, []byte(head)) {
		return nil, errShape
	}
	b = b[len(head):]
	from := 0
	if dict, rest, ok := bytes.Cut(b, []byte("\nstream\n")); ok && !bytes.Contains(dict, []byte("\nendobj")) {
		size, err := length(dict)
		if err != nil || size > len(rest) {
			return nil, errShape
		}
		from = len(b) - len(rest) + size
	}
	end := bytes.Index(b[from:], []byte("\nendobj"))
	if end < 0 {
		return nil, errShape
	}
	return b[:from+end], nil
}

func length(dict []byte) (int, error) {
	_, after, ok := bytes.Cut(dict, []byte("/Length "))
	if !ok {
		return 0, errShape
	}
	end := 0
	for end < len(after) && '0' <= after[end] && after[end] <= '9' {
		end++
	}
	return strconv.Atoi(string(after[:end]))
}

// cutStream takes the data out of an object that is a stream of gofpdf, whose
// dictionary has nothing but the length.
func cutStream(object []byte) (dict string, data []byte, ok bool) {
	head, rest, ok := bytes.Cut(object, []byte("\nstream\n"))
	if !ok {
		return "", nil, false
	}
	size, err := length(head)
	if err != nil || size > len(rest) {
		return "", nil, false
	}
	return "", rest[:size], true
}

// catalog takes the bookmarks over from gofpdf's catalog.
func catalog(old []byte, profile, metadata int) []byte {
	b := []byte("<</Type /Catalog /Pages 1 0 R /Lang (zh-CN)\n")
	if _, after, ok := bytes.Cut(old, []byte("/Outlines ")); ok {
		ref, _, _ := bytes.Cut(after, []byte("\n"))
		b = fmt.Appendf(b, "/Outlines %s /PageMode /UseOutlines\n", ref)
	}
	b = fmt.Appendf(b, "/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n", metadata)
	return fmt.Appendf(b, "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R>>]>>", profile)
}

// next is the number of a new object.
func (w *file) next() int {
	w.offsets = append(w.offsets, 0)
	return len(w.offsets) - 1
}

func (w *file) object(n int, body []byte) {
	w.begin(n)
	w.out = append(w.out, body...)
	w.out = append(w.out, "\nendobj\n"...)
}

func (w *file) begin(n int) {
	w.offsets[n] = len(w.out)
	w.out = strconv.AppendInt(w.out, int64(n), 10)
	w.out = append(w.out, " 0 obj\n"...)
}

// stream writes data compressed.
func (w *file) stream(n int, dict string, data []byte) { w.compressed(n, dict, data, plainly) }

func (w *file) compressed(n int, dict string, data []byte, by *compressors) {
	c := by.get()
	c.out.Reset()
	c.zlib.Reset(&c.out)
	c.zlib.Write(data)
	c.zlib.Close()
	w.plain(n, dict+"/Filter /FlateDecode", c.out.Bytes())
	by.pool.Put(c)
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

// trailer ends the file. Its id is a hash of all that stands before.
func (w *file) trailer(root, info int) {
	id := sha256.Sum256(w.out)
	xref := len(w.out)
	w.out = fmt.Appendf(w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets))
	for _, offset := range w.offsets[1:] {
		w.out = fmt.Appendf(w.out, "%010d 00000 n \n", offset)
	}
	w.out = fmt.Appendf(w.out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(w.offsets), root, info, id[:16], id[:16], xref)
}
