package extract

import (
	"slices"
	"sync"

	"github.com/nianbao/nianbao/layouts"
)

// A Form is a layout ready for reading: its labels, headings and signs are made fit for
// search when it is first needed. It is safe to share, and meant to be kept.
type Form struct {
	layout *layouts.Layout
	words  func() *vocabulary
	set    *formSet // nil for one alone
}

// A formSet is forms that were made ready together.
type formSet struct {
	signs func() *index // of all of them
}

// signsOf are the signs of forms: those of their set, or made anew.
func signsOf(forms []*Form) *index {
	set := forms[0].set
	if set != nil && !slices.ContainsFunc(forms, func(f *Form) bool { return f.set != set }) {
		return set.signs()
	}
	return newSigns(forms)
}

func newSigns(forms []*Form) *index {
	var all []*word
	for _, f := range forms {
		all = append(all, f.words().signs.words...)
	}
	return newIndex(all)
}

// newForm makes a layout ready, with a pass switched off; "" for none.
func newForm(l *layouts.Layout, without string) *Form {
	return &Form{layout: l, words: sync.OnceValue(func() *vocabulary {
		v := newVocabulary(l)
		v.without = without
		return v
	})}
}

// NewForms makes layouts ready for reading.
func NewForms(all ...*layouts.Layout) []*Form {
	forms := make([]*Form, len(all))
	set := &formSet{sync.OnceValue(func() *index { return newSigns(forms) })}
	for i, l := range all {
		forms[i] = newForm(l, "")
		forms[i].set = set
	}
	return forms
}
