package source

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"strings"

	"github.com/nianbao/nianbao/convert/source/doc"
	"github.com/nianbao/nianbao/convert/words"
)

// An input is a file that has been told: its text, or its parts.
type input struct {
	kind    Kind
	charset string
	text    string
	parts   *zip.Reader // of a .docx or an OFD
	body    string      // the name of its main part
	word    *doc.File   // of a .doc
	data    []byte      // of rich text
}

func inspect(data []byte) (input, error) {
	switch {
	case len(data) == 0:
		return input{}, words.New("empty.bytes", ErrEmpty)
	case len(data) > MaxFile:
		return input{}, tooLarge("too-large.bytes", len(data), MaxFile)
	}
	switch {
	case isPDF(data):
		return input{kind: PDF}, nil
	case bytes.HasPrefix(data, []byte(oleMagic)):
		return inspectOLE(data)
	case isRTF(data):
		return input{kind: RTF, data: data}, nil
	}
	if err := refuse(data); err != nil {
		return input{}, err
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return inspectZip(data)
	}
	text, charset, err := decode(data)
	if err != nil {
		return input{}, err
	}
	start := strings.TrimLeftFunc(text, isSpace)
	if start == "" {
		return input{}, words.New("empty.space", ErrEmpty)
	}
	if err := refuseText(start); err != nil {
		return input{}, err
	}
	in := input{kind: Text, charset: charset, text: text}
	switch {
	case isJSON(start) && len(data) > MaxData:
		return input{}, tooLarge("too-large.data", len(data), MaxData)
	case isJSON(start):
		in = input{kind: Data}
	case isMHTML(start):
		if text, ok := pageOfMail(start); ok {
			return input{kind: HTML, charset: charset, text: text}, nil
		}
		return input{}, signature{format: "kind.mail", advice: saveAsHTML}.err()
	case isWordML(start):
		in.kind = WordML
	case isHTML(start):
		in.kind = HTML
	case csvComma(text) != 0:
		in.kind = CSV
	}
	return in, nil
}

// isJSON reports whether s begins an object; whether it ends well is for the reader of data to say.
func isJSON(s string) bool {
	if !strings.HasPrefix(s, "{") {
		return false
	}
	dec := json.NewDecoder(strings.NewReader(s))
	dec.Token()
	key, err := dec.Token()
	_, isString := key.(string)
	return err == nil && (isString || key == json.Delim('}'))
}
