package ofd

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// archiveOf is a file of parts: names and what they say, by turns.
func archiveOf(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			panic(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

const (
	rootXML = `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`
	areaXML = `<PageArea><PhysicalBox>0 0 200 300</PhysicalBox></PageArea>`
)

// pagesOf is a file whose pages have the objects on one layer; res is what its resources have.
func pagesOf(res string, contents ...string) []byte {
	list := ""
	var parts []string
	for i, c := range contents {
		list += fmt.Sprintf(`<Page ID="%d" BaseLoc="Pages/P%d.xml"/>`, i+1, i)
		if !strings.Contains(c, "<Content>") {
			c = "<Content><Layer>" + c + "</Layer></Content>"
		}
		parts = append(parts, fmt.Sprintf("Doc_0/Pages/P%d.xml", i), "<Page>"+c+"</Page>")
	}
	document := "<Document><CommonData>" + areaXML + "<PublicRes>/Doc_0/Res.xml</PublicRes></CommonData><Pages>" + list + "</Pages></Document>"
	return archiveOf(append(parts, "OFD.xml", rootXML, "Doc_0/Document.xml", document, "Doc_0/Res.xml", "<Res>"+res+"</Res>")...)
}

// at is a text of 4 mm at a place, in millimetres from the top; a figure is half as wide as a Chinese character.
func at(x, y float64, s string) string { return textOf(x, y, s, "", "") }

// textOf is such a text with more attributes, and more elements before its code.
func textOf(x, y float64, s, attrs, more string) string {
	steps := []string{}
	for _, r := range s[:max(0, len(s)-1)] {
		w := "2"
		if r > 0x2e80 {
			w = "4"
		}
		steps = append(steps, w)
	}
	if n := len([]rune(s)); len(steps) >= n && n > 0 {
		steps = steps[:n-1]
	}
	return fmt.Sprintf(`<TextObject Boundary="%g %g 190 6" Size="4" Font="1" %s>%s<TextCode X="0" Y="4" DeltaX="%s">%s</TextCode></TextObject>`, x, y-4, attrs, more, strings.Join(steps, " "), s)
}

// latticeOf draws rulings at every x and y.
func latticeOf(xs, ys []float64) string {
	var b strings.Builder
	line := func(x0, y0, x1, y1 float64) {
		fmt.Fprintf(&b, `<PathObject Boundary="%g %g %g %g" LineWidth="0.2"><AbbreviatedData>M 0 0 L %g %g</AbbreviatedData></PathObject>`, x0, y0, x1-x0, y1-y0, x1-x0, y1-y0)
	}
	for _, x := range xs {
		line(x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		line(xs[0], y, xs[len(xs)-1], y)
	}
	return b.String()
}

// show writes blocks, one a line: the page, the text or the cells.
func show(doc *pages.Document) string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Rows == nil {
			out = append(out, fmt.Sprintf("%d %s", b.Page, b.Text))
		}
		for _, r := range b.Rows {
			var cells []string
			for _, c := range r.Cells {
				cells = append(cells, strings.Join(c.Lines, "/"))
			}
			out = append(out, fmt.Sprintf("%d# %s", r.Page, strings.Join(cells, "¦")))
		}
	}
	return strings.Join(out, "\n")
}

func readBytes(data []byte) (*pages.Document, error) {
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	return Read(parts)
}

func check(t *testing.T, data []byte, want string) {
	t.Helper()
	doc, err := readBytes(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Characters: where they stand, and which are shown.
func TestText(t *testing.T) {
	a := at(20, 20, "甲")
	code := func(attrs, s string) string {
		return `<TextObject Boundary="20 50 100 10" Size="4"><TextCode X="0" Y="5" ` + attrs + `>` + s + `</TextCode></TextObject>`
	}
	for _, tt := range []struct{ name, content, want string }{
		{"two objects", at(20, 20, "年报") + at(28, 20, "2024"), "1 年报2024"},
		{"steps of one size", code(`DeltaX="g 4 2"`, "15311"), "1 15311"},
		{"steps of two kinds", code(`DeltaX="4 g 3 2"`, "年2024"), "1 年2024"},
		{"more steps than characters", code(`DeltaX="g 99999999 2"`, "12"), "1 12"},
		{"blanks of the XML", code(`DeltaX="2 2"`, "\n   187\n  "), "1 187"},
		{"two codes", `<TextObject Boundary="20 50 100 10" Size="4"><TextCode X="0" Y="5" DeltaX="2">18</TextCode><TextCode X="4">7</TextCode></TextObject>`, "1 187"},
		{"beyond the plane", code(`DeltaX="4 4"`, "𠀀年报"), "1 𠀀年报"},
		{"beyond the plane, in halves", code(`DeltaX="4 0 4"`, "𠀀年报"), "1 𠀀年报"},
		{"a matrix", `<TextObject Boundary="20 50 100 10" Size="1" CTM="4 0 0 4 0 0"><TextCode X="0" Y="1" DeltaX="1 1">年报表</TextCode></TextObject>`, "1 年报表"},
		{"turned", `<TextObject Boundary="20 50 10 100" Size="4" CTM="0 1 -1 0 5 0"><TextCode X="0" Y="0" DeltaX="4 4">年报表</TextCode></TextObject>`, "1 年报表"},
		{"turned characters", `<TextObject Boundary="20 50 10 100" Size="4" CharDirection="90" ReadDirection="90"><TextCode X="0" Y="0" DeltaY="4 4">年报表</TextCode></TextObject>`, "1 年报表"},
		{"not visible", a + textOf(20, 50, "乙", `Visible="false"`, ""), "1 甲"},
		{"not filled", a + textOf(20, 50, "乙", `Fill="false"`, ""), "1 甲"},
		{"stroked", a + textOf(20, 50, "乙", `Fill="false" Stroke="true"`, ""), "1 甲\n1 乙"},
		{"transparent", a + textOf(20, 50, "乙", `Alpha="0"`, ""), "1 甲"},
		{"in a transparent colour", a + textOf(20, 50, "乙", "", `<FillColor Value="0 0 0" Alpha="0"/>`), "1 甲"},
		{"white on white", a + textOf(20, 50, "乙", "", `<FillColor Value="255 255 255"/>`), "1 甲"},
		{"white, in sixteens", a + textOf(20, 50, "乙", "", `<FillColor Value="#FF #FF #FF"/>`), "1 甲"},
		{"white of a grey space", a + textOf(20, 50, "乙", "", `<FillColor ColorSpace="9" Value="255"/>`), "1 甲"},
		{"no ink of CMYK", a + textOf(20, 50, "乙", "", `<FillColor ColorSpace="10" Value="0 0 0 0"/>`), "1 甲"},
		{"white of parameters", a + textOf(20, 50, "乙", `DrawParam="7"`, ""), "1 甲"},
		{"white of derived parameters", a + textOf(20, 50, "乙", `DrawParam="8"`, ""), "1 甲"},
		{"white on dark", `<PathObject Boundary="10 40 100 20" Fill="true" Stroke="false"><FillColor Value="0 0 90"/><AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</AbbreviatedData></PathObject>` + textOf(20, 50, "乙", "", `<FillColor Value="255 255 255"/>`), "1 乙"},
		{"covered", a + at(20, 50, "乙") + `<PathObject Boundary="10 40 100 20" Fill="true"><FillColor Value="255 255 255"/><AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</AbbreviatedData></PathObject>`, "1 甲"},
		{"clipped", a + textOf(20, 50, "乙", "", `<Clips><Clip><Area><Path Boundary="0 0 100 2"><AbbreviatedData>M 100 0 L 180 0 L 180 2 L 100 2 C</AbbreviatedData></Path></Area></Clip></Clips>`), "1 甲"},
		{"within its clip", textOf(20, 50, "乙", "", `<Clips><Clip><Area><Path Boundary="0 0 190 6"><AbbreviatedData>M 0 0 L 190 0 L 190 6 L 0 6 C</AbbreviatedData></Path></Area></Clip></Clips>`), "1 乙"},
		{"aslant", a + `<TextObject Boundary="50 50 100 100" Size="20" CTM="0.7 0.7 -0.7 0.7 0 0"><TextCode X="0" Y="20" DeltaX="20">样稿</TextCode></TextObject>`, "1 甲"},
		{"glyphs with text", code(`DeltaX="2"`, "18") + `<CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><Glyphs>7</Glyphs></CGTransform>`, "1 18"},
		{"glyphs without text", a + `<TextObject Boundary="20 50 100 10" Size="4"><CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><Glyphs>7 8</Glyphs></CGTransform><TextCode X="0" Y="5" DeltaX="4"/></TextObject>`, "1 甲\n1 \ufffd\ufffd"},
		{"no characters", code(`DeltaX="4"`, "年\uffff"), "1 年\ufffd"},
		{"no characters, by number", code(`DeltaX="4"`, "年&#xFFFF;"), "1 年\ufffd"},
		{"in blocks", "<PageBlock><PageBlock>" + a + "</PageBlock>" + at(20, 40, "乙") + "</PageBlock>", "1 甲\n1 乙"},
		{"layers", `<Content><Layer Type="Foreground"><PathObject Boundary="10 10 100 20" Fill="true"><FillColor Value="255 255 255"/><AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</AbbreviatedData></PathObject></Layer><Layer>` + a + at(20, 50, "乙") + `</Layer></Content>`, "1 乙"},
		{"composite", a + `<CompositeObject Boundary="0 30 100 30" ResourceID="20" CTM="2 0 0 2 0 0"/>`, "1 甲\n1 乙丙"},
		{"composite that is not visible", a + `<CompositeObject Boundary="0 30 100 30" ResourceID="20" Visible="false"/>`, "1 甲"},
		{"a seal before it", at(20, 20, "甲") + `<ImageObject Boundary="10 10 40 40" ResourceID="30"/>`, "1 甲"},
		{"behind a photograph", a + at(20, 50, "乙") + `<ImageObject Boundary="10 40 40 40" ResourceID="31"/>`, "1 甲"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check(t, pagesOf(`<DrawParams><DrawParam ID="7"><FillColor Value="255 255 255"/></DrawParam><DrawParam ID="8" Relative="7" LineWidth="1"/></DrawParams>
				<ColorSpaces><ColorSpace ID="9" Type="GRAY" BitsPerComponent="8"/><ColorSpace ID="10" Type="CMYK"/></ColorSpaces>
				<MultiMedias><MultiMedia ID="30" Type="Image"><MediaFile>seal.png</MediaFile></MultiMedia><MultiMedia ID="31" Type="Image"><MediaFile>photo.JPG</MediaFile></MultiMedia></MultiMedias>
				<CompositeGraphicUnits><CompositeGraphicUnit ID="20" Width="100" Height="30"><Content>`+at(10, 10, "乙丙")+`</Content></CompositeGraphicUnit></CompositeGraphicUnits>`, tt.content), tt.want)
		})
	}
}

// Tables, and values that stay open.
func TestGrids(t *testing.T) {
	xs, ys := []float64{20, 60, 100}, []float64{50, 60, 70}
	labels := at(22, 57, "规章") + at(22, 67, "文件")
	for _, tt := range []struct{ name, content, want string }{
		{"rows", latticeOf(xs, ys) + labels + at(62, 57, "15") + at(62, 67, "0"), "1# 规章¦15\n1# 文件¦0"},
		{"frames", strings.ReplaceAll(`<PathObject Boundary="20 50 40 10"><AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</AbbreviatedData></PathObject>|`, "|", `<PathObject Boundary="60 50 40 10"><AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 C</AbbreviatedData></PathObject>`) + at(22, 57, "规章") + at(62, 57, "15"), "1# 规章¦15"},
		{"thin fills", func() (s string) {
			for _, r := range [][4]float64{{20, 50, 80, .3}, {20, 60, 80, .3}, {20, 50, .3, 10}, {60, 50, .3, 10}, {100, 50, .3, 10.3}} {
				s += fmt.Sprintf(`<PathObject Boundary="%g %g %g %g" Fill="true" Stroke="false"><AbbreviatedData>M 0 0 L %[3]g 0 L %[3]g %[4]g L 0 %[4]g C</AbbreviatedData></PathObject>`, r[0], r[1], r[2], r[3])
			}
			return s
		}() + at(22, 57, "规章") + at(62, 57, "15"), "1# 规章¦15"},
		{"not stroked", strings.ReplaceAll(latticeOf(xs, ys), "<PathObject ", `<PathObject Stroke="false" `) + at(22, 57, "规章"), "1 规章"},
		{"places that nothing says", latticeOf(xs, ys) + labels + `<TextObject Boundary="62 53 30 6" Size="4"><TextCode X="0" Y="4">11</TextCode></TextObject>`, "1# 规章¦11…\n1# 文件¦"},
		{"fewer steps than characters", latticeOf(xs, ys) + labels + `<TextObject Boundary="62 53 30 6" Size="4"><TextCode X="0" Y="4" DeltaX="2">187</TextCode></TextObject>`, "1# 规章¦187…\n1# 文件¦"},
		{"outside its boundary", latticeOf(xs, ys) + labels + `<TextObject Boundary="62 53 3 6" Size="4"><TextCode X="0" Y="4" DeltaX="2 2 2">1872</TextCode></TextObject>`, "1# 规章¦1872…\n1# 文件¦"},
		{"cut off by a clip", latticeOf(xs, ys) + labels + textOf(62, 57, "1872", "", `<Clips><Clip><Area><Path Boundary="0 0 4 6"><AbbreviatedData>M 0 0 L 4 0 L 4 6 L 0 6 C</AbbreviatedData></Path></Area></Clip></Clips>`), "1# 规章¦18…\n1# 文件¦"},
		{"no code", latticeOf(xs, ys) + labels + at(62, 57, "1\ufffd"), "1# 规章¦1\ufffd\n1# 文件¦"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, pagesOf("", tt.content), tt.want) })
	}
}

