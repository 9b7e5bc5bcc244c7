package ofd

import (
	"errors"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
)

// checkLaws checks what holds of every reading: only the documented errors, in little
// time; lines and pages are counted.
func checkLaws(t *testing.T, data []byte) {
	work := cost.Work()
	doc, err := readBytes(data)
	if took := work(); took > 1000 {
		t.Fatalf("took %.0f yardsticks", took)
	}
	if err != nil {
		if doc != nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrLocked) && !errors.Is(err, ErrNoText) {
			t.Fatalf("got %v with %v", err, doc)
		}
		return
	}
	line, page := 0, 0
	for i, b := range doc.Blocks {
		if b.Line <= line || b.Page < page || b.Page > doc.Pages {
			t.Fatalf("block %d on line %d behind line %d, page %d behind page %d: %q", i, b.Line, line, b.Page, page, b.Text)
		}
		line, page = b.Line, b.Page
		for r, row := range b.Rows {
			if row.Line < line || row.Page < page {
				t.Fatalf("block %d, row %d goes back", i, r)
			}
			line, page = row.Line, row.Page
		}
	}
}

// FuzzPage draws objects on two pages, with resources.
func FuzzPage(f *testing.F) {
	f.Add(`<DrawParams><DrawParam ID="7" Relative="7"/></DrawParams>`, latticeOf([]float64{20, 60, 100}, []float64{50, 60, 70})+at(22, 57, "规章")+at(62, 57, "15"), at(20, 20, "年报"))
	f.Add(`<CompositeGraphicUnits><CompositeGraphicUnit ID="1"><Content><CompositeObject ResourceID="1" Boundary="0 0 9 9"/></Content></CompositeGraphicUnit></CompositeGraphicUnits>`,
		`<CompositeObject ResourceID="1" Boundary="0 0 9 9"/>`, `<PathObject Boundary="0 0 9 9" Fill="1"><AbbreviatedData>M 0 0 L 9 9 Q 1 1 2 2 B 1 1 2 2 3 3 A 1 1 0 1 1 2 2 C L 4 4</AbbreviatedData></PathObject>`)
	f.Add(`<CompositeGraphicUnits><CompositeGraphicUnit ID="1"/></CompositeGraphicUnits>`, `<CompositeObject ResourceID="1"/><TextObject Size="1"><CGTransform><Glyphs>1</Glyphs></CGTransform></TextObject>`, `<TextObject Size="1"><Clips><Clip><Area><Text/><Path/></Area></Clip></Clips></TextObject>`)
	f.Add(`<ColorSpaces><ColorSpace ID="1" Type="CMYK" BitsPerComponent="1"/></ColorSpaces>`, `<TextObject Boundary="0 0 1 1" Size="-4" CTM="0 0 0 0 0 0" CharDirection="270" HScale="0.1" Alpha="-1"><FillColor ColorSpace="1" Value="#1 9"/><TextCode X="1e8" Y="-1" DeltaX="g 99999 1" DeltaY="g 2 g">1
2</TextCode></TextObject>`, `<ImageObject ResourceID="9"/><Content><Layer Type="Foreground"><PageBlock/></Layer></Content>`)
	f.Fuzz(func(t *testing.T, res, one, two string) { checkLaws(t, pagesOf(res, one, two)) })
}

// FuzzDocument reads a document and a root of its own.
func FuzzDocument(f *testing.F) {
	f.Add(rootXML, `<Document><CommonData>`+areaXML+`<TemplatePage ID="1" BaseLoc="P.xml"/></CommonData><Pages><Page BaseLoc="P.xml"/></Pages></Document>`)
	f.Add(`<?xml version="1.0" encoding="gbk"?><OFD><DocBody><DocRoot>/Doc_0/../Doc_0/Document.xml</DocRoot><Versions><Version Current="1" BaseLoc="OFD.xml"/></Versions></DocBody></OFD>`, "\xff\xfe<\x00a\x00/\x00>\x00")
	f.Fuzz(func(t *testing.T, root, document string) {
		checkLaws(t, archiveOf("OFD.xml", root, "Doc_0/Document.xml", document, "Doc_0/P.xml", `<Page><Template TemplateID="1"/><Content><Layer>`+at(20, 20, "年报")+"</Layer></Content></Page>"))
	})
}
