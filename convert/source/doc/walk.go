package doc

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/nianbao/nianbao/convert/source/wordgrid"
)

// maxWalk is how many characters are looked at: hidden ones and codes of fields count, too.
const maxWalk = 4 << 20

// The marks of the text.
const (
	noteMark    = 0x02
	cellMark    = 0x07
	drawnMark   = 0x08
	tabMark     = 0x09
	lineMark    = 0x0b
	pageMark    = 0x0c
	paraMark    = 0x0d
	columnMark  = 0x0e
	fieldBegin  = 0x13
	fieldResult = 0x14
	fieldEnd    = 0x15
	hyphenMark  = 0x1e
	symbolMark  = 0x28
)

// A walker goes over a part of the text.
type walker struct {
	*reader
	out    *wordgrid.Builder
	fields []bool // those open: whether their code is still being read
	codes  int    // of how many it is
	high   rune   // the first half of a character beyond U+FFFF
	text   strings.Builder
	style  wordgrid.Style // of text
	inNote bool           // it goes over notes, each of which begins with its mark
	notes  int            // marks so far; below 0 they are not counted
}

// walk goes over the characters of a part of the text.
func (r *reader) walk(b *wordgrid.Builder, from, to int) {
	(&walker{reader: r, out: b, notes: -1}).walk(from, to)
}

// walkNotes goes over notes, the marks of which are counted from 1.
func (r *reader) walkNotes(b *wordgrid.Builder, from, to int) {
	(&walker{reader: r, out: b, inNote: true}).walk(from, to)
	b.Note(0)
}

// note takes the mark of a note: in the text it is its number, before a note it says
// that this begins.
func (w *walker) note() {
	if w.notes < 0 {
		return
	}
	w.flush()
	if w.notes++; w.inNote {
		w.out.Note(w.notes)
		return
	}
	w.out.Add(wordgrid.Item{Text: strconv.Itoa(w.notes), Style: wordgrid.Raised | wordgrid.Superscript})
}

func (w *walker) walk(from, to int) {
	r, b := w.reader, w.out
	for i := r.pieceOf(from); i < len(r.pieces) && from < to && b.Err() == nil; i++ {
		p := &r.pieces[i]
		from = max(from, p.from)
		if end := min(to, p.to); from < end {
			w.piece(p, from, end)
			from = end
		}
	}
	if !b.IsEmpty() || w.text.Len() > 0 {
		w.flush()
		b.EndParagraph(0, wordgrid.ListRef{}, false)
	}
}

// piece goes over characters of one piece, a stretch of equal properties at a time.
func (w *walker) piece(p *piece, from, to int) {
	size := p.size()
	at := p.at + (from-p.from)*size
	if at+(to-from)*size > len(w.word) {
		w.out.Fail(wordgrid.Damaged("damaged.word.short"))
		return
	}
	if w.walked += to - from; w.walked > maxWalk {
		w.out.Fail(wordgrid.Limit("too-large.word.characters"))
		return
	}
	for from < to && w.out.Err() == nil {
		para := w.paras.find(at)
		run := w.chars.find(at)
		n := max(1, min(to-from, (min(run.to, para.to)-at+size-1)/size))
		w.run(p, w.charProps(run, para.style, p.changes), from, at, n)
		from, at = from+n, at+n*size
	}
}

// charProps returns how the characters of a run are read.
func (w *walker) charProps(run *run, paraStyle int, changes bytes) charProps {
	id := noStyle
	run.changes.each(func(code int, value bytes) {
		if code == charStyle {
			id = value.u16(0)
		}
	})
	base, ok := w.styles.characters(paraStyle, id)
	if !ok {
		w.out.Fail(wordgrid.Limit("too-large.word.styles"))
	}
	c := base
	c.apply(run.changes, base)
	if changes != nil {
		c.apply(changes, base)
	}
	return c
}

