package source

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// A control is what a tag says of a control of a form.
type control struct {
	kind    string // of an <input>
	value   string
	label   string // of an <option>
	checked bool   // or selected
	many    bool   // a <select> that shows a list
}

func (c *control) read(key string, val []byte) {
	switch key {
	case "type":
		c.kind = strings.ToLower(trim(string(val)))
	case "value":
		c.value = string(val)
	case "label":
		c.label = string(val)
	case "checked", "selected":
		c.checked = true
	case "multiple":
		c.many = true
	}
}

// input adds what an <input> shows: its value, or that it is checked. Buttons and
// what is typed into a search are the page's, not the report's.
func (p *htmlPage) input(a *attributes) {
	switch a.kind {
	case "hidden", "submit", "button", "reset", "image", "file", "password", "search", "color", "range":
		return
	case "checkbox", "radio":
		if a.checked {
			p.text("√")
		}
		return
	}
	p.text(a.value)
}

// A choice is an open <select>: the one of its options that it shows.
type choice struct {
	many     bool
	options  int    // begun so far
	shown    string // of the option selected last, else of the first
	takes    bool   // the option that is open is the one shown so far
	labelled bool   // its text is given by an attribute
}

// begin begins an option.
func (c *choice) begin(a *attributes) {
	c.options++
	c.takes = a.checked || c.options == 1 && !c.many
	if c.takes {
		c.shown, c.labelled = a.label, a.label != ""
	}
}

func (c *choice) text(s string) {
	if c.takes && !c.labelled && len(c.shown)+len(s) <= MaxLine {
		c.shown += s
	}
}

// endChoice adds what a <select> shows, once it has ended. Outside tables it is a
// menu of the page.
func (p *htmlPage) endChoice() {
	if p.choice == nil || p.elements.open[scopedTag{p.elements.scope, atom.Select}] > 0 {
		return
	}
	shown := p.choice.shown
	p.choice = nil
	if p.inCell() {
		p.text(shown)
	}
}
