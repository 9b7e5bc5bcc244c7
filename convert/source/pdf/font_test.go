package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

// fontPage is a page with one font, F1, which is object 5; others follow it.
func fontPage(content string, font ...string) []byte {
	return build(append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>",
		"<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>", streamOf("", content)}, font...)...)
}

// trueType is a font with nothing but a table of characters: groups of first, last and first glyph.
func trueType(groups ...uint32) string {
	var t bytes.Buffer
	w := func(v ...any) {
		for _, x := range v {
			binary.Write(&t, binary.BigEndian, x)
		}
	}
	w(uint32(0x10000), uint16(1), uint16(0), uint16(0), uint16(0), []byte("cmap"), uint32(0), uint32(28), uint32(4+8+16+4*len(groups)))
	w(uint16(0), uint16(1), uint16(3), uint16(10), uint32(12))
	w(uint16(12), uint16(0), uint32(16+4*len(groups)), uint32(0), uint32(len(groups)/3), groups)
	return t.String()
}

func TestFonts(t *testing.T) {
	const show = "BT /F1 10 Tf 100 700 Td <%> Tj ET"
	line := func(hex string) string { return string(bytes.Replace([]byte(show), []byte("%"), []byte(hex), 1)) }
	cid := func(encoding, more string) string {
		return "<</Type/Font/Subtype/Type0/Encoding" + encoding + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 1000" + more + ">>]"
	}
	toUnicode := streamOf("", "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <5e74> <0002> <d840dc0b> endbfchar 2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<4e00> <62a5>] endbfrange")
	for _, tt := range []struct {
		name, content string
		font          []string
		want          string
	}{
		{"WinAnsi", line("3230323496"), []string{"<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding>>"}, "1+ 2024–"},
		{"differences", line("010203"), []string{"<</Type/Font/Subtype/Type1/Encoding<</Differences[1/two/zero/uni5E74]>>>>"}, "1+ 20年"},
		{"standard", line("27"), []string{"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}, "1+ ’"},
		{"GBK, no ToUnicode", line("c4eab1a83132"), []string{cid("/GBK-EUC-H", "") + ">>"}, "1+ 年报12"},
		{"GB 18030 of four bytes", line("8139ee39c4ea"), []string{cid("/GBK2K-H", "") + ">>"}, "1+ 㐀年"},
		{"UniGB of two bytes", line("5e7462a50031"), []string{cid("/UniGB-UCS2-H", "") + ">>"}, "1+ 年报1"},
		{"UniGB of UTF-16", line("d840dc0b5e74"), []string{cid("/UniGB-UTF16-H", "") + ">>"}, "1+ 𠀋年"},
		{"from top to bottom", line("c4eab1a8"), []string{cid("/GBK-EUC-V", "") + ">>"}, "1+ 年\n1 报"},
		{"ToUnicode", line("000100020010001200200021"), []string{cid("/Identity-H", "") + "/ToUnicode 6 0 R>>", toUnicode}, "1+ 年𠀋02一报"},
		{"radicals", line("0001"), []string{cid("/Identity-H", "") + "/ToUnicode 6 0 R>>", streamOf("", "1 beginbfchar <0001> <2f8f2ed32f3e> endbfchar")}, "1+ 行长户"},
		{"the font's own table", line("00010003"), []string{cid("/Identity-H", "/FontDescriptor<</FontFile2 6 0 R>>") + ">>", streamOf("", trueType(0x31, 0x33, 1))}, "1+ 13"},
		{"the font's own table and a map", line("00000001"), []string{cid("/Identity-H", "/CIDToGIDMap 7 0 R/FontDescriptor<</FontFile2 6 0 R>>") + ">>", streamOf("", trueType(0x31, 0x33, 1)), streamOf("", "\x00\x03\x00\x02")}, "1+ 32"},
		{"a CMap of its own", line("4142"), []string{cid(" 6 0 R", "/FontDescriptor<</FontFile2 7 0 R>>") + ">>", streamOf("", "1 begincodespacerange <00> <ff> endcodespacerange 1 begincidrange <41> <42> 2 endcidrange"), streamOf("", trueType(0x31, 0x33, 1))}, "1+ 23"},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, fontPage(tt.content, tt.font...), tt.want) })
	}
}

// Pages without text that can be read.
func TestNoText(t *testing.T) {
	scan := func(more string) []byte {
		return build("<</Type/Catalog/Pages 2 0 R>>", "<</Kids[3 0 R]>>",
			"<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F1 "+helvetica+">>/XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
			streamOf("", "q 600 0 0 800 0 0 cm /X Do Q "+more), streamOf("/Subtype/Image/Width 1/Height 1", "\xff"))
	}
	for _, tt := range []struct {
		name string
		data []byte
	}{
		{"scanned", scan("")},
		{"scanned, with hidden text", scan("BT 3 Tr /F1 10 Tf 100 700 Td (It says so, and nobody can see what it says) Tj ET")},
		{"private characters", fontPage("BT /F1 10 Tf 100 700 Td (11111111112222222222333333333344444) Tj ET", "<</Type/Font/Subtype/Type1/ToUnicode 6 0 R>>", streamOf("", "1 beginbfrange <20> <7f> <e020> endbfrange"))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if doc, err := Read(tt.data); !errors.Is(err, ErrNoText) {
				t.Errorf("got %v, %v, want no text", doc, err)
			}
		})
	}
}
