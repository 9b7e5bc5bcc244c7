package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
)

// A note is what a cell says when the pointer is on it.
type note struct {
	at     place
	text   string
	height int // of its box, in pixels
}

// Of the box of a note: its width in pixels, and the size of its type in points.
const (
	noteWidth = 290
	noteSize  = 9
)

// note puts a note on a cell.
func (s *sheet) note(at place, text string, height int) {
	s.notes = append(s.notes, note{at, text, height})
}

const author = "nianbao"

// noteParts are the parts of all notes: their texts, and the boxes that show them.
// excelize takes longer over a few of them than over all the sheets.
func (b *workbookWriter) noteParts() []archivePart {
	var parts []archivePart
	for _, s := range b.sheets {
		if s.notes == nil {
			continue
		}
		n := len(parts)/2 + 1
		boxes := func(x []byte) []byte { return s.appendBoxes(x, n) }
		parts = append(parts, b.part(fmt.Sprintf("xl/comments%d.xml", n), s.appendTexts), b.part(fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", n), boxes))
	}
	return parts
}

func (s *sheet) appendTexts(x []byte) []byte {
	x = append(x, xml.Header+`<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>`+author+`</author></authors><commentList>`...)
	for _, n := range s.notes {
		x = n.at.append(append(x, `<comment ref="`...))
		x = fmt.Appendf(x, `" authorId="0"><text><r><rPr><sz val="%d"/><color rgb="FF000000"/><rFont val="%s"/></rPr>`, noteSize, song)
		x = append(appendText(x, "t", n.text), `</r></text></comment>`...)
	}
	return append(x, `</commentList></comments>`...)
}

func (s *sheet) appendBoxes(x []byte, id int) []byte {
	x = fmt.Appendf(x, `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">`+
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>`+
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`, id)
	for i, n := range s.notes {
		x = fmt.Appendf(x, `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#FFFFE1" o:insetmode="auto">`+
			`<v:fill color2="#FFFFE1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>`+
			`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>`, id*1024+i+1)
		x = s.appendAnchor(x, n)
		x = fmt.Appendf(x, `</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`, n.at.row-1, n.at.col-1)
	}
	return append(x, `</xml>`...)
}

// appendAnchor says where the box of a note stands, right of its cell: column and
// row of its corners, from 0, each with a distance in pixels.
func (s *sheet) appendAnchor(x []byte, n note) []byte {
	const dx, dy = 15, 2
	left, top := n.at.col, max(n.at.row-2, 0)
	right, rightDX := across(left, dx+noteWidth, func(col int) int {
		if col < len(s.widths) {
			return int(s.widths[col] * 96 / 25.4)
		}
		return 72
	})
	bottom, bottomDY := across(top, dy+n.height, func(row int) int {
		if row < len(s.heights) {
			return int(s.heights[row] * 96 / 72)
		}
		return 20
	})
	for i, n := range []int{left, dx, top, dy, right, rightDX, bottom, bottomDY} {
		if i > 0 {
			x = append(x, ", "...)
		}
		x = strconv.AppendInt(x, int64(n), 10)
	}
	return x
}

// across is the column or row in which a length ends, and how far into it.
func across(from, length int, size func(int) int) (at, rest int) {
	for length > size(from) {
		length -= size(from)
		from++
	}
	return from, length
}