// Files as programs write them, and what is refused.
func TestStructure(t *testing.T) {
	page := "<Page><Content><Layer>" + at(20, 20, "年报") + "</Layer></Content></Page>"
	document := func(common, list string) string {
		return "<Document><CommonData>" + areaXML + common + "</CommonData><Pages>" + list + "</Pages></Document>"
	}
	one := document("", `<Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>`)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	prefixed := strings.NewReplacer("</", "</ofd:", "<", "<ofd:").Replace
	const content = "Doc_0/Pages/Page_0/Content.xml"
	for _, tt := range []struct {
		name  string
		parts []string
		want  string
		err   error
	}{
		{"whole", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, page}, "1 年报", nil},
		{"prefixes that nothing declares", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, prefixed(page)}, "1 年报", nil},
		{"in GBK", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, `<?xml version="1.0" encoding="GBK"?>` + gbk}, "1 年报", nil},
		{"in UTF-8 with a mark", []string{"OFD.xml", "\xef\xbb\xbf" + rootXML, "Doc_0/Document.xml", one, content, "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + page}, "1 年报", nil},
		{"from the root", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", strings.Replace(one, "Pages/Page_0", "/Doc_0/Pages/Page_0", 1), content, page}, "1 年报", nil},
		{"from the root without a slash", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", strings.Replace(one, "Pages/Page_0", "Doc_0/Pages/Page_0", 1), content, page}, "1 年报", nil},
		{"backslashes and capitals", []string{"OFD.xml", rootXML, "doc_0\\Document.xml", one, content, page}, "1 年报", nil},
		{"the version in force", []string{"OFD.xml", strings.Replace(rootXML, "</ofd:DocBody>", `<ofd:Versions><ofd:Version ID="1" BaseLoc="Doc_0/Versions/1.xml"/><ofd:Version ID="2" Current="true" BaseLoc="Doc_0/Versions/2.xml"/></ofd:Versions></ofd:DocBody>`, 1), "Doc_0/Versions/2.xml", "<DocVersion><DocRoot>/Doc_0/Document2.xml</DocRoot></DocVersion>", "Doc_0/Document2.xml", one, content, page}, "1 年报", nil},
		{"two documents", []string{"OFD.xml", strings.Replace(rootXML, "</ofd:OFD>", "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>", 1), "Doc_0/Document.xml", one, content, page, "Doc_1/Document.xml", one, "Doc_1/Pages/Page_0/Content.xml", page}, "1 年报\n2 年报", nil},
		{"templates behind and before", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", document(`<TemplatePage ID="5" BaseLoc="T/b.xml"/><TemplatePage ID="6" ZOrder="Foreground" BaseLoc="T/f.xml"/>`, `<Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>`),
			content, strings.Replace(page, "<Content>", `<Template TemplateID="5"/><Template TemplateID="6"/><Content>`, 1),
			"Doc_0/T/b.xml", "<Page><Content><Layer>" + at(20, 50, "后") + "</Layer></Content></Page>", "Doc_0/T/f.xml", "<Page><Content><Layer>" + at(20, 80, "前") + "</Layer></Content></Page>"}, "1 年报\n1 后\n1 前", nil},
		{"a page that is missing", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one}, "", ErrDamaged},
		{"a page that is torn", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, page[:90]}, "", ErrDamaged},
		{"a page twice", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, page, content, page}, "", ErrDamaged},
		{"a page that is empty", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, ""}, "", ErrDamaged},
		{"a template that is missing", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, strings.Replace(page, "<Content>", `<Template TemplateID="5"/><Content>`, 1)}, "", ErrDamaged},
		{"a composite that is missing", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, strings.Replace(page, "</Layer>", `<CompositeObject Boundary="0 0 9 9" ResourceID="4"/></Layer>`, 1)}, "", ErrDamaged},
		{"a matrix that is none", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, strings.Replace(page, "Size=", `CTM="1 0 0 1 x" Size=`, 1)}, "", ErrDamaged},
		{"steps that are none", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, strings.Replace(page, `DeltaX="4"`, `DeltaX="g 4"`, 1)}, "", ErrDamaged},
		{"a path that is none", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, strings.Replace(page, "</Layer>", `<PathObject Boundary="0 0 9 9"><AbbreviatedData>M 0 0 X 1 1</AbbreviatedData></PathObject></Layer>`, 1)}, "", ErrDamaged},
		{"an unknown charset", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, `<?xml version="1.0" encoding="x-own"?>` + page}, "", ErrDamaged},
		{"a document type", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, `<!DOCTYPE x [<!ENTITY a "b">]>` + page}, "", ErrDamaged},
		{"no document", []string{"OFD.xml", rootXML}, "", ErrDamaged},
		{"no pages", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", document("", "")}, "", ErrNoText},
		{"pictures", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, `<Page><Content><Layer><ImageObject Boundary="0 0 200 300" ResourceID="1"/></Layer></Content></Page>`}, "", ErrNoText},
		{"no codes", []string{"OFD.xml", rootXML, "Doc_0/Document.xml", one, content, strings.ReplaceAll(page, "年报", strings.Repeat("\ufffd", 40))}, "", ErrNoText},
		{"encrypted", []string{"OFD.xml", rootXML, "Encryptions.xml", "", "Doc_0/Document.xml", "\x00\x01"}, "", ErrLocked},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := readBytes(archiveOf(tt.parts...))
			if !errors.Is(err, tt.err) {
				t.Fatalf("got %v, want %v", err, tt.err)
			}
			if err == nil && show(doc) != tt.want {
				t.Errorf("got %s, want %s", show(doc), tt.want)
			}
		})
	}
}
