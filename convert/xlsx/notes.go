package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
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
func (b *book) noteParts() []part {
	var parts []part
	n := 0
	for _, s := range b.sheets {
		if s.notes == nil {
			continue
		}
		n++
		parts = append(parts, part{name: fmt.Sprintf("xl/comments%d.xml", n), pieces: [][]byte{s.noteTexts()}},
			part{name: fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", n), pieces: [][]byte{s.noteBoxes(n)}})
	}
	return parts
}

func (s *sheet) noteTexts() []byte {
	var x bytes.Buffer
	x.WriteString(xml.Header + `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>` + author + `</author></authors><commentList>`)
	for _, n := range s.notes {
		fmt.Fprintf(&x, `<comment ref="%s" authorId="0"><text><r><rPr><sz val="%d"/><color rgb="FF000000"/><rFont val="%s"/></rPr><t xml:space="preserve">`, n.at.ref(), noteSize, song)
		xml.EscapeText(&x, []byte(strings.ReplaceAll(n.text, "_x", "_x005F_x"))) // not a character by its number
		x.WriteString(`</t></r></text></comment>`)
	}
	x.WriteString(`</commentList></comments>`)
	return x.Bytes()
}

func (s *sheet) noteBoxes(id int) []byte {
	var x bytes.Buffer
	fmt.Fprintf(&x, `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">`+
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>`+
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`, id)
	for i, n := range s.notes {
		fmt.Fprintf(&x, `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#FFFFE1" o:insetmode="auto">`+
			`<v:fill color2="#FFFFE1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>`+
			`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			id*1024+i+1, s.anchor(n), n.at.row-1, n.at.col-1)
	}
	x.WriteString(`</xml>`)
	return x.Bytes()
}

// anchor is where the box of a note stands, right of its cell: column and row of its
// corners, from 0, each with a distance in pixels.
func (s *sheet) anchor(n note) string {
	const dx, dy = 15, 2
	left, top := n.at.col, max(n.at.row-2, 0)
	right, x := across(left, dx+noteWidth, func(col int) int {
		if col < len(s.widths) {
			return int(s.widths[col] * 96 / 25.4)
		}
		return 72
	})
	bottom, y := across(top, dy+n.height, func(row int) int {
		if row < len(s.heights) {
			return int(s.heights[row] * 96 / 72)
		}
		return 20
	})
	return fmt.Sprintf("%d, %d, %d, %d, %d, %d, %d, %d", left, dx, top, dy, right, x, bottom, y)
}

// across is the column or row in which a length ends, and how far into it.
func across(from, length int, size func(int) int) (at, rest int) {
	for length > size(from) {
		length -= size(from)
		from++
	}
	return from, length
}
