package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/nianbao/nianbao/convert/source/pages"
)

// build writes a file of objects, numbered from 1, with a cross-reference. The first is the root.
func build(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, at)
	return b.Bytes()
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

const (
	helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
	songGBK   = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[814 939 500]>>]>>"
)

// pagesOf is a file whose pages have the instructions; F1 is Helvetica, F2 Song in GBK.
func pagesOf(contents ...string) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[4 0 R]/D<</OFF[4 0 R]>>>>>>", "", "<</Font<</F1 " + helvetica + "/F2 " + songGBK + ">>/Properties<</off 4 0 R>>/ExtGState<</faint<</ca 0>>>>>>", "<</Type/OCG/Name(x)>>"}
	kids := ""
	for _, c := range contents {
		kids += fmt.Sprintf("%d 0 R ", len(objects)+1)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources 3 0 R/Contents %d 0 R>>", len(objects)+2), streamOf("", c))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(contents))
	return build(objects...)
}

// at writes a text at a place; Chinese is written in GBK.
func at(x, y float64, s string) string {
	font, code := "F1", "("+strings.NewReplacer("(", "\\(", ")", "\\)").Replace(s)+")"
	if gbk, err := simplifiedchinese.GBK.NewEncoder().String(s); err != nil || len(gbk) != len([]rune(s)) {
		font, code = "F2", fmt.Sprintf("<%x>", gbk)
	}
	return fmt.Sprintf("BT /%s 10 Tf %g %g Td %s Tj ET\n", font, x, y, code)
}

// lattice draws rulings at every x and y.
func latticeOf(xs, ys []float64) string {
	var b strings.Builder
	for _, x := range xs {
		fmt.Fprintf(&b, "%g %g m %g %g l S\n", x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		fmt.Fprintf(&b, "%g %g m %g %g l S\n", xs[0], y, xs[len(xs)-1], y)
	}
	return b.String()
}

// show writes blocks, one a line: the page, a plus for a gap, the text or the cells with their spans.
func show(doc *pages.Document) string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Rows == nil {
			out = append(out, fmt.Sprintf("%d%s %s", b.Page, map[bool]string{true: "+"}[b.Gap], b.Text))
			continue
		}
		for _, r := range b.Rows {
			var cells []string
			for _, c := range r.Cells {
				s := strings.Join(c.Lines, "/")
				if c.Cols > 1 || c.Rows > 1 {
					s += fmt.Sprintf("[%dx%d]", c.Cols, c.Rows)
				}
				cells = append(cells, s)
			}
			out = append(out, fmt.Sprintf("%d# %s", r.Page, strings.Join(cells, "¦")))
		}
	}
	return strings.Join(out, "\n")
}

func check(t *testing.T, data []byte, want string) {
	t.Helper()
	doc, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(doc); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"two fonts", at(100, 700, "年报") + at(120, 700, "2024"), "1+ 年报2024"},
		{"kerned", "BT /F1 10 Tf 100 700 Td [(26) -20 (872) -1000 (x)] TJ ET", "1+ 26872 x"},
		{"one by one", at(100, 700, "1") + at(105.6, 700, "2"), "1+ 12"},
		{"drawn twice", at(100, 700, "11") + at(100.3, 700, "11"), "1+ 11"},
		{"invisible", at(100, 700, "a") + "3 Tr\n" + at(100, 600, "b"), "1+ a"},
		{"white on white", at(100, 700, "a") + "1 g\n" + at(100, 600, "b"), "1+ a"},
		{"white on dark", "0 0 .4 rg 90 590 200 30 re f 1 g\n" + at(100, 600, "b"), "1+ b"},
		{"of no ink", "/faint gs\n" + at(100, 600, "b") + "Q\n", ""},
		{"covered", at(100, 700, "a") + at(100, 600, "b") + "1 g 90 590 200 30 re f", "1+ a"},
		{"on a shade", ".9 g 90 590 200 30 re f 0 g\n" + at(100, 600, "b"), "1+ b"},
		{"layer that is off", at(100, 700, "a") + "/OC /off BDC\n" + at(100, 600, "b") + "EMC\n" + at(100, 500, "c"), "1+ a\n1+ c"},
		{"aslant", at(100, 700, "a") + "BT /F1 40 Tf .7 .7 -.7 .7 200 200 Tm (draft) Tj ET", "1+ a"},
		{"outside", at(100, 700, "a") + at(700, 700, "b"), "1+ a"},
		{"picture in the instructions", "BI /W 2 /H 2 /BPC 8 /CS /G ID \x01 EI\x02\xff EI\n" + at(100, 700, "a"), "1+ a"},
		{"power", "BT /F1 10 Tf 100 700 Td (m) Tj /F1 6 Tf 4 Ts (2) Tj ET", "1+ m²"},
		{"standing", "BT /F2 10 Tf 0 1 -1 0 300 300 Tm <" + fmt.Sprintf("%x", "\xc4\xea\xb1\xa8") + "> Tj ET", "1+ 年报"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := pagesOf(tt.content)
			if tt.want == "" {
				if _, err := Read(data); !errors.Is(err, ErrNoText) {
					t.Errorf("got %v, want no text", err)
				}
				return
			}
			check(t, data, tt.want)
		})
	}
}

func TestParagraphs(t *testing.T) {
	long := strings.Repeat("政府信息公开工作", 5)
	for _, tt := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"joined", []string{at(120, 700, long) + at(100, 685, long+"开展") + at(100, 670, "完") + at(120, 655, long)}, "1+ " + long + long + "开展完\n1+ " + long},
		{"over the page", []string{at(120, 100, long) + at(100, 85, long+"开作"), at(100, 700, "完。") + at(120, 685, long+"。")}, "1+ " + long + long + "开作完。\n2+ " + long + "。"},
		{"page numbers", []string{at(100, 700, "甲") + at(290, 40, "- 1 -"), at(100, 700, "乙") + at(290, 40, "- 2 -")}, "1+ 甲\n2+ 乙"},
		{"bare numbers", []string{at(100, 700, "甲") + at(290, 40, "5"), at(100, 700, "乙") + at(290, 40, "6")}, "1+ 甲\n2+ 乙"},
		{"numbers that count nothing", []string{at(100, 700, "甲") + at(290, 40, "5"), at(100, 700, "乙") + at(290, 40, "9")}, "1+ 甲\n1+ 5\n2+ 乙\n2+ 9"},
		{"running heads", []string{at(100, 770, "某某市年度报告") + at(100, 700, "甲"), at(100, 770, "某某市年度报告") + at(100, 700, "乙")}, "1+ 甲\n2+ 乙"},
		{"columns", []string{at(100, 700, "规章") + at(200, 700, "5") + at(300, 700, "0") + at(100, 685, "行政规范性文件") + at(200, 685, "12") + at(300, 685, "7")},
			"1                     规章                5                   0\n1                     行政规范性文件      12                  7"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, pagesOf(tt.pages...), tt.want) })
	}
}
