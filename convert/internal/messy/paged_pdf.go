package messy

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// A PDFStyle is how a paper is set on pages by hand: in fonts that are not
// embedded and have no ToUnicode, as official PDFs were made.
type PDFStyle struct {
	Coding   string  // GBK-EUC-H, UniGB-UCS2-H
	Bare     bool    // no rulings
	OpenSide bool    // no rule at the right of the tables
	Wide     float64 // of the tables, in widths of the type area; 0 is 1
	Clipped  bool    // the tables are cut off at the type area's right
	Rotate   int     // the pages are turned; 90, 270
	Heads    bool    // running heads and page numbers
}

func (st PDFStyle) print(p *paper) string {
	var pages []string
	for _, marks := range (Setting{Bare: st.Bare, OpenSide: st.OpenSide, Wide: st.Wide, Heads: st.Heads}).set(p) {
		pages = append(pages, st.page(marks))
	}
	return st.file(pages)
}

// page writes the instructions of a page.
func (st PDFStyle) page(marks []Mark) string {
	enc := simplifiedchinese.GB18030.NewEncoder()
	if strings.HasPrefix(st.Coding, "UniGB") {
		enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()
	}
	var b strings.Builder
	if st.Clipped {
		fmt.Fprintf(&b, "q 0 0 %.2f %.2f re W n\n", sheetWidth-sideMargin, sheetHeight)
	}
	for _, m := range marks {
		if m.Text == "" {
			fmt.Fprintf(&b, "0.5 w %.2f %.2f m %.2f %.2f l S\n", m.X0, m.Y0, m.X1, m.Y1)
			continue
		}
		code, err := enc.String(m.Text)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "BT /F1 %.1f Tf %.2f %.2f Td <%x> Tj ET\n", typeSize, m.X0, m.Y0, code)
	}
	return b.String()
}

// file writes the pages as a PDF.
func (st PDFStyle) file(pages []string) string {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	const first = 5
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", first+2*i)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(pages))
	object("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-%s/Encoding/%[1]s/DescendantFonts[4 0 R]>>", st.Coding)
	object("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]>>")
	for i, page := range pages {
		box, turn := fmt.Sprintf("0 0 %g %g", sheetWidth, sheetHeight), ""
		switch st.Rotate {
		case 90:
			box, turn = fmt.Sprintf("0 0 %g %g", sheetHeight, sheetWidth), fmt.Sprintf("0 1 -1 0 %g 0 cm\n", sheetHeight)
		case 270:
			box, turn = fmt.Sprintf("0 0 %g %g", sheetHeight, sheetWidth), fmt.Sprintf("0 -1 1 0 0 %g cm\n", sheetWidth)
		}
		object("<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", box, st.Rotate, first+2*i+1)
		object("<</Length %d>>\nstream\n%s%s\nendstream", len(turn)+len(page), turn, page)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, at)
	return b.String()
}
