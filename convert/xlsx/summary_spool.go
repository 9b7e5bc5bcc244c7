package xlsx

import (
	"bufio"
	"bytes"
	"hash/crc32"
	"io"
)

// A Spool keeps what is written to it, and gives it back with WriteTo.
type Spool interface {
	io.Writer
	io.WriterTo
	io.Closer
}

// memory is the Spool of a summary that is not large.
type memory struct{ bytes.Buffer }

func (*memory) Close() error { return nil }

// rows are the rows of one sheet, packed as they will stand in the workbook: the
// archive puts them between what stands before and after them.
type rows struct {
	spool   Spool
	out     *bufio.Writer
	packer  *packer
	crc     uint32
	size    uint64 // not packed
	packed  int64
	last    int     // number of the last row
	tallies []tally // of the columns of figures
	buf     []byte
}

// newRows begins below the heads.
func newRows(s Spool, heads int) *rows {
	r := &rows{spool: s, last: heads}
	r.out = bufio.NewWriterSize(r, 1<<15)
	r.packer = packers.Get().(*packer)
	r.packer.Reset(r.out)
	return r
}

// Write takes what is packed.
func (r *rows) Write(p []byte) (int, error) {
	r.packed += int64(len(p))
	return r.spool.Write(p)
}

// add writes a row so many points high.
func (r *rows) add(height float64, cells []writtenCell) error {
	r.last++
	r.buf = appendRow(r.buf[:0], r.last, height, cells)
	r.crc = crc32.Update(r.crc, crc32.IEEETable, r.buf)
	r.size += uint64(len(r.buf))
	_, err := r.packer.Write(r.buf)
	return err
}

// finish ends the packing at a full byte, so that more can follow.
func (r *rows) finish() error {
	err := r.packer.Flush()
	r.release()
	if err != nil {
		return err
	}
	return r.out.Flush()
}

func (r *rows) release() {
	if r.packer != nil {
		packers.Put(r.packer)
		r.packer = nil
	}
}

func (r *rows) close() error {
	r.release()
	return r.spool.Close()
}

// joinCRC is the CRC-32 of two texts one after the other, from that of each and
// the length of the second. It is linear: what the first leaves behind runs
// through as many zeros.
func joinCRC(first, second uint32, length uint64) uint32 {
	var zeros [1 << 16]byte
	none := uint32(0)
	for length > 0 {
		n := min(length, uint64(len(zeros)))
		first = crc32.Update(first, crc32.IEEETable, zeros[:n])
		none = crc32.Update(none, crc32.IEEETable, zeros[:n])
		length -= n
	}
	return first ^ none ^ second
}
