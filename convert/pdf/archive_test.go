package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/long"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

// TestVeraPDF asks the validator whether the files are PDF/A-2a and PDF/UA-1. VERAPDF
// is the folder with its jars.
func TestVeraPDF(t *testing.T) {
	long.Skip(t, "starts Java")
	jars := os.Getenv("VERAPDF")
	if jars == "" {
		t.Skip("VERAPDF does not name the folder of veraPDF's jars")
	}
	tool(t, "java")
	dir := t.TempDir()
	all := documents(t)
	for name, r := range all {
		b, _ := write(t, r)
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".pdf"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	carrying := t.TempDir() // the same with data in them
	for name, r := range all {
		var b bytes.Buffer
		meta := Meta{Agency: r.Agency, Date: r.Date, Data: []byte("{}"), DataName: "nianbao.json"}
		if err := New(fonts.Builtin()).Write(&b, typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin()), meta); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(carrying, strings.ReplaceAll(name, " ", "-")+".pdf"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, ask := range []struct{ flavour, dir string }{{"2a", dir}, {"ua1", dir}, {"3a", carrying}, {"ua1", carrying}} {
		flavour, dir := ask.flavour, ask.dir
		out, err := exec.Command("java", "-cp", filepath.Join(jars, "*"), "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "text", "-v", dir).CombinedOutput()
		if err != nil || strings.Count(string(out), "PASS ") != len(all) {
			t.Errorf("%s: %v: %s", flavour, err, out)
		}
	}
}

// TestArchive checks the clauses of ISO 19005-2 that can be read off the file.
func TestArchive(t *testing.T) {
	for name, r := range documents(t) {
		b, _ := write(t, r)
		b = append(b, smallObjects(t, b)...)
		for clause, want := range map[string]string{
			"6.1.2 header":         `^%PDF-1\.7\n%[\x{80}-\x{ff}]{4}\n`,
			"6.1.3 file id":        `/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]`,
			"6.2.3 output intent":  `/OutputIntents \[<</Type /OutputIntent /S /GTS_PDFA1 [^>]*/DestOutputProfile \d+ 0 R>>\]`,
			"6.6.2 metadata":       `/Type /Metadata /Subtype /XML /Length \d+>>\nstream\n<\?xpacket`,
			"6.6.4 identification": `<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>`,
			"6.2.11.7 Unicode":     `/Encoding /Identity-H\n/DescendantFonts \[\d+ 0 R\] /ToUnicode \d+ 0 R`,
			"language":             `/Lang \(zh-CN\)`,
			"6.7.2 marked":         `/MarkInfo <</Marked true>> /StructTreeRoot \d+ 0 R`,
		} {
			if !regexp.MustCompile(`(?s:` + want + `)`).Match(latin1(b)) {
				t.Errorf("%s: %s", name, clause)
			}
		}
		for _, forbidden := range []string{"/Encrypt", "/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/LZWDecode", "/OpenAction", "/AA ", "/CIDSet", "/Type1"} {
			if bytes.Contains(b, []byte(forbidden)) {
				t.Errorf("%s has %s", name, forbidden)
			}
		}
	}
}

// smallObjects are the objects of a file that are no streams.
func smallObjects(t *testing.T, b []byte) []byte {
	t.Helper()
	_, after, _ := bytes.Cut(b, []byte("/Type /ObjStm"))
	_, after, _ = bytes.Cut(after, []byte("stream\n"))
	z, err := zlib.NewReader(bytes.NewReader(after))
	if err != nil {
		t.Fatal(err)
	}
	objects, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

// latin1 makes every byte a character, so that a pattern can name bytes.
func latin1(b []byte) []byte {
	var out bytes.Buffer
	for _, c := range b {
		out.WriteRune(rune(c))
	}
	return out.Bytes()
}

// TestDescription holds that metadata and document information say the same.
func TestDescription(t *testing.T) {
	tool(t, "pdfinfo")
	r := full("disclosure-2021", "0")
	r.Title = "“示范市”<大数据局> & 𠮷林2024年政府信息公开工作年度报告"
	doc := typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin())
	tests := []struct {
		name       string
		meta       Meta
		date, info string
	}{
		{"all", Meta{Agency: "示范市大数据局", Date: "2025-01-26", Identifiers: []string{"示数〔2025〕1号"}, Subjects: []string{"政务公开", "年报"}}, "2025-01-26T00:00:00+08:00", "2025-01-26T00:00:00+08"},
		{"nothing", Meta{}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := New(fonts.Builtin()).Write(&b, doc, tt.meta); err != nil {
				t.Fatal(err)
			}
			info := run(t, b.Bytes(), "pdfinfo", "-isodates", "FILE")
			got := metadata(t, b.Bytes())
			for _, want := range []struct{ key, value, element string }{
				{"Title:", r.Title, "title"}, {"Author:", tt.meta.Agency, "creator"}, {"Subject:", first(tt.meta.Identifiers), "identifier"},
				{"Keywords:", strings.Join(tt.meta.Subjects, "；"), "Keywords"}, {"", last(tt.meta.Subjects), "subject"},
				{"", "zh-CN", "language"}, {"", tt.date, "date"}, {"", tt.date, "CreateDate"}, {"", tt.date, "ModifyDate"},
				{"CreationDate:", tt.info, ""}, {"ModDate:", tt.info, ""}, {"Producer:", program, "Producer"},
			} {
				if want.element != "" && got[want.element] != want.value {
					t.Errorf("metadata: %s is %q, want %q", want.element, got[want.element], want.value)
				}
				if want.key != "" && want.value != "" && !regexp.MustCompile(regexp.QuoteMeta(want.key)+` +`+regexp.QuoteMeta(want.value)+"\n").MatchString(info) {
					t.Errorf("information: no %s %s in %s", want.key, want.value, info)
				}
			}
		})
	}
}

func first(all []string) string { return strings.Join(all[:min(1, len(all))], "") }

func last(all []string) string { return strings.Join(all[max(0, len(all)-1):], "") }

// TestNoInventedDate: a file of a report without a date says of no day that it was made
// then.
func TestNoInventedDate(t *testing.T) {
	r := full("disclosure-2021", "0")
	r.Date = ""
	b, _ := write(t, r)
	for _, never := range []string{"CreationDate", "ModDate", "CreateDate", "ModifyDate", "MetadataDate", "dc:date"} {
		if bytes.Contains(b, []byte(never)) {
			t.Errorf("the file has a %s", never)
		}
	}
}

// TestPublished: the day a page was put up, however written, stands behind the report's
// own date; what is no day does not.
func TestPublished(t *testing.T) {
	for published, want := range map[string]string{
		"2025-01-27": "2025-01-27", "2025年1月7日": "2025-01-07", "2025/1/27 10:22": "2025-01-27", "2025.01.27": "2025-01-27",
		"昨天": "", "2025-13-01": "", "2025-02-30": "", "20250127": "",
	} {
		d := describe("", Meta{Date: "2025-01-26", Published: published})
		if d.published != want || want != "" && !bytes.Contains(d.xmp(), []byte("<rdf:li>2025-01-26T00:00:00+08:00</rdf:li><rdf:li>"+want+"</rdf:li>")) {
			t.Errorf("%s: %q in %s", published, d.published, d.xmp())
		}
	}
}

// TestDescriptionOfAnyText: what XML cannot carry is in neither.
func TestDescriptionOfAnyText(t *testing.T) {
	r := full("disclosure-2021", "0")
	r.Title = "某局\u00012024年\v年报\uffff"
	var b bytes.Buffer
	meta := Meta{Agency: " 某\u0002 局\n办公室", Identifiers: []string{"1\u001f号"}}
	if err := New(fonts.Builtin()).Write(&b, typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin()), meta); err != nil {
		t.Fatal(err)
	}
	got := metadata(t, b.Bytes())
	for element, want := range map[string]string{"title": "某局2024年 年报", "creator": "某 局 办公室", "identifier": "1号"} {
		if got[element] != want {
			t.Errorf("metadata: %s is %q, want %q", element, got[element], want)
		}
		if !bytes.Contains(b.Bytes(), fmt.Appendf(nil, "<%x>", utf16Text(want))) {
			t.Errorf("information: no %q", want)
		}
	}
}

// metadata are the texts of the XMP packet by the element that says what they are.
func metadata(t *testing.T, b []byte) map[string]string {
	t.Helper()
	from, to := bytes.Index(b, []byte("<x:xmpmeta")), bytes.Index(b, []byte("</x:xmpmeta>"))
	if from < 0 || to < 0 {
		t.Fatal("no XMP packet")
	}
	texts := map[string]string{}
	var open []string
	d := xml.NewDecoder(bytes.NewReader(b[from : to+len("</x:xmpmeta>")]))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			open = append(open, x.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" && len(open) > 3 {
				texts[open[3]] = s // below xmpmeta, RDF and Description: the property
			}
		}
	}
}

