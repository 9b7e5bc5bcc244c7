package pdf

import (
	"fmt"
	"unicode/utf16"

	"github.com/nianbao/nianbao/fonts"
)

// fonts writes the fonts and returns the resources that name them.
func (w *file) fonts(f *faces) []byte {
	resources := []byte("<</ProcSet [/PDF /Text]\n/Font <<")
	for _, ft := range f.fonts {
		resources = fmt.Appendf(resources, "/F%d %d 0 R\n", ft.number, w.font(ft))
	}
	return append(resources, ">>>>"...)
}

// font writes one font: a Type 0 font whose codes are the glyph numbers of the
// subset.
func (w *file) font(ft *font) int {
	name := ft.face.SubsetName(ft.subset)
	top, descendant, descriptor, data, unicode := w.next(), w.next(), w.next(), w.next(), w.next()
	w.object(top, fmt.Appendf(nil, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H\n/DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, descendant, unicode))
	w.object(descendant, fmt.Appendf(nil, "<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s\n/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n"+
		"/FontDescriptor %d 0 R /DW 1000 /W [%s] /CIDToGIDMap /Identity>>", name, descriptor, ft.widths()))
	m := ft.face.Metrics()
	w.object(descriptor, fmt.Appendf(nil, "<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d]\n/ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R>>",
		name, m.Box[0], m.Box[1], m.Box[2], m.Box[3], m.Ascent, m.Descent, m.CapHeight, data))
	w.plain(data, fmt.Sprintf("/Length1 %d /Filter /FlateDecode", ft.subset.Size), ft.subset.Data)
	w.stream(unicode, "", ft.unicode())
	return top
}

// widths lists the widths that are not a full em, runs of one width together.
func (ft *font) widths() []byte {
	var b []byte
	widths := ft.subset.Widths
	for i := 0; i < len(widths); {
		k := i + 1
		for k < len(widths) && widths[k] == widths[i] {
			k++
		}
		if widths[i] != 1000 {
			b = fmt.Appendf(b, "%d %d %d ", i+1, k, widths[i])
		}
		i = k
	}
	return b
}

// unicode is the table from glyph numbers to characters, those beyond U+FFFF as
// surrogate pairs.
func (ft *font) unicode() []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n")
	runes := ft.subset.Runes
	for i := 0; i < len(runes); {
		end := min((i+1)|0xFF, len(runes)) // the codes of a range differ in the last byte only
		b = append(b, "1 beginbfrange\n<"...)
		b = append(appendHex(b, i+1), "> <"...)
		b = append(appendHex(b, end), "> ["...)
		for ; i < end; i++ {
			b = append(b, '<')
			if r, _ := fonts.Wide(runes[i]); r > 0xFFFF {
				high, low := utf16.EncodeRune(r)
				b = appendHex(appendHex(b, int(high)), int(low))
			} else {
				b = appendHex(b, int(r))
			}
			b = append(b, '>')
		}
		b = append(b, "]\nendbfrange\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}

func appendHex(b []byte, v int) []byte {
	const digits = "0123456789abcdef"
	return append(b, digits[v>>12&15], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
