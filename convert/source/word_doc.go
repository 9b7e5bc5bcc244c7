package source

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/convert/source/doc"
)

// oleMagic begins the container of streams that Office 97 to 2003 and WPS write.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// oleStreams tell the files of the old Office container by the name of a stream
// they have, or its beginning. Those before Word's are told first: an encrypted .docx is one.
var oleStreams = []signature{
	{"EncryptedPackage", 0, "", "kind.password", unlock},
	{wordStream, 0, "", "kind.doc", saveAsDocx},
	{"Workbook", 0, "", "kind.xls", saveAsXlsx},
	{"Book", 0, "", "kind.xls95", saveAsXlsx},
	{"PowerPoint Document", 0, "", "kind.presentation", saveAsDocx},
	{"CONTENTS", 0, "", "kind.works", saveAsDocx},
	{"MatOST", 0, "", "kind.works", saveAsDocx},
	{"Catalog", 0, "", "kind.thumbs", ""},
	{"256_*", 0, "", "kind.thumbs", ""},
}

const wordStream = "WordDocument"

// inspectOLE tells a container by its streams. Of one that is torn the names
// may still be there, and say what it was.
func inspectOLE(data []byte) (input, error) {
	file, torn := doc.Open(data)
	for _, s := range oleStreams {
		switch {
		case torn != nil && !hasName(data, strings.TrimSuffix(s.start, "*")), torn == nil && !file.Has(s.start):
		case s.start != wordStream:
			return input{}, s.err()
		case torn != nil:
			return input{}, wordFileError(torn)
		default:
			return input{kind: Doc, word: file}, nil
		}
	}
	return input{}, signature{format: "kind.ole", advice: saveAsDocx}.err()
}

// hasName reports whether the name of a stream stands in data, in UTF-16.
func hasName(data []byte, name string) bool {
	var b []byte
	for _, u := range utf16.Encode([]rune(name)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return bytes.Contains(data, b)
}

// readDoc reads a Word 97-2003 document.
func readDoc(d *Document, file *doc.File) error {
	read, err := file.Read()
	switch {
	case errors.Is(err, doc.ErrEncrypted):
		return signature{format: "kind.password", advice: unlock}.err()
	case errors.Is(err, doc.ErrOld):
		return signature{format: "kind.word95", advice: saveAsDocx}.err()
	}
	return readWordFile(d, read, err)
}
