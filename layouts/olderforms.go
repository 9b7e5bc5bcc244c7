package layouts

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed older.yaml
var olderFile []byte

// An OlderForm is a form that no layout describes, and how to recognise it.
type OlderForm struct {
	Name  string   `yaml:"name"`
	Signs []string `yaml:"signs"` // labels it has
	Least int      `yaml:"least"` // how many of them tell it
}

// olderForms are parsed when a report is on none of the built-in layouts.
var olderForms = sync.OnceValue(func() []OlderForm {
	var forms []OlderForm
	if err := yaml.UnmarshalWithOptions(olderFile, &forms, yaml.Strict()); err != nil {
		panic(err)
	}
	return forms
})

// Older returns the older form whose labels a folded text has, nil for none.
func Older(folded string) *OlderForm {
	for _, f := range olderForms() {
		n := 0
		for _, s := range f.Signs {
			if strings.Contains(folded, Fold(s)) {
				n++
			}
		}
		if n >= f.Least {
			return &f
		}
	}
	return nil
}
