package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/pattern"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// A piece is a token with its place in the document: words of a label, a value,
// or an empty cell.
type piece struct {
	text  string
	value bool
	empty bool
	unit  bool // words, the unit of a row in a cell of its own
	line  int  // index into the document's lines
	no    int  // line of the source
	field int  // index of the field in its line
	wide  int  // how many fields its line has
	fills int  // columns that its line's empty cells were made by; 0 where the source has them
	grid  bool // the source has it in a cell of a grid
	gap   int  // lines of prose or headings before it, since the piece before
}

// A glyphAt is one folded character of the label stream.
type glyphAt struct {
	r     rune
	edge  bool // a label may begin here: start of a piece, after an ordinal or punctuation
	piece int
}

// A stream is the tabular part of a document as pieces in order, and its labels
// as one run of folded characters. A zero character stands where a label cannot
// go on: a value, a line of prose, a heading.
type stream struct {
	pieces []piece
	chars  []glyphAt
	v      *vocabulary
	words  []found // of the form, in the whole stream
	known  []bool  // the pieces wholly made of them
	tokens []token // of one field: used again for the next
	gap    int     // lines of prose since the last piece
	open   int     // fields since a bracket was opened in a label and not closed; 0 for none
}

// pageNumber matches lines that a page carries and a report does not.
var pageNumber = pattern.New(`^(?:[-—–－·\s]+\d{1,3}[-—–－·\s]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})$`)

// isPageMark reports whether a text is such a line. Most lines begin otherwise.
func isPageMark(text string) bool {
	switch r, _ := utf8.DecodeRuneInString(text); {
	case '0' <= r && r <= '9':
		return strings.Contains(text, "/") && pageNumber.MatchString(text)
	case strings.ContainsRune("第-—–－· \t\n\f\r", r):
		return pageNumber.MatchString(text)
	}
	return false
}

// isPageNumber reports whether line i is a page number: on a line by itself, and in
// words or apart from the lines above and below.
func isPageNumber(doc *document, i int) bool {
	line := &doc.Lines[i]
	if line.Grid > 0 || len(line.Text) > 40 || !isPageMark(line.Text) {
		return false
	}
	return strings.HasPrefix(line.Text, "第") || line.Gap || i == 0 || i+1 == len(doc.Lines) || doc.Lines[i+1].Gap
}

// apartByTable parts what stands before a table from what stands behind it, as so many
// lines of prose do.
const apartByTable = 4

// newStream lexes the lines that can be part of a table; headings cannot, nor what is
// taken already.
func newStream(doc *document, v *vocabulary, heads []*layouts.Section, taken []bool, tabular func(int) bool) *stream {
	fields := 0
	for i := range doc.Lines {
		if !taken[i] && heads[i] == nil {
			fields += len(doc.Lines[i].Fields)
		}
	}
	const usual = 4 // characters of a field
	s := &stream{v: v, pieces: make([]piece, 0, fields+fields/8), chars: make([]glyphAt, 0, usual*fields)}
	for i := 0; i < len(doc.Lines); i++ {
		line := &doc.Lines[i]
		if isPageNumber(doc, i) {
			continue
		}
		if taken[i] {
			s.bar()
			s.gap += apartByTable
			continue
		}
		at := lineAt{s: s, doc: doc, line: i, last: -1}
		if runPasses(v, linePasses, &at); at.last >= 0 {
			i = at.last
			continue
		}
		if heads[i] != nil || !tabular(i) {
			s.bar()
			s.gap++
			continue
		}
		for fi := range line.Fields {
			s.field(line, i, fi)
		}
	}
	s.words = v.find(s)
	s.known = s.knownPieces()
	return s
}

// isValueOrBlanks reports whether a text is values, and words for a blank among them.
func isValueOrBlanks(text string) bool {
	return !strings.ContainsFunc(text, figure.IsWord) && (isValue(text) || isValue(figure.DropBlanks(text)))
}

