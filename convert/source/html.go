package source

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHTML reads a saved page from its tokens, not from a parsed tree: so every
// line knows where it stands, and nothing grows with the depth of the tags.
func readHTML(doc *Document, text string) error {
	var m meter
	lines, title := readPage(unixLines.Replace(text), 1, &m)
	lines, err := finish(lines, &m)
	doc.Title, doc.Lines = title, lines
	return err
}

var unixLines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// readPage reads a page, or a piece of one that begins on line no. What is
// wrong with it is in m.
func readPage(text string, no int, m *meter) (lines []Line, title string) {
	p := page{story: story{meter: m}, line: no, open: map[atom.Atom]int{}}
	p.read(html.NewTokenizer(strings.NewReader(text)))
	return p.close(), p.title()
}

// A page is the state of reading one.
type page struct {
	story
	line int // of the source, where the token begins
	pre  int // open <pre>

	open   map[atom.Atom]int // elements open, by name
	hidden atom.Atom         // the element that hides what is read; 0 if none
	inside map[atom.Atom]int // elements open inside it

	inTitle bool
	titles  [2]string // of <title>, of the page's ArticleTitle
}

func (p *page) read(z *html.Tokenizer) {
	z.SetMaxBuf(MaxToken)
	for p.meter.err == nil {
		kind := z.Next()
		lines := bytes.Count(z.Raw(), []byte("\n"))
		switch kind {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				p.meter.fail(tooLarge("too-large.tag", MaxToken, p.line))
			}
			return
		case html.TextToken:
			p.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			p.startTag(z, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.endTag(atom.Lookup(name))
		}
		p.line += lines
	}
}

// text adds text as a browser shows it: white space collapsed, and none at
// all where the source breaks a line between two Chinese characters.
func (p *page) text(s string) {
	if p.inTitle {
		p.titles[0] += s
		return
	}
	if p.hidden != 0 {
		return
	}
	f, line := p.flow(), p.line
	for s != "" {
		n := strings.IndexAny(s, " \t\n\f")
		if n == 0 {
			switch {
			case p.pre > 0 && s[0] == '\n':
				p.breakLine()
			case p.pre > 0:
				p.write(s[:1], line)
			case s[0] == '\n':
				f.space = '\n'
			case f.space == 0:
				f.space = ' '
			}
			if s[0] == '\n' {
				line++
			}
			s = s[1:]
			continue
		}
		if n < 0 {
			n = len(s)
		}
		if len(f.buf) > 0 && (f.space == ' ' || f.space == '\n' && !joinsWide(f.buf, s)) {
			p.write(" ", line)
		}
		f.space = 0
		p.write(s[:n], line)
		s = s[n:]
	}
}

// joinsWide reports whether before ends and after begins with a full-width character.
func joinsWide(before []byte, after string) bool {
	last, _ := utf8.DecodeLastRune(before)
	first, _ := utf8.DecodeRuneInString(after)
	return isWide(last) && isWide(first)
}

func isWide(r rune) bool {
	return r >= 0x2e80 && r <= 0xffef || r >= 0x20000 || strings.ContainsRune("—‘’“”…", r)
}

func (p *page) startTag(z *html.Tokenizer, closed bool) {
	p.meter.tag()
	name, more := z.TagName()
	tag := atom.Lookup(name)
	var a attributes
	if more {
		a = readAttributes(z)
	}
	if p.hidden != 0 {
		if !endsHidden(p.hidden, tag) || p.inside[p.hidden] > 0 {
			if !voids[tag] {
				p.inside[tag]++
			}
			return
		}
		p.hidden = 0
	}
	if !voids[tag] {
		p.open[tag]++
		if a.hidden && !closed || unseen[tag] {
			p.hidden, p.inside = tag, map[atom.Atom]int{}
			return
		}
	}
	p.start(tag, a)
}

// start does what an element that is seen does.
func (p *page) start(tag atom.Atom, a attributes) {
	switch tag {
	case atom.Title:
		p.inTitle = p.titles[0] == ""
	case atom.Meta:
		if strings.EqualFold(a.name, "ArticleTitle") {
			p.titles[1] = a.content
		}
	case atom.Br:
		p.breakLine()
	case atom.Pre:
		p.pre++
		p.endParagraph()
	case atom.Table:
		p.openTable()
	case atom.Tr:
		p.openRow(p.line)
	case atom.Td, atom.Th:
		c := p.openCell(p.line)
		c.cols, c.rows = max(1, a.cols), max(1, a.rows)
	case atom.Thead, atom.Tbody, atom.Tfoot:
		p.closeRow()
	default:
		if blocks[tag] {
			p.endParagraph()
		}
	}
}

func (p *page) endTag(tag atom.Atom) {
	if p.hidden != 0 {
		switch {
		case p.inside[tag] > 0:
			p.inside[tag]--
			return
		case tag == p.hidden:
			p.hidden = 0
			p.open[tag]--
			return
		case tag == 0 || p.open[tag] == 0 || !blocks[tag]:
			return
		}
		p.hidden = 0 // an element around it ends
	}
	if p.open[tag] > 0 {
		p.open[tag]--
	}
	switch tag {
	case atom.Title:
		p.inTitle = false
	case atom.Pre:
		p.pre = max(0, p.pre-1)
		p.endParagraph()
	case atom.Table:
		p.closeTable()
	case atom.Tr, atom.Thead, atom.Tbody, atom.Tfoot:
		p.closeRow()
	case atom.Td, atom.Th:
		p.closeCell()
	default:
		if blocks[tag] {
			p.endParagraph()
		}
	}
}

func (p *page) title() string {
	if t := trim(p.titles[1]); t != "" {
		return t
	}
	return strings.Join(strings.Fields(p.titles[0]), " ")
}

// The attributes of a tag that matter here.
type attributes struct {
	cols, rows    int
	hidden        bool
	name, content string
}

func readAttributes(z *html.Tokenizer) attributes {
	var a attributes
	for more := true; more; {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "colspan":
			a.cols = span(val)
		case "rowspan":
			a.rows = span(val)
		case "hidden":
			a.hidden = true
		case "style":
			a.hidden = a.hidden || hides(val)
		case "name":
			a.name = string(val)
		case "content":
			a.content = string(val)
		}
	}
	return a
}

// span reads a colspan or rowspan as browsers do: the digits at its start. 0 is the same as none.
func span(val []byte) int {
	val = bytes.TrimSpace(val)
	end := 0
	for end < len(val) && end < 7 && val[end] >= '0' && val[end] <= '9' {
		end++
	}
	n, _ := strconv.Atoi(string(val[:end]))
	return n
}

func hides(style []byte) bool {
	s := strings.ToLower(strings.Join(strings.Fields(string(style)), ""))
	return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") || strings.Contains(s, "mso-hide:all")
}
