package source

import (
	"bytes"
	"io"
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
	p := htmlPage{story: story{meter: m}, line: no, elements: newElements()}
	p.sheet.readAll(text, m)
	p.read(html.NewTokenizer(strings.NewReader(text)))
	return p.close(), p.title()
}

// An htmlPage is the state of reading one.
type htmlPage struct {
	story
	line     int // of the source, where the token begins
	last     int // where it ends
	pre      int // open <pre>
	elements elements
	sheet    styleSheet
	choice   *choice // the <select> that is open; nil if none is
	number   string  // of the item of a list, until its text begins

	inTitle bool
	titles  [2]string // of <title>, of the page's ArticleTitle
}

func (p *htmlPage) read(z *html.Tokenizer) {
	z.SetMaxBuf(MaxToken)
	for p.meter.err == nil {
		kind := z.Next()
		lines := bytes.Count(z.Raw(), []byte("\n"))
		p.last = p.line + lines
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
func (p *htmlPage) text(s string) {
	if p.inTitle {
		p.titles[0] += s
		return
	}
	l := p.elements.top().look
	switch {
	case !l.seen():
		return
	case p.choice != nil:
		p.choice.text(s)
		return
	case l.struck:
		p.strike(s)
		return
	}
	p.show(p.numbered(s), l)
}

// show adds text that looks as l says.
func (p *htmlPage) show(s string, l look) {
	f, line := p.flow(), p.line
	for s != "" {
		n := strings.IndexAny(s, " \t\n\f")
		if n == 0 {
			switch {
			case p.pre > 0 && s[0] == '\n':
				p.breakLine()
			case p.pre > 0:
				p.writeAs(s[:1], line, l)
			case s[0] == '\n':
				f.space = '\n'
			case f.space == 0:
				f.space = ' '
			}
			if s[0] == '\n' && line < p.last {
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
		p.writeAs(s[:n], line, l)
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

func (p *htmlPage) startTag(z *html.Tokenizer, closed bool) {
	p.meter.tag()
	name, more := z.TagName()
	el := openElement{tag: atom.Lookup(name)}
	if el.name = el.tag.String(); el.tag == 0 {
		el.name = string(name)
	}
	var a attributes
	if more {
		a = readAttributes(z, len(p.sheet.rules) > 0)
	}
	el.id, el.classes = a.id, a.classes
	p.elements.imply(el.tag)
	p.endChoice()
	around := p.elements.top()
	around.kids++
	el.look = around.look
	if !closed || voids[el.tag] {
		el.look = p.lookOf(&el, &a)
	}
	el.look.none = el.look.none || unseen[el.tag]
	if !voids[el.tag] {
		if len(p.elements.stack) >= MaxNesting {
			p.meter.fail(tooLarge("too-large.deep", MaxNesting))
			return
		}
		p.elements.push(el)
	}
	if !el.look.none {
		p.start(el.tag, &a)
	}
}

// lookOf works out how an element is seen, from the look of what is around it.
func (p *htmlPage) lookOf(el *openElement, a *attributes) look {
	l := p.elements.top().look
	if l.none {
		return l
	}
	if el.tag == atom.S || el.tag == atom.Strike {
		l.struck = true
	}
	l.linked = l.linked || el.tag == atom.A && strings.Contains(a.href, "#")
	if len(p.sheet.rules) == 0 && a.style == "" && a.color == "" && a.back == "" && !a.hidden {
		l.raised = l.raised || el.tag == atom.Sup || el.tag == atom.Sub
		l.script = new(values).scriptOf(el.tag, l.script)
		return l
	}
	var v values
	v[cssColor], v[cssBack] = a.color, a.back
	if a.hidden {
		v[cssDisplay] = "none"
	}
	p.sheet.style(&v, el, p.elements.stack, readDeclarations(a.style), p.meter)
	whole := l
	if l = v.over(l, el.tag); el.tag == atom.Html || el.tag == atom.Body {
		whole.color, whole.back, whole.colored = l.color, l.back, l.colored
		return whole // a page that only its scripts would show
	}
	return l
}

// start does what an element that is seen does.
func (p *htmlPage) start(tag atom.Atom, a *attributes) {
	switch tag {
	case atom.Input:
		p.input(a)
	case atom.Select:
		p.choice = &choice{many: a.many}
	case atom.Option:
		if p.choice != nil {
			p.choice.begin(a)
		}
	case atom.Title:
		p.inTitle = p.titles[0] == ""
	case atom.Meta:
		if strings.EqualFold(a.name, "ArticleTitle") {
			p.titles[1] = a.content
		}
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		p.openList(tag, a)
	case atom.Li:
		p.openItem(a)
	case atom.Br:
		p.breakLine()
	case atom.Textarea:
		p.pre++
	case atom.Pre:
		p.pre++
		p.endParagraph()
	case atom.Table:
		p.number = ""
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

func (p *htmlPage) endTag(tag atom.Atom) {
	at := p.elements.find(tag)
	hidden := p.elements.top().look.none
	if at >= 0 {
		hidden = p.elements.stack[at].look.none
		p.elements.cut(at)
		p.endItem(tag)
	}
	p.endChoice()
	if hidden {
		return
	}
	switch tag {
	case atom.Title:
		p.inTitle = false
	case atom.Textarea:
		p.pre = max(0, p.pre-1)
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

func (p *htmlPage) title() string {
	if t := trim(p.titles[1]); t != "" {
		return t
	}
	return strings.Join(strings.Fields(p.titles[0]), " ")
}
