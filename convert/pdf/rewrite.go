package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"github.com/nianbao/nianbao/convert/typeset"
)

// errShape tells that gofpdf's file is not built as this version of it builds files.
var errShape = errors.New("the file of gofpdf has an unknown shape")

// finish rewrites gofpdf's file: its pages and bookmarks stay, streams are
// compressed, resources, document information, catalog and structure are its own.
//
// gofpdf numbers the page tree 1 and the resources 2; information and catalog come
// last. New objects are added behind these.
func finish(raw []byte, doc *typeset.Document, m *marks, f *faces, d *description, meta Meta) ([]byte, error) {
	objects, err := split(raw)
	if err == nil {
		err = tagPages(objects, doc.Pages)
	}
	if err != nil {
		return nil, err
	}
	n := len(objects) - 1
	w := newFile(f.size()+len(raw)/4+32<<10, n)
	for i := 1; i <= n-2; i++ {
		if i == 2 {
			continue
		}
		if stream, ok := cutStream(objects[i]); ok {
			w.stream(i, "", stream)
		} else {
			w.object(i, objects[i])
		}
	}
	resources := w.fonts(f)
	w.object(2, resources)
	profile := w.next()
	w.stream(profile, "/N 3", sRGB())
	metadata := w.next()
	w.plain(metadata, "/Type /Metadata /Subtype /XML", d.xmp())
	w.plainObject(n-1, d.info())
	w.plainObject(n, catalog(objects[n], profile, metadata, w.structure(doc, m), w.attach(meta), meta.DataName))
	w.pack()
	w.end(n, n-1)
	return w.out, nil
}

// split returns the bodies of gofpdf's objects by number, found through its
// cross-reference table.
func split(raw []byte) ([][]byte, error) {
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		return nil, errShape
	}
	line, _, _ := bytes.Cut(raw[at+len("startxref\n"):], []byte("\n"))
	xref, err := strconv.Atoi(string(line))
	if err != nil || xref < 0 || xref >= at {
		return nil, errShape
	}
	lines := bytes.Split(raw[xref:at], []byte("\n"))
	objects := [][]byte{nil}
	for i := 1; i+2 < len(lines) && len(lines[i+2]) == 19; i++ {
		start, err := strconv.Atoi(string(lines[i+2][:10]))
		if err != nil || start >= xref {
			return nil, errShape
		}
		objects = append(objects, raw[start:])
	}
	if len(objects) < 5 {
		return nil, errShape
	}
	for i := 1; i < len(objects); i++ {
		if objects[i], err = body(objects[i], i); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// body is what stands between "N 0 obj" and "endobj". Only streams and the titles
// of bookmarks could hold that word; streams state their length, and titles are in
// UTF-16, where it has other bytes.
func body(b []byte, n int) ([]byte, error) {
	head := strconv.Itoa(n) + " 0 obj\n"
	if !bytes.HasPrefix(b, []byte(head)) {
		return nil, errShape
	}
	b = b[len(head):]
	from := 0
	if dict, rest, ok := bytes.Cut(b, []byte("\nstream\n")); ok && !bytes.Contains(dict, []byte("\nendobj")) {
		size, err := length(dict)
		if err != nil || size > len(rest) {
			return nil, errShape
		}
		from = len(b) - len(rest) + size
	}
	end := bytes.Index(b[from:], []byte("\nendobj"))
	if end < 0 {
		return nil, errShape
	}
	return b[:from+end], nil
}

func length(dict []byte) (int, error) {
	_, after, ok := bytes.Cut(dict, []byte("/Length "))
	if !ok {
		return 0, errShape
	}
	end := 0
	for end < len(after) && '0' <= after[end] && after[end] <= '9' {
		end++
	}
	return strconv.Atoi(string(after[:end]))
}

// cutStream takes the data out of an object that is a stream of gofpdf, whose
// dictionary has nothing but the length.
func cutStream(object []byte) (data []byte, ok bool) {
	head, rest, ok := bytes.Cut(object, []byte("\nstream\n"))
	if !ok {
		return nil, false
	}
	size, err := length(head)
	if err != nil || size > len(rest) {
		return nil, false
	}
	return rest[:size], true
}

// catalog takes the bookmarks over from gofpdf's catalog.
func catalog(old []byte, profile, metadata, structure, attached int, name string) []byte {
	b := []byte("<</Type /Catalog /Pages 1 0 R /Lang (zh-CN)\n")
	b = fmt.Appendf(b, "/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R\n", structure)
	if _, after, ok := bytes.Cut(old, []byte("/Outlines ")); ok {
		ref, _, _ := bytes.Cut(after, []byte("\n"))
		b = fmt.Appendf(b, "/Outlines %s /PageMode /UseOutlines\n", ref)
	}
	if attached != 0 {
		b = fmt.Appendf(b, "/AF [%d 0 R] /Names <</EmbeddedFiles <</Names [(%s) %d 0 R]>>>>\n", attached, name, attached)
	}
	b = fmt.Appendf(b, "/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n", metadata)
	return fmt.Appendf(b, "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R>>]>>", profile)
}
