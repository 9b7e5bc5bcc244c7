package source

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
)

// A web page with its pictures in one file is a mail (MHTML): browsers save
// such, and so does Word, also under the name .doc.
const (
	maxMailDepth = 5
	maxMailParts = 2_000
	maxMailHead  = 64 << 10 // bytes
)

// mailStarts are what such a file may begin with.
var mailStarts = []string{"mime-version:", "content-type:", "from:", "subject:", "date:", "snapshot-content-location:", "x-"}

// isMHTML reports whether a text is such a file: it begins with the head of a
// mail, and that says so.
func isMHTML(text string) bool {
	for _, s := range mailStarts {
		if len(text) >= len(s) && strings.EqualFold(text[:len(s)], s) {
			fields, _ := mailHead(text)
			return fields["mime-version"] != "" && fields["content-type"] != ""
		}
	}
	return false
}

// pageOfMail returns the web page of the file; false if it has none.
func pageOfMail(text string) (string, bool) {
	parts := maxMailParts
	return mailPage(text, maxMailDepth, &parts)
}

func mailPage(text string, depth int, parts *int) (string, bool) {
	fields, body := mailHead(text)
	kind, params, err := mime.ParseMediaType(fields["content-type"])
	switch {
	case depth == 0 || *parts <= 0 || err != nil && kind == "":
		return "", false
	case kind == "text/html" || kind == "application/xhtml+xml":
		return mailBody(body, fields["content-transfer-encoding"])
	case !strings.HasPrefix(kind, "multipart/") || params["boundary"] == "":
		return "", false
	}
	mark := "--" + params["boundary"]
	for *parts--; *parts > 0; *parts-- {
		at := lineWith(body, mark)
		if at < 0 {
			return "", false
		}
		body = body[at+len(mark):]
		_, body, _ = strings.Cut(body, "\n")
		part := body
		if end := lineWith(body, mark); end >= 0 {
			part = body[:end]
		}
		if page, ok := mailPage(part, depth-1, parts); ok {
			return page, true
		}
	}
	return "", false
}

// lineWith returns where a line begins with mark, -1 if none does.
func lineWith(s, mark string) int {
	if strings.HasPrefix(s, mark) {
		return 0
	}
	if i := strings.Index(s, "\n"+mark); i >= 0 {
		return i + 1
	}
	return -1
}

// mailHead reads the fields of a head, their names in small letters, and
// returns what stands behind it.
func mailHead(text string) (map[string]string, string) {
	fields, last := map[string]string{}, ""
	for left := maxMailHead; left > 0; {
		line, rest, found := strings.Cut(text, "\n")
		text, left = rest, left-len(line)-1
		line = strings.TrimRight(line, "\r")
		name, value, isField := strings.Cut(line, ":")
		switch {
		case line == "" || !found:
			return fields, text
		case line[0] == ' ' || line[0] == '\t':
			fields[last] += " " + trim(line)
		case isField:
			last = strings.ToLower(name)
			fields[last] = trim(value)
		}
	}
	return fields, text
}

// mailBody undoes the encoding of a part.
func mailBody(body, encoding string) (string, bool) {
	var r io.Reader
	switch strings.ToLower(encoding) {
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, strings.NewReader(body))
	case "quoted-printable":
		r = quotedprintable.NewReader(strings.NewReader(body))
	default:
		return body, true
	}
	data, err := io.ReadAll(r)
	if err != nil && len(data) == 0 {
		return "", false
	}
	text, _, err := decode(data)
	return text, err == nil
}
