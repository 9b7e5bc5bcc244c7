// Package opc tells whose a package of parts is (ECMA-376, part 2: .xlsx, .docx; and .ofd): one of
// ours says so in its properties and bears no times; a program that saves it again says its
// own name, and one that packs it again writes times.
//
//	ours := opc.Written(data, "word/document.xml")
package opc

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"time"
)

const (
	// PropertiesPart is the part of the properties that name a program.
	PropertiesPart = "docProps/app.xml"

	// Properties are those of a package of ours.
	Properties = xml.Header + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` + application + `</Properties>`

	application = "<Application>nianbao</Application>"
)

// NoTime is what stands in a zip file that bears no times: the first there is.
var NoTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Written reports whether data are a package with a part of that name, as this program
// wrote it. One that another program has saved since is that program's.
func Written(data []byte, part string) bool {
	z := open(data)
	return z != nil && read(z, part) != nil && Marked(data, PropertiesPart, application)
}

// Marked reports whether data are a package whose part of that name has the text in its
// first MiB, and that bears no times: nobody has packed it again.
func Marked(data []byte, part, text string) bool {
	z := open(data)
	if z == nil || !bytes.Contains(read(z, part), []byte(text)) {
		return false
	}
	for _, f := range z.File {
		if !f.Modified.Equal(NoTime) {
			return false // packed again
		}
	}
	return true
}

// Has reports whether data are a package whose part of that name has the text in its first
// MiB.
func Has(data []byte, part, text string) bool {
	z := open(data)
	return z != nil && bytes.Contains(read(z, part), []byte(text))
}

// open opens a package; nil for what is none.
func open(data []byte) *zip.Reader {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	return z
}

// read is what a part begins with, nil when there is none.
func read(z *zip.Reader, name string) []byte {
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	content, _ := io.ReadAll(io.LimitReader(f, 1<<20))
	return content
}
