package batch

import (
	"io"
	"os"

	"github.com/nianbao/nianbao/convert/xlsx"
)

// A book is the summary that a run writes beside its manifest.
type book struct {
	name string
	*xlsx.Summary
}

func newBook(name string) *book { return &book{name, xlsx.NewSummary(newSpool)} }

func (b *book) add(r xlsx.Result) { b.Add(r) } // its first error is also that of Write

// write puts the workbook in its place.
func (b *book) write() error {
	s, err := stageWith(b.name, func(w io.Writer) error { return b.Write(w) })
	if err != nil {
		return err
	}
	return s.commit()
}

func (b *book) close() {
	if b != nil {
		b.Close()
	}
}

// A spool is a temporary file.
type spool struct {
	*os.File
	removed bool
}

func newSpool() (xlsx.Spool, error) {
	f, err := os.CreateTemp("", "nianbao-")
	if err != nil {
		return nil, err
	}
	err = os.Remove(f.Name()) // a killed run leaves nothing
	return spool{f, err == nil}, nil
}

func (s spool) WriteTo(w io.Writer) (int64, error) {
	if _, err := s.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	return io.Copy(w, s.File)
}

func (s spool) Close() error {
	err := s.File.Close()
	if !s.removed { // Windows removes no open file
		os.Remove(s.Name())
	}
	return err
}