func (s *stream) bar() {
	if n := len(s.chars); n > 0 && s.chars[n-1].r != 0 {
		s.chars = append(s.chars, glyphAt{piece: -1})
	}
}

func (s *stream) field(line *source.Line, i, fi int) {
	f := &line.Fields[fi]
	if f.Merged {
		return
	}
	p := piece{line: i, no: max(f.Line, line.No), field: fi, wide: len(line.Fields), fills: line.Filled, grid: line.Grid > 0, gap: s.gap}
	if f.Text == "" {
		p.empty = true
		s.pieces = append(s.pieces, p)
		s.gap = 0
		return
	}
	tokens := s.apart(s.whole(s.lex(layouts.TrimPinyin(f.Text), len(line.Fields) > 1)))
	if numberApart(line, fi) {
		tokens = []token{{f.Text, false}}
	}
	for _, t := range tokens {
		q := p
		q.text, q.value, q.unit = t.text, t.value, !t.value && s.unit("", t.text)
		if t.value || q.unit {
			s.bar()
		} else {
			s.label(t.text, len(s.pieces))
		}
		s.pieces = append(s.pieces, q)
		s.gap, p.gap = 0, 0
	}
}

// lex lexes a field. What goes on in a bracket that a field above has opened is
// words up to where it closes.
func (s *stream) lex(text string, cell bool) []token {
	tokens := s.tokens[:0]
	const most = 3 // fields that a note may go on for
	if s.open > 0 && s.open <= most && !closes(text) && !isValue(text) && strings.IndexFunc(text, isHan) >= 0 {
		s.open++
		return append(tokens, token{text, false})
	}
	if s.open > 0 && closes(text) {
		end := strings.IndexAny(text, "）)")
		_, n := utf8.DecodeRuneInString(text[end:])
		tokens = append(tokens, token{text[:end+n], false})
		text = text[end+n:]
		s.open = 0
	}
	tokens = lex(tokens, text, cell)
	for _, t := range tokens {
		if t.value {
			continue
		}
		if s.open = 0; opens(t.text) {
			s.open = 1
		}
	}
	s.tokens = tokens
	return tokens
}

// unit reports whether a text behind a label is a unit in a cell of its own, and no
// part of a label that is broken there: 接受培训 人 员数.
func (s *stream) unit(behind, text string) bool {
	if !s.v.unitCell(text) {
		return false
	}
	const most = 4 // pieces of a broken label
	for n, p := 0, len(s.pieces)-1; n < most && !s.v.goesOn(behind, text); n, p = n+1, p-1 {
		if p < 0 || s.pieces[p].value || s.pieces[p].unit {
			return true
		}
		behind = s.pieces[p].text + behind
	}
	return !s.v.goesOn(behind, text)
}

// numberApart reports whether a field is the number of the label in the next, parted
// from its mark by spaces: 九  、会议和培训情况.
func numberApart(line *source.Line, fi int) bool {
	return fi+1 < len(line.Fields) && strings.HasPrefix(line.Fields[fi+1].Text, "、") && figure.IsHan(line.Fields[fi].Text)
}

// whole gives a label the digits that it has itself: （…相同信息计1 where the source
// breaks it before 条）.
func (s *stream) whole(tokens []token) []token {
	last := len(tokens) - 1
	if last < 0 || !s.v.listed || !tokens[last].value || s.open == 0 {
		return tokens
	}
	behind := ""
	if n := len(s.pieces); last == 0 && n > 0 && !s.pieces[n-1].value {
		behind = s.pieces[n-1].text
	} else if last > 0 && !tokens[last-1].value {
		behind = tokens[last-1].text
	}
	if behind != "" && s.v.goesOn(behind, tokens[last].text) {
		tokens[last].value = false
	}
	return tokens
}

