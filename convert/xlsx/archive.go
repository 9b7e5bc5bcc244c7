package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"regexp"
	"slices"
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
	book  *book // has what goes into the parts that excelize makes
	parts []*part
}

// A part is one file in the archive.
type part struct {
	name   string
	packed bytes.Buffer
	flate  *flate.Writer
	crc    uint32
	size   uint64
	names  []byte // of cells; nil but in the workbook's part
	rows   *rows  // of a summary, below the heads of a sheet; nil for none
	split  int    // where they go into packed
}

func newArchive(w io.Writer, b *book) excelize.ZipWriter { return &archive{w: w, book: b} }

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
	p := &part{name: name, rows: a.book.rows[name], flate: packers.Get().(*flate.Writer)}
	if name == workbookPart {
		p.names = a.book.defined.Bytes()
	}
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

// contents is the part that lists the others. pictures are what excelize declares
// in it, in no fixed order, when a sheet has a chart; we have none.
const contents = "[Content_Types].xml"

var pictures = regexp.MustCompile(`<Default Extension="\w+" ContentType="image/[^"]+"></Default>`)

const workbookPart = "xl/workbook.xml"

// named puts the names of cells into the list of names, or after the sheets.
func named(b, names []byte) []byte {
	const list, sheets = "<definedNames>", "</sheets>"
	if at := bytes.Index(b, []byte(list)); at >= 0 {
		at += len(list)
		return slices.Concat(b[:at], names, b[at:])
	}
	at := bytes.Index(b, []byte(sheets)) + len(sheets)
	return slices.Concat(b[:at], []byte(list), names, []byte("</definedNames>"), b[at:])
}

func (p *part) Write(b []byte) (int, error) {
	if len(p.names) > 0 {
		_, err := p.write(named(b, p.names))
		return len(b), err
	}
	if p.name == contents {
		_, err := p.pack(pictures.ReplaceAll(b, nil))
		return len(b), err
	}
	if end := bytes.Index(b, []byte("</sheetData>")); end >= 0 && p.rows != nil {
		if err := p.insert(b[:end]); err != nil {
			return 0, err
		}
		_, err := p.pack(b[end:])
		return len(b), err
	}
	return p.write(b)
}

// insert puts the rows behind the heads. They are packed already.
func (p *part) insert(heads []byte) error {
	if _, err := p.write(heads); err != nil {
		return err
	}
	if err := p.flate.Flush(); err != nil {
		return err
	}
	p.split = p.packed.Len()
	p.flate.Reset(&p.packed)
	p.crc = joinCRC(p.crc, p.rows.crc, p.rows.size)
	p.size += p.rows.size
	return nil
}

func (p *part) write(b []byte) (int, error) {
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
	sort.Slice(a.parts, func(i, j int) bool {
		if x, y := a.parts[i].name == contents, a.parts[j].name == contents; x != y {
			return x
		}
		return a.parts[i].name < a.parts[j].name
	})
	zw := zip.NewWriter(a.w)
	for _, p := range a.parts {
		w, err := zw.CreateRaw(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, CRC32: p.crc, ModifiedDate: 1<<5 | 1, // 1980-01-01, the first there is
			CompressedSize64: p.length(), UncompressedSize64: p.size,
		})
		if err != nil {
			return err
		}
		if err := p.copy(w); err != nil {
			return err
		}
	}
	return zw.Close()
}

// length is how long the part is, packed.
func (p *part) length() uint64 {
	n := uint64(p.packed.Len())
	if p.rows != nil {
		n += uint64(p.rows.packed)
	}
	return n
}

func (p *part) copy(w io.Writer) error {
	if p.rows != nil {
		if _, err := w.Write(p.packed.Next(p.split)); err != nil {
			return err
		}
		if _, err := p.rows.spool.WriteTo(w); err != nil {
			return err
		}
	}
	_, err := p.packed.WriteTo(w)
	return err
}
