package doc

import (
	"errors"
	"io"
	"strings"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
	"github.com/richardlehane/mscfb"
)

// What a container may ask for. One of a report has some thirty streams; the
// reader of containers follows chains of sectors as long as they go, and keeps
// the path of every entry.
const (
	maxDirectory = 512 << 10 // bytes of sectors read whole: the directory and the tables of tables
	maxHops      = 400_000   // steps in chains of sectors
)

// A File is a container of streams, as Word, Excel and others of Office 97 to 2003 write it.
type File struct {
	source  *meteredBytes
	streams map[string]*mscfb.File // those in no folder of the container, by their names in small letters
}

// Open opens a container. Its error is a wordgrid.DamagedError.
func Open(data []byte) (*File, error) {
	if err := checkHeader(data); err != nil {
		return nil, err
	}
	source := &meteredBytes{data: data, whole: maxDirectory, hops: maxHops}
	r, err := mscfb.New(source)
	if err != nil {
		return nil, wordgrid.Damaged("damaged.word.container", err)
	}
	f := &File{source: source, streams: map[string]*mscfb.File{}}
	for _, entry := range r.File {
		name := strings.ToLower(entry.Name)
		if len(entry.Path) == 0 && !entry.FileInfo().IsDir() && f.streams[name] == nil {
			f.streams[name] = entry
		}
	}
	return f, nil
}

// checkHeader holds the counts of the header to the size of the file: memory is taken for them.
func checkHeader(data bytes) error {
	sector := 1 << min(12, data.u16(30))
	for _, count := range []int{data.u32(40), data.u32(44), data.u32(64), data.u32(72)} {
		if count > len(data)/sector {
			return wordgrid.Damaged("damaged.word.lists")
		}
	}
	return nil
}

// Has reports whether the container has a stream, in no folder of it; with
// name*, one whose name begins so.
func (f *File) Has(name string) bool {
	name = strings.ToLower(name)
	start, any := strings.CutSuffix(name, "*")
	for s := range f.streams {
		if s == name || any && strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

// stream returns all bytes of a stream.
func (f *File) stream(name string) (bytes, error) {
	s := f.streams[strings.ToLower(name)]
	if s == nil {
		return nil, wordgrid.Damaged("damaged.word.no-stream", name)
	}
	if s.Size > int64(len(f.source.data)) || s.Size < 0 {
		return nil, wordgrid.Damaged("damaged.word.long-stream", name)
	}
	f.source.hops = maxHops
	b := make([]byte, s.Size)
	if _, err := io.ReadFull(s, b); err != nil {
		return nil, wordgrid.Damaged("damaged.word.stream", name, err)
	}
	return b, nil
}

var errTooManySectors = errors.New("too many sectors")

// A meteredBytes gives a container's sectors as long as what they are read for is reasonable.
type meteredBytes struct {
	data  []byte
	whole int // bytes of sectors that may still be read whole
	hops  int // steps that may still be made
}

// Slice gives a sector of the directory.
func (m *meteredBytes) Slice(offset int64, length int) ([]byte, error) {
	if m.whole -= length; m.whole < 0 {
		return nil, errTooManySectors
	}
	if offset < 0 || length < 0 || offset > int64(len(m.data)-length) {
		return nil, io.ErrUnexpectedEOF
	}
	return m.data[offset:][:length:length], nil
}

// ReadAt gives the next step of a chain, or a piece of a stream.
func (m *meteredBytes) ReadAt(p []byte, offset int64) (int, error) {
	if m.hops--; m.hops < 0 {
		return 0, errTooManySectors
	}
	if offset < 0 || offset > int64(len(m.data)) {
		return 0, io.ErrUnexpectedEOF
	}
	n := copy(p, m.data[offset:])
	if n < len(p) {
		return n, io.ErrUnexpectedEOF
	}
	return n, nil
}
