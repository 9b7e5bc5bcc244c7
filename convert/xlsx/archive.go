package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"sort"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// An archive is the zip file of a workbook, the same bytes for the same parts:
// excelize gives them in no fixed order. Parts wait, packed, until Close; they
// bear no time.
type archive struct {
	w     io.Writer
	parts []*part
}

// A part is one file in the archive.
type part struct {
	name   string
	packed bytes.Buffer
	flate  *flate.Writer
	crc    uint32
	size   uint64
}

func newArchive(w io.Writer) excelize.ZipWriter { return &archive{w: w} }

// packers are used again: one takes more memory than a workbook.
var packers = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, 1) // half the time of the default for a few hundredths of its size
	return w
}}

// Create begins the next part. It is whole when the next is begun, or at Close.
func (a *archive) Create(name string) (io.Writer, error) {
	if err := a.finish(); err != nil {
		return nil, err
	}
	p := &part{name: name, flate: packers.Get().(*flate.Writer)}
	p.flate.Reset(&p.packed)
	a.parts = append(a.parts, p)
	return p, nil
}

// AddFS is there for the interface; excelize does not call it.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// roots are the elements that parts of a workbook begin with. excelize declares
// some sixty namespaces on each, a third of the file; ours use two.
var roots = []string{"<worksheet ", "<workbook ", "<styleSheet "}

const root = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

func (p *part) Write(b []byte) (int, error) {
	if p.size > 0 {
		return p.pack(b)
	}
	for _, r := range roots {
		from := bytes.Index(b[:min(len(b), 100)], []byte(r))
		if from < 0 {
			continue
		}
		from += len(r)
		if end := bytes.IndexByte(b[from:], '>'); end >= 0 {
			for _, piece := range [][]byte{b[:from], []byte(root), b[from+end:]} {
				if _, err := p.pack(piece); err != nil {
					return 0, err
				}
			}
			return len(b), nil
		}
	}
	return p.pack(b)
}

func (p *part) pack(b []byte) (int, error) {
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	p.size += uint64(len(b))
	return p.flate.Write(b)
}

// finish packs what is left of the last part.
func (a *archive) finish() error {
	if len(a.parts) == 0 {
		return nil
	}
	p := a.parts[len(a.parts)-1]
	if p.flate == nil {
		return nil
	}
	err := p.flate.Close()
	packers.Put(p.flate)
	p.flate = nil
	return err
}

// Close writes the parts. The list of contents comes first, where programs that
// tell files by their first bytes look for it.
func (a *archive) Close() error {
	if err := a.finish(); err != nil {
		return err
	}
	const first = "[Content_Types].xml"
	sort.Slice(a.parts, func(i, j int) bool {
		if x, y := a.parts[i].name == first, a.parts[j].name == first; x != y {
			return x
		}
		return a.parts[i].name < a.parts[j].name
	})
	zw := zip.NewWriter(a.w)
	for _, p := range a.parts {
		w, err := zw.CreateRaw(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, CRC32: p.crc, ModifiedDate: 1<<5 | 1, // 1980-01-01, the first there is
			CompressedSize64: uint64(p.packed.Len()), UncompressedSize64: p.size,
		})
		if err != nil {
			return err
		}
		if _, err := p.packed.WriteTo(w); err != nil {
			return err
		}
	}
	return zw.Close()
}
