package convert

import (
	"archive/zip"
	"bytes"
	"io"
)

// Written reports whether data are a file of the format as this program wrote it.
// A workbook that another program has saved since is that program's.
func Written(f Format, data []byte) bool {
	switch f {
	case XLSX:
		return bytes.HasPrefix(data, []byte("PK")) && bytes.Contains(part(data, "docProps/app.xml"), []byte("<Application>nianbao</Application>"))
	case PDF:
		return bytes.HasPrefix(data, []byte("%PDF-")) && bytes.Contains(data, []byte("<pdf:Producer>nianbao</pdf:Producer>"))
	case JSON:
		return bytes.HasPrefix(data, []byte("{\n  \"schema\": \"nianbao/"))
	}
	return false
}

// part is a small part of a zip file, nil when there is none.
func part(data []byte, name string) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	content, _ := io.ReadAll(io.LimitReader(f, 1<<16))
	return content
}
