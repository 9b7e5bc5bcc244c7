package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"hash/crc32"
	"io"
	"slices"
	"sync"

	"github.com/klauspost/compress/flate"
)

// An archivePart is one file in the archive that a workbook is.
type archivePart struct {
	name   string
	pieces [][]byte // its content
	rows   *rows    // of a summary, that come behind the third piece; nil for none
	packed *packed  // when that has been done; nil otherwise
}

// packed is a part as it is in the archive.
type packed struct {
	data  []byte
	split int // where its rows go
	crc   uint32
	size  uint64 // unpacked
}

// A packer packs parts, one after another.
type packer struct {
	*flate.Writer
	out bytes.Buffer
}

// packers are used again: one takes more memory than a workbook.
var packers = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, 1) // half the time of the default for a few hundredths of its size
	return &packer{Writer: w}
}}

// pack packs a part. It is good until the packer packs the next.
func (w *packer) pack(p *archivePart) (*packed, error) {
	w.out.Reset()
	w.Reset(&w.out)
	k := &packed{}
	for i, piece := range p.pieces {
		if _, err := w.Write(piece); err != nil {
			return nil, err
		}
		k.crc = crc32.Update(k.crc, crc32.IEEETable, piece)
		k.size += uint64(len(piece))
		if i == 2 && p.rows != nil { // they are packed already
			if err := w.Flush(); err != nil {
				return nil, err
			}
			k.split = w.out.Len()
			w.Reset(&w.out)
			k.crc = joinCRC(k.crc, p.rows.crc, p.rows.size)
			k.size += p.rows.size
		}
	}
	err := w.Close()
	k.data = w.out.Bytes()
	return k, err
}

// writeArchive writes parts by name, the same bytes for the same parts. The list of
// contents comes first, where programs that tell files by their first bytes look for
// it. Parts bear no time.
func writeArchive(w io.Writer, parts []archivePart) error {
	slices.SortFunc(parts, func(a, b archivePart) int { return cmp.Compare(a.name, b.name) })
	zw := zip.NewWriter(w)
	with := packers.Get().(*packer)
	defer packers.Put(with)
	for _, p := range parts {
		if err := p.write(zw, with); err != nil {
			return err
		}
	}
	return zw.Close()
}

func (p *archivePart) write(zw *zip.Writer, with *packer) error {
	k := p.packed
	if k == nil {
		var err error
		if k, err = with.pack(p); err != nil {
			return err
		}
	}
	length := uint64(len(k.data))
	if p.rows != nil {
		length += uint64(p.rows.packed)
	}
	header := &zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: k.crc, CompressedSize64: length, UncompressedSize64: k.size}
	//lint:ignore SA1019 CreateRaw takes the date from nowhere else
	header.ModifiedDate = 1<<5 | 1 // 1980-01-01, the first there is
	w, err := zw.CreateRaw(header)
	if err != nil {
		return err
	}
	if _, err := w.Write(k.data[:k.split]); err != nil {
		return err
	}
	if p.rows != nil {
		if _, err := p.rows.spool.WriteTo(w); err != nil {
			return err
		}
	}
	_, err = w.Write(k.data[k.split:])
	return err
}
