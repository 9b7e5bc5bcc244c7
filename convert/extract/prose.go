package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/convert/figure"
	"github.com/nianbao/nianbao/convert/report"
	"github.com/nianbao/nianbao/convert/source"
	"github.com/nianbao/nianbao/layouts"
)

// topLevel matches the ordinal of a top-level heading.
var topLevel = regexp.MustCompile(`^[\s\x{3000}]*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}\s*[、．.,，:：])`)

// numbered matches a line that begins a paragraph of its own.
var numbered = regexp.MustCompile(`^(?:[（(]?\s*[一二三四五六七八九十]{1,3}\s*[）)、．.]|[（(]?\s*\d{1,2}\s*[）)、．.]\D|[①-⑳]|第[一二三四五六七八九十]+[章条部]|附件|注[:：])`)

// isTop matches topLevel. Most numbers are of lower levels.
func isTop(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return (unicode.IsSpace(r) || strings.ContainsRune("第一二三四五六七八九十", r)) && topLevel.MatchString(text)
}

// isNumbered matches numbered. Most lines begin otherwise.
func isNumbered(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return (r < 0x4E00 || r > 0x9FFF || strings.ContainsRune("一二三四五六七八九十第附注", r)) && numbered.MatchString(text)
}

// heading returns the section that a line is the heading of, nil for none. A row
// of a table is none, though it begins with 一、 too.
func (v *vocabulary) heading(doc *document, i int) *layouts.Section {
	const longest = 180 // bytes
	text := doc.Lines[i].Text
	if len(text) > longest || hasStop(text) {
		return nil
	}
	text = strings.Trim(text, " |\t:：")
	ordinal, rest := layouts.CutOrdinal(text)
	key := doc.behind(i, text[:len(text)-len(rest)])
	if key == "" || v.labels[key] {
		return nil
	}
	top := ordinal != "" && isTop(text)
	const telling = 7 * len("字") // of a heading without its number
	for _, h := range v.headsOf[key] {
		if h.official || ordinal == "" && len(key) >= telling || top {
			return h.section
		}
	}
	if ordinal != "" && !top {
		return nil // （一）基本情况 is no top-level heading
	}
	if !top {
		return nil
	}
	return v.likelyHeading(key)
}

// hasStop reports whether a text has a mark that ends a sentence or parts one.
func hasStop(text string) bool {
	return strings.Contains(text, "。") || strings.Contains(text, "；")
}