// TestBookmarks holds that each section's bookmark leads to its page.
func TestBookmarks(t *testing.T) {
	tool(t, "qpdf")
	b, doc := write(t, sample(t, "001"))
	sections := 0
	for _, m := range doc.Bookmarks {
		sections += 1 - m.Level
	}
	if n := len(doc.Bookmarks); n != 13 || sections != 6 {
		t.Fatalf("%d bookmarks, %d of sections, want 13, 6", n, sections)
	}
	out := run(t, b, "qpdf", "--json", "--json-key=outlines", "FILE")
	at := 0
	for _, m := range doc.Bookmarks {
		next := strings.Index(out[at:], m.Title)
		if m.Level > 0 { // it is printed before the one it is below
			next = strings.Index(out, m.Title) - at
		}
		if next+at < 0 {
			t.Fatalf("no bookmark %s after byte %d of %s", m.Title, at, out)
		}
		if m.Level == 0 {
			at += next
		}
	}
}

// TestProfile reads the ICC profile's own table of tags.
func TestProfile(t *testing.T) {
	p := sRGB()
	if size := binary.BigEndian.Uint32(p); int(size) != len(p) || string(p[36:40]) != "acsp" || len(p) > 1024 {
		t.Errorf("size %d of %d bytes", size, len(p))
	}
	for i := range binary.BigEndian.Uint32(p[128:]) {
		tag := p[132+12*i:]
		if at, size := binary.BigEndian.Uint32(tag[4:]), binary.BigEndian.Uint32(tag[8:]); int(at+size) > len(p) || at%4 != 0 {
			t.Errorf("tag %s lies at %d, %d bytes", tag[:4], at, size)
		}
	}
}

