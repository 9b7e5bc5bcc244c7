package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// A signed is the end of a report, taken apart.
type signed struct {
	text  []string // before the names: sentences, no names
	names []string // agencies, one a line
	date  string   // as it is printed; "" for none
	below []string // what stands below the date: 附注, contacts
	annex []string // from the first line of an annex on
}

// readSigned tells the lines of a signature apart: several agencies on one line, a name
// and a date on one line, and what stands behind the date, which leaves them a
// signature.
func readSigned(paragraphs []string) signed {
	var lines []string
	for _, p := range paragraphs {
		if p = strings.TrimFunc(p, unicode.IsSpace); p != "" {
			lines = append(lines, p)
		}
	}
	var s signed
	for i, line := range lines {
		name, day := report.CutDate(line)
		date := day.String()
		switch {
		case (s.date != "" || len(s.names) > 0) && report.IsAnnex(line):
			s.annex = lines[i:]
			return s
		case s.date != "" || strings.HasPrefix(line, "（") || strings.HasPrefix(line, "(") || strings.HasPrefix(line, "注："):
			s.below = append(s.below, line)
		case strings.ContainsAny(name, "。；！？：") && len(s.names) == 0 && date == "":
			s.text = append(s.text, line)
		case strings.ContainsAny(name, "。；！？："):
			s.below = append(s.below, line)
		default:
			s.date = date
			s.names = append(s.names, agencies(name)...)
		}
	}
	return s
}

// agencies parts the names of agencies that stand on one line. A name with a space in
// it (某某县 人民政府) has parts that do not end as names do.
func agencies(line string) []string {
	names := strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == '、' })
	for _, n := range names {
		if last, _ := utf8.DecodeLastRuneInString(n); utf8.RuneCountInString(n) < 3 || !strings.ContainsRune(layouts.Words().AgencyEnds, last) {
			if line = strings.TrimSpace(line); line == "" {
				return nil
			}
			return []string{line}
		}
	}
	return names
}

// signature sets the names and below them the date as for a report without a seal: the
// names two characters from the right, one a line, the date two characters further in
// than the last; a date longer than the name stands two from the right itself (7.3.5).
// A name longer than a line is broken, its lines centred. What stands below the date
// is set as the text.
func (s *setter) signature(paragraphs []string) {
	sign := readSigned(paragraphs)
	for _, text := range sign.text {
		s.prose(text)
	}
	if len(sign.names) > 0 || sign.date != "" {
		s.keepTail()
		s.elements = append(s.elements, element{rows: 1, keep: true})
		s.names(sign)
	}
	for i, text := range sign.below {
		kind := ParagraphPart
		if strings.HasPrefix(text, "（") || strings.HasPrefix(text, "(") || strings.HasPrefix(text, "注") {
			kind = NotePart
		}
		if i == 0 {
			s.keepLast()
		}
		s.begin(kind, 0)
		s.paragraph(s.chars(text, fang), false)
	}
	s.annex(report.Prose(sign.annex...))
}

// names sets the names and the date.
func (s *setter) names(sign signed) {
	first, begins := len(s.elements), left+measure-2*pitch // where the last name begins
	for _, name := range sign.names {
		s.begin(SignedPart, 0)
		p := newPiece(s.chars(name, fang))
		if p.sum[len(p.chars)]*pitch > measure-4*pitch {
			s.centred(p)
			begins = left // no date moves it
			continue
		}
		begins = s.signedLine(p, 0)
	}
	if sign.date == "" {
		s.elements[len(s.elements)-1].keep = false
		return
	}
	s.begin(SignedPart, 0)
	from := begins + 2*pitch
	if begins == left {
		from = 0
	}
	x := s.signedLine(newPiece(s.chars(sign.date, fang)), from)
	s.elements[len(s.elements)-1].keep = false
	if moved := x - 2*pitch - begins; moved < 0 && len(sign.names) > 0 {
		for _, e := range s.elements[first : len(s.elements)-1] {
			for i := range e.texts {
				e.texts[i].X += moved
			}
		}
	}
}

// signedLine sets a line from x, or where it ends two characters from the right if that
// is further left, and tells where it begins. 0 stands for the latter.
func (s *setter) signedLine(p *piece, x float64) float64 {
	all := span{0, len(p.chars)}
	at := p.positions(all, 100, true, pitch/body-1)
	width := (at[len(at)-1] + p.chars[len(at)-1].width) * body
	most := left + measure - 2*pitch - width
	switch {
	case x == 0:
		x = most
	case x+width > left+measure:
		x = most
	}
	s.elements = append(s.elements, element{rows: 1, keep: true, texts: p.texts(all, body, x, rise*body, at)})
	return x
}

// centred sets a name in lines that end between words, centred on each other, two
// characters from the right.
func (s *setter) centred(p *piece) {
	const room = measure/body - 4
	lines := p.shaped(room, 2, p.words)
	widest := 0.0
	for _, sp := range lines {
		widest = max(widest, p.natural(sp.from, sp.end))
	}
	for _, sp := range lines {
		x := left + measure - 2*pitch - (widest+p.natural(sp.from, sp.end))/2*body
		at := p.positions(sp, room, true, 0)
		s.elements = append(s.elements, element{rows: 1, keep: true, texts: p.texts(sp, body, x, rise*body, at)})
	}
}

// keepLast keeps the last line with what follows.
func (s *setter) keepLast() {
	if n := len(s.elements); n > 0 && s.elements[n-1].table == nil {
		s.elements[n-1].keep = true
	}
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
