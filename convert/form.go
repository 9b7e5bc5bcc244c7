package convert

import (
	"sync"

	"github.com/nianbao/nianbao/convert/extract"
	"github.com/nianbao/nianbao/convert/settle"
	"github.com/nianbao/nianbao/layouts"
)

// A form is a layout with what reading and settling work out of it, each once, when it
// is first needed. The Reader owns its forms.
type form struct {
	layout *layouts.Layout
	words  *extract.Form
	rows   func() *settle.Form
}

// formsOf are the forms of layouts, or, for none, of all built-in ones.
func formsOf(all []*layouts.Layout) func() []*form {
	return sync.OnceValue(func() []*form {
		if len(all) == 0 {
			all = layouts.Builtin()
		}
		words := extract.NewForms(all...)
		forms := make([]*form, len(all))
		for i, l := range all {
			forms[i] = &form{l, words[i], sync.OnceValue(func() *settle.Form { return settle.NewForm(l) })}
		}
		return forms
	})
}

// form is that of the layout with the id, nil for none.
func (c *Reader) form(id string) *form {
	for _, f := range c.forms() {
		if f.layout.ID == id {
			return f
		}
	}
	return nil
}

// layouts are those that a report may be on.
func (c *Reader) layouts() []*layouts.Layout {
	var all []*layouts.Layout
	for _, f := range c.forms() {
		all = append(all, f.layout)
	}
	return all
}

// words are the forms that a report may be on, ready for reading.
func (c *Reader) words() []*extract.Form {
	var all []*extract.Form
	for _, f := range c.forms() {
		all = append(all, f.words)
	}
	return all
}
