package batch

import (
	"io"

	"github.com/nianbao/nianbao/convert/xlsx"
)

// A book is the summary that a run writes beside its manifest.
type book struct {
	name string
	*xlsx.Summary
}

func newBook(name string) *book { return &book{name, xlsx.NewSummary()} }

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
