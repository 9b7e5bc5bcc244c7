package source

import (
	"bytes"
	"errors"

	"github.com/nianbao/nianbao/convert/source/pages"
	"github.com/nianbao/nianbao/convert/source/pdf"
)

// What to do with a PDF that is not read: keys of messages.
const (
	takeWord  = "advice.word"
	unlockPDF = "advice.unlock-pdf"
)

// isPDF reports whether data are a PDF, as viewers look for one.
func isPDF(data []byte) bool {
	const near = 1024
	head := data[:min(len(data), near)]
	i := bytes.Index(head, []byte("%PDF-"))
	return i == 0 || i > 0 && (head[i-1] == '\n' || head[i-1] == '\r') && bytes.IndexByte(head[i:], 0) < 0 && bytes.Contains(data, []byte(" obj"))
}

// Attached is a file that a PDF carries under a name; nil for none, and for what is no PDF.
func Attached(data []byte, name string) []byte {
	if !isPDF(data) || !bytes.Contains(data, []byte("/EmbeddedFile")) {
		return nil
	}
	return pdf.Attachment(data, name)
}

// readPDF reads the pages of a PDF.
func readPDF(doc *Document, data []byte) error {
	read, err := pdf.Read(data)
	if err != nil {
		return pdfError(err)
	}
	return bindPages(doc, read)
}

// pdfError says with this package's errors what is wrong with a PDF.
func pdfError(err error) error {
	switch {
	case errors.Is(err, pages.ErrTooLarge):
		return tooLarge("too-large.pdf", pages.Detail(err))
	case errors.Is(err, pdf.ErrLocked):
		return &UnsupportedError{Format: "kind.pdf-locked", Advice: unlockPDF}
	case errors.Is(err, pages.ErrNoText):
		return &UnsupportedError{Format: "kind.pdf-no-text", Detail: pages.Detail(err), Advice: takeWord}
	}
	return damaged("damaged.pdf", pages.Detail(err))
}
