package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
)

// Intact reports whether a file of ours is as it was written: its id is still that of what
// stands before the table of objects, and nothing stands behind that.
func Intact(data []byte) bool {
	body, found := bytes.CutSuffix(data, []byte("\n%%EOF\n"))
	at := bytes.LastIndexByte(body, '\n')
	if !found || at < 0 || !bytes.HasSuffix(body[:at], []byte("startxref")) {
		return false
	}
	table, err := strconv.Atoi(string(body[at+1:]))
	if err != nil || table < 0 || table > at {
		return false
	}
	dict, rest, _ := bytes.Cut(data[table:], []byte("stream\n"))
	_, end, _ := bytes.Cut(rest, []byte("endstream\nendobj\n"))
	return bytes.Contains(dict, fmt.Appendf(nil, "/ID [<%x> ", idOf(data[:table]))) &&
		bytes.Equal(end, fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", table))
}

// idOf is the id of a file that begins so.
func idOf(data []byte) []byte {
	sum := sha256.Sum256(data)
	return sum[:16]
}

// attach writes the data that the file carries, as ISO 19005-3, 6.8 asks for: with its kind
// and what it is to the document. It returns the number of what the catalog names, 0 for
// none.
func (w *file) attach(meta Meta) int {
	if meta.Data == nil {
		return 0
	}
	date := ""
	if day := strings.ReplaceAll(meta.Date, "-", ""); day != "" {
		date = fmt.Sprintf(" /ModDate (D:%s000000+08'00')", day)
	}
	content, spec := w.next(), w.next()
	w.stream(content, fmt.Sprintf("/Type /EmbeddedFile /Subtype /application#2Fjson /Params <</Size %d%s>> ", len(meta.Data), date), meta.Data)
	w.object(spec, fmt.Appendf(nil, "<</Type /Filespec /F (%s) /UF (%s) /Desc (Normalised data of this report) /AFRelationship /Data /EF <</F %d 0 R /UF %d 0 R>>>>",
		meta.DataName, meta.DataName, content, content))
	return spec
}
