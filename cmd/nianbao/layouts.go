package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"

	"github.com/spf13/pflag"

	"github.com/nianbao/nianbao/convert/batch"
	"github.com/nianbao/nianbao/convert/words"
	"github.com/nianbao/nianbao/layouts"
)

func layoutsCommand(*pflag.FlagSet) action {
	return func(t *terminal, args []string) error {
		switch len(args) {
		case 0:
			for _, l := range layouts.Builtin() {
				fmt.Fprintf(t.out, "%s\t%s\t%s\t%s\n", l.ID, l.Name, l.Clause, years(l.Years))
			}
			return nil
		case 1:
			return printLayout(t, args[0])
		}
		return usage("usage.layouts", len(args))
	}
}

// printLayout prints a definition as it stands, and what it defines; reading it
// has verified it.
func printLayout(t *terminal, arg string) error {
	l, err := findLayout(arg)
	if err != nil {
		return err
	}
	if l == nil { // auto
		return usage("usage.auto")
	}
	cells, rules := 0, 0
	for _, table := range l.Tables {
		rules += len(table.Rules())
		for _, b := range table.Blocks {
			cells += len(b.Rows) * len(b.Columns)
		}
	}
	t.out.Write(l.Source())
	fmt.Fprint(t.err, t.text("layouts.valid", plain(arg), len(l.Tables), cells, rules))
	return nil
}

func years(y layouts.Years) string {
	switch {
	case y.From == 0 && y.To == 0:
		return ""
	case y.To == 0:
		return fmt.Sprintf("%d-", y.From)
	case y.From == 0:
		return fmt.Sprintf("-%d", y.To)
	case y.From == y.To:
		return fmt.Sprint(y.From)
	}
	return fmt.Sprintf("%d-%d", y.From, y.To)
}

// findLayout is the layout that -l names: nil for auto, a built-in one, or one
// from a file.
func findLayout(arg string) (*layouts.Layout, error) {
	if arg == autoLayout {
		return nil, nil
	}
	if l := layouts.Find(arg); l != nil {
		return l, nil
	}
	l, err := readLayout(arg)
	if !errors.Is(err, fs.ErrNotExist) {
		return l, err
	}
	known := append([]string{autoLayout}, layouts.IDs(layouts.Builtin())...)
	wrong := words.New("usage.no-layout", arg, known)
	if l := layoutOf(arg); l != nil {
		return nil, &usageError{wrong, "usage.meant", l.ID}
	}
	return nil, mistaken(wrong, arg, known, "", "")
}

// readLayout reads a layout from a file.
func readLayout(name string) (*layouts.Layout, error) {
	data, err := batch.ReadFile(name, layouts.MaxFile+1)
	if err != nil {
		return nil, usage("usage.layout-file", name, err)
	}
	l, err := layouts.Parse(name, data)
	if err != nil {
		return nil, &usageError{err: err}
	}
	return l, nil
}

// layoutOf is the layout in force for the year that a word ends in (2020, disclosure-2023),
// nil for none.
func layoutOf(word string) *layouts.Layout {
	year, err := strconv.Atoi(word[max(0, len(word)-4):])
	for _, l := range layouts.Builtin() {
		if err == nil && l.Years.Contains(year) {
			return l
		}
	}
	return nil
}
