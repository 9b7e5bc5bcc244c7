package extract

import (
	"sync"

	"github.com/nianbao/nianbao/layouts"
)

// A Form is a layout ready for reading: its labels, headings and signs are made fit for
// search when it is first needed. It is safe to share, and meant to be kept.
type Form struct {
	layout *layouts.Layout
	words  func() *vocabulary
}

// newForm makes a layout ready, with a pass switched off; "" for none.
func newForm(l *layouts.Layout, without string) *Form {
	return &Form{l, sync.OnceValue(func() *vocabulary {
		v := newVocabulary(l)
		v.without = without
		return v
	})}
}

// NewForms makes layouts ready for reading.
func NewForms(all ...*layouts.Layout) []*Form {
	forms := make([]*Form, len(all))
	for i, l := range all {
		forms[i] = newForm(l, "")
	}
	return forms
}
