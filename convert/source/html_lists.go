package source

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/convert/pattern"
)

// A pageList is a list of a page that is open: what its items are numbered by.
type pageList struct {
	ordered bool
	next    int
	format  string
}

// listTypes are the formats that the type of an <ol> names.
var listTypes = map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

// ownNumber matches the number that a text brings itself: （一）, 1., ①.
var ownNumber = pattern.New(`^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)、.．]|第[一二三四五六七八九十]{1,3}[、，,]|[①-⑳⑴-⒇])`)

// openList begins a list.
func (p *htmlPage) openList(tag atom.Atom, a *attributes) {
	p.endParagraph()
	p.number = ""
	l := &pageList{ordered: tag == atom.Ol, next: 1, format: listTypes[a.listType]}
	if n, err := strconv.Atoi(trim(a.start)); err == nil {
		l.next = n
	}
	p.elements.top().list = l
}

// openItem begins an item of a list: its number stands before its text, unless the page
// shows none.
func (p *htmlPage) openItem(a *attributes) {
	p.endParagraph()
	p.number = ""
	l := p.elements.list()
	if l == nil || !l.ordered {
		return
	}
	if n, err := strconv.Atoi(trim(a.value)); err == nil {
		l.next = n
	}
	if !p.elements.top().look.unnumbered {
		p.number = formatNumber(l.format, l.next) + ". "
	}
	l.next++
}

// endItem drops the number of an item that ends without a text: it is no other text's.
func (p *htmlPage) endItem(tag atom.Atom) {
	if tag == atom.Li || p.elements.list() == nil {
		p.number = ""
	}
}

// numbered is the text of an item behind its number, if that is not written yet; a text
// that brings its own has no other, and a figure has none: it would be another figure.
func (p *htmlPage) numbered(s string) string {
	if p.number == "" || trim(s) == "" {
		return s
	}
	number := p.number
	if p.number = ""; ownNumber.MatchString(trim(s)) || isValue(trim(s)) {
		return s
	}
	return number + strings.TrimLeftFunc(s, isSpace)
}

// list is the innermost list open; nil for none.
func (e *elements) list() *pageList {
	for i := len(e.stack) - 1; i >= 0; i-- {
		if l := e.stack[i].list; l != nil {
			return l
		}
	}
	return nil
}
