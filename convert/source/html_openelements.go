package source

import (
	"slices"

	"golang.org/x/net/html/atom"
)

// An openElement is one of a page that is open.
type openElement struct {
	tag     atom.Atom
	name    string
	id      string
	classes []string
	look    look
	scope   int // the cells and tables it stands in
	kids    int // elements begun in it
	list    *pageList
}

// elements are those open, the innermost last. It follows the rules by which a
// browser closes what the page leaves open, as far as they decide what is seen.
type elements struct {
	stack  []openElement
	scope  int
	open   map[scopedTag]int
	tables []openTable
	root   openElement // what stands around a piece of a page
}

type scopedTag struct {
	scope int
	tag   atom.Atom
}

// An openTable says where in the stack a table and its parts are; -1 if they are not.
type openTable struct{ at, section, row, cell int }

func newElements() elements {
	return elements{open: map[scopedTag]int{}, tables: []openTable{{-1, -1, -1, -1}}, root: openElement{look: plainLook}}
}

// scopes are the elements whose inner elements an end tag outside does not end one by one.
var scopes = set(atom.Table, atom.Td, atom.Th, atom.Caption)

// formatting are the elements that go on in the next block when the one they began in ends.
var formatting = set(atom.S, atom.Strike, atom.Font, atom.B, atom.I, atom.U, atom.Em, atom.Strong)

func (e *elements) top() *openElement {
	if n := len(e.stack); n > 0 {
		return &e.stack[n-1]
	}
	return &e.root
}

func (e *elements) push(el openElement) {
	el.scope = e.scope
	at := len(e.stack)
	e.stack = append(e.stack, el)
	e.open[scopedTag{e.scope, el.tag}]++
	t := &e.tables[len(e.tables)-1]
	switch el.tag {
	case atom.Table:
		e.tables = append(e.tables, openTable{at, -1, -1, -1})
	case atom.Thead, atom.Tbody, atom.Tfoot:
		t.section, t.row, t.cell = at, -1, -1
	case atom.Tr:
		t.row, t.cell = at, -1
	case atom.Td, atom.Th:
		t.cell = at
	}
	if scopes[el.tag] {
		e.scope++
	}
}

// find returns where in the stack the element is that an end tag ends; -1 if there is none.
func (e *elements) find(tag atom.Atom) int {
	t := e.tables[len(e.tables)-1]
	switch tag {
	case atom.Table:
		return t.at
	case atom.Thead, atom.Tbody, atom.Tfoot:
		return t.section
	case atom.Tr:
		return t.row
	case atom.Td, atom.Th:
		return t.cell
	}
	scope := e.scope
	if tag == atom.Caption || tag == atom.Body || tag == atom.Html {
		scope = max(0, scope-1)
	}
	if e.open[scopedTag{scope, tag}] == 0 {
		return -1
	}
	for i := len(e.stack) - 1; i >= 0; i-- {
		if e.stack[i].tag == tag && e.stack[i].scope == scope {
			return i
		}
	}
	return -1
}

// cut ends the elements from the given one on. Type set by one that ends only because
// the block around it does goes on behind it, as browsers show it.
func (e *elements) cut(at int) {
	if at < 0 || at >= len(e.stack) {
		return
	}
	const most = 16 // elements that go on
	var on []openElement
	scoped := false
	for i := len(e.stack) - 1; i >= at; i-- {
		el := e.stack[i]
		key := scopedTag{el.scope, el.tag}
		if e.open[key]--; e.open[key] == 0 {
			delete(e.open, key)
		}
		if scopes[el.tag] {
			e.scope, scoped = el.scope, true
		}
		if i > at && formatting[el.tag] && len(on) < most {
			on = append(on, el)
		}
		e.forget(i)
	}
	e.stack = e.stack[:at]
	if scoped {
		return
	}
	for i := len(on) - 1; i >= 0; i-- {
		on[i].look = on[i].look.goingOn(e.top().look)
		e.push(on[i])
	}
}

// forget takes a part of a table out of what is open.
func (e *elements) forget(at int) {
	if n := len(e.tables); n > 1 && e.tables[n-1].at == at {
		e.tables = e.tables[:n-1]
		return
	}
	switch t := &e.tables[len(e.tables)-1]; at {
	case t.cell:
		t.cell = -1
	case t.row:
		t.row = -1
	case t.section:
		t.section = -1
	}
}

// imply ends what the start of tag ends without an end tag.
func (e *elements) imply(tag atom.Atom) {
	t := e.tables[len(e.tables)-1]
	switch tag {
	case atom.Td, atom.Th:
		e.cut(t.cell)
		return
	case atom.Tr:
		e.cut(t.row)
		return
	case atom.Thead, atom.Tbody, atom.Tfoot:
		if t.section < 0 {
			e.cut(t.row)
		}
		e.cut(t.section)
		return
	case atom.Li:
		e.cut(e.near([3]atom.Atom{atom.Li}, atom.Ul, atom.Ol))
	case atom.Dd, atom.Dt:
		e.cut(e.near([3]atom.Atom{atom.Dd, atom.Dt}, atom.Dl, 0))
	case atom.Option, atom.Optgroup:
		e.cut(e.near([3]atom.Atom{atom.Option}, atom.Select, 0))
	case atom.Rt, atom.Rp, atom.Rb:
		e.cut(e.near([3]atom.Atom{atom.Rt, atom.Rp, atom.Rb}, atom.Ruby, 0))
	case atom.A, atom.Select:
		e.cut(e.find(tag))
	}
	if blocks[tag] {
		e.cut(e.find(atom.P))
	}
}

// near returns the nearest open element of some kinds, before one of two others; -1 if
// there is none.
func (e *elements) near(tags [3]atom.Atom, stop, or atom.Atom) int {
	const far = 64
	for i := len(e.stack) - 1; i >= max(0, len(e.stack)-far); i-- {
		el := &e.stack[i]
		switch {
		case el.scope != e.scope || el.tag != 0 && (el.tag == stop || el.tag == or):
			return -1
		case el.tag != 0 && slices.Contains(tags[:], el.tag):
			return i
		}
	}
	return -1
}
