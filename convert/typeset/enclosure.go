package typeset

import (
	"regexp"
)

// enclosureMark begins the list of enclosures (附件说明), enclosureNumber each of
// them where they are several.
var (
	enclosureMark   = regexp.MustCompile(`^附\s*件\s*[：:]\s*`)
	enclosureNumber = regexp.MustCompile(`^[0-9]{1,2}\s*[.．、]\s*`)
)

// enclosure sets a line of the list of enclosures, and tells that it is one: an
// empty line above the first, which begins two characters in; numbers below each
// other, and what does not fit in a line below the name it belongs to (GB/T 9704,
// 7.3.4).
func (s *setter) enclosure(text string) bool {
	first := enclosureMark.FindString(text)
	number := enclosureNumber.FindString(text[len(first):])
	if first == "" && (s.enclosing == 0 || number == "") {
		s.enclosing = 0
		return false
	}
	from, width := indent, func(part string) float64 {
		p := newPiece(s.chars(part, fang))
		return p.sum[len(p.chars)] * body
	}
	if first != "" { // not without text on the page of the signature
		s.keepLast()
		s.elements = append(s.elements, element{rows: 1, keep: true})
	} else {
		from += 3 * pitch // as wide as 附件：
	}
	hang := from + width(first) + width(number)
	s.lines(s.listed(first, number, text[len(first)+len(number):]), true, from, hang)
	return true
}

// listed prepares a line of the list: the mark before it and the first one's number,
// when it has one, are parts of their own.
func (s *setter) listed(first, number, text string) []char {
	var chars []char
	if first != "" {
		s.enclosing = s.begin(ParagraphPart, 0)
		chars = s.chars(first, fang)
	}
	if number == "" {
		return append(chars, s.chars(text, fang)...)
	}
	if first != "" {
		s.enclosing = s.begin(ListPart, 0)
	}
	item := s.begin(ItemPart, s.enclosing)
	s.begin(LabelPart, item)
	chars = append(chars, s.chars(number, fang)...)
	s.begin(BodyPart, item)
	return append(chars, s.chars(text, fang)...)
}
