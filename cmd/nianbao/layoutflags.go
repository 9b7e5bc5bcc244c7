package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/layouts"
)

// layoutFlags say which forms reports may be on: -l, and a folder of layouts that join
// the built-in ones.
type layoutFlags struct {
	names  []string
	folder string
}

// autoLayout is the -l of all that are at hand.
const autoLayout = "auto"

func (f *layoutFlags) flags(set *pflag.FlagSet, about string) {
	set.StringArrayVarP(&f.names, "layout", "l", []string{autoLayout}, about)
	set.StringVar(&f.folder, "layouts", "", "flag.layouts")
}

// find are the layouts that are meant; none for the built-in ones alone.
func (f *layoutFlags) find() ([]*layouts.Layout, error) {
	own, err := f.own()
	if err != nil {
		return nil, err
	}
	var all []*layouts.Layout
	for _, name := range f.names {
		switch l := layouts.WithID(own, name); {
		case l != nil:
			all = append(all, l)
		case name == autoLayout:
			all = slices.Concat(all, layouts.Builtin(), own)
		default:
			if l, err = findLayout(name); err != nil {
				return nil, err
			}
			all = append(all, l)
		}
	}
	all = distinct(all)
	if err := layouts.Together(all); err != nil {
		return nil, &usageError{err: err}
	}
	if slices.Equal(all, layouts.Builtin()) {
		return nil, nil
	}
	return all, nil
}

// one is the layout that is meant where there can be but one; nil for auto.
func (f *layoutFlags) one() (*layouts.Layout, error) {
	if len(f.names) > 1 {
		return nil, usage("usage.layouts", len(f.names))
	}
	if f.names[0] == autoLayout {
		return nil, nil
	}
	all, err := f.find()
	if err != nil {
		return nil, err
	}
	if all == nil {
		return nil, nil
	}
	return all[0], nil
}

// own are the layouts of the folder, in the order of their names.
func (f *layoutFlags) own() ([]*layouts.Layout, error) {
	if f.folder == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		return nil, usage("usage.layouts-folder", f.folder, err)
	}
	var own []*layouts.Layout
	for _, e := range entries {
		ext := strings.ToLower(filepath.Ext(e.Name()))
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || ext != ".yaml" && ext != ".yml" {
			continue
		}
		l, err := readLayout(filepath.Join(f.folder, e.Name()))
		if err != nil {
			return nil, err
		}
		own = append(own, l)
	}
	if len(own) == 0 {
		return nil, usage("usage.layouts-none", f.folder)
	}
	return own, nil
}

// distinct leaves out what stands twice.
func distinct(all []*layouts.Layout) []*layouts.Layout {
	var once []*layouts.Layout
	for _, l := range all {
		if !slices.Contains(once, l) {
			once = append(once, l)
		}
	}
	return once
}

// sources are the texts of layouts: what outputs depend on.
func sources(all []*layouts.Layout) []string {
	var texts []string
	for _, l := range all {
		texts = append(texts, string(l.Source()))
	}
	return texts
}
