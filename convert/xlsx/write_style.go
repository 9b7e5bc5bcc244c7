package xlsx

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
)

// Typefaces by name. They are those of official documents; a computer without
// them takes others, so no size relies on their widths.
const (
	song     = "宋体"
	fangsong = "仿宋"
	hei      = "黑体"
)

// Fills tell the state of a cell, to a clerk.
const (
	openFill   = "FFFF00" // could not be settled: to be filled in
	absentFill = "D9D9D9" // the source has no such cell
	errorFill  = "FFC7CE"
	warnFill   = "FFE5B4"
	infoFill   = "DDEBF7"
	headFill   = "F2F2F2"
)

// A look is how a cell is printed, and whether a protected sheet lets it be changed.
type look struct {
	font       string
	size       float64
	bold       bool
	color      string // of the type; "" is black
	fill       string // "" for none
	bordered   bool
	horizontal string
	indent     int // from the left, in characters
	vertical   string
	fit        fitting
	input      bool
	format     string // of numbers; "" is General
}

// A fitting is what becomes of a text that is wider than its cell.
type fitting int

const (
	wraps   fitting = iota
	shrinks         // is set smaller
	cut             // is cut, or runs over empty cells
)

// asText is the number format of cells whose text no program may read as a
// number, a date or a formula when a clerk edits it.
const asText = "@"

// style returns the number of a look in the workbook, given when it is first asked
// for.
func (b *workbookWriter) style(l look) int {
	if id, ok := b.styles[l]; ok {
		return id
	}
	b.looks = append(b.looks, l)
	b.styles[l] = len(b.looks) // 0 is that of cells without a look
	return len(b.looks)
}

// alarmStyle is the number of the conditional style of what does not hold.
func alarmStyle() *int { return ptr(0) }

// appendStyles adds the part that describes the looks. excelize compares every new
// one with all it has, member by member, which takes longer than to write its sheets.
func (b *workbookWriter) appendStyles(x []byte) []byte {
	var fonts, fills, formats styleList
	fonts.add(`<sz val="11"/><name val="` + song + `"/>`)
	fills.add(`<patternFill patternType="none"/>`)
	fills.add(`<patternFill patternType="gray125"/>`)
	numbers := make([]struct{ format, font, fill int }, len(b.looks))
	for i, l := range b.looks {
		numbers[i].font = fonts.add(l.typeface())
		if l.fill != "" {
			numbers[i].fill = fills.add(`<patternFill patternType="solid"><fgColor rgb="FF` + l.fill + `"/></patternFill>`)
		}
		if l.format != "" {
			numbers[i].format = firstFormat + formats.add(l.format)
		}
	}
	x = append(x, xml.Header+`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`...)
	if n := len(formats.entries); n > 0 {
		x = fmt.Appendf(x, `<numFmts count="%d">`, n)
		for i, f := range formats.entries {
			x = fmt.Appendf(x, `<numFmt numFmtId="%d" formatCode="%s"/>`, firstFormat+i, escape(f))
		}
		x = append(x, `</numFmts>`...)
	}
	x = fonts.append(x, "font")
	x = fills.append(x, "fill")
	const side = ` style="thin"><color rgb="FF000000"/>`
	x = append(x, `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>`+
		`<border><left`+side+`</left><right`+side+`</right><top`+side+`</top><bottom`+side+`</bottom><diagonal/></border></borders>`+
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`...)
	x = fmt.Appendf(x, `<cellXfs count="%d"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`, len(b.looks)+1)
	for i, l := range b.looks {
		n := numbers[i]
		x = fmt.Appendf(x, `<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">%s<protection locked="%d"/></xf>`,
			n.format, n.font, n.fill, digit(l.bordered), l.alignment(), digit(!l.input))
	}
	return append(x, `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>`+
		`<dxfs count="1"><dxf><font><b/><color rgb="FFFFFFFF"/></font><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/><bgColor rgb="FFFF0000"/></patternFill></fill></dxf></dxfs></styleSheet>`...)
}

func (l look) typeface() string {
	font := `<sz val="` + strconv.FormatFloat(l.size, 'f', -1, 64) + `"/>`
	if l.bold {
		font = `<b/>` + font
	}
	if l.color != "" {
		font += `<color rgb="FF` + l.color + `"/>`
	}
	return font + `<name val="` + l.font + `"/>`
}

// firstFormat is the number of the first format of numbers that is not built in.
const firstFormat = 164

func (l look) alignment() string {
	a := `<alignment`
	if l.horizontal != "" {
		a += ` horizontal="` + l.horizontal + `"`
	}
	if l.indent > 0 {
		a += ` indent="` + strconv.Itoa(l.indent) + `"`
	}
	if l.vertical != "" {
		a += ` vertical="` + l.vertical + `"`
	}
	switch l.fit {
	case wraps:
		a += ` wrapText="1"`
	case shrinks:
		a += ` shrinkToFit="1"`
	}
	return a + `/>`
}

func digit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A styleList lists entries, each once.
type styleList struct{ entries []string }

// add returns the number of the entry.
func (t *styleList) add(entry string) int {
	i := slices.Index(t.entries, entry)
	if i < 0 {
		i = len(t.entries)
		t.entries = append(t.entries, entry)
	}
	return i
}

func (t *styleList) append(x []byte, name string) []byte {
	x = fmt.Appendf(x, `<%ss count="%d">`, name, len(t.entries))
	for _, e := range t.entries {
		x = append(x, `<`+name+`>`+e+`</`+name+`>`...)
	}
	return append(x, `</`+name+`s>`...)
}