// TestUnknownShape holds that another build of gofpdf's file is an error, not a
// broken PDF.
func TestUnknownShape(t *testing.T) {
	for _, raw := range []string{"", "startxref\n9\n%%EOF", "%PDF-1.3\nxref\n0 1\nstartxref\n9\n%%EOF", "1 0 obj\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000000 00000 n \ntrailer\nstartxref\n15\n"} {
		if _, err := finish([]byte(raw), &typeset.Document{}, &marks{}, &faces{}, describe("", Meta{}), Meta{}); err == nil {
			t.Errorf("%q is taken", raw)
		}
	}
}

// TestStructure: poppler reads the tree as the parts are, rows and cells in order with
// their text, also where a table crosses a page.
func TestStructure(t *testing.T) {
	tool(t, "pdfinfo")
	for name, r := range documents(t) {
		if name == "forty" { // poppler takes long for so many pages
			continue
		}
		b, doc := write(t, r)
		text := run(t, b, "pdfinfo", "-struct-text", "FILE")
		words := map[int]string{}
		for _, p := range doc.Pages {
			texts := p.Texts
			if p.Turned != nil {
				texts = slices.Concat(texts, p.Turned.Texts)
			}
			for _, x := range texts {
				words[x.Part] += string(x.Runes)
			}
		}
		words[0] = "" // of the pages, not of the document
		got := treeOf(text)
		if len(got) != len(doc.Parts) {
			t.Fatalf("%s: %d elements of %d parts", name, len(got), len(doc.Parts))
		}
		for n := range doc.Parts {
			tag := string(appendTag(nil, &doc.Parts[n]))
			if tag == "Signature" {
				tag = "P"
			}
			if want := squash(words[n]); got[n].tag != tag || squash(got[n].text) != want && !strings.ContainsRune(want, '"') {
				t.Errorf("%s: part %d is %s %q, want %s %q", name, n, got[n].tag, got[n].text, tag, want)
			}
		}
	}
}

type treeElement struct{ tag, text string }

// treeOf reads what pdfinfo prints of a tree: a line an element, then its attributes,
// each behind a slash, and its texts in quotes.
func treeOf(printed string) []treeElement {
	var all []treeElement
	for line := range strings.SplitSeq(printed, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '/':
		case line[0] == '"':
			all[len(all)-1].text += strings.Trim(line, "\"")
		default:
			tag, _, _ := strings.Cut(strings.TrimSuffix(line, ":"), " ")
			all = append(all, treeElement{tag: tag})
		}
	}
	return all
}
