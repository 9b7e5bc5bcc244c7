package ofd

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash/crc32"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/nianbao/nianbao/fonts"
)

// An archive collects the parts of a file, compressed.
type archive struct {
	parts []part
}

type part struct {
	header zip.FileHeader
	data   []byte
}

// firstDay is 1 January 1980, the first day that a zip archive can name: its parts bear no
// times.
const firstDay = 1<<5 | 1

// compressors are kept: making one costs more than its use.
var compressors = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, 3) // fails for levels that there are not
	return w
}}

// add adds a part.
func (a *archive) add(name string, content []byte) {
	var b bytes.Buffer
	w := compressors.Get().(*flate.Writer)
	w.Reset(&b)
	w.Write(content)
	w.Close()
	compressors.Put(w)
	a.addPacked(name, b.Bytes(), len(content), crc32.ChecksumIEEE(content))
}

// addFirst adds a part before all others.
func (a *archive) addFirst(name string, content []byte) {
	a.add(name, content)
	last := len(a.parts) - 1
	a.parts = slices.Insert(a.parts[:last], 0, a.parts[last])
}

func (a *archive) addFont(name string, f *fonts.File) { a.addPacked(name, f.Data, f.Size, f.CRC) }

// addPacked adds a part that is compressed already.
func (a *archive) addPacked(name string, data []byte, size int, crc uint32) {
	const version = 20 // of zip: deflate, folders
	p := part{zip.FileHeader{
		Name: name, Method: zip.Deflate, CreatorVersion: version, ReaderVersion: version,
		CRC32: crc, CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(size),
	}, data}
	//lint:ignore SA1019 CreateRaw takes the date from nowhere else
	p.header.ModifiedDate = firstDay
	a.parts = append(a.parts, p)
}

// hash is that of all parts, which are the pages and what they need: 32 hexadecimal digits,
// as a DocID has.
func (a *archive) hash() string {
	h := sha256.New()
	for _, p := range a.parts {
		io.WriteString(h, p.header.Name)
		h.Write(p.data)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func (a *archive) write(out io.Writer) error {
	z := zip.NewWriter(out)
	for i := range a.parts {
		w, err := z.CreateRaw(&a.parts[i].header)
		if err != nil {
			return err
		}
		if _, err := w.Write(a.parts[i].data); err != nil {
			return err
		}
	}
	return z.Close()
}