// apart parts the unit behind a label from it: 收到申请数 件.
func (s *stream) apart(tokens []token) []token {
	if !s.v.listed {
		return tokens
	}
	var parted []token
	for _, t := range tokens {
		at := strings.LastIndexFunc(t.text, unicode.IsSpace)
		if t.value || at < 0 || s.v.unitCell(t.text) || !s.unit(t.text[:at], t.text[at:]) {
			parted = append(parted, t)
			continue
		}
		parted = append(parted, token{strings.TrimSpace(t.text[:at]), false}, token{strings.TrimSpace(t.text[at:]), false})
	}
	return parted
}

func isHan(r rune) bool { return 0x4E00 <= r && r <= 0x9FFF || unicode.Is(unicode.Han, r) }

// closes reports whether a text closes a bracket that it has not opened.
func closes(text string) bool {
	end := strings.IndexAny(text, "）)")
	return end >= 0 && !strings.ContainsAny(text[:end], "（(")
}

// opens reports whether a text opens a bracket that it does not close.
func opens(text string) bool {
	return (strings.Contains(text, "（") || strings.Contains(text, "(")) &&
		strings.LastIndexAny(text, "（(") > strings.LastIndexAny(text, "）)")
}

// label adds the folded characters of a label.
func (s *stream) label(text string, at int) {
	_, rest := layouts.CutOrdinal(text)
	edge := true
	for _, r := range rest {
		f := layouts.FoldRune(r)
		if f < 0 {
			edge = true
		} else {
			s.chars = append(s.chars, glyphAt{f, edge, at})
			edge = false
		}
	}
}

// tabular reports whether a line can be part of a table: several fields, a short
// text, values, or a text that labels of the form cover.
func (v *vocabulary) tabular(doc *document, i int) bool {
	line := &doc.Lines[i]
	if line.Grid > 0 || len(line.Fields) > 1 {
		return true
	}
	if strings.HasSuffix(line.Text, "。") {
		return false // a sentence, however short
	}
	const short = 14
	runes := utf8.RuneCountInString(line.Text)
	if runes <= short || isValueOrBlanks(line.Text) {
		return true
	}
	if v.noted(line.Text) || strings.Count(strings.TrimSpace(line.Text), " ") >= 4 && v.scraps(line.Text) {
		return true
	}
	const row, label = 3, 30
	if tail := valueTail(line.Text); len(strings.Fields(line.Text[tail:])) >= row && utf8.RuneCountInString(line.Text[:tail]) <= label {
		return true
	}
	ordinal, rest := layouts.CutOrdinal(line.Text)
	f := doc.behind(i, line.Text[:len(line.Text)-len(rest)])
	if runes > 400 {
		all := utf8.RuneCountInString(f)
		return all-v.outside(f, all) > 60
	}
	most := 8 + digitCount(f) // characters beside labels
	return v.outside(f, most) <= most || v.fragment(f) || ordinal != "" && v.fragment(doc.folded[i])
}

// noted reports whether a text is a label of the form, or a short one in a cell, and
// a note to it in brackets, however long: a table that was sent out with how to fill
// it in.
func (v *vocabulary) noted(text string) bool {
	const short = 14
	whole := strings.TrimRight(text, " |")
	label := layouts.TrimNote(whole)
	return len(label) < len(whole) && (v.labels[layouts.Key(label)] || len(whole) < len(text) && utf8.RuneCountInString(label) <= short)
}

// outside counts the characters of a folded text that lie in no label of the form, up
// to one more than most: of a sentence nearly all do.
func (v *vocabulary) outside(folded string, most int) int {
	n := 0
	for folded != "" && n <= most {
		r, size := utf8.DecodeRuneInString(folded)
		if w := v.first.longest(folded, r); w != nil && len(w.runes) > 1 {
			size = len(w.text)
		} else {
			n++
		}
		folded = folded[size:]
	}
	return n
}

func matchAt(chars []glyphAt, i int, runes []rune) bool {
	if i+len(runes) > len(chars) {
		return false
	}
	for k, r := range runes {
		if chars[i+k].r != r {
			return false
		}
	}
	return true
}

func digitCount(s string) int {
	n := 0
	for _, r := range s {
		if figure.IsDigit(r) {
			n++
		}
	}
	return n
}
