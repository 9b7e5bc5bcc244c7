package words

import (
	"archive/zip"
	"compress/flate"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
)

// libraryErrors are errors of the standard library that say what is wrong with a file.
var libraryErrors = []struct {
	is  error
	key string
}{
	{zip.ErrFormat, "library.zip"},
	{zip.ErrChecksum, "library.checksum"},
	{zip.ErrAlgorithm, "library.method"},
	{io.ErrUnexpectedEOF, "library.end"},
	{io.EOF, "library.end"},
	{csv.ErrQuote, "library.quote"},
	{csv.ErrBareQuote, "library.quote"},
}

// library says an error of the standard library that is about the content of a file, ""
// one that is not known.
func (l Lang) library(err error) string {
	var markup *xml.SyntaxError
	var object *json.SyntaxError
	var packed flate.CorruptInputError
	var coded base64.CorruptInputError
	switch {
	case errors.As(err, &markup):
		return l.Text("library.xml", markup.Line)
	case errors.As(err, &object):
		return l.Text("library.json")
	case errors.As(err, &packed):
		return l.Text("library.packed")
	case errors.As(err, &coded):
		return l.Text("library.base64")
	}
	for _, e := range libraryErrors {
		if errors.Is(err, e.is) {
			return l.Text(e.key)
		}
	}
	return ""
}
