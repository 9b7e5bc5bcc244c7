package ofd

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/convert/internal/cost"
	"github.com/nianbao/nianbao/convert/internal/long"
)

// Files made to hurt: each is an error, or is read, within the limits of limits.go.
func TestHostile(t *testing.T) {
	long.Skip(t, "reads files that unpack to 60 MB")
	const part = maxPart - 1000
	fill := func(s string) string { return strings.Repeat(s, part/len(s)) }
	many := func(n int, template, page string) []byte {
		list := strings.Repeat(`<Page ID="1" BaseLoc="P.xml"/>`, n)
		return archiveOf("OFD.xml", rootXML, "Doc_0/Document.xml", "<Document><CommonData>"+areaXML+`<TemplatePage ID="5" BaseLoc="T.xml"/></CommonData><Pages>`+list+"</Pages></Document>",
			"Doc_0/P.xml", `<Page><Template TemplateID="5"/><Content><Layer>`+page+"</Layer></Content></Page>", "Doc_0/T.xml", "<Page><Content><Layer>"+template+"</Layer></Content></Page>")
	}
	path := func(data string) string {
		return `<PathObject Boundary="0 0 200 300"><AbbreviatedData>` + data + `</AbbreviatedData></PathObject>`
	}
	text := at(20, 20, "年报")
	units := ""
	for i := range 20 {
		units += fmt.Sprintf(`<CompositeGraphicUnit ID="%d"><Content>%s</Content></CompositeGraphicUnit>`, i, strings.Repeat(fmt.Sprintf(`<CompositeObject Boundary="0 0 9 9" ResourceID="%d"/>`, i+1), 10))
	}
	for _, tt := range []struct {
		name string
		data func() []byte
		want error
	}{
		{"blanks", func() []byte { return pagesOf("", text+fill(" ")) }, nil},
		{"more blanks", func() []byte { return pagesOf("", text+fill(" ")+fill(" ")) }, ErrTooLarge},
		{"elements", func() []byte { return pagesOf("", text+fill("<a/>")) }, ErrTooLarge},
		{"elements in elements", func() []byte { return pagesOf("", fill("<PageBlock>")) }, ErrTooLarge},
		{"attributes", func() []byte { return pagesOf("", text+"<a "+fill(`a="" `)+"/>") }, nil},
		{"comments in a text", func() []byte {
			return pagesOf("", "<TextObject Size=\"4\"><TextCode>"+fill("x<!-- -->")+"</TextCode></TextObject>")
		}, ErrTooLarge},
		{"characters", func() []byte {
			return pagesOf("", `<TextObject Boundary="0 0 9 9" Size="4"><TextCode DeltaX="g 9999999 1">`+fill("公")+"</TextCode></TextObject>")
		}, ErrTooLarge},
		{"steps", func() []byte {
			return pagesOf("", text+`<TextObject Size="4"><TextCode DeltaX="`+fill("1 ")+`">12</TextCode></TextObject>`)
		}, nil},
		{"texts", func() []byte {
			return pagesOf("", fill(`<TextObject Size="4"><TextCode X="1" Y="1">1</TextCode></TextObject>`))
		}, ErrTooLarge},
		{"paths", func() []byte { return pagesOf("", text+fill(path("M 0 0 L 9 0"))) }, nil},
		{"one path", func() []byte { return pagesOf("", text+path(fill("M 0 0 L 9 0 "))) }, ErrTooLarge},
		{"slanting lines", func() []byte { return pagesOf("", text+path(fill("M 0 0 L 190 290 "))) }, ErrTooLarge},
		{"a template of every page", func() []byte { return many(1900, fill(path("M 0 0 B 1 1 2 2 3 3")), text) }, ErrTooLarge},
		{"a clip of every page", func() []byte {
			return many(1900, `<TextObject Size="4"><Clips><Clip><Area><Path><AbbreviatedData>`+fill("M 0 0 L 1 1 ")+`</AbbreviatedData></Path></Area></Clip></Clips><TextCode X="1" Y="1">1</TextCode></TextObject>`, text)
		}, ErrTooLarge},
		{"pages", func() []byte { return many(maxPages+1, "", text) }, ErrTooLarge},
		{"composites in composites", func() []byte {
			return pagesOf("<CompositeGraphicUnits>"+units+`<CompositeGraphicUnit ID="20"/></CompositeGraphicUnits>`, text+`<CompositeObject Boundary="0 0 9 9" ResourceID="0"/>`)
		}, ErrTooLarge},
		{"parts", func() []byte {
			parts := []string{"OFD.xml", rootXML}
			list := ""
			for i := range 20 {
				list += fmt.Sprintf(`<Page ID="1" BaseLoc="P%d.xml"/>`, i)
				parts = append(parts, fmt.Sprintf("Doc_0/P%d.xml", i), "<Page><Content><Layer>"+text+fill(" ")+"</Layer></Content></Page>")
			}
			return archiveOf(append(parts, "Doc_0/Document.xml", "<Document><Pages>"+list+"</Pages></Document>")...)
		}, ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data()
			peak := cost.Heap()
			work := cost.Work()
			_, err := readBytes(data)
			took := work()
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			mib := peak() >> 20
			if took > 1000 {
				t.Errorf("took %.0f yardsticks", took)
			}
			if mib > 448 {
				t.Errorf("took %d MiB", mib)
			}
			t.Logf("%.1f yardsticks, %v, %d MiB", took, err, mib)
		})
	}
}