// captionAt reports whether line i, worded as a heading, is a caption of a list: it
// stands in cells, or a row's label, unit or value stands on the next line or a
// value on the line above.
func (v *vocabulary) captionAt(doc *document, i int) bool {
	line := &doc.Lines[i]
	words := strings.FieldsFunc(line.Text, func(r rune) bool { return unicode.IsSpace(r) || r == '|' })
	for len(words) > 1 && figure.IsBlank(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	switch text := strings.Join(words, ""); {
	case !v.titled[layouts.Fold(layouts.TrimOrdinal(text))]:
		return false
	case len(line.Fields) > 1 || text != squeeze(line.Text), i > 0 && isValue(doc.Lines[i-1].Text):
		return true
	}
	return i+1 < len(doc.Lines) && v.listed && v.inList(doc.Lines[i+1].Text)
}

// inList reports whether a line is of a list: it begins with a label of a row or
// a caption, or is a unit or a value.
func (v *vocabulary) inList(text string) bool {
	if isValue(text) || v.unitCell(text) {
		return true
	}
	f := layouts.Fold(layouts.TrimOrdinal(text))
	first, _ := utf8.DecodeRuneInString(f)
	w := v.first.longest(f, first)
	return w != nil && slices.ContainsFunc(w.items, func(i int) bool {
		k := v.items[i].kind
		return k == rowItem && len(w.runes) >= 4 || k == captionItem
	})
}

// likelyHeading finds the section whose heading a numbered line resembles.
func (v *vocabulary) likelyHeading(key string) *layouts.Section {
	const enough = 0.8
	var best *layouts.Section
	top := enough
	text := []rune(key)
	for _, h := range v.heads {
		if !mayResemble(text, h.runes, top) {
			continue
		}
		if l := similarity(key, h.key); l > top {
			best, top = h.section, l
		}
	}
	return best
}

// mayResemble reports whether two texts can be more similar than a share: their
// lengths let them, and enough characters of the one are in the other.
func mayResemble(a, b []rune, share float64) bool {
	least := share * float64(len(a)+len(b)) / 2
	if float64(min(len(a), len(b))) <= least {
		return false
	}
	common := 0
	for _, r := range a {
		if slices.Contains(b, r) {
			common++
		}
	}
	return float64(common) > least
}

// A paragrapher joins lines into paragraphs.
type paragrapher struct {
	out  []string
	text strings.Builder // of the last paragraph, not among out yet
	open bool            // it may go on
	last *source.Line
}

func (p *paragrapher) add(line *source.Line) {
	text := proseText(line)
	if text == "" {
		return
	}
	if p.open && p.continues(line, text) {
		p.text.WriteString(joint(p.text.String(), text))
	} else {
		p.end()
	}
	p.text.WriteString(text)
	p.open, p.last = true, line
}

// end ends the last paragraph and returns all.
func (p *paragrapher) end() []string {
	if p.text.Len() > 0 {
		p.out = append(p.out, p.text.String())
		p.text.Reset()
	}
	return p.out
}

// proseText is the line as prose: a row of a table as its cells, parted by spaces.
func proseText(line *source.Line) string {
	if line.Grid == 0 {
		if strings.Trim(line.Text, " |｜\t") == "" {
			return "" // an empty row
		}
		return strings.TrimSpace(line.Text)
	}
	var cells []string
	for _, f := range line.Fields {
		if f.Text != "" {
			cells = append(cells, strings.ReplaceAll(f.Text, "\n", ""))
		}
	}
	return strings.Join(cells, " ")
}

// continues reports whether a line goes on in the sentence of the one before:
// that one was broken off, and this one begins nothing new.
func (p *paragrapher) continues(line *source.Line, text string) bool {
	const full = 20 // characters of a line that may have been wrapped
	before := p.last.Text
	if p.last.Block || line.Block || isNumbered(text) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune("，、,—（(“《", last) {
		return true
	}
	if line.Gap || utf8.RuneCountInString(before) < full || strings.ContainsRune("。！？!?；;：:”）)》】.", last) {
		return false
	}
	return !isDate(text)
}

// joint is the space between joined lines: one between Western words, none else.
func joint(a, b string) string {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	if western(x) && western(y) {
		return " "
	}
	return ""
}

func western(r rune) bool { return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// sections parts the lines that belong to no table into the sections of the
// report. aside are lines above the title; tables gives the table that begins at
// a line.
func (v *vocabulary) sections(doc *document, aside []int, from int, heads []*layouts.Section, covered []bool, tables map[int]string) []*report.Section {
	b := &sectioner{v: v, cur: &report.Section{ID: report.Preamble}}
	for _, i := range aside {
		b.p.add(&doc.Lines[i])
		b.p.open = false
	}
	for i := from; i < len(doc.Lines); i++ {
		line := &doc.Lines[i]
		if id := tables[i]; id != "" {
			b.table(id, line.No)
		}
		if covered[i] || isPageNumber(doc, i) {
			continue
		}
		if s := heads[i]; s != nil && !b.taken(s) {
			b.begin(s, line)
			continue
		}
		if b.cur.Line == 0 {
			b.cur.Line = line.No
		}
		b.p.add(line)
	}
	b.end()
	return b.all
}

type sectioner struct {
	v   *vocabulary
	all []*report.Section
	cur *report.Section
	p   paragrapher
}

// taken reports whether the section has begun before with its official place
// still ahead: the same heading twice is text.
func (b *sectioner) taken(s *layouts.Section) bool {
	for _, have := range append(b.all, b.cur) {
		if have.ID == s.ID && have.Heading != "" {
			return true
		}
	}
	return false
}

func (b *sectioner) begin(s *layouts.Section, line *source.Line) {
	b.end()
	b.cur = &report.Section{ID: s.ID, Heading: strings.Trim(proseText(line), " |\t"), Line: line.No}
}

func (b *sectioner) end() {
	b.cur.Paragraphs = b.p.end()
	if b.cur.ID != report.Preamble || len(b.cur.Paragraphs) > 0 {
		b.all = append(b.all, b.cur)
	}
	b.p = paragrapher{}
}

// table puts a table into its section. Where its heading is missing, the section
// begins with the table.
func (b *sectioner) table(id string, line int) {
	for _, s := range b.v.layout.Sections {
		if s.Table != id || b.cur.ID == s.ID && b.cur.Table == "" {
			continue
		}
		b.end()
		b.cur = &report.Section{ID: s.ID, Line: line}
	}
	b.cur.Table = id
	b.p.open = false
}