// run takes n characters of equal properties.
func (w *walker) run(p *piece, c charProps, from, at, n int) {
	for i := range n {
		var unit rune
		if p.narrow {
			unit = charmap.Windows1252.DecodeByte(w.word[at+i])
		} else {
			unit = rune(w.word.u16(at + 2*i))
		}
		switch {
		case unit == paraMark, unit == cellMark, unit == pageMark:
			w.mark(p, unit, at+i*p.size(), c)
		case unit >= fieldBegin && unit <= fieldEnd:
			w.field(unit)
		case c.hidden || c.tiny || c.deleted || w.codes > 0:
		default:
			w.character(unit, c, from+i)
		}
	}
}

// character takes one that is shown.
func (w *walker) character(unit rune, c charProps, char int) {
	style := wordgrid.Style(0)
	if c.struck {
		style |= wordgrid.Struck
	}
	if c.raised {
		style |= wordgrid.Raised
	}
	if c.super {
		style |= wordgrid.Superscript
	}
	if c.sub {
		style |= wordgrid.Subscript
	}
	if c.white && !c.shaded {
		style |= wordgrid.White
	}
	if style != w.style {
		w.flush()
		w.style = style
	}
	switch {
	case unit == lineMark, unit == columnMark:
		w.flush()
		w.out.Add(wordgrid.Item{Break: true})
	case unit == tabMark:
		w.text.WriteByte('\t')
	case unit == hyphenMark:
		w.text.WriteByte('-')
	case unit == drawnMark:
		w.box(char)
	case unit == noteMark && c.special:
		w.note()
	case unit == symbolMark && c.special && c.symbol != 0:
		w.write(c.symbol)
	case unit < ' ':
	default:
		w.write(unit)
	}
}

// write adds a unit of UTF-16. Halves of a character that stand alone are U+FFFD.
func (w *walker) write(unit rune) {
	high := w.high
	w.high = 0
	switch {
	case unit >= 0xd800 && unit < 0xdc00:
		w.high = unit
		if high == 0 {
			return
		}
		unit = utf8.RuneError
	case unit >= 0xdc00 && unit < 0xe000:
		unit = utf16.DecodeRune(high, unit)
	case high != 0:
		w.text.WriteRune(utf8.RuneError)
	}
	w.text.WriteRune(unit)
}

// flush hands the text gathered on.
func (w *walker) flush() {
	if w.high != 0 {
		w.high = 0
		w.text.WriteRune(utf8.RuneError)
	}
	if w.text.Len() > 0 {
		w.out.Add(wordgrid.Item{Text: w.text.String(), Style: w.style})
		w.text.Reset()
	}
}

// field follows a field: its code is not text, its result is.
func (w *walker) field(mark rune) {
	n := len(w.fields)
	switch {
	case mark == fieldBegin && n < wordgrid.MaxDepth:
		w.fields = append(w.fields, true)
		w.codes++
		return
	case mark == fieldBegin:
		w.out.Fail(wordgrid.Limit("too-large.word.fields"))
		return
	case n == 0:
		return
	case w.fields[n-1]:
		w.codes--
		w.fields[n-1] = false
	}
	if mark == fieldEnd {
		w.fields = w.fields[:n-1]
	}
}

// mark ends a paragraph, a cell or a row, as its properties say.
func (w *walker) mark(p *piece, unit rune, at int, c charProps) {
	w.flush()
	para := w.paras.find(at)
	props := w.styles.paragraph(para.style)
	props.apply(para.changes, w.elsewhere)
	if p.changes != nil {
		props.apply(p.changes, w.elsewhere)
	}
	if w.fetched > maxElsewhere {
		w.out.Fail(wordgrid.Limit("too-large.word.properties"))
	}
	depth := max(0, props.depth)
	switch {
	case props.inTable, unit == cellMark:
		depth = max(1, depth)
	default:
		depth = 0
	}
	list := wordgrid.ListRef{}
	if props.list > 0 && props.list < 0x7ff {
		list = wordgrid.ListRef{Num: props.list, Level: min(props.level, 8)}
	}
	if props.shaded {
		w.out.Shade()
	}
	switch {
	case unit == cellMark && props.rowEnd && depth == 1, props.innerRow && depth > 1:
		w.out.EndRow(depth, props.row.edges())
	case unit == cellMark, props.innerCell && depth > 1:
		w.out.EndCell(depth, list)
	default:
		w.out.EndParagraph(depth, list, c.deleted && unit == paraMark)
	}
}
