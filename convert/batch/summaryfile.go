package batch

import (
	"io"
	"os"

	"github.com/nianbao/nianbao/convert/xlsx"
)

// A summaryWriter is the summary that a run writes beside its manifest.
type summaryWriter struct {
	name string
	*xlsx.Summary
}

func newSummaryWriter(name string) *summaryWriter {
	return &summaryWriter{name, xlsx.NewSummary(newSpool)}
}

func (b *summaryWriter) add(r xlsx.Result) { b.Add(r) } // its first error is also that of Write

// write puts the workbook in its place.
func (b *summaryWriter) write() error {
	s, err := stageWith(b.name, func(w io.Writer) error { return b.Write(w) })
	if err != nil {
		return err
	}
	return s.commit()
}

func (b *summaryWriter) close() {
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
