package source

import (
	"bytes"

	"github.com/nianbao/nianbao/convert/source/rtf"
)

// isRTF reports whether data is rich text. Its pictures may be bytes of any
// kind, so it is told before a charset is.
func isRTF(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n\ufeff"), []byte(`{\rt`))
}

// readRTF reads a rich text document.
func readRTF(d *Document, data []byte) error {
	read, err := rtf.Read(data)
	return readWordFile(d, read, err)
}
