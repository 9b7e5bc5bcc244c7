package typeset

import (
	"math"
	"strings"

	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/layouts"
)

// The texts around a table are set in its face, 五号, three lines on two of the grid.
const (
	fieldSize = 10.5
	fieldLead = lead * 2 / 3
	fieldGap  = 2 // em between fields on one line
	leastGap  = 1 // em, where all fit on a line so
	nearTable = 5 // points from the baseline of the line above a table to the table
)

// A fieldPlace is where fields are set: between two edges.
type fieldPlace struct {
	left, width float64
	across      bool // on a page that lies across
}

// FieldText is a field as it is printed.
func FieldText(f *report.Field, label string) string { return label + "：" + f.Text }

// printedFields are the texts of the report's fields of a table, or of the whole form for nil.
func (s *setter) printedFields(t *layouts.Table, at layouts.Place) (all []string) {
	refs := s.layout.FieldsAt(at)
	if t != nil {
		refs = t.FieldsAt(at)
	}
	for _, ref := range refs {
		if f := s.report.Field(ref.FullID); f != nil {
			all = append(all, FieldText(f, ref.Label))
		}
	}
	return all
}

// formTable sets a table with what stands above and below it.
func (s *setter) formTable(t *layouts.Table) {
	above := s.printedFields(t, layouts.Above)
	part := 0
	if above != nil {
		part = s.begin(ParagraphPart, 0)
	}
	set := s.newTable(t, s.report.Table(t.ID))
	at := fieldPlace{set.edges[0], set.edges[len(set.edges)-1] - set.edges[0], set.turned()}
	if above != nil {
		s.part = part
		s.above(above, at)
	}
	s.elements = append(s.elements, element{table: set})
	if !at.across {
		at.width = max(at.width, left+measure-at.left)
	}
	s.below(t, at)
	s.part = 0
}

// belowAll sets what the form asks for below all its tables.
func (s *setter) belowAll() {
	s.below(nil, fieldPlace{left: left, width: measure})
	s.part = 0
}

// above sets the line at a table's upper right; where it is too long, a line for each.
func (s *setter) above(texts []string, at fieldPlace) {
	lines := []*piece{newPiece(s.chars(strings.Join(texts, strings.Repeat("　", fieldGap)), song))}
	if p := lines[0]; p.natural(0, len(p.chars))*fieldSize > at.width {
		lines = nil
		for _, text := range texts {
			p := newPiece(s.chars(text, song))
			for _, sp := range p.lines(at.width/fieldSize, at.width/fieldSize) {
				lines = append(lines, newPiece(p.chars[sp.from:sp.end]))
			}
		}
	}
	rows := int(math.Ceil(float64(len(lines)) * fieldLead / lead))
	e := element{rows: rows, keep: true}
	for i, p := range lines {
		all := span{0, len(p.chars)}
		x := at.left + at.width - p.natural(0, all.end)*fieldSize
		y := float64(rows)*lead - nearTable - float64(len(lines)-1-i)*fieldLead
		e.texts = append(e.texts, p.texts(all, fieldSize, x, y, p.positions(all, p.natural(0, all.end), true, 0))...)
	}
	s.elements = append(s.elements, e)
}

// below sets the notes of a table, or of the whole form for nil, and the line of its
// sign-off.
func (s *setter) below(t *layouts.Table, at fieldPlace) {
	var lines [][]Text
	for _, text := range s.printedFields(t, layouts.Note) {
		s.begin(NotePart, 0)
		lines = append(lines, s.note(text, at)...)
	}
	if sign := s.printedFields(t, layouts.SignOff); sign != nil {
		s.begin(ParagraphPart, 0)
		lines = append(lines, s.signOff(sign, at)...)
	}
	if lines != nil {
		s.keepTail()
	}
	const packed, rows = 3, 2 // lines on lines of the grid
	for len(lines) > 0 {
		n := min(packed, len(lines))
		e := element{rows: min(n, rows), across: at.across}
		for i, line := range lines[:n] {
			for _, text := range line {
				text.Y += float64(i) * fieldLead
				e.texts = append(e.texts, text)
			}
		}
		s.elements = append(s.elements, e)
		lines = lines[n:]
	}
}

// note sets the paragraphs of a note; those below the first begin under its text.
func (s *setter) note(text string, at fieldPlace) (lines [][]Text) {
	hang := 0.0
	for i, paragraph := range strings.Split(text, "\n") {
		p := newPiece(s.chars(paragraph, song))
		label := strings.Index(paragraph, "：") + len("：")
		if i == 0 {
			head := newPiece(s.chars(paragraph[:label], song))
			hang = head.sum[len(head.chars)]
		}
		from := hang
		if i == 0 {
			from = 0
		}
		width := at.width / fieldSize
		for k, sp := range p.broken(width-from, width-hang, 1) {
			in := hang
			if k == 0 {
				in = from
			}
			lines = append(lines, p.texts(sp, fieldSize, at.left+in*fieldSize, rise*fieldSize, p.positions(sp, width-in, true, 0)))
		}
	}
	return lines
}

// signOff sets fields side by side: in columns of one width, or with room between them alike
// where all fit on a line so; else in columns, as many as a line takes.
func (s *setter) signOff(texts []string, at fieldPlace) (lines [][]Text) {
	width := at.width / fieldSize
	pieces := make([]*piece, len(texts))
	widest, all := 0.0, 0.0
	for i, text := range texts {
		pieces[i] = newPiece(s.chars(text, song))
		own := pieces[i].natural(0, len(pieces[i].chars))
		widest, all = max(widest, own), all+own
	}
	n := max(1, min(len(texts), int((width+fieldGap)/(widest+fieldGap))))
	if gap := (width - all) / float64(max(1, len(texts)-1)); n < len(texts) && gap >= leastGap {
		return [][]Text{s.inLine(pieces, gap, at)}
	}
	for from := 0; from < len(pieces); from += n {
		var line []Text
		for i, p := range pieces[from:min(from+n, len(pieces))] {
			if all := (span{0, len(p.chars)}); n > 1 {
				line = append(line, p.texts(all, fieldSize, at.left+float64(i)*at.width/float64(n), rise*fieldSize, p.positions(all, p.natural(0, all.end), true, 0))...)
				continue
			}
			for _, sp := range p.lines(width, width) {
				lines = append(lines, p.texts(sp, fieldSize, at.left, rise*fieldSize, p.positions(sp, width, true, 0)))
			}
		}
		if line != nil {
			lines = append(lines, line)
		}
	}
	return lines
}

// inLine sets pieces on one line, with so many em between them.
func (s *setter) inLine(pieces []*piece, gap float64, at fieldPlace) (line []Text) {
	x := 0.0
	for _, p := range pieces {
		all := span{0, len(p.chars)}
		own := p.natural(0, all.end)
		line = append(line, p.texts(all, fieldSize, at.left+x*fieldSize, rise*fieldSize, p.positions(all, own, true, 0))...)
		x += own + gap
	}
	return line
}
