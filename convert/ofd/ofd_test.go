package ofd

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/filled"
	"github.com/nianbao/nianbao/convert/pdf"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/typeset"
	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/layouts"
)

var seedNames = []string{"000", "001", "002", "003"}

// sample reads a report of typeset's tests.
func sample(t testing.TB, name string) *report.Report {
	t.Helper()
	data, err := os.ReadFile("../typeset/testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// reportOf is a report of paragraphs, in a form of zeros.
func reportOf(paragraphs ...report.Paragraph) *report.Report {
	r := filled.Report(layouts.Find("disclosure-2021"), "0")
	r.Agency, r.Year, r.Date = "示范市大数据局", 2024, "2025-01-26"
	r.Section("overview").Paragraphs = paragraphs
	return r
}

// hard are reports that try the drawing.
func hard() map[string]*report.Report {
	rare := reportOf(report.Prose("𠮷林省𬭚县㙦村𠅤某、𪚥某、𰻞某，葛󠄀城，①㎡℃→★，私用\uE001，缺字\u0CA0\U0001F600，\uFEFF\uFFFE\uFFFF\x01。")...)
	rare.Agency, rare.Title = "𠮷林<&>局", `𠮷林<&>局"年报"`
	open := reportOf(report.Prose("开放。")...)
	for _, c := range open.Tables[1].Rows[4].Cells {
		c.Open, c.Value = true, report.Number{}
	}
	var wide report.Paragraph
	for y := range 3 {
		var row []report.TextCell
		for x := range 18 {
			row = append(row, report.TextCell{Text: fmt.Sprintf("第%d项%d", y, x)})
		}
		wide.Table = append(wide.Table, row)
	}
	return map[string]*report.Report{
		"rare": rare, "open": open, "turned": reportOf(wide), "none": {Layout: "disclosure-2021"},
		"latin":  reportOf(report.Prose("The “Regulations” of the People's Republic of China… were <b>revised</b> in ‘2019’ & “后来”。")...),
		"spaces": reportOf(report.Prose(" 前\u3000后 \t x  y\u00a0z ", strings.Repeat("a ", 200))...),
	}
}

func documents(t testing.TB) map[string]*report.Report {
	all, r := hard(), rand.New(rand.NewPCG(5, 6))
	var words []rune
	for _, name := range seedNames {
		all[name] = sample(t, name)
		for _, s := range all[name].Sections {
			words = append(words, []rune(strings.Join(s.Texts(), ""))...)
		}
	}
	words = slices.Repeat(words, 60_000/len(words))
	r.Shuffle(len(words), func(i, k int) { words[i], words[k] = words[k], words[i] }) // no two lines are alike
	all["long"] = reportOf(report.Prose(string(words))...)
	return all
}

func plan(r *report.Report) *typeset.Document {
	return typeset.Plan(r, layouts.Find(r.Layout), fonts.Builtin())
}

func write(t testing.TB, doc *typeset.Document, m Meta) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := New(fonts.Builtin()).Write(&b, doc, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// partsOf unpacks a file; the sums of its parts are checked.
func partsOf(t testing.TB, data []byte) (names []string, parts map[string][]byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		names = append(names, f.Name)
		if f.Modified.Year() != 1980 || f.Flags != 0 {
			t.Errorf("%s is of %v, flags %#x", f.Name, f.Modified, f.Flags)
		}
	}
	return names, parts
}

// TestArchive: the parts are there, in the order in which a reader wants them, and are XML
// or fonts; ids are given once; what is named is there; twice written, the bytes are the same.
func TestArchive(t *testing.T) {
	for name, r := range documents(t) {
		doc, m := plan(r), Meta{Agency: r.Agency, Date: r.Date}
		data := write(t, doc, m)
		if !bytes.Equal(data, write(t, plan(r), m)) {
			t.Errorf("%s: twice written, the bytes differ", name)
		}
		if !Written(data) {
			t.Errorf("%s does not say whose it is", name)
		}
		names, parts := partsOf(t, data)
		want := []string{"OFD.xml"}
		for i := range doc.Pages {
			want = append(want, fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i))
		}
		want = append(want, "Doc_0/Document.xml", "Doc_0/PublicRes.xml")
		all := bytes.Count(parts["Doc_0/PublicRes.xml"], []byte("<ofd:Font "))
		for i := range all {
			want = append(want, fmt.Sprintf("Doc_0/Res/font_%d.ttf", i))
		}
		if !slices.Equal(names, want) {
			t.Errorf("%s has the parts %q, want %q", name, names, want)
		}
		ids := map[string]bool{}
		for part, content := range parts {
			if filepath.Ext(part) == ".ttf" {
				if _, err := fonts.Parse(content, 0); err != nil {
					t.Errorf("%s, %s: %v", name, part, err)
				}
				continue
			}
			if err := xml.Unmarshal(content, new(struct{})); err != nil {
				t.Errorf("%s, %s: %v", name, part, err)
			}
			for _, m := range regexp.MustCompile(`<ofd:(\w+)[^>]* ID="(\d+)"`).FindAllSubmatch(content, -1) {
				if ids[string(m[2])] {
					t.Errorf("%s: the id %s is given twice", name, m[2])
				}
				ids[string(m[2])] = true
			}
		}
		if last := fmt.Sprintf("<ofd:MaxUnitID>%d<", len(ids)); !bytes.Contains(parts["Doc_0/Document.xml"], []byte(last)) {
			t.Errorf("%s does not say %s", name, last)
		}
	}
}

// TestDescription: what the file says of itself.
func TestDescription(t *testing.T) {
	doc := plan(sample(t, "000"))
	said := func(m Meta) string {
		_, parts := partsOf(t, write(t, doc, m))
		return string(parts[mainPart])
	}
	full := said(Meta{Agency: "某 <局>", Date: "2025-01-26", Identifiers: []string{"某发〔2025〕1号", ""}, Subjects: []string{"年报", "年报", " 公开"}})
	for _, want := range []string{
		`<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD">`, "<ofd:Author>某 &lt;局&gt;</ofd:Author>",
		"<ofd:Subject>某发〔2025〕1号</ofd:Subject><ofd:CreationDate>2025-01-26</ofd:CreationDate>",
		"<ofd:Keywords><ofd:Keyword>年报</ofd:Keyword><ofd:Keyword>公开</ofd:Keyword></ofd:Keywords><ofd:Creator>nianbao</ofd:Creator>",
		"<ofd:Title>" + doc.Title + "</ofd:Title>",
	} {
		if !strings.Contains(full, want) {
			t.Errorf("it lacks %s: %s", want, full)
		}
	}
	if bare := said(Meta{Date: "2025"}); strings.Contains(bare, "Date") || strings.Contains(bare, "Keyword") || strings.Contains(bare, "Author") {
		t.Errorf("it says what nobody told: %s", bare)
	}
	id := regexp.MustCompile(`<ofd:DocID>([0-9a-f]{32})</ofd:DocID>`)
	other := doc.Pages[0].Texts[0].X
	was := id.FindStringSubmatch(said(Meta{}))
	doc.Pages[0].Texts[0].X++
	if is := id.FindStringSubmatch(said(Meta{})); was == nil || is == nil || was[1] == is[1] {
		t.Errorf("another page has the id %q of %q", is, was)
	}
	doc.Pages[0].Texts[0].X = other
}

// TestBookmarks: each leads to a page that is there.
func TestBookmarks(t *testing.T) {
	doc := plan(sample(t, "000"))
	_, parts := partsOf(t, write(t, doc, Meta{}))
	text := string(parts["Doc_0/Document.xml"])
	found := regexp.MustCompile(`<ofd:Bookmark Name="([^"]*)"><ofd:Dest Type="XYZ" PageID="(\d+)" Left="0" Top="[\d.]+" Zoom="0"/>`).FindAllStringSubmatch(text, -1)
	if len(found) != len(doc.Bookmarks) || len(found) == 0 {
		t.Fatalf("%d bookmarks, want %d: %s", len(found), len(doc.Bookmarks), text)
	}
	for i, m := range found {
		page := fmt.Sprintf(`<ofd:Page ID="%s" BaseLoc="Pages/Page_%d/Content.xml"/>`, m[2], doc.Bookmarks[i].Page)
		if m[1] != doc.Bookmarks[i].Title || !strings.Contains(text, page) {
			t.Errorf("bookmark %q, want %q at %s", m[1], doc.Bookmarks[i].Title, page)
		}
	}
}

// TestSize: a file is at most 5 % larger than the PDF.
func TestSize(t *testing.T) {
	for name, r := range documents(t) {
		var b bytes.Buffer
		if err := pdf.New(fonts.Builtin()).Write(&b, plan(r), pdf.Meta{Agency: r.Agency, Date: r.Date}); err != nil {
			t.Fatal(err)
		}
		if size := len(write(t, plan(r), Meta{Agency: r.Agency, Date: r.Date})); size*100 > b.Len()*105 {
			t.Errorf("%s has %d bytes, the PDF %d", name, size, b.Len())
		}
	}
}
