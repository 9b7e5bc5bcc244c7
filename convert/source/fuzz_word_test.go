package source

import (
	"testing"

	"github.com/nianbao/nianbao/convert/internal/wordfile"
)

// checkOrder checks that the numbers of lines never fall.
func checkOrder(t *testing.T, doc *Document) {
	if doc == nil {
		return
	}
	for i := 1; i < len(doc.Lines); i++ {
		if doc.Lines[i].No < doc.Lines[i-1].No {
			t.Fatalf("line %d goes back from %d to %d", i, doc.Lines[i-1].No, doc.Lines[i].No)
		}
	}
}

// wordSeeds are documents made byte by byte.
func wordSeeds() []wordfile.Doc {
	row := func(edges []byte, cells ...string) []wordfile.Para {
		var out []wordfile.Para
		for _, c := range cells {
			out = append(out, wordfile.Cell(c))
		}
		return append(out, wordfile.RowEnd(edges))
	}
	wide := wordfile.Edges([]int{0, 900, 1800}, 0x60, 0x20)
	data := append([]byte{byte(len(wide)), 0}, wide...)
	inner := append(append([]byte{}, wordfile.InTable...), 0x49, 0x66, 2, 0, 0, 0, 0x4b, 0x24, 1)
	return []wordfile.Doc{
		{Paras: []wordfile.Para{wordfile.P("一、总体情况"), wordfile.P("\x13 PAGE \x143\x15", 0x0b, 0x46, 1, 0)}},
		{Narrow: true, Split: 2, Paras: []wordfile.Para{wordfile.P("abc\x0bd")}},
		{Data: data, Paras: append(row(wordfile.Huge(0), "规章", "1"), row(wide, "行政", "2")...)},
		{Paras: append([]wordfile.Para{{Runs: []wordfile.Run{{Text: "内", Props: []byte{0x3c, 0x08, 1}}}, Props: inner}}, row(wide, "a", "1")...)},
		{Prc: [][]byte{{0x37, 0x08, 1}}, Prm: 1, Styles: []byte{18, 0, 1, 0, 10, 0}, Paras: []wordfile.Para{wordfile.P("x")}},
	}
}

// FuzzDoc reads the streams of a document of Word 97.
func FuzzDoc(f *testing.F) {
	for _, d := range wordSeeds() {
		s := d.Streams()
		f.Add(s[0].Data, s[1].Data, s[2].Data)
	}
	f.Fuzz(func(t *testing.T, word, table, data []byte) {
		checkOrder(t, checkLaws(t, wordfile.Container(wordfile.Stream{Name: "WordDocument", Data: word}, wordfile.Stream{Name: "1Table", Data: table},
			wordfile.Stream{Name: "0Table", Data: table}, wordfile.Stream{Name: "Data", Data: data})))
	})
}

// FuzzContainer reads a container, torn anywhere.
func FuzzContainer(f *testing.F) {
	for _, d := range wordSeeds() {
		f.Add(d.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkOrder(t, checkLaws(t, append([]byte(oleMagic), data[min(8, len(data)):]...)))
	})
}

// FuzzRTF reads what may stand in rich text.
func FuzzRTF(f *testing.F) {
	for _, s := range []string{
		`{\fonttbl{\f0\fcharset134 x;}}\f0 \'b9\'ab\u24320?\par`, `\trowd\trleft-9\clvmgf\cellx900\clmrg\cellx1800\intbl a\cell 1\cell\row`,
		`\itap2 i\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}o\cell\row`, `{\footnote x}{\shp{\*\shpinst{\shptxt y\par}}}{\field{\*\fldinst P}{\fldrslt 3}}`,
		`{\listtext 1.\tab}\ls1{\*\listtable{\list{\listlevel\levelnfc37{\leveltext\'02\'00\'2e;}}\listid1}}{\*\listoverridetable{\listoverride\listid1\ls1}}`, `{\v a\deleted b\par}\bin3 {}}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkOrder(t, checkLaws(t, []byte(`{\rtf1\ansicpg936 `+s+`}`)))
	})
}

// FuzzWordML reads the body of a document as one XML file.
func FuzzWordML(f *testing.F) {
	f.Add(para("甲")+"<w:tbl><w:tr>"+tc(`<w:gridSpan w:val="2"/><w:vmerge/>`, "a")+"</w:tr></w:tbl>", "<w:listDef/>")
	f.Add(`<w:p><w:r><w:footnote><w:p><w:r><w:t>a</w:t></w:r></w:p></w:footnote><w:txbxContent><w:tc/></w:txbxContent></w:r></w:p>`, `<w:list w:ilfo="1"><w:ilst w:val="0"/></w:list>`)
	f.Fuzz(func(t *testing.T, body, lists string) {
		checkOrder(t, checkLaws(t, []byte(`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="`+wordMLSpace+`" xmlns:wx="`+hintsSpace+`"><w:lists>`+lists+`</w:lists><w:body>`+body+`</w:body></w:wordDocument>`)))
	})
}

// FuzzMHTML reads web archives.
func FuzzMHTML(f *testing.F) {
	f.Add("multipart/related; boundary=x\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>=E5=85=AC\n--x--")
	f.Add("text/html\nContent-Transfer-Encoding: base64\n\nPHA+eA==")
	f.Fuzz(func(t *testing.T, s string) {
		checkLaws(t, []byte("MIME-Version: 1.0\nContent-Type: "+s))
	})
}
