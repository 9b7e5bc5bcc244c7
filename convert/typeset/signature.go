package typeset

import (
	"strings"
	"unicode"
)

// signature sets the name and below it the date as for a report without a seal:
// the name two characters from the right, the date two characters further in than
// the name; a date longer than the name stands two from the right itself.
func (s *setter) signature(paragraphs []string) {
	var lines [][]char
	for _, p := range paragraphs {
		if p = strings.TrimFunc(p, unicode.IsSpace); p != "" {
			s.begin(SignedPart, 0)
			lines = append(lines, s.chars(p, fang))
		}
	}
	if len(lines) == 0 {
		return
	}
	lines, notes := cutNotes(lines)
	if len(lines) == 0 {
		s.notes(notes)
		return
	}
	s.keepTail()
	s.elements = append(s.elements, element{rows: 1, keep: true})
	name, names := 0.0, 0 // where the line above begins, from the left of the sheet; how many there are
	for i, chars := range lines {
		p := newPiece(chars)
		all := span{0, len(chars)}
		at := p.positions(all, 100, true, pitch/body-1)
		width := (at[len(at)-1] + chars[len(chars)-1].width) * body
		if width > measure-2*pitch { // no name, but text
			s.paragraph(chars, i < len(lines)-1)
			names = 0
			continue
		}
		x := left + measure - 2*pitch - width
		if names > 0 && i == len(lines)-1 && isDate(chars) {
			x = s.date(x, width, name, names)
		}
		name = x
		names++
		s.elements = append(s.elements, element{rows: 1, keep: i < len(lines)-1, texts: p.texts(all, body, x, rise*body, at)})
	}
	s.notes(notes)
}

// cutNotes parts what stands in brackets below the date (附注).
func cutNotes(lines [][]char) (signed, notes [][]char) {
	end := len(lines)
	for end > 0 && (lines[end-1][0].r == '（' || lines[end-1][0].r == '(') {
		end--
	}
	return lines[:end], lines[end:]
}

// notes sets them as the text, on the page of the date.
func (s *setter) notes(notes [][]char) {
	for _, chars := range notes {
		s.keepLast()
		s.doc.Parts[chars[0].part].Kind = NotePart
		s.paragraph(chars, false)
	}
}

// keepLast keeps the last line with what follows.
func (s *setter) keepLast() {
	if n := len(s.elements); n > 0 && s.elements[n-1].table == nil {
		s.elements[n-1].keep = true
	}
}

// date places the date below the last name, which begins at name, and moves the
// names when the date is the longer. x is two characters from the right.
func (s *setter) date(x, width, name float64, names int) float64 {
	if right := name + 2*pitch + width; right <= left+measure {
		return name + 2*pitch
	}
	for _, e := range s.elements[len(s.elements)-names:] {
		for i := range e.texts {
			e.texts[i].X += x - 2*pitch - name
		}
	}
	return x
}

func isDate(chars []char) bool {
	for _, c := range chars {
		if c.r == '年' {
			return chars[len(chars)-1].r == '日' || chars[len(chars)-1].r == '月'
		}
	}
	return false
}

// keepTail keeps the last two lines of the text with what follows, so that no
// page holds a signature alone.
func (s *setter) keepTail() {
	for i := len(s.elements) - 1; i >= 0 && i >= len(s.elements)-2; i-- {
		s.elements[i].keep = true
		if s.elements[i].table != nil {
			return
		}
	}
}
